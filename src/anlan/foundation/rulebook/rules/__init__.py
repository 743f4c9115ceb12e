"""Dated rules without a database: the format and its strict reader, what is in force, what a change does."""
