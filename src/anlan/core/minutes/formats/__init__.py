"""Readers of one file format each: bytes in, text out. Loaded by name from `extract`."""
