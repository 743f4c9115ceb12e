"""Pure rules of products."""
