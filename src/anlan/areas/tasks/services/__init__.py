"""Acts upon tasks."""
