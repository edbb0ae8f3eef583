"""The interface's languages: each says everything the English one says, in every form its plurals have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from geomap.coding.ontology import ontology
from geomap.layers import load_layers
from geomap.map import to_map
from geomap.map.columns import unpacked_head
from geomap.map.web_files import FOLDER
from tests.map.frames import frame

SOURCES: Final = FOLDER / "i18n"
LANGUAGES: Final = ("ar", "en", "es", "fr", "uk")
# Plural categories of whole numbers (Unicode CLDR).
PLURALS: Final = {
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "en": {"one", "other"},
    "es": {"one", "many", "other"},
    "fr": {"one", "many", "other"},
    "uk": {"one", "few", "many", "other"},
}
SCRIPTS: Final = {"ar": "[\u0600-\u06ff]", "uk": "[\u0400-\u04ff]"}


def texts(lang: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((SOURCES / f"{lang}.json").read_text(encoding="utf-8"))
    return made


def flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every text by its path; a text with plural forms is one entry."""
    for key, value in table.items():
        if isinstance(value, dict) and "other" not in value:
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def forms(value: Any) -> list[str]:
    return list(value.values()) if isinstance(value, dict) else [value]


def keys(lang: str) -> set[str]:
    return {key for key, _ in flat(texts(lang)) if not key.startswith("names.")}


def test_there_are_five_languages() -> None:
    assert sorted(path.stem for path in SOURCES.glob("*.json")) == list(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_every_text_and_no_other(lang: str) -> None:
    assert keys(lang) == keys("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_with_a_count_has_every_form_of_the_language(lang: str) -> None:
    english = dict(flat(texts("en")))
    for key, value in flat(texts(lang)):
        if isinstance(english.get(key), dict):
            assert set(value) == PLURALS[lang], key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty_or_has_a_blank_that_nothing_fills(lang: str) -> None:
    english = dict(flat(texts("en")))
    for key, value in flat(texts(lang)):
        known = set(re.findall(r"\{\w+\}", " ".join(forms(english.get(key, "")))))
        for form in forms(value):
            assert form.strip(), key
            assert set(re.findall(r"\{\w+\}", form)) <= known, key
        assert key.startswith("names.") or set(re.findall(r"\{\w+\}", forms(value)[-1])) == known, key


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_layers_groups_and_event_types_have_names(lang: str) -> None:
    layers = load_layers()
    wanted = {layer.title for layer in layers} | {layer.group for layer in layers}
    wanted |= {kind.label for kind in ontology().values()}
    assert set(texts(lang)["names"]) == wanted


@pytest.mark.parametrize("lang", list(SCRIPTS))
def test_a_language_is_written_in_its_script(lang: str) -> None:
    same = {"geojson", "csv", "png", "attribution", "choices", "position"}
    for key, value in flat(texts(lang)):
        assert key in same or all(re.search(SCRIPTS[lang], form) for form in forms(value)), key


@pytest.mark.skipif(not (FOLDER / "app.js").is_file(), reason="the front end is not built")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_carries_its_own_language_and_no_other(lang: str) -> None:
    page = to_map(frame(), lang=lang).get_root().render()
    direction = "rtl" if lang == "ar" else "ltr"
    assert f'<html lang="{lang}" dir="{direction}">' in page
    packed = re.search(r'id="geomap-numbers">(.*?)</script>', page)
    assert packed is not None
    said = unpacked_head(packed.group(1))["strings"]["nothing_visible"]
    for other in LANGUAGES:
        assert (texts(other)["nothing_visible"] == said) is (other == lang)
        assert texts(other)["nothing_visible"] not in page, "the texts are packed"


@pytest.mark.skipif(not (FOLDER / "app.js").is_file(), reason="the front end is not built")
def test_a_layer_file_of_ones_own_keeps_its_title() -> None:
    from dataclasses import replace

    layers = [replace(layer, title=f"Mine {layer.id}") for layer in load_layers()]
    page = to_map(frame(), lang="ar", layers=layers).get_root().render()
    head = re.search(r'id="geomap-head">(.*?)</script>', page)
    assert head is not None
    shown = json.loads(head.group(1))["layers"]
    assert "Mine diplomacy" in {layer["title"] for layer in shown}
    packed = re.search(r'id="geomap-numbers">(.*?)</script>', page)
    assert packed is not None
    groups = {group for group, _ in unpacked_head(packed.group(1))["tree"]}
    assert texts("ar")["names"]["Diplomacy"] in groups, "its group is the shipped one"
