"""Tests of what `make` does before anything of ours is installed."""
