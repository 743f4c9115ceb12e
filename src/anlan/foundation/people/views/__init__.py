"""Pages of people: structure, persons, duty, and who may do what."""
