"""Floor 4: whole experiences composed from the public doors of areas."""
