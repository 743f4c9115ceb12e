"""Words that look like dates and set no limit."""

from datetime import date

import pytest

from anlan.core.minutes.body import Span
from anlan.core.minutes.deadlines import deadlines_in

THURSDAY = date(2022, 5, 19)


@pytest.mark.parametrize(
    "text",
    [
        "6月1日起恢复线下教学",
        "自6月1日起执行",
        "从下周一开始轮班",
        "5月1日以来的体温记录要补齐",
        "按3月1日印发的方案执行",
        "落实5月12日发布的通告",
        "进校前测温",
        "就餐前洗手",
        "发放前核对姓名",
        "立即上报",
        "当天清运",
        "当场整改",
        "尽快完成检修",
        "及时处置",
        "长期坚持",
        "近三天内的记录要保存",
        "14天内有旅居史的要报告",
        "七天内曾到过疫区的要报告",
        "连续三天消毒",
        "第5日采样",
        "满7天后解除",
        "清理9号楼",
        "封闭三号门",
        "实行24小时值班",
        "周密部署",
        "加强日常管理",
        "做好月台清扫",
        "编制年度计划",
        "目前的做法要坚持",
        "此前的问题要整改",
        "控制在百分之五",
        "分管前勤和后勤的领导要到岗",
        "23时以后不得外出",
        "保持前后距离一米",
        "核对2022级学生名单",
        "学习第十二次会议精神",
    ],
)
def test_a_chinese_look_alike_is_no_deadline(text):
    assert deadlines_in(text, Span(0, len(text)), base=THURSDAY) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Staff may work from home.",
        "March through the gate in order.",
        "Wear a mask at all times.",
        "Keep records for 14 days.",
        "Report promptly.",
        "The weekend crew is thanked.",
        "Read section 5 of the plan.",
        "Check room 12 and building 9.",
        "Act at once.",
        "Repair the sunroof.",
        "Renew the monthly passes.",
    ],
)
def test_an_english_look_alike_is_no_deadline(text):
    assert deadlines_in(text, Span(0, len(text)), base=THURSDAY) == ()


def test_a_clause_of_thirty_pages_is_not_searched():
    text = "每天" + "查" * 5_000
    assert deadlines_in(text, Span(0, len(text)), base=THURSDAY) == ()
