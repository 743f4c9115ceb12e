"""Photos, files and readings that show what was done, kept so that nobody can change them."""
