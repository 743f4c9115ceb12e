"""A phone of one's own: Chromium on a profile that outlives its process, killed as a phone kills it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from tests.support.browser import LANGUAGES, NAMES, PATIENCE_MS, carry_session

UNSENT = re.compile(r"未传|都传了|unsent|All sent")


class Phone:
    """A profile folder and, while it runs, its browser and its one page."""

    def __init__(self, browser: Browser, folder: Path, live_server: Any) -> None:
        self.browser, self.folder, self.server = browser, folder, live_server
        self.context: BrowserContext | None = None
        self.client: Any = None
        self.troubles: list[str] = []

    def start(self, *, width: int = 390, theme: str = "light", language: str = "zh", text: int = 16) -> Page:
        """Open the browser on its profile, with whatever the profile still knows."""
        locale, code = LANGUAGES[language]
        binary = os.environ.get("ANLAN_BROWSER") or next(filter(None, map(shutil.which, NAMES)))
        self.context = self.browser.browser_type.launch_persistent_context(
            self.folder,
            executable_path=binary,
            args=["--no-sandbox", f"--blink-settings=defaultFontSize={text}"],
            base_url=self.server.url,
            viewport={"width": width, "height": 844 if width < 600 else 900},
            locale=locale,
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            permissions=["geolocation"],
            geolocation={"latitude": 43.8268, "longitude": 125.2811, "accuracy": 8},
        )
        self.context.set_default_timeout(PATIENCE_MS)
        kept = {"anlan-theme": theme, "django_language": code}
        self.context.add_cookies([{"name": n, "value": v, "url": self.server.url} for n, v in kept.items()])
        page = self.context.pages[0]
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        return page

    @property
    def page(self) -> Page:
        """The page that is open."""
        assert self.context is not None
        return self.context.pages[0]

    def sign_in(self, client: Any) -> None:
        """Carry a session over, and again after the browser was killed before it wrote its cookies."""
        self.client = client
        carry_session(self.page, client, self.server)

    def forget(self, cookie: str) -> None:
        """Lose a cookie, as a browser does that died before it wrote it down."""
        assert self.context is not None
        self.context.clear_cookies(name=cookie)

    def offline(self, away: bool) -> None:
        """Take the line away, or give it back."""
        assert self.context is not None
        self.context.set_offline(away)

    def kill(self) -> None:
        """SIGKILL to the browser's own process; nothing gets to say goodbye."""
        os.kill(self._process(), signal.SIGKILL)
        with suppress(PlaywrightError):
            if self.context:
                self.context.close()
        self.context = None
        for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
            (self.folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """End it quietly."""
        if self.context:
            self.context.close()
        self.context = None

    def _process(self) -> int:
        mark = f"--user-data-dir={self.folder}".encode()
        for _ in range(50):
            for entry in Path("/proc").iterdir():
                with suppress(OSError):
                    told = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
                    if mark in told and b"--type=" not in told:
                        return int(entry.name)
            time.sleep(0.1)
        raise AssertionError("the browser's process is not there")


@pytest.fixture
def phone(browser: Browser, tmp_path: Path, live_server: Any) -> Iterator[Phone]:
    """One phone, not started yet; at the end no script may have failed on it."""
    one = Phone(browser, tmp_path / "profile", live_server)
    yield one
    one.close()
    assert one.troubles == []
