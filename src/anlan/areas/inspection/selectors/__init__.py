"""Reads of inspection; the viewer comes first."""
