from django.utils import translation

from anlan.foundation.ui import marks
from anlan.foundation.ui.marks import Mark


def test_every_state_has_a_word_a_shape_and_a_colour():
    assert set(marks.WORDS) == set(marks.SHAPES) == set(marks.COLOURS) == set(Mark)


def test_an_unknown_state_reads_no_data_and_never_met():
    assert marks.read("brilliant") is Mark.NO_DATA
    assert marks.read(None) is Mark.NO_DATA


def test_a_status_says_its_word_beside_its_shape():
    drawn = marks.status("not_met")
    assert "#al-not_met" in drawn
    assert "未达标" in drawn


def test_a_status_takes_the_words_of_the_field_but_keeps_the_shape():
    drawn = marks.status("met", word="已核验")
    assert "已核验" in drawn
    assert "达标" not in drawn.replace("已核验", "")
    assert "#al-met" in drawn


def test_a_word_from_outside_is_escaped():
    assert "<script" not in marks.status("met", word="<script>alert(1)</script>")


def test_a_shape_alone_speaks_only_with_a_label():
    assert 'aria-hidden="true"' in marks.shape("met")
    assert 'role="img" aria-label="达标"' in marks.shape("met", label="达标")


def test_the_words_are_english_for_an_english_reader():
    with translation.override("en"):
        assert "At risk" in marks.status("at_risk")


def test_the_shapes_are_defined_once_for_a_page_and_use_no_colour_of_their_own():
    drawn = marks.definitions()
    assert drawn.count("<symbol") == len(Mark)
    assert "#fff" not in drawn
