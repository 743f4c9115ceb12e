from anlan.core.kernel.errors import BadInput, NotVisible, TooLarge


def test_an_error_tells_its_code_and_facts_in_a_fixed_order():
    assert str(BadInput("sheet.no_column", row=3, column="学号")) == "sheet.no_column(column='学号', row=3)"


def test_an_error_without_facts_is_its_code():
    assert str(NotVisible()) == "object.not_visible"


def test_what_is_too_large_is_bad_input():
    assert isinstance(TooLarge(limit=1, size=2), BadInput)
