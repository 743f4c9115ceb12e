"""Named measurements: what is counted, from which records, against which target, and as of when."""
