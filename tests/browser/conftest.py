"""A system Chromium, driven by Playwright. Without one the tests skip, or fail under GEOMAP_REQUIRE_BROWSER=1."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from geomap.map.web_files import FOLDER

ARGUMENTS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(slots=True)
class Opened:
    """A page in a tab, and what it did that it should not."""

    page: Any
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        """The text of the first element that a selector finds."""
        return str(self.page.locator(selector).first.inner_text())

    def total(self) -> str:
        """The line that says how many events are shown."""
        return self.text(".gm-total")

    def clean(self) -> bool:
        """Whether nothing was requested, said or run."""
        return not self.requests and not self.messages and self.page.evaluate("window.__ran === undefined")


def missing() -> str | None:
    """Why there is no browser; None when there is one."""
    try:
        import playwright  # noqa: F401  # only whether it is there
    except ImportError:
        return "the package playwright is missing: pip install playwright"
    if chromium() is None:
        return "no Chromium on the PATH: apt-get install chromium"
    if not (FOLDER / "app.js").is_file():
        return "the front end is not built"
    return None


def chromium() -> str | None:
    """The system's Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, for all tests of a run."""
    reason = missing()
    if reason and os.environ.get("GEOMAP_REQUIRE_BROWSER") == "1":
        pytest.fail(f"a browser is required, but {reason}")
    if reason:
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield started
        started.close()


Opener = Callable[..., Opened]


@pytest.fixture
def opener(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Saves an event map and opens the file. Options are those of a browser context; `hash` goes after the address."""
    contexts = []

    def open_map(made: Any, *, hash: str = "", **options: Any) -> Opened:  # noqa: A002  # the address's own word
        path = tmp_path / "map.html"
        made.save(path)
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = browser.new_context(accept_downloads=True, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        opened = Opened(context.new_page())
        opened.page.on("console", lambda message: opened.messages.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.messages.append(str(error)))
        opened.page.on("dialog", lambda dialog: note_dialog(opened, dialog))
        opened.page.on("request", lambda request: note_request(opened, request.url, path))
        opened.page.goto(path.as_uri() + hash)
        opened.page.evaluate("geomap.ready")
        settle(opened)
        return opened

    yield open_map
    for context in contexts:
        context.close()


def note_dialog(opened: Opened, dialog: Any) -> None:
    """A page that is safe raises none."""
    opened.messages.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def note_request(opened: Opened, url: str, path: Path) -> None:
    """Everything but the file itself and what the page hands out as a download."""
    if url.split("#", maxsplit=1)[0] != path.as_uri() and not url.startswith(("blob:", "data:")):
        opened.requests.append(url)


def settle(opened: Opened) -> None:
    """Wait until two frames have been drawn."""
    opened.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
