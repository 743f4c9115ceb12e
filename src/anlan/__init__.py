"""Anlan 安澜, the emergency command platform of a university."""
