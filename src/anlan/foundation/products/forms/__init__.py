"""Forms of products."""
