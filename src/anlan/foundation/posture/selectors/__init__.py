"""Reads of posture."""
