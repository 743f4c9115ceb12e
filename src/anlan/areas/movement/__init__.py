"""Recorded passages, and what a drafted phase would change: the preview by replay."""
