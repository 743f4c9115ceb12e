"""Rules of command: pure functions over plain data."""
