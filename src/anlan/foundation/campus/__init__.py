"""The tree of places: geometry, capacity, owner, who lives where."""
