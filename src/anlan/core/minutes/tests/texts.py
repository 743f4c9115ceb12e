"""What the tests read: short invented texts, and the parts found in them."""

from datetime import date

from anlan.core.minutes import Minutes, Part, Requirement, read_minutes

THURSDAY = date(2022, 5, 19)


def read(text: str, **given) -> Minutes:
    given.setdefault("now", THURSDAY)
    return read_minutes(text, **given)


def requirements(text: str, **given) -> tuple[Requirement, ...]:
    return read(text, **given).requirements


def parts(text: str, **given) -> list[Part]:
    return [part for requirement in requirements(text, **given) for part in requirement.parts]


def only_part(text: str, **given) -> Part:
    found = parts(text, **given)
    assert len(found) == 1, [part.text for part in found]
    return found[0]


def told(text: str, **given) -> list[str]:
    return [part.text for part in parts(text, **given)]


def markers(text: str, **given) -> list[str | None]:
    return [requirement.marker for requirement in requirements(text, **given)]
