"""Reads; the viewer comes first."""
