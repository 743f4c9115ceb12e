"""What the phone keeps belongs to nobody."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from anlan.surfaces.field import shell
from tests.support.cast import Cast, sign_in

KB = 1024
SCRIPTS_MOST = 60 * KB
STYLES_MOST = 12 * KB


def test_the_page_is_the_same_for_everybody(cast: Cast, client: Client) -> None:
    stranger = client.get("/field/")
    known = sign_in(client, cast["inspector"]).get("/field/")
    assert stranger.status_code == known.status_code == 200
    assert stranger.content == known.content
    assert cast.person("inspector").name not in known.content.decode()


def test_the_page_lets_only_its_own_scripts_run(client: Client, db: None) -> None:
    answer = client.get("/field/")
    assert "script-src 'self';" in answer["Content-Security-Policy"] + ";"
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_worker_names_what_it_keeps_and_may_answer_for_places(client: Client, db: None) -> None:
    answer = client.get("/field/worker.js")
    first = answer.content.decode().splitlines()[0]
    kept = json.loads(first.removeprefix("self.ANLAN=").removesuffix(";"))
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Cache-Control"] == "no-cache"
    assert kept == {"version": shell.version(), "files": shell.addresses()}
    assert all(client.get(address).status_code == 200 for address in kept["files"][:1])


def test_a_changed_file_is_a_new_version(monkeypatch: Any, tmp_path: Path) -> None:
    before = shell.version()
    page = tmp_path / "shell.html"
    page.write_text("other", encoding="utf-8")
    monkeypatch.setattr(shell, "PAGE", page)
    assert shell.version() != before


def test_every_kept_file_was_built() -> None:
    assert [name for name in shell.FILES if finders.find(f"anlan/{name}") is None] == []
    assert "ANLAN" in shell.worker_text()


def test_without_a_built_worker_its_text_is_empty(monkeypatch: Any) -> None:
    monkeypatch.setattr(finders, "find", lambda _name: None)
    assert shell.worker_text() == ""


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "安澜 现场"), ("en", "Anlan on site")])
def test_the_home_screen_gets_a_name(client: Client, db: None, language: str, name: str) -> None:
    told = client.get("/field/manifest.webmanifest", headers={"accept-language": language}).json()
    assert told["name"] == name
    assert told["start_url"] == "/field/"


def test_scripts_and_styles_stay_within_their_budget() -> None:
    def packed(name: str) -> int:
        found = finders.find(f"anlan/{name}")
        assert found
        return len(gzip.compress(Path(found).read_bytes(), 9))

    scripts = sum(packed(name) for name in ("field.js", "theme.js", "field-worker.js"))
    styles = packed("field.css")
    print(f"scripts {scripts} B, styles {styles} B, compressed")
    assert scripts <= SCRIPTS_MOST
    assert styles <= STYLES_MOST
