"""Pictures without a browser: the same each time, true to the events, unmoved by what they are fed."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from shapely.geometry import Point, Polygon

from geomap.errors import UsageError
from geomap.layers import load_layers
from geomap.map import check_pictures, to_picture
from geomap.map.plurals import said
from geomap.map.still import still_picture
from geomap.map.web_files import FOLDER, base_map_countries, interface_texts
from tests.map.frames import frame, hostile_frame, row, rows
from tests.map.test_languages import PLURALS

pytest.importorskip("matplotlib", reason="pictures need the extra geomap[png]")
pytestmark = pytest.mark.skipif(not (FOLDER / "signs.json").is_file(), reason="the front end is not built")

WEB: Final = Path(__file__).resolve().parents[2] / "geomap" / "map" / "web"


def small(events: Any) -> bytes:
    """A picture of 600 by 360 units, and head and foot."""
    return still_picture(events, load_layers(), title="Small", width=600)


def colored(picture: bytes, color: str) -> int:
    """How many pixels of the map (not the legend) have a colour."""
    from PIL import Image

    wanted = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)], dtype=np.int16)
    whole = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), dtype=np.int16)
    return int((np.abs(whole[124 : 124 + 720] - wanted).max(axis=2) < 4).sum())


def color_of(layer: str) -> str:
    return next(one.color for one in load_layers() if one.id == layer)


def at_kherson(**values: Any) -> dict[str, Any]:
    return {**rows()[3], "location": None, **values}


def test_the_same_events_give_the_same_bytes_whatever_the_users_settings() -> None:
    import matplotlib as mpl

    first = to_picture(frame())
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9, "savefig.facecolor": "red", "figure.dpi": 50}):
        assert to_picture(frame()) == first
    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", first[16:20]) == (2400,)
    assert b"Software" not in first


def test_a_mark_has_its_layers_colour_and_an_event_that_is_gone_leaves_none() -> None:
    color = color_of("shelling_missile")
    assert colored(small(frame([at_kherson()])), color) > 100
    assert colored(small(frame([rows()[0]])), color) == 0


def test_what_did_not_happen_is_hollow() -> None:
    color = color_of("shelling_missile")
    words = ("happened", "planned", "denied", "alleged")
    counts = {word: colored(small(frame([at_kherson(status=word)])), color) for word in words}
    assert max(counts, key=lambda word: counts[word]) == "happened"
    assert counts["planned"] < 0.75 * counts["happened"]
    assert len(set(counts.values())) == len(words), "each has a sign of its own"


def test_labels_of_areas_side_by_side_do_not_cover_each_other() -> None:
    from geomap.map.still.canvas import Sheet
    from geomap.map.still.events import Badge, _badge_of
    from geomap.map.still.ground import Room
    from geomap.map.still.marks import Style
    from geomap.map.still.scene import Region
    from geomap.map.still.view import View

    view = View(world=1000.0, left=0.0, top=0.0, area=(0, 0, 1000, 1000))
    style = Style(mark="circle", color="#112233", certainty="happened")
    sheet, room, badges = Sheet(1000, 1000, paper="#ffffff"), Room(), list[Badge]()
    for number in range(10):
        x = 0.2 + number * 0.04
        ring = np.array([(x, 0.4), (x + 0.04, 0.4), (x + 0.04, 0.44), (x, 0.44)])
        box = (x, 0.4, x + 0.04, 0.44)
        region = Region(x + 0.02, 0.42, f"A region called {number}", rings=(ring,), main=box, styles=[style])
        badges += filter(None, [_badge_of(sheet, region, view, room)])
    areas = [badge.area for badge in badges]
    apart = [
        one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
        for place, one in enumerate(areas)
        for two in areas[place + 1 :]
    ]
    assert len(areas) == 10
    assert all(apart)
    assert {badge.name for badge in badges} > {""}, "a name without room is left out, never the count"


def test_a_status_that_nobody_knows_is_not_taken_for_what_happened() -> None:
    assert small(frame([at_kherson(status="a new word")])) == small(frame([at_kherson(status="alleged")]))


def test_an_area_is_never_a_mark() -> None:
    from geomap.map.still.scene import still_scene

    scene = still_scene(frame(), load_layers())
    assert [round(spot.x * 360 - 180, 2) for spot in scene.spots] == [46.72, 46.72, 32.61]
    assert sorted(region.name for region in scene.regions) == ["Kharkiv", "Krasnodar Krai", "Saudi Arabia"]
    ring = next(region for region in scene.regions if region.name == "Kharkiv")
    assert not ring.rings
    assert 24 < ring.radius * 40075 * np.cos(np.radians(49.99)) < 26


def test_the_counts_name_what_is_not_to_be_seen() -> None:
    from geomap.map.still.page import _counts
    from geomap.map.still.scene import still_scene
    from geomap.map.still.view import fitted

    scene = still_scene(frame(), load_layers())
    view = fitted([], (0, 0, 100, 60))
    told = _counts(scene, view, interface_texts("en"), "en")
    assert told.startswith("7 events · 2025-03-18 – 2025-03-30 · 1 without a place")
    hidden = still_scene(frame([at_kherson(layer="aid", event_type="AID.HUM"), at_kherson()]), load_layers())
    assert "1 of 2 events" in _counts(hidden, view, interface_texts("en"), "en")
    assert "1 switched off" in _counts(hidden, view, interface_texts("en"), "en")


@pytest.mark.parametrize(
    ("values", "disputed"),
    [
        ({"gazetteer_id": "iso:UA-43", "geometry": Polygon([(24, 48), (28, 48), (28, 50), (24, 50)])}, True),
        ({"gazetteer_id": "iso:UA-63", "geometry": Polygon([(35, 49), (37, 49), (37, 50), (35, 50)])}, False),
        # a raion in the midst of Crimea, which the table does not list
        ({"gazetteer_id": "gn:1", "geometry": Polygon([(34, 45), (34.5, 45), (34.5, 45.4), (34, 45.4)])}, True),
        ({"gazetteer_id": None, "geometry": Polygon([(22, 44), (40, 44), (40, 52), (22, 52)])}, False),
    ],
)
def test_the_outline_of_a_disputed_area_is_dashed(values: dict[str, Any], disputed: bool) -> None:
    from geomap.map.still.scene import still_scene

    area = {"geo_precision": "area", "latitude": None, "longitude": None, "location": "Somewhere", **values}
    events = frame([at_kherson(**area)])
    (region,) = still_scene(events, load_layers()).regions
    assert region.disputed is disputed
    unlisted = small(events.assign(gazetteer_id=None))
    assert (small(events) == unlisted) == (values["gazetteer_id"] != "iso:UA-43"), (
        "its outline, and its line in the legend"
    )


def test_a_status_keeps_its_outline_in_a_disputed_area() -> None:
    from geomap.map.still.marks import outline_dashes

    assert list(outline_dashes("happened", disputed=True)) == [4, 3]
    assert list(outline_dashes("ongoing", disputed=False)) == []
    for status in ("claimed", "denied", "planned"):
        assert outline_dashes(status, disputed=True) == outline_dashes(status, disputed=False)


def test_a_hole_in_an_area_stays_empty() -> None:
    ring = Polygon([(30, 45), (40, 45), (40, 50), (30, 50)], [[(33, 46), (37, 46), (37, 49), (33, 49)]])
    values = {"geo_precision": "area", "latitude": None, "longitude": None, "geometry": ring, "location": "Ring"}
    whole = {**values, "geometry": Polygon(ring.exterior)}
    kinds = [at_kherson(**one, event_type="CEAS.AGREE", layer="ceasefire_swap") for one in (values, whole)]
    land = [colored(small(frame([one])), "#f8f6f1") for one in kinds]
    assert land[0] > land[1] + 40_000


@pytest.mark.parametrize("lang", sorted(PLURALS))
def test_every_language_has_its_picture(lang: str) -> None:
    assert len(still_picture(frame(), load_layers(), title="", lang=lang, width=600)) > 30_000


def test_hostile_texts_are_letters_and_nothing_else() -> None:
    picture = to_picture(
        hostile_frame(), title="$\\frac{1}{0}$ \\input{/etc/passwd} <script> " + "x" * 5000 + "\u202e\x00會談"
    )
    assert picture[:4] == b"\x89PNG"


def test_letters_that_the_font_lacks_are_told_from_those_it_has() -> None:
    from geomap.map.still.canvas import legible

    assert legible("Київ\n\tالرياض 會談 \x07") == "Київ الرياض \ufffd\ufffd \ufffd"
    assert legible("user\u202egnp.exe \u2066a") == "user⟦U+202E⟧gnp.exe ⟦U+2066⟧a", (
        "an order to turn text around is told"
    )


def test_no_events_give_a_map_of_the_world() -> None:
    assert len(small(frame([row("x")]).iloc[:0])) > 30_000


def test_many_points_are_counted_in_bubbles() -> None:
    from geomap.map.still.groups import grouped
    from geomap.map.still.scene import box_of, still_scene
    from geomap.map.still.view import fitted

    many = [at_kherson(event_id=f"e{n}", geometry=Point(30 + n % 40 / 4, 46 + n // 40 / 4)) for n in range(800)]
    scene = still_scene(frame(many), load_layers())
    groups = grouped(scene.spots, fitted([box_of(spot) for spot in scene.spots], (0, 0, 1200, 720)))
    assert sum(len(group.spots) for group in groups) == 800
    assert len(groups) < 300


def test_without_matplotlib_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # noqa: ARG005 (as Python has it)
    with pytest.raises(UsageError, match=r"pip install 'geomap\[png\]'") as raised:
        check_pictures()
    assert "\n" not in str(raised.value)


def test_the_outline_in_python_is_the_one_of_the_page() -> None:
    from geomap.map.outline import mercator, read_world

    world = read_world()
    assert {country.id for country in world.countries} == set(base_map_countries())
    kyiv, sevastopol = (Point(*mercator(lon, lat)) for lon, lat in ((30.52, 50.45), (33.6, 44.65)))
    proper, crimea = world.parts("804")
    assert not proper.disputed
    assert crimea.disputed
    assert any(Polygon(polygon[0]).contains(kyiv) for polygon in proper.polygons)
    assert any(Polygon(polygon[0]).contains(sevastopol) for polygon in crimea.polygons)
    assert len(world.lines["disputed"]) > 0


def test_tables_that_are_written_twice_agree() -> None:
    from geomap.map.still.scene import _USUAL_RADIUS

    source = (WEB / "src" / "dataset.ts").read_text(encoding="utf-8")
    found = re.search(r"USUAL_RADIUS[^=]*= \{([^}]*)\}", source)
    assert found is not None
    pairs = re.findall(r"(\w+): (\d+)", found.group(1))
    assert {name: int(km) for name, km in pairs} == _USUAL_RADIUS


@pytest.mark.parametrize("lang", sorted(PLURALS))
def test_numbers_take_every_form_that_a_language_has(lang: str) -> None:
    forms = {name: f"{name} {{n}}" for name in PLURALS[lang]}
    numbers = [0, 1, 2, 3, 5, 11, 12, 21, 22, 100, 101, 111, 1_000_000]
    assert {said(forms, number, lang=lang).split()[0] for number in numbers} >= PLURALS[lang] - {"other"}


def test_a_picture_is_written_beside_the_map(tmp_path: Path) -> None:
    from geomap.cli import run
    from geomap.store import write_frame

    source = tmp_path / "events.geojson"
    with source.open("wb") as stream:
        write_frame(frame(), stream, format_name="geojson")
    targets = ["-o", str(tmp_path / "alone.png"), "--png", str(tmp_path / "beside.PNG"), "-q"]
    assert run(["map", str(source), *targets]) == 0
    assert (tmp_path / "alone.png").read_bytes() == (tmp_path / "beside.PNG").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alone.png", "beside.PNG", "events.geojson"]
