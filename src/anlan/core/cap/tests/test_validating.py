"""The validator against the rules of CAP 1.2, one breach at a time."""

import pytest

from anlan.core.cap import validate

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>urn:uuid:1</identifier>
  <sender>office@lanjiang.example</sender>
  <sent>2022-05-19T08:30:00+08:00</sent>
  <status>Actual</status>
  <msgType>Update</msgType>
  <scope>Public</scope>
  <references>office@lanjiang.example,urn:uuid:0,2022-05-18T08:30:00+08:00</references>
  <info>
    <language>zh-CN</language>
    <category>Health</category>
    <event>停水</event>
    <responseType>Prepare</responseType>
    <urgency>Expected</urgency>
    <severity>Minor</severity>
    <certainty>Observed</certainty>
    <effective>2022-05-19T09:00:00+08:00</effective>
    <expires>2022-05-19T22:00:00+08:00</expires>
    <headline>今晚停水</headline>
    <web>https://lanjiang.example/water</web>
    <parameter><valueName>code</valueName><value>N-1</value></parameter>
    <resource><resourceDesc>图</resourceDesc><mimeType>image/png</mimeType><size>12</size></resource>
    <area>
      <areaDesc>中心校区</areaDesc>
      <polygon>43.8,125.3 43.9,125.3 43.9,125.4 43.8,125.3</polygon>
      <circle>43.8,125.3 1.5</circle>
      <geocode><valueName>place</valueName><value>C1</value></geocode>
      <altitude>0</altitude>
      <ceiling>100</ceiling>
    </area>
  </info>
