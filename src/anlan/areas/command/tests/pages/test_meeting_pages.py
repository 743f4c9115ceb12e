import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from anlan.areas.command import public
from anlan.areas.command.models import AgendaItem, Attendance, DraftSet, Meeting, TopicSlip
from anlan.areas.command.tests.pages.desk import Issued, clerk, issue, signed_in_as
from tests.support.cast import Cast


@pytest.fixture
def planned(cast: Cast) -> Meeting:
    return public.plan_meeting(
        by=cast.actor("clerk"), series="专题会议", title="第二次防汛会议", held_on=date(2099, 6, 1)
    )


def test_a_meeting_is_planned_with_the_next_number(cast: Cast):
    issue(cast)
    sent = {"title": "下一次", "series": "专题会议", "held_on": "2099-06-01", "venue": "主楼"}
    answer = clerk(cast).post("/command/meetings/new/", sent)
    assert answer.status_code == 302
    assert Meeting.objects.get(title="下一次").number == 2


def test_planning_without_a_name_says_so(cast: Cast):
    assert clerk(cast).post("/command/meetings/new/", {"held_on": "x"}).status_code == 422
    assert signed_in_as(cast, "dean").get("/command/meetings/new/").status_code == 404


def test_what_stayed_open_last_time_is_first_on_the_agenda(cast: Cast):
    issued: Issued = issue(cast)
    meeting = public.plan_meeting(
        by=cast.actor("clerk"), series="专题会议", title="下一次", held_on=date(2099, 6, 1)
    )
    client = clerk(cast)
    assert client.post(f"/command/meetings/{meeting.pk}/agenda/").status_code == 302
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "上次没办完" in page
    assert issued.directives[0].text in page
    second = AgendaItem.objects.filter(meeting=meeting)[1]
    assert (
        client.post(
            f"/command/meetings/{meeting.pk}/agenda/", {"item": str(second.pk), "to": "0"}
        ).status_code
        == 302
    )
    assert AgendaItem.objects.filter(meeting=meeting).first() == second


def test_attendance_takes_one_press_a_deputy_or_a_reason(cast: Cast, planned: Meeting):
    client = clerk(cast)
    url = f"/command/meetings/{planned.pk}/attendance/"
    seats = [str(cast.position(who).pk) for who in ("dean", "chem_dean", "security_head")]
    assert client.post(f"{url}call/", {"position": seats}).status_code == 302
    one, two, three = Attendance.objects.filter(meeting=planned)
    assert client.post(f"{url}{one.pk}/", {"presence": "present"}).status_code == 302
    assert client.post(f"{url}{two.pk}/", {"presence": "deputy"}).status_code == 422
    deputy = str(cast.position("liaison").pk)
    assert client.post(f"{url}{two.pk}/", {"presence": "deputy", "deputy": deputy}).status_code == 302
    assert client.post(f"{url}{three.pk}/", {"presence": "absent", "reason": ""}).status_code == 422
    assert client.post(f"{url}{three.pk}/", {"presence": "absent", "reason": "出差"}).status_code == 302
    page = client.get(url).content.decode()
    assert "通知 3 人，到 1 人，还有 0 人没签到" in page


def test_the_sheet_is_not_for_others(cast: Cast, planned: Meeting):
    client = signed_in_as(cast, "dean")
    assert client.get(f"/command/meetings/{planned.pk}/attendance/").status_code == 404


def test_a_topic_is_decided_by_those_who_keep_the_meeting(cast: Cast, planned: Meeting):
    slip = TopicSlip.objects.create(meeting=planned, topic="补充沙袋", unit=cast.units["logistics"])
    url, client = f"/command/meetings/{planned.pk}/topics/{slip.pk}/", clerk(cast)
    assert "没有列入" not in client.get(planned.get_absolute_url()).content.decode()
    assert client.post(url, {"decline": "1", "reason": ""}).status_code == 200
    assert TopicSlip.objects.get().state == "submitted"
    assert client.post(url, {"accept": "1"}).status_code == 302
    assert AgendaItem.objects.filter(slip=slip).exists()


