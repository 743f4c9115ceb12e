"""``anlan administrator``: the first account of an empty house."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from anlan.core.kernel.errors import Conflict
from anlan.foundation.accounts.services.founding import found_house

_DONE, _REFUSED = 0, 1


def main(argv: Sequence[str]) -> int:
    """Make the first administrator and print the one-time password; 1 when somebody administers already."""
    given = _parser().parse_args(argv)
    try:
        account, password = found_house(
            university=given.university,
            code=given.code.lower(),
            number=given.number,
            name=given.name,
            username=given.username,
        )
    except Conflict as error:
        print(_WORDS.get(error.code, str(error)))
        return _REFUSED
    print(f"username           {account.username}\none-time password  {password}")
    print("Sign in, choose a password of your own, then import the units and the staff.")
    return _DONE


_WORDS = {
    "accounts.already_founded": "Somebody administers this house already; they open further accounts.",
    "people.code_taken": "A position of that university has this code already.",
    "people.number_taken": "A person with this number exists already.",
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="anlan administrator", description="Make the first administrator of an empty house."
    )
    parser.add_argument("--university", required=True, metavar="NAME", help="the university's name")
    parser.add_argument(
        "--code", default="university", metavar="CODE", help="its code in the sheet of units (university)"
    )
    parser.add_argument("--number", required=True, help="the administrator's staff number")
    parser.add_argument("--name", required=True, help="the administrator's name")
    parser.add_argument("--username", default="", help="what to sign in with; the number when not given")
    return parser
