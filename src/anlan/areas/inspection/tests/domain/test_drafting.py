"""A checklist is written in the page: drafts change and change back, what was published never does."""

from __future__ import annotations

import io
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Checklist, DraftEdit
from anlan.areas.inspection.rules import editing
from anlan.areas.inspection.tests.ground import Ground
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from tests.support.cast import sign_in

CODE = "canteen-handwash"


@pytest.fixture
def draft(held_clock: datetime, ground: Ground) -> Checklist:
    """The next version of the canteen's checklist."""
    return public.begin_draft(CODE, by=ground.actor("inspector"))


def keeper(ground: Ground) -> Any:
    """Whoever keeps checklists."""
    return ground.actor("inspector")


def drop(draft: Checklist, ground: Ground, key: str) -> Checklist:
    """Take one question out."""
    change = partial(editing.drop_question, key=key)
    return public.change_draft(
        draft.pk, mark=public.mark_of(draft), what="drop-question", change=change, by=keeper(ground)
    )


def test_the_next_version_begins_as_the_last_one_stands_and_there_is_one_draft(
    draft: Checklist, ground: Ground
):
    assert (draft.version, draft.state) == (2, "draft")
    assert draft.content == ground.checklist.content
    assert public.begin_draft(CODE, by=keeper(ground)) == draft
    with pytest.raises(NotVisible):
        public.begin_draft("moon", by=keeper(ground))


def test_each_change_is_taken_back_one_after_the_other(draft: Checklist, ground: Ground):
    before = draft.content
    once = drop(draft, ground, "lines")
    drop(once, ground, "guide")
    assert len(Checklist.objects.get(pk=draft.pk).questions) == len(before["questions"]) - 2
    public.undo_edit(draft.pk, by=keeper(ground))
    public.undo_edit(draft.pk, by=keeper(ground))
    assert Checklist.objects.get(pk=draft.pk).content == before
    assert public.undo_edit(draft.pk, by=keeper(ground)) is None
    assert DraftEdit.objects.exclude(undone_at=None).count() == 2


def test_a_change_on_an_old_page_is_refused(draft: Checklist, ground: Ground):
    old = public.mark_of(draft)
    drop(draft, ground, "lines")
    with pytest.raises(Conflict, match="in_hand"):
        public.change_draft(draft.pk, mark=old, what="head", head={"title": "别的"}, by=keeper(ground))


def test_nothing_changed_keeps_no_edit(draft: Checklist, ground: Ground):
    public.change_draft(draft.pk, mark=public.mark_of(draft), what="head", head=draft.head, by=keeper(ground))
    assert not DraftEdit.objects.exists()


def test_what_was_published_is_never_edited_nor_undone(draft: Checklist, ground: Ground):
    drop(draft, ground, "lines")
    public.publish_checklist(draft.pk, by=keeper(ground))
    found = Checklist.objects.get(pk=draft.pk)
    with pytest.raises(Conflict, match="published"):
        drop(found, ground, "guide")
    with pytest.raises(Conflict, match="published"):
        public.undo_edit(draft.pk, by=keeper(ground))


def test_a_run_keeps_the_version_that_it_was_made_by(draft: Checklist, ground: Ground):
    run = ground.plan(checklist_id=ground.checklist.pk)
    drop(draft, ground, "lines")
    public.publish_checklist(draft.pk, by=keeper(ground))
    run.refresh_from_db()
    assert run.checklist.version == 1
    assert any(row["key"] == "lines" for row in run.checklist.questions)


def test_whoever_does_not_keep_checklists_changes_none(draft: Checklist, ground: Ground):
    for who in ("canteen_head", "dean"):
        with pytest.raises((NotVisible, NotYours)):
            public.change_draft(draft.pk, mark="x", what="head", by=ground.actor(who))
        with pytest.raises((NotVisible, NotYours)):
            public.undo_edit(draft.pk, by=ground.actor(who))


@pytest.mark.parametrize(("code", "why"), [("Größe", "unusable"), (CODE, "taken"), ("-x", "unusable")])
def test_a_code_is_new_and_plain(held_clock: datetime, ground: Ground, code: str, why: str):
    head = {"title": "题", "title_en": "", "source": "据", "grade": "proposal", "valid_from": "2022-05-20"}
    with pytest.raises(BadInput, match=why):
        public.new_checklist(code=code, head=head, places={}, by=keeper(ground))


def test_a_version_goes_out_as_a_workbook_and_comes_back_without_a_problem(draft: Checklist, ground: Ground):
    data = public.checklist_workbook(keeper(ground), CODE, 1)
    back = public.read_file(data, name="a.xlsx")
    assert not back.refused
    assert [row["key"] for row in back.content["questions"]] == [
        row["key"] for row in ground.checklist.questions
    ]
    with pytest.raises(NotVisible):
        public.checklist_workbook(ground.actor("student"), CODE, 1)


