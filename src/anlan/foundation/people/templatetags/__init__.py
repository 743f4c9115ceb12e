"""Words of people in templates."""
