"""Letters: what happens in the areas, told to the people it concerns."""
