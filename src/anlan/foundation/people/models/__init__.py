"""The tables of people: units, persons, positions, each over time."""

from anlan.foundation.people.models.persons import Group, Membership, Person, Standing
from anlan.foundation.people.models.positions import Appointment, Duty, Position
from anlan.foundation.people.models.units import Unit

__all__ = ["Appointment", "Duty", "Group", "Membership", "Person", "Position", "Standing", "Unit"]
