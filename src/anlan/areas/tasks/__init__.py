"""Tasks: who does what by when, with what proof, and who looks at it."""
