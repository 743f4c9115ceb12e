"""Which phase is in force where: operations, phases, measures, and the acts that switch them."""
