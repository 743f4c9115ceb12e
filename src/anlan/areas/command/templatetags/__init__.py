"""Template tags of command."""
