"""A synthetic six-campus university, built through public doors; every person in it is invented."""
