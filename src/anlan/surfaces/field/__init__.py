"""The phone's pages for inspectors and task owners: whole without a line."""
