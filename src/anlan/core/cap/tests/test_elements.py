"""Elements that seldom occur: heights, enclosed files, a signature."""

import pytest

from anlan.core.cap import validate
from anlan.core.cap.tests.test_validating import GOOD

FILE = "<size>12</size>"
SIGNATURE = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><a/></Signature>'


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("<altitude>0<", "<altitude>low<", "cap.not_a_number", "alert/info[1]/area[1]/altitude"),
        ("<ceiling>100<", "<ceiling>1e3<", "cap.not_a_number", "alert/info[1]/area[1]/ceiling"),
        (FILE, "<digest>c0ffee</digest>", "cap.not_a_digest", "alert/info[1]/resource[1]/digest"),
        (FILE, f"<digest>{'g' * 40}</digest>", "cap.not_a_digest", "alert/info[1]/resource[1]/digest"),
        (FILE, "<uri>map of the yard.png</uri>", "cap.not_an_address", "alert/info[1]/resource[1]/uri"),
    ],
)
def test_a_breach_is_told_where_it_stands(old: str, new: str, code: str, where: str):
    (fault,) = validate(GOOD.replace(old, new, 1).encode())
    assert (fault.code, fault.where, fault.advice) == (code, where, False)


def test_an_enclosed_file_may_name_its_size_address_and_digest():
    told = f"{FILE}<uri>maps/yard.png</uri><digest>{'0aF9' * 10}</digest>"
    assert validate(GOOD.replace(FILE, told, 1).encode()) == []


def test_a_signature_stands_anywhere_in_the_message_and_nowhere_else():
    assert validate(GOOD.replace("<info>", f"{SIGNATURE}<info>", 1).encode()) == []
    assert validate(GOOD.replace("</alert>", f"{SIGNATURE}</alert>", 1).encode()) == []
    (fault,) = validate(GOOD.replace("<event>", f"{SIGNATURE}<event>", 1).encode())
    assert fault.code == "cap.unknown_element"
