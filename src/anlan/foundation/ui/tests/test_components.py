from datetime import UTC, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from anlan.core.kernel import clock
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.parts import Answer, Choice, DayEvent, Entry, Need, Quote, Step, TaskGroup, TaskRow

AT = datetime(2022, 5, 23, 6, 32, tzinfo=UTC)


def draw(source: str, **facts: object) -> str:
    return Template("{% load i18n anlan_ui %}" + source).render(Context(facts))


def test_a_note_leads_with_its_bold_sentence_and_escapes_what_it_is_given():
    html = draw('{% note "warn" lead=lead %}{{ text }}{% endnote %}', lead="断网了。", text="<i>x</i>")
    assert "<b>断网了。</b>" in html
    assert "<i>" not in html
    assert "#al-at_risk" in html


def test_a_card_has_a_heading_and_a_link_to_more():
    html = draw('{% card "任务" sub="5 项" more="看全部" more_url="/x/" %}内容{% endcard %}')
    assert "<h3>任务</h3>" in html
    assert '<a class="more" href="/x/">看全部</a>' in html


def test_a_quote_marks_only_the_phrase_and_names_where_it_stands():
    html = draw(
        "{% source_quote q %}", q=Quote("再消杀一次", before="先消杀，", after="。", cite="第二点", url="/m/")
    )
    assert "先消杀，<mark>再消杀一次</mark>。" in html
    assert "在原文中查看" in html


def test_a_whole_sentence_is_not_underlined():
    assert "<mark>" not in draw("{% source_quote q %}", q=Quote("全句"))


def test_the_current_choice_is_told_to_a_screen_reader():
    html = draw(
        '{% chips c "筛选" %}', c=[Choice("全部", "?", current=True, count=1200), Choice("有风险", "?s=1")]
    )
    assert html.count('aria-current="true"') == 1
    assert "1,200" in html


def test_a_timeline_shows_when_and_by_whom():
    with clock.hold(AT):
        html = draw("{% timeline e %}", e=[Entry(AT, "登记", "bad", "督查组")])
    assert "今天 14:32" in html
    assert 'class="bad"' in html


def test_finding_steps_end_when_all_are_done():
    assert draw("{% finding_steps 5 %}").count('class="done"') == 5
    assert 'aria-current="step"' in draw("{% finding_steps 2 %}")


def test_a_loop_shows_counts_not_percentages():
    assert "3 / 5" in draw("{% loop rows %}", rows=[Step("任务", "current", "3 / 5")])


def test_at_most_seven_things_wait_for_you():
    assert draw("{% needs rows %}", rows=[Need(f"事 {i}", "/", "办") for i in range(12)]).count("<li>") == 7


def test_each_verb_of_a_list_names_its_object_for_a_screen_reader():
    assert '派单<span class="vh"> 围墙</span>' in draw("{% needs rows %}", rows=[Need("围墙", "/", "派单")])


def test_the_day_has_a_rule_at_now_between_past_and_coming():
    with clock.hold(AT):
        html = draw(
            "{% day events %}",
            events=[DayEvent(clock.later(hours=1), "调度会"), DayEvent(clock.later(hours=-1), "送审")],
        )
    assert html.index("送审") < html.index('class="now"') < html.index("调度会")


def test_an_unanswered_question_says_so():
    assert "没有填" in draw("{% check_answers rows %}", rows=[Answer("需要帮忙", "", "/x/")])


def test_a_blocked_task_is_no_link():
    group = TaskGroup("一", (TaskRow("送审", "blocked", url="/x/"), TaskRow("范围", "done", url="/y/")))
    html = draw("{% task_list groups %}", groups=[group])
    assert "/x/" not in html
    assert "/y/" in html


def test_counts_by_state_leave_out_the_empty_ones():
    html = draw("{% state_counts c %}", c={"met": 2, "at_risk": 0, "not_met": 1})
    assert ("#al-met" in html, "#al-at_risk" in html, "#al-not_met" in html) == (True, False, True)


def test_a_page_of_fifty_keeps_the_filters_of_the_address():
    request = RequestFactory().get("/command/?state=at_risk&page=2")
    html = draw("{% pager page %}", page=Paginator(range(1287), 50).page(2), request=request)
    assert "共 1,287 条，第 51–100 条" in html
    assert "?state=at_risk&amp;page=3" in html


def test_one_page_shows_its_count_without_links():
    html = draw("{% pager page %}", page=Paginator(range(3), 50).page(1), request=RequestFactory().get("/"))
    assert "共 3 条" in html
    assert "<nav" not in html


def test_stale_data_are_named_and_marked():
    with clock.hold(AT):
        assert "数据截至" in draw("{% freshness at %}", at=AT)
        assert "#al-at_risk" in draw('{% freshness at late="门禁延迟 18 分钟" %}', at=AT)
    assert "还没有数据" in draw("{% freshness None %}")


def test_missing_dates_read_as_missing():
    assert draw("{% when None %}{% ago None %}{% due None %}") == "------"


def test_a_zero_in_a_table_is_grey_and_a_figure_bold():
    assert draw("{{ 0|count }}") == '<span class="zero">0</span>'
    assert draw("{{ 3|count }}") == '<span class="b">3</span>'
    assert draw("{{ None|count }}") == "--"


def test_an_icon_outside_the_sprite_is_found_while_developing(settings):
    settings.DEBUG = True
    with pytest.raises(TemplateSyntaxError):
        draw('{% icon "unicorn" %}')


@pytest.mark.parametrize("mark", list(Mark))
def test_every_mark_can_be_a_tag(mark):
    assert f"#al-{mark}" in draw("{% tag text kind mark %}", text="状态", kind="warn", mark=mark)


def test_masking_filters_hide_names_and_phones():
    assert (
        draw("{{ n|masked_name }} {{ p|masked_phone }}", n="林一然", p="13800002210") == "林*然 138 **** 2210"
    )
