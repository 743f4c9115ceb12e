"""Floor 3: what the mission asks for, lowest first."""
