"""The shapes in which a product leaves the house."""
