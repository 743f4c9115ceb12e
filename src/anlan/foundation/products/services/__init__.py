"""Acts on products."""
