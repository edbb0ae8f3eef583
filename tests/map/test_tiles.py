"""Raster tiles: asked for by name, opened for their own hosts alone, refused where they want a key."""

from __future__ import annotations

import json
import re

import pytest

from geomap.errors import UsageError
from geomap.map import check_tiles, to_map
from geomap.map.columns import unpacked_head
from geomap.map.tiles import tiles_of
from geomap.map.web_files import FOLDER
from tests.map.frames import frame

built = pytest.mark.skipif(not (FOLDER / "app.js").is_file(), reason="the front end is not built")


def policy_of(page: str) -> dict[str, str]:
    rules = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert rules is not None
    return {name: sources for name, _, sources in (rule.partition(" ") for rule in rules.group(1).split("; "))}


@built
def test_a_map_without_tiles_opens_for_no_host() -> None:
    page = to_map(frame()).get_root().render()
    assert policy_of(page)["img-src"] == "data: blob:"
    assert not re.search(r"https?://", policy_of(page)["script-src"])


@built
def test_tiles_open_the_policy_for_pictures_from_their_host_alone() -> None:
    plain = policy_of(to_map(frame()).get_root().render())
    tiled = policy_of(to_map(frame(), tiles="OpenStreetMap.Mapnik").get_root().render())
    assert tiled.pop("img-src") == "data: blob: https://tile.openstreetmap.org"
    plain.pop("img-src")
    assert tiled == plain, "scripts, styles and everything else stay as closed as before"


def test_every_subdomain_is_named_and_no_other() -> None:
    tiles = tiles_of("FreeMapSK")
    assert tiles.origins == tuple(f"https://{letter}.freemap.sk" for letter in "abcd")
    assert tiles.host == "freemap.sk"


@pytest.mark.parametrize("written", ["OpenStreetMap.Mapnik", "openstreetmap mapnik", "OPENSTREETMAP-MAPNIK"])
def test_a_name_may_be_written_freely(written: str) -> None:
    assert tiles_of(written).name == "OpenStreetMap.Mapnik"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("OpenStreetMap.Mapnick", "OpenStreetMap.Mapnik"), ("Opentopomap2", "OpenTopoMap"), ("esri.imagery", "Esri.")],
)
def test_an_unknown_name_is_answered_with_the_nearest(written: str, meant: str) -> None:
    with pytest.raises(UsageError, match=rf"did you mean '{re.escape(meant)}") as raised:
        check_tiles(written)
    assert "\n" not in str(raised.value)


def test_a_provider_that_wants_a_key_is_refused_in_one_line() -> None:
    with pytest.raises(UsageError, match="wants a key") as raised:
        check_tiles("Thunderforest.Landscape")
    assert "\n" not in str(raised.value)


def test_all_providers_without_a_key_can_be_opened_for_or_say_why_not() -> None:
    import xyzservices.providers as known

    for name, provider in known.flatten().items():
        if provider.requires_token():
            continue
        tiles = tiles_of(name)
        assert set(re.findall(r"\{[^}]*\}", tiles.url)) <= {"{x}", "{y}", "{z}", "{s}", "{r}"}, name
        assert tiles.attribution, name
        assert not set("<>&\"'") & set(tiles.attribution), name
        assert all(re.fullmatch(r"https?://[A-Za-z0-9.:-]+", origin) for origin in tiles.origins), name


@built
@pytest.mark.parametrize("lang", ["ar", "en", "es", "fr", "uk"])
def test_the_page_says_who_sees_what_is_viewed(lang: str) -> None:
    page = to_map(frame(), lang=lang, tiles="OpenTopoMap").get_root().render()
    head = json.loads(re.search(r'id="geomap-head">(.*?)</script>', page).group(1))  # type: ignore[union-attr]  # it is there
    assert head["tiles"]["host"] == "tile.opentopomap.org"
    packed = re.search(r'id="geomap-numbers">(.*?)</script>', page).group(1)  # type: ignore[union-attr]  # it is there
    assert "{host}" in unpacked_head(packed)["strings"]["tiles_note"]
