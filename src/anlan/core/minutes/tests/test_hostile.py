"""Texts written to break a reader: each is read, and none takes long."""

import time

import pytest

from anlan.core.minutes import read_minutes
from anlan.core.minutes.doubts import TOO_LONG
from anlan.core.minutes.privacy import personal_data
from anlan.core.minutes.reading import LONGEST_TEXT
from anlan.core.minutes.tests.shape import assert_contract
from anlan.core.minutes.tests.texts import THURSDAY

MEGA = 1_000_000
CATASTROPHE_SECONDS = 10
HOSTILE = {
    "brackets": "（" * MEGA,
    "bracket pairs": "()" * (MEGA // 2),
    "nothing but must": "要" * 100_000,
    "must in lines": "要，\n" * 3_000,
    "newlines": "\n" * 100_000,
    "carriage returns": "\r" * 100_000,
    "digits": "1" * 200_000,
    "digits in lines": "12345\n" * 6_000,
    "surrogates": "\ud800\udfff" * 50_000,
    "NUL": "\x00" * 100_000,
    "spaces": " " * 200_000,
    "wide spaces": "会议要求，" + "\u3000" * 100_000 + "要",
    "markers": "一是" * 60_000,
    "markers with stops": "一是要。" * 30_000,
    "markers in lines": "1. 要查\n" * 3_000,
    "counting up": "".join(f"{i % 99 + 1}、要查。\n" for i in range(2_000)),
    "openings": "会议要求，" * 30_000,
    "openings and stops": "校长强调，要查。" * 20_000,
    "commas": "会议要求，要" + "查，" * 60_000,
    "commas of an order": "会议要求，后勤处要" + "清理楼道、" * 30_000,
    "semicolons": "会议要求，" + "后勤处要查；" * 20_000,
    "deadlines": "会议要求，" + "5月25日前、" * 25_000,
    "deadlines in sentences": "会议要求，每天5月25日前查。" * 10_000,
    "owners": "由" + "保卫处、" * 40_000 + "牵头",
    "units": "会议要求，" + "处" * 100_000,
    "quotes": "“" * 100_000,
    "stops": "。" * 200_000,
    "English": "The Registrar shall " * 10_000,
    "English sentences": "The Registrar shall act. " * 8_000,
    "English letters": "a" * 200_000,
    "conditions": "如" * 100_000,
    "full lines": ("会议要求后勤处要清理楼道杂物更换老化线路消毒全部教室" * 2 + "\n") * 3_000,
    "emoji": "\U0001f6a8" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_time(name):
    began = time.process_time()
    minutes = read_minutes(HOSTILE[name], now=THURSDAY)
    assert time.process_time() - began < CATASTROPHE_SECONDS
    assert_contract(minutes.as_json())


@pytest.mark.parametrize(
    "text", ["1" * 200_000, "a@" * 100_000, "a." * 100_000 + "@", "+86 " * 50_000, "@" * 200_000]
)
def test_personal_data_of_a_hostile_text_are_sought_in_time(text):
    began = time.process_time()
    assert personal_data(text) == ()
    assert time.process_time() - began < CATASTROPHE_SECONDS


def test_what_lies_beyond_three_hundred_pages_is_kept_and_not_read():
    order = "会议要求，后勤处要消毒教室。\n"
    text = order + "甲" * LONGEST_TEXT + "\n" + order
    minutes = read_minutes(text, now=THURSDAY)
    assert minutes.body == text
    assert len(minutes.requirements) == 1
    assert TOO_LONG in [doubt.code for doubt in minutes.doubts]


@pytest.mark.parametrize("noise", ["\x00", "\ud800", "\u200b", "\ufeff", "\x1b[31m", "\U0001f6a8"])
def test_a_strange_character_does_not_hide_the_other_orders(noise):
    text = f"会议要求，后勤处要消毒教室。\n{noise}\n会议强调，保卫处要核验身份。"
    assert [p.text for r in read_minutes(text).requirements for p in r.parts] == ["消毒教室", "核验身份"]
