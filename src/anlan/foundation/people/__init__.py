"""Units, persons, standings, positions, appointments, duty, and who may do what."""
