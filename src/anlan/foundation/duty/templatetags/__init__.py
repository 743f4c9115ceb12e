"""Template tags of duty."""
