import pytest

from anlan.foundation.ui import masks


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("吴静", "吴*"),
        ("林一然", "林*然"),
        ("欧阳一凡", "欧*凡"),
        ("赵", "赵*"),
        ("", ""),
        ("Amina Diallo", "A. D."),
        (" 吴静 ", "吴*"),
    ],
)
def test_a_name_keeps_its_first_and_last_sign_at_most(name, masked):
    assert masks.name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800002210", "138 **** 2210"),
        ("138 0000 2210", "138 **** 2210"),
        ("+86 138-0000-2210", "138 **** 2210"),
        ("8000-1001", "8000-1001"),
        ("", ""),
    ],
)
def test_a_mobile_number_loses_its_middle_and_a_house_number_stays(phone, masked):
    assert masks.phone(phone) == masked
