"""A synthetic six-campus university, built through public doors."""
