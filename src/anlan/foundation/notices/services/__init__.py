"""Acts on notices, deliveries and channels."""
