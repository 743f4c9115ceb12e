"""Acts on units, persons, positions and duty: check, move, record, publish."""
