"""Reads of people; the viewer comes first, and what is hidden looks like what is missing."""
