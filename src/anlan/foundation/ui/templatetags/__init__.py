"""Where Django finds the tag library."""
