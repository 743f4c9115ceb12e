"""Who sees measurements."""

from anlan.core.access import Verb

VERBS = (
    Verb("indicators.read", "indicators.*", "看指标和全校、校区的数"),
    Verb("indicators.units", "people.unit", "看单位的指标数"),
)
"""Figures of the whole house and its campuses are open to every reader; those of a unit lie under it."""
