"""Pure rules of measurements."""
