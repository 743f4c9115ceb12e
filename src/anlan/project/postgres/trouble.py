"""What can go wrong with the embedded database, told in plain words."""


class DatabaseTrouble(Exception):
    """The database cannot be had; the message says why and what to do."""