def test_a_checklist_is_written_from_nothing_to_published_in_the_page(
    held_clock: datetime, ground: Ground, client: Client
):
    desk = sign_in(client, ground.cast["inspector"])
    head = {
        "title": "宿舍消防",
        "source": "校规 3",
        "every_days": "7",
        "valid_from": "2022-05-20",
        "code": "dorm-fire",
    }
    assert desk.post(reverse("inspection:new-checklist"), head).status_code == 302
    url = reverse("inspection:edit-checklist", args=("dorm-fire",))
    send(desk, f"{url}?part=section", label="楼道")
    send(
        desk,
        f"{url}?part=question&in=s1",
        label="灭火器压力够",
        kind="judge",
        severity="serious",
        section="s1",
    )
    asked = {"label": "有应急灯吗", "kind": "select_one", "severity": "minor", "section": "s1"}
    send(desk, f"{url}?part=question&in=s1", **asked, choices="有 | Yes\n× 没有 | No")
    send(
        desk,
        f"{url}?part=question",
        label="亮几分钟",
        kind="integer",
        severity="minor",
        low="30",
        section="s1",
        when="${q2} = 'c1'",
    )
    draft = Checklist.objects.get(code="dorm-fire")
    rows = {row["key"]: row for row in draft.questions}
    assert rows["q2"]["fails_if"] == ". = 'c2'"
    assert (rows["q3"]["fails_if"], rows["q3"]["relevant"]) == (". < 30", "${q2} = 'c1'")
    assert "灭火器压力够" in desk.get(url).content.decode()
    press(desk, "dorm-fire", act="question-down", key="q1")
    press(desk, "dorm-fire", act="undo")
    assert desk.post(reverse("inspection:publish", args=("dorm-fire", 1))).status_code == 302
    assert Checklist.objects.get(code="dorm-fire").state == "published"
    assert desk.get(url).status_code == 404


def test_a_wrong_question_is_told_beside_its_field_and_changes_nothing(
    draft: Checklist, ground: Ground, client: Client
):
    desk = sign_in(client, ground.cast["inspector"])
    url = reverse("inspection:edit-checklist", args=(CODE,))
    before = draft.content
    for wrong in (
        {"label": "", "kind": "judge", "severity": "minor"},
        {"label": "单选", "kind": "select_one", "severity": "minor", "choices": "一个"},
        {"label": "数", "kind": "integer", "severity": "minor", "low": "9", "high": "3"},
        {"label": "什么时候", "kind": "judge", "severity": "minor", "when": "1 = 1"},
    ):
        answer = desk.post(f"{url}?part=question", {"mark": public.mark_of(draft), **wrong})
        assert answer.status_code == 422
    assert Checklist.objects.get(pk=draft.pk).content == before


def test_a_condition_that_the_form_cannot_say_is_kept(draft: Checklist, ground: Ground, client: Client):
    content = {**draft.content, "questions": [dict(row) for row in draft.content["questions"]]}
    content["questions"][3] |= {
        "relevant": "${lines} = 'pass' and ${guide} = 'fail'",
        "fails_if": "${lines} = 'fail'",
    }
    Checklist.objects.filter(pk=draft.pk).update(content=content)
    desk = sign_in(client, ground.cast["inspector"])
    key = content["questions"][3]["key"]
    url = f"{reverse('inspection:edit-checklist', args=(CODE,))}?part=question&key={key}"
    form = desk.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    send(desk, url, **{**sent, "label": "改过的字", "required": "on"})
    kept = next(row for row in Checklist.objects.get(pk=draft.pk).questions if row["key"] == key)
    assert kept["label"] == "改过的字"
    assert kept["relevant"] == content["questions"][3]["relevant"]
    assert kept["fails_if"] == content["questions"][3]["fails_if"]


def test_an_import_in_place_of_a_draft_leaves_nothing_to_undo(
    draft: Checklist, ground: Ground, client: Client
):
    data = public.checklist_workbook(keeper(ground), CODE, 1)
    drop(draft, ground, "lines")
    desk = sign_in(client, ground.cast["inspector"])
    file = SimpleUploadedFile("a.xlsx", io.BytesIO(data).read())
    assert desk.post(reverse("inspection:import"), {"file": file}).status_code == 302
    assert public.undo_edit(draft.pk, by=keeper(ground)) is None


def send(desk: Client, url: str, **fields: str) -> None:
    """Save one part of the draft as the page sends it."""
    mark = desk.get(url).context["mark"]
    answer = desk.post(url, {"mark": mark, **fields})
    assert answer.status_code == 302, answer.context["form"].errors


def press(desk: Client, code: str, **fields: str) -> None:
    """One press."""
    mark = desk.get(reverse("inspection:edit-checklist", args=(code,))).context["mark"]
    assert (
        desk.post(reverse("inspection:press-checklist", args=(code,)), {"mark": mark, **fields}).status_code
        == 302
    )
