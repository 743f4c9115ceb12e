"""Lines with columns in English minutes: Owner: … | Action: … | Due: …"""

import pytest

from anlan.core.minutes.tests.texts import parts, read, requirements

HEAD = "Minutes of the Annex Group\nHeld on 3 March 2022\nPresent: A. Okafor, B. Lind\n"
ROWS = (
    "Owner: Registrar | Action: Publish the list | Due: 3 June 2022\n"
    "Owner: Dean | Action: Close the annex | Due: Friday"
)
FOUND = [
    ("Publish the list", ("Registrar",), "3 June 2022", "2022-06-03"),
    ("Close the annex", ("Dean",), "Friday", "2022-03-04"),
]


def rows_of(text: str) -> list[tuple[str, tuple[str, ...], str, str | None]]:
    """Act, owners and deadline of each part that has one."""
    return [(p.text, p.owners, p.deadline.text, p.deadline.due) for p in parts(text) if p.deadline]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Action list\n",
        "The group talked about the annex at length.\nAction summary\n",
        "The group met twice.\n",
    ],
)
def test_a_row_gives_its_act_its_owner_and_its_time(before: str):
    assert rows_of(f"{HEAD}{before}{ROWS}") == FOUND


def test_the_time_of_a_row_dates_neither_the_meeting_nor_the_paper():
    found = read(f"Minutes of the Annex Group\n{ROWS}")
    assert (found.held_on, found.published_on) == (None, None)
    dated = read(f"{HEAD}{ROWS}")
    assert (str(dated.held_on), dated.published_on) == ("2022-03-03", None)


def test_the_columns_may_stand_in_any_order():
    text = f"{HEAD}Action: Publish the list and inform the Dean | Responsible: Registrar | Due: 3 June 2022"
    assert rows_of(text) == [
        ("Publish the list", ("Registrar",), "3 June 2022", "2022-06-03"),
        ("inform the Dean", ("Registrar",), "3 June 2022", "2022-06-03"),
    ]


def test_the_act_itself_goes_before_the_columns_beside_it():
    text = f"{HEAD}Owner: Registrar | Action: The Dean to close the annex by Friday | Due: 3 June 2022"
    assert rows_of(text) == [("close the annex by Friday", ("Dean",), "by Friday", "2022-03-04")]


def test_rows_end_the_list_above_them():
    text = f"{HEAD}1. The Dean shall close the annex.\n2. The Librarian shall count the books.\n{ROWS}"
    assert [row.marker for row in requirements(text)] == ["1.", "2.", None, None]
    assert rows_of(text) == FOUND


def test_a_row_whose_act_ends_in_a_full_stop_is_told_once():
    text = f"{HEAD}The group met twice.\nOwner: Dean | Action: Close the annex. | Due: Friday"
    assert [(p.text, p.owners) for p in parts(text)] == [("Close the annex", ("Dean",))]


def test_a_row_without_an_act_orders_nothing():
    assert parts(f"{HEAD}The group met twice.\nOwner: Dean | Action: | Due: Friday") == []
