"""Hostile texts through every way in, in a browser: nothing runs, nothing is put in, each shows as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geomap.places.gazetteer import default_path
from tests.browser.conftest import Opened, note_dialog, note_request, settle
from tests.hostile import PAYLOADS, WAYS, squashed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not default_path().is_file(), reason="the gazetteer is not built"),
]

# Set before any script of the page: what the policy refuses, and elements that data could have brought in.
WATCH = """
    window.__violations = [];
    window.__put_in = [];
    document.addEventListener("securitypolicyviolation", (event) => __violations.push(event.violatedDirective));
    const strange = "iframe,object,embed,link,base,form,video,audio,source,marquee,math,template,animate,image,use," +
        "svg a,svg script";
    const unsafe = /^\\s*(javascript|vbscript|data:text|file):/i;
    const look = (node) => {
        if (node.nodeType !== 1) return;
        for (const one of [node, ...node.querySelectorAll("*")]) {
            const handlers = [...one.attributes].some(({ name }) => name.startsWith("on"));
            const link = one.getAttribute("href") ?? one.getAttribute("src") ?? "";
            const late = !document.currentScript && document.readyState !== "loading";
            const script = one.localName === "script" && late;
            if (one.matches(strange) || handlers || script || unsafe.test(link)) {
                window.__put_in.push(one.outerHTML.slice(0, 200));
            }
        }
    };
    new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(look)))
        .observe(document, { childList: true, subtree: true });
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made: dict[str, Path] = {}

    def page(way: str) -> Path:
        if way not in made:
            made[way] = WAYS[way](tmp_path_factory.mktemp(way))
        return made[way]

    return page


@pytest.fixture
def watched(browser: Any, folders: Any, request: pytest.FixtureRequest) -> Iterator[Opened]:
    path = folders(request.param)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    context.add_init_script(WATCH)
    opened = Opened(context.new_page())
    opened.page.on("console", lambda message: opened.messages.append(message.text))
    opened.page.on("pageerror", lambda error: opened.messages.append(str(error)))
    opened.page.on("dialog", lambda dialog: note_dialog(opened, dialog))
    opened.page.on("request", lambda asked: note_request(opened, asked.url, path))
    opened.page.goto(path.as_uri())
    opened.page.evaluate("geomap.ready")
    settle(opened)
    yield opened
    context.close()


def text_of_every_list(opened: Opened) -> str:
    """What the panel's three parts say, with all that is folded away."""
    parts = [opened.page.title()]
    for tab in ("Layers", "Filters", "Events"):
        opened.page.get_by_role("tab", name=tab).click()
        for _ in range(30):
            more = opened.page.locator(".gm-pane:visible").get_by_role(
                "button", name=re.compile(r"more|without events")
            )
            if more.count() == 0:
                break
            more.first.click()
            settle(opened)
        opened.page.wait_for_timeout(150)
        parts.append(opened.page.evaluate("document.querySelector('.gm-panel').textContent"))
    return "".join(parts)


def text_of_cards(opened: Opened) -> str:
    """What the details of every third event say."""
    opened.page.get_by_role("tab", name="Events").click()
    parts = []
    for event in range(len(PAYLOADS)):
        item = opened.page.locator(".gm-item").nth(event)
        if item.count() == 0:
            break
        item.evaluate("(one) => one.click()")
        opened.page.locator(".gm-card mark, .gm-card .gm-quote").first.wait_for()
        parts.append(opened.page.evaluate("document.querySelector('.gm-card').textContent"))
    return "".join(parts)


@pytest.mark.slow
@pytest.mark.parametrize("watched", list(WAYS), indirect=True)
def test_nothing_runs_and_each_payload_shows_as_text(watched: Opened, request: pytest.FixtureRequest) -> None:
    way = request.node.callspec.params["watched"]
    shown = squashed_all(text_of_every_list(watched) + text_of_cards(watched))
    watched.page.mouse.move(800, 400)
    watched.page.wait_for_timeout(100)
    assert watched.clean(), (watched.messages, watched.requests)
    assert watched.page.evaluate("window.__violations") == []
    assert watched.page.evaluate("window.__put_in") == []
    assert not watched.page.evaluate("document.body.hidden")
    assert watched.page.locator(".gm-panel").is_visible(), "no style of a payload hides the page"
    # Reading takes markup out of a feed, and titles are only cited: that its texts are there is tested on the data.
    # Names in a list are cut to what fits.
    missing = [text[:60] for text in PAYLOADS if way != "feed" and squashed(text)[:20] not in shown]
    assert missing == []


def squashed_all(text: str) -> str:
    return re.sub(
        r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]|⟦U\+\w+⟧", "", text
    )


def test_the_watch_sees_what_is_put_in(browser: Any, tmp_path: Path) -> None:
    """The test of the test: a page that does put markup in is caught."""
    page = tmp_path / "open.html"
    page.write_text(
        "<body><script>onload = () => { document.body.innerHTML = '<svg/onload=1><iframe></iframe>' }</script>"
    )
    context = browser.new_context()
    context.add_init_script(WATCH)
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.wait_for_timeout(100)
    assert len(tab.evaluate("window.__put_in")) == 2
    context.close()
