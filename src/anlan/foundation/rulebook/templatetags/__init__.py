"""Tags of the rule book."""
