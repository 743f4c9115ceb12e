"""Reads of movement."""
