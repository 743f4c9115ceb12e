"""What is typed on inspection's pages."""
