"""The life of a delivered file, as a table; the sheets, and what can be said of a row."""

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class Sheet(StrEnum):
    """The seven sheets, in the order in which they make sense."""

    UNITS = "units"
    STAFF = "staff"
    STUDENTS = "students"
    PLACES = "places"
    ROOMS = "rooms"
    COURSES = "courses"
    POSITIONS = "positions"


class Stage(StrEnum):
    """Where a delivered file stands."""

    RECEIVED = "received"
    CHECKED = "checked"
    APPLIED = "applied"
    DISCARDED = "discarded"


class Verdict(StrEnum):
    """What the dry run says of one row, what needs attention first."""

    ERROR = "error"
    TWIN = "twin"
    WARNING = "warning"
    GONE = "gone"
    NEW = "new"
    CHANGED = "changed"
    MERGED = "merged"
    SAME = "same"


DELIVERY = Machine(
    "intake.delivery",
    start=Stage.RECEIVED,
    moves=(
        Move(Stage.RECEIVED, "check", Stage.CHECKED, verb="intake.run"),
        Move(Stage.CHECKED, "check", Stage.CHECKED, verb="intake.run"),
        Move(Stage.CHECKED, "apply", Stage.APPLIED, verb="intake.run"),
        Move(Stage.RECEIVED, "discard", Stage.DISCARDED, verb="intake.run"),
        Move(Stage.CHECKED, "discard", Stage.DISCARDED, verb="intake.run"),
    ),
)
