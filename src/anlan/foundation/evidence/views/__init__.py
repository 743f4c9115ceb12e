"""Pages, bytes and uploads of evidence."""
