"""Forms of the rule book."""
