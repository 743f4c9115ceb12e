"""Where Django finds the tags of places."""
