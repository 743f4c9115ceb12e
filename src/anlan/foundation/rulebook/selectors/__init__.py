"""Reads of rules; the viewer comes first."""
