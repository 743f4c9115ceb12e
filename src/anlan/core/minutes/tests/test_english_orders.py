"""English orders: modals, passives, requests, action items and their closing notes."""

import pytest

from anlan.core.minutes.tests.texts import only_part, parts, read, requirements, told


def test_verb_phrases_with_their_own_objects_are_cut():
    text = "The Registrar is to publish the list and inform the Dean."
    assert [(p.text, p.kind, p.owners) for p in parts(text)] == [
        ("publish the list", "once", ("Registrar",)),
        ("inform the Dean", "standing", ("Registrar",)),
    ]


def test_a_deadline_belongs_to_its_verb_phrase_alone():
    text = "The Dean shall appoint an officer within 48 hours and report weekly to the Registrar."
    assert [(p.text, p.deadline and (p.deadline.text, p.deadline.repeats)) for p in parts(text)] == [
        ("appoint an officer within 48 hours", ("within 48 hours", None)),
        ("report weekly to the Registrar", ("weekly", "weekly")),
    ]


def test_nouns_joined_by_and_stay_together():
    text = "The Annex Crew shall count the masks and the gloves, and order new ones."
    assert told(text) == ["count the masks and the gloves", "order new ones"]


def test_several_owners_are_named_apart():
    text = "The Library, the Estates Office and Security must check the doors."
    assert only_part(text).owners == ("Library", "Estates Office", "Security")


def test_semicolons_part_requirements_and_subjects_part_clauses():
    text = (
        "The Dean shall appoint an officer; the Librarian must close the annex,"
        " and the Registrar shall publish the list."
    )
    assert [[(p.text, p.owners) for p in r.parts] for r in requirements(text)] == [
        [("appoint an officer", ("Dean",))],
        [("close the annex", ("Librarian",)), ("publish the list", ("Registrar",))],
    ]


def test_the_agent_of_a_passive_is_its_owner_and_the_subject_is_not():
    text = "The report shall be submitted by the Dean by 3 June 2022. The fire officer shall be informed."
    submitted, informed = parts(text)
    assert (submitted.text, submitted.owners) == (
        "The report shall be submitted by the Dean by 3 June 2022",
        ("Dean",),
    )
    assert submitted.deadline
    assert submitted.deadline.due == "2022-06-03"
    assert (informed.text, informed.owners) == ("The fire officer shall be informed", ())


def test_a_deadline_in_front_reaches_the_order():
    part = only_part("By Friday, the Registrar shall publish the list.")
    assert (part.text, part.owners) == ("publish the list", ("Registrar",))
    assert part.deadline
    assert part.deadline.due == "2022-05-20"


def test_a_polite_request_is_an_order():
    assert (
        only_part("Please report any leak to the Estates Office.").text
        == "report any leak to the Estates Office"
    )


def test_rules_that_begin_with_a_verb_or_a_ban():
    text = (
        "Safety rules\n1. Do not block the corridor.\n2. Never leave the burner alone."
        "\n3. Check the alarms every Monday.\n4. Security to inspect the gates."
    )
    assert [(p.text, p.kind, p.owners) for p in parts(text)] == [
        ("Do not block the corridor", "prohibition", ()),
        ("Never leave the burner alone", "prohibition", ()),
        ("Check the alarms every Monday", "standing", ()),
        ("inspect the gates", "standing", ("Security",)),
    ]


def test_closing_notes_name_owner_and_day():
    text = (
        "Safety actions\n1. Inspect the gates. Owner: Security Office. Due: 3 June 2022."
        "\n2. The Librarian shall close the annex. Owner: Estates Office. Due: soon."
    )
    gates, annex = parts(text)
    assert (gates.text, gates.owners) == ("Inspect the gates", ("Security Office",))
    assert gates.deadline
    assert gates.deadline.due == "2022-06-03"
    assert (annex.text, annex.owners, annex.deadline) == ("close the annex", ("Librarian",), None)


