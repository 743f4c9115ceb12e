"""How rows of the list are drawn."""
