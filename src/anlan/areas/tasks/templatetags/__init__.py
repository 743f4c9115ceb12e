"""How tasks are drawn."""
