"""The commands of the program ``anlan``, one module each, loaded when they are called."""
