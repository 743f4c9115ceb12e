"""Floor 1: pure knowledge. No Django, no settings, no database, no network, no clock of its own."""