</alert>
"""
CHANGES = [
    ("<identifier>urn:uuid:1</identifier>", "", "cap.missing"),
    ("<identifier>urn:uuid:1<", "<identifier>urn uuid 1<", "cap.unfit_name"),
    ("<identifier>urn:uuid:1<", "<identifier>a,b<", "cap.unfit_name"),
    ("<identifier>urn:uuid:1<", "<identifier>a&lt;b<", "cap.unfit_name"),
    ("<identifier>urn:uuid:1<", "<identifier>a&amp;b<", "cap.unfit_name"),
    ("<identifier>urn:uuid:1<", "<identifier> <", "cap.empty"),
    ("<sender>office@", "<sender>the office@", "cap.unfit_name"),
    ("<sent>2022-05-19T08:30:00+08:00", "<sent>2022-05-19T00:30:00Z", "cap.time_in_z"),
    ("<sent>2022-05-19T08:30:00+08:00", "<sent>2022-05-19T08:30:00", "cap.not_a_time"),
    ("<sent>2022-05-19T08:30:00+08:00", "<sent>2022-05-19T08:30:00.5+08:00", "cap.not_a_time"),
    ("<sent>2022-05-19T08:30:00+08:00", "<sent>2022-13-19T08:30:00+08:00", "cap.not_a_time"),
    ("<sent>2022-05-19T08:30:00+08:00", "<sent>2022-05-19T08:30:00+19:00", "cap.not_a_time"),
    ("<status>Actual", "<status>actual", "cap.not_in_list"),
    ("<msgType>Update", "<msgType>AllClear", "cap.not_in_list"),
    ("<scope>Public", "<scope>Restricted", "cap.restricted_to_what"),
    ("<scope>Public", "<scope>Private", "cap.private_to_whom"),
    ("<status>Actual</status>", "<status>Actual</status><status>Test</status>", "cap.too_many"),
    ("<scope>Public</scope>\n", "", "cap.missing"),
    ("<references>office@lanjiang.example,urn:uuid:0,2022-05-18T08:30:00+08:00</references>", "", "cap.references_missing"),  # noqa: E501
    (",urn:uuid:0,2022", ",2022", "cap.reference_unreadable"),
    (",2022-05-18T08:30:00+08:00<", ",2022-05-18T00:30:00Z<", "cap.reference_unreadable"),
    (",urn:uuid:0,", ",urn:uuid:1,", "cap.refers_to_itself"),
    ("<language>zh-CN", "<language>zh_CN", "cap.not_a_language"),
    ("<category>Health</category>", "", "cap.missing"),
    ("<category>Health", "<category>health", "cap.not_in_list"),
    ("<event>停水</event>", "", "cap.missing"),
    ("<responseType>Prepare", "<responseType>Hide", "cap.not_in_list"),
    ("<urgency>Expected", "<urgency>Soon", "cap.not_in_list"),
    ("<severity>Minor</severity>", "", "cap.missing"),
    ("<certainty>Observed", "<certainty>Very Likely", "cap.not_in_list"),
    ("<expires>2022-05-19T22", "<expires>2022-05-19T08", "cap.expires_too_early"),
    ("<web>https://lanjiang.example/water", "<web>www lanjiang", "cap.not_an_address"),
    ("<value>N-1</value>", "", "cap.missing"),
    ("<mimeType>image/png</mimeType>", "", "cap.missing"),
    ("<size>12", "<size>12 kB", "cap.not_a_number"),
    ("<areaDesc>中心校区</areaDesc>", "", "cap.missing"),
    ("43.9,125.4 43.8,125.3<", "43.9,125.4 43.8,125.2<", "cap.polygon_not_closed"),
    ("43.8,125.3 43.9,125.3 43.9,125.4 43.8,125.3<", "43.8,125.3 43.9,125.3 43.8,125.3<", "cap.polygon_too_few"),  # noqa: E501
    ("<polygon>43.8,125.3 ", "<polygon>143.8,125.3 ", "cap.polygon_outside"),
    ("<polygon>43.8,125.3 ", "<polygon>43.8;125.3 ", "cap.polygon_unreadable"),
    ("<circle>43.8,125.3 1.5", "<circle>43.8,125.3", "cap.circle_unreadable"),
    ("<altitude>0</altitude>", "", "cap.ceiling_without_altitude"),
    ("<event>停水</event>", "<event>停水</event><mood>bad</mood>", "cap.unknown_element"),
    ("<event>停水</event>", "<event>停<b>水</b></event>", "cap.unknown_element"),
    ("<urgency>Expected</urgency>\n    <severity>Minor</severity>", "<severity>Minor</severity><urgency>Expected</urgency>", "cap.wrong_order"),  # noqa: E501
]  # fmt: skip
ADVICE = [
    ("<status>Actual", "<status>Exercise", "cap.exercise_without_note"),
    ("<msgType>Update", "<msgType>Error", "cap.error_without_note"),
    ("<headline>今晚停水", f"<headline>{'长' * 161}", "cap.long_headline"),
    (
        "<responseType>Prepare</responseType>",
        "<responseType>AllClear</responseType><responseType>Prepare</responseType>",
        "cap.all_clear_and_more",
    ),
    ("<references>", "<restriction>x</restriction><references>", "cap.restriction_without_scope"),
]


def test_a_message_of_the_standard_has_no_fault():
    assert validate(GOOD.encode()) == []


@pytest.mark.parametrize(("old", "new", "code"), CHANGES, ids=lambda text: str(text)[:28])
def test_each_breach_is_found_and_is_the_only_one_of_its_kind(old: str, new: str, code: str):
    assert old in GOOD
    found = [fault for fault in validate(GOOD.replace(old, new, 1).encode()) if not fault.advice]
    assert code in {fault.code for fault in found}
    assert len(found) <= 2


@pytest.mark.parametrize(("old", "new", "code"), ADVICE, ids=lambda text: str(text)[:28])
def test_what_the_standard_only_recommends_is_advice(old: str, new: str, code: str):
    (fault,) = validate(GOOD.replace(old, new, 1).encode())
    assert (fault.code, fault.advice) == (code, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "cap.not_xml"),
        (b"<alert>", "cap.not_xml"),
        (b"<alert/>", "cap.not_an_alert"),
        (b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"/>', "cap.not_an_alert"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "cap.has_doctype"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/hosts"><a/>', "cap.has_doctype"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "cap.has_doctype"),
        (b"<a>" * 40 + b"</a>" * 40, "cap.too_deep"),
        (b"<a>" + b" " * (1024 * 1024) + b"</a>", "cap.too_large"),
        (b"\xff\xfe\x00", "cap.not_xml"),
    ],
)
def test_hostile_texts_are_told_apart_and_nothing_is_fetched(text: bytes, code: str):
    assert [fault.code for fault in validate(text)] == [code]
