"""Where Django finds the filters of first data."""
