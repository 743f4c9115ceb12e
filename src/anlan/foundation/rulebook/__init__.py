"""Dated rules as data: each value with unit, window, area, source, grade, and who confirmed it."""
