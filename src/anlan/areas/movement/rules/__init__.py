"""Pure rules of movement."""
