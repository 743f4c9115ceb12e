"""Reads of tasks; the viewer comes first."""
