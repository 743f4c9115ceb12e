"""The acts of duty."""
