"""Who may do what with places."""

from anlan.core.access import Verb

VERBS = (
    Verb("campus.read", "campus.place", "看地点"),
    Verb("campus.edit", "campus.place", "改地点"),
)
