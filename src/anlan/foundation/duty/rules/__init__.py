"""The rules of duty: gaps, patterns, the ladder, the calendar file."""
