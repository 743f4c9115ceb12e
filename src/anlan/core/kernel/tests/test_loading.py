import sys

import pytest

from anlan.core.kernel.loading import DICTIONARIES, library, load_dictionaries


def test_a_library_is_loaded_once():
    assert library("pypinyin") is library("pypinyin")
    assert library("pypinyin").lazy_pinyin("安澜") == ["an", "lan"]


def test_a_library_that_is_not_there_is_told_by_its_name():
    with pytest.raises(ModuleNotFoundError, match="no_such_dictionary"):
        library("no_such_dictionary")


def test_a_server_loads_every_dictionary_beforehand():
    load_dictionaries()
    assert set(DICTIONARIES) <= sys.modules.keys()
