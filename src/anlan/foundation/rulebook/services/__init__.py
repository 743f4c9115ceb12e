"""Acts on rules: take in, propose, decide, settle areas, import and export."""
