"""The pages of command: each reads, acts, shows."""
