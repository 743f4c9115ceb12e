"""Routers over the rooms of the foundation."""
