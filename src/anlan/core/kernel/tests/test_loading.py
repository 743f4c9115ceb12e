import pytest

from anlan.core.kernel.loading import library


def test_a_library_is_loaded_once():
    assert library("pypinyin") is library("pypinyin")
    assert library("pypinyin").lazy_pinyin("安澜") == ["an", "lan"]


def test_a_library_that_is_not_there_is_told_by_its_name():
    with pytest.raises(ModuleNotFoundError, match="no_such_dictionary"):
        library("no_such_dictionary")
