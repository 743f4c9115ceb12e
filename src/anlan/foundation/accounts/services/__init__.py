"""Acts on accounts, second factors and sessions."""
