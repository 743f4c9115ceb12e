"""`anlan minutes read`: exit codes, what is printed, and plain words for files that cannot be used."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from anlan.core.kernel.errors import AnlanError
from anlan.core.minutes import command
from anlan.core.minutes.command import main
from anlan.core.minutes.tests import files
from anlan.core.minutes.tests.shape import assert_contract

TEXT = (
    "防汛工作会议纪要\n发布时间：2022-05-20\n2022年5月19日，学校召开防汛工作会议。\n"
    "校长林远舟提出三点要求：一是后勤处要在5月25日前检修水泵。二是严禁擅自离岗。"
)


@pytest.fixture
def minutes(tmp_path):
    file = tmp_path / "纪要.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def test_json_is_one_document_of_the_contract(minutes, capsys):
    assert main(["read", minutes, "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert_contract(document)
    assert out.count("\n") == 1
    assert err == ""
    assert document["body"] == TEXT
    assert (document["held_on"], document["published_on"]) == ("2022-05-19", "2022-05-20")
    assert [row["marker"] for row in document["requirements"]] == ["一是", "二是"]
    assert document["announced"] == [{"speaker": "林远舟", "count": 3, "found": 2}]


def test_people_get_lines(minutes, capsys):
    assert main(["read", minutes]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in (
        "防汛工作会议纪要",
        "2022-05-19",
        "2022-05-20",
        "检修水泵",
        "后勤处",
        "5月25日前",
        "林远舟",
        "严禁擅自离岗",
    ):
        assert words in out
    assert "{" not in out


def test_a_text_without_requirements_is_read_too(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("学校的樱花开了，游人很多。", encoding="utf-8")
    assert main(["read", str(file)]) == 0
    assert "no date" in capsys.readouterr().out


def test_standard_input_is_a_dash(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode("gb18030"))))
    assert main(["read", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["body"] == TEXT


def test_word_files_are_read(tmp_path, capsys):
    file = tmp_path / "a.docx"
    file.write_bytes(files.word(*files.TEXT.split("\n")))
    assert main(["read", str(file), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["requirements"]) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("a.exe", b"MZ"),
        ("a.txt", b"MZ\x00\x00"),
        ("b.txt", bytes(range(256))),
        ("a.docx", b"text"),
        ("b.docx", b"PK\x03\x04"),
        ("c.docx", files.package({"word/document.xml": b"0" * 3_000_000})),
        ("a.pdf", b"%PDF-1.7"),
        ("b.pdf", files.pdf([])),
        ("c.pdf", files.locked_pdf(user="secret")),
        ("d.pdf", files.pdf(*[["a"]] * 301)),
    ],
)
@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_file_that_cannot_be_used_gives_two_and_one_line(tmp_path, capsys, name, content, flags):
    file = tmp_path / name
    file.write_bytes(content)
    assert main(["read", str(file), *flags]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert name in err
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "{" not in err


def test_a_huge_file_is_refused_with_its_limit(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * (20 * 1024 * 1024 + 5))
    assert main(["read", str(file)]) == 2
    assert str(20 * 1024 * 1024) in capsys.readouterr().err


def test_a_missing_file_and_a_folder_are_unusable_input(tmp_path, capsys):
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    for file in (tmp_path / "missing.txt", folder):
        assert main(["read", str(file)]) == 2
        err = capsys.readouterr().err
        assert file.name in err
        assert "Traceback" not in err


def test_empty_standard_input_is_named(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert main(["read", "-"]) == 2
    assert "standard input" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["write", "a.txt"], ["read"], ["read", "a.txt", "--xml"]])
def test_wrong_arguments_give_two_and_the_usage(argv, capsys):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_refusal_without_words_shows_its_code():
    error = AnlanError("minutes.file.new", at=1)
    assert command._words(error) == "minutes.file.new(at=1)"
