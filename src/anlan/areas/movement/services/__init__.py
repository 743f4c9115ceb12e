"""Acts of movement."""