def test_the_meeting_moves_through_its_states(cast: Cast, planned: Meeting):
    client = clerk(cast)
    url = f"/command/meetings/{planned.pk}/move/"
    assert client.post(f"{url}close/").status_code == 200
    assert client.post(f"{url}hold/").status_code == 302
    planned.refresh_from_db()
    assert planned.state == "held"
    assert client.post(f"{url}dance/").status_code == 422


def test_who_has_not_passed_on_is_listed(cast: Cast):
    issued = issue(cast)
    page = clerk(cast).get(issued.meeting.get_absolute_url()).content.decode()
    assert "谁还没有转达" in page
    assert cast.units["cs"].name in page


def test_a_paper_from_above_is_entered_read_and_answered(cast: Cast):
    client = clerk(cast)
    sent = {
        "issuer": "省教育厅",
        "number": "教防〔2022〕18号",
        "title": "关于汛期安全的通知",
        "received_on": "2022-05-18",
        "due_date": "2099-05-30",
    }
    answer = client.post("/command/upstream/new/", sent)
    assert answer.status_code == 302
    assert client.post("/command/upstream/new/", sent).status_code == 422
    paper = public.papers(cast.actor("clerk"))[0]
    text = "各高校：\n一、要全面排查排水设施。各高校要在5月31日前完成排水口清淤。\n"
    read = client.post("/command/import/", {"text": text, "belongs_to": f"paper:{paper.pk}"})
    assert read.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "还没有对应的要求" in page
    assert client.post(f"{answer.url}reply/", {"note": ""}).status_code == 422
    assert client.post(f"{answer.url}reply/", {"note": "已电话报告"}).status_code == 302
    assert "已回复" in client.get(answer.url).content.decode()


def test_a_demand_is_linked_by_code_and_taken_back(cast: Cast):
    issued, by = issue(cast), cast.actor("clerk")
    paper = public.register_paper(
        by=by, issuer="市里", number="1号", title="通知", received_on=date(2022, 5, 1)
    )
    public.import_text(by=by, text="各单位：\n一、要清淤。要在6月1日前清淤。\n", paper_id=paper.pk)
    demand, client = paper.demands.all()[0], clerk(cast)
    url = f"/command/upstream/{paper.pk}/demands/{demand.pk}/"
    assert "没有这个编号" in client.post(url, {"code": "YQ-1999-1"}).content.decode()
    code = issued.directives[0].code
    assert client.post(url, {"code": code}).status_code == 302
    assert code in client.get(paper.get_absolute_url()).content.decode()
    assert client.post(url, {"code": code, "remove": "1"}).status_code == 302
    assert not demand.links.exists()


def test_papers_are_not_for_colleges(cast: Cast):
    assert signed_in_as(cast, "dean").get("/command/upstream/").status_code == 404


def test_a_sheet_is_looked_at_before_anything_is_written(cast: Cast):
    client = clerk(cast)
    file = SimpleUploadedFile("要求.xlsx", public.sheet_template())
    page = client.post("/command/import/sheet/", {"file": file})
    assert page.status_code == 200
    assert page.context["report"].rows
    assert not DraftSet.objects.exists()
    bad = client.post("/command/import/sheet/", {"file": SimpleUploadedFile("x.xlsx", b"MZ\x90")})
    assert bad.status_code == 422


def test_the_usable_rows_of_a_sheet_become_drafts(cast: Cast):
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, cells in enumerate(
        [
            ("要点", "要求", "牵头单位"),
            ("值班", "每天两人值守", "后勤保障部"),
            ("值班", "夜里巡查", "不存在处"),
        ]
    ):
        sheet.write_row(row, 0, cells)
    book.close()
    client = clerk(cast)
    page = client.post("/command/import/sheet/", {"file": SimpleUploadedFile("r.xlsx", held.getvalue())})
    assert (page.context["report"].usable, page.context["report"].refused) == (1, 1)
    answer = client.post("/command/import/sheet/", {"token": page.context["token"]})
    assert answer.status_code == 302
    assert "每天两人值守" in client.get(answer.url).content.decode()
