"""Hostile texts through every way in: none becomes markup or script of the page, each is still there as text."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from geomap.map import to_map
from geomap.map.columns import unpacked_head, unpacked_text
from geomap.map.web_files import FOLDER
from geomap.places.gazetteer import default_path
from tests.hostile import PAYLOADS, WAYS, squashed
from tests.map.frames import frame
from tests.map.test_page import Elements

pytestmark = pytest.mark.skipif(
    not (FOLDER / "app.js").is_file() or not default_path().is_file(),
    reason="the front end or the gazetteer is not built",
)

# A feed's titles and descriptions are HTML, and reading takes markup out of HTML: text is what is left.
MARKUP_GOES = frozenset({"feed"})


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The page of each way, made once."""
    made: dict[str, str] = {}

    def page(way: str) -> str:
        if way not in made:
            made[way] = WAYS[way](tmp_path_factory.mktemp(way)).read_text(encoding="utf-8")
        return made[way]

    return page


@cache
def known_scripts() -> frozenset[str]:
    """The scripts of a page that was fed nothing hostile."""
    return frozenset(text for kind, text in Elements(to_map(frame()).get_root().render()).scripts if "type" not in kind)


def strings(page: str) -> list[str]:
    """Every text in the page's data."""
    head = json.loads(block(page, "head"))
    texts = block(page, "texts-0")
    parts = [texts[a:b] for a, b in zip(head["texts"]["offsets"], head["texts"]["offsets"][1:], strict=False)]
    blocks = [json.loads(unpacked_text(part)) for part in parts]
    words = [unpacked_head(block(page, name)) for name in ("numbers", "more")]
    return list(words_in([head, words, blocks]))


def block(page: str, name: str) -> str:
    found = re.search(rf'id="geomap-{name}">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return found.group(1)


def words_in(value: Any) -> Any:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from words_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from words_in(item)


def test_there_are_sixty_payloads_and_no_two_alike() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) == 60


@pytest.mark.parametrize("way", WAYS)
def test_the_page_has_no_script_element_or_attribute_of_a_payload(page_of: Any, way: str) -> None:
    page = Elements(page_of(way))
    running = [text for kind, text in page.scripts if "type" not in kind]
    for text in running:
        # The script that names the layers differs by their number alone.
        assert text in known_scripts() or re.fullmatch(r"[\w\s\"'{}()\[\]:,.;=$>/!*-]*", text), text[:200]
        assert "__ran" not in text
    assert {tag for tag, _ in page.found} <= {
        "html", "head", "meta", "title", "style", "script", "body", "div", "noscript", "p", "table", "thead", "tbody",
        "tr", "th", "td", "a",
    }  # fmt: skip
    for tag, attributes in page.found:
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes), (tag, attributes)
        assert re.match(r"https?://", attributes.get("href") or "https://"), attributes
    assert "49" not in re.findall(r"<title>(.*?)</title>", page_of(way))[0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_each_payload_is_text_in_the_data(page_of: Any, way: str, number: int) -> None:
    payload = PAYLOADS[number]
    page = page_of(way)
    if re.search(r"[<&]", payload):
        assert payload not in page, "as it stands it would be markup"
    if way in MARKUP_GOES and re.search(r"[<>&]|^\w+:|^//", payload):
        return
    wanted = squashed(payload)
    assert any(wanted in squashed_whole for squashed_whole in squashed_strings(page)), payload[:80]


@cache
def squashed_strings(page: str) -> tuple[str, ...]:
    return tuple(squashed_all(text) for text in strings(page))


def squashed_all(text: str) -> str:
    return re.sub(
        r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]|⟦U\+\w+⟧", "", text
    )


def test_the_ways_are_those_by_which_texts_come_in() -> None:
    assert set(WAYS) == {"text", "feed", "layers", "places", "corrections"}
    assert all(Path(way.__code__.co_filename).name == "hostile.py" for way in WAYS.values())
