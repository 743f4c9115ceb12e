"""``anlan policy check | decide | replay``; needs no database."""