@pytest.mark.parametrize(
    "text",
    [
        "Must the Dean act?",
        "It must be noted that rain fell.",
        "The weather will be fine.",
        "The Ministry of Health will visit the campus.",
        "Everyone to be happy.",
        "Staff should consider masks.",
    ],
)
def test_questions_news_and_remarks_are_no_orders(text):
    assert parts(text) == []


def test_who_speaks_is_the_speaker():
    (one,) = requirements("The Chair stressed that the Dean must appoint an officer.")
    assert (one.speaker, one.speaker_role, one.parts[0].owners) == ("Chair", "Chair", ("Dean",))


@pytest.mark.parametrize(
    ("opening", "speaker", "count"),
    [
        ("The Committee adopted two resolutions.", "Committee", 2),
        ("The Committee unanimously adopted five resolutions:", "Committee", 5),
        ("Three resolutions were adopted.", None, 3),
    ],
)
def test_announced_resolutions_are_counted(opening, speaker, count):
    minutes = read(
        f"{opening}\n1. The Dean shall appoint an officer.\n2. The Librarian shall close the annex."
    )
    assert [(a.speaker, a.count, a.found) for a in minutes.announced] == [(speaker, count, 2)]
    assert [r.speaker for r in minutes.requirements] == [speaker] * 2
    assert [d.code for d in minutes.doubts] == ["minutes.count_mismatch"] * (count != 2)


def test_what_a_ministry_requires_is_relayed():
    (one,) = requirements("As required by the Ministry of Health, the clinic shall report cases daily.")
    assert one.relayed
    assert [(p.text, p.owners, p.relayed) for p in one.parts] == [("report cases daily", ("clinic",), True)]


def test_a_unit_of_the_organisation_is_an_owner():
    assert only_part("Widgets shall count the masks.", units=("Widgets",)).owners == ("Widgets",)


def test_a_long_subject_names_nobody():
    subject = "The " + "very " * 40 + "old annex"
    assert all(part.owners == () for part in parts(f"{subject} shall be closed."))


def test_resolutions_are_cut_at_each_that():
    text = (
        "Minutes of the safety committee\n"
        "1. Resolved that the Bursar prepare a budget by 3 June 2022, and that the old fund be closed.\n"
        "2. Resolved that the annex not be opened.\n3. Resolved that everyone was happy.\n"
        "4. Resolved that the Registrar shall publish the list."
    )
    assert [(p.no, p.text, p.kind, p.owners) for p in parts(text)] == [
        ("1-1", "prepare a budget by 3 June 2022", "once", ("Bursar",)),
        ("1-2", "the old fund be closed", "standing", ()),
        ("2-1", "the annex not be opened", "prohibition", ()),
        ("3-1", "publish the list", "once", ("Registrar",)),
    ]


def test_who_is_asked_is_the_owner():
    text = (
        "Safety actions\n1. The Chair asked the Registrar to publish the list.\n"
        "2. The Chair asked everybody to be calm.\n3. The Librarian was asked to close the annex."
    )
    assert [(p.text, p.owners) for p in parts(text)] == [
        ("publish the list", ("Registrar",)),
        ("close the annex", ("Librarian",)),
    ]


def test_what_nobody_may_do_is_a_prohibition():
    text = (
        "Safety rules\n1. Residents may not cook in rooms.\n2. No visitor may enter the laboratory.\n"
        "3. If it rains, visitors cannot park here.\n4. Fire doors.\n5. Immediately report leaks."
    )
    assert [(p.text, p.kind, p.condition) for p in parts(text)] == [
        ("Residents may not cook in rooms", "prohibition", None),
        ("No visitor may enter the laboratory", "prohibition", None),
        ("If it rains, visitors cannot park here", "prohibition", "If it rains"),
        ("Immediately report leaks", "once", None),
    ]


def test_a_second_modal_begins_a_second_part():
    text = "The Dean shall appoint an officer and must not delay the report."
    assert [(p.text, p.kind) for p in parts(text)] == [
        ("appoint an officer", "once"),
        ("must not delay the report", "prohibition"),
    ]
