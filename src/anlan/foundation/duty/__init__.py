"""Duty: who stands when, how it is handed over, and who acted for whom."""
