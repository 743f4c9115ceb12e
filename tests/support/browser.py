"""A real browser for journeys: pages on the live server, an accessibility check, pictures.

def test_a_clerk_signs_in(page, live_server):
    page.goto("/sign-in/")
    axe(page)
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from anlan.project.home import checkout_root

AXE = checkout_root() / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE_MS = 20_000
"""How long a test waits for what must come: much longer than it takes, since machines that test are busy."""
LANGUAGES = {"zh": ("zh-CN", "zh-hans"), "en": ("en-GB", "en")}
EXPECTED_ANSWER = re.compile(r"status of (4\d\d|503)")

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run; without one the test is skipped and says how to get it."""
    binary = os.environ.get("ANLAN_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if binary is None:
        pytest.skip("no browser here: apt-get install chromium fonts-noto-cjk")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    """Opens pages by width, theme and language; at the end no script may have failed on any of them."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_one(*, width: int = 1440, theme: str = "light", language: str = "zh") -> Page:
        locale, code = LANGUAGES[language]
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900 if width > 500 else 844},
            locale=locale,
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        kept = {"anlan-theme": theme, "django_language": code}
        context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in kept.items()])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("console", lambda said: _note(troubles, said.type, said.text))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not troubles, troubles


def _note(troubles: list[str], kind: str, text: str) -> None:
    """Keep what a browser calls an error, except that an answer was not 200, which tests ask for."""
    if kind == "error" and not EXPECTED_ANSWER.search(text):
        troubles.append(text)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A desktop page, 1440 wide, light, Chinese."""
    return open_page()


@pytest.fixture
def phone_page(open_page: OpenPage) -> Page:
    """A phone page, 390 wide."""
    return open_page(width=390)


def axe(page: Page, *, within: str = "") -> None:
    """Assert that the page breaks no rule of WCAG 2.2 AA that a machine can check."""
    try:
        report = _axe_report(page, within)
    except PlaywrightError:  # the page was still on its way to the next
        page.wait_for_load_state("load")
        report = _axe_report(page, within)
    wrong = [
        f"{rule['id']}: {rule['help']}\n"
        + "\n".join(f"    {node['html'][:200]}" for node in rule["nodes"][:5])
        for rule in report["violations"]
    ]
    assert wrong == [], "\n".join(wrong)


def _axe_report(page: Page, within: str) -> Any:
    page.wait_for_load_state("load")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    script = "([where, tags]) => axe.run(where || document, {runOnly: tags})"
    return page.evaluate(script, [within, AXE_TAGS])


def fits(page: Page) -> None:
    """Assert that the page does not scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "scrolls sideways"


def shoot(page: Page, name: str) -> Path:
    """Write a picture of the whole page into ``$ANLAN_SHOTS`` or the temporary folder."""
    folder = Path(os.environ.get("ANLAN_SHOTS") or Path(tempfile.gettempdir()) / "anlan-shots")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def carry_session(page: Page, client: Any, live_server: Any) -> None:
    """Give the browser the session of a Django test client that is already signed in."""
    kept = [
        {"name": n, "value": morsel.value, "url": live_server.url} for n, morsel in client.cookies.items()
    ]
    page.context.add_cookies(kept)  # type: ignore[arg-type]
