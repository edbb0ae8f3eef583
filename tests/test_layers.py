"""Layers: the shipped ones, overlays, and what each mistake in a layer file is told."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import pytest

from geomap.errors import GeomapError, TableError, UsageError
from geomap.layers import (
    MARKS,
    Layer,
    assign_layers,
    layer_of,
    load_layers,
    read_layer,
    shipped_layers_folder,
)

if TYPE_CHECKING:
    from pathlib import Path

TYPES = [code for path in sorted(shipped_layers_folder().glob("*.toml"))
         for code in read_layer(path, known_types=path.read_text("utf-8").split('"')).event_types]  # fmt: skip

GOOD = {
    "title": '"Air defence"',
    "group": '"Violence"',
    "order": "15",
    "color": '"#123456"',
    "mark": '"star"',
    "show": "true",
    "event_types": '["STR.DRONE"]',
}


def layer_file(folder: Path, name: str = "air_defence", **changes: str | None) -> Path:
    values = {**GOOD, **changes}
    path = folder / f"{name}.toml"
    path.write_text("".join(f"{key} = {value}\n" for key, value in values.items() if value is not None), "utf-8")
    return path


def complaint(folder: Path, name: str = "air_defence", **changes: str | None) -> str:
    with pytest.raises(TableError) as caught:
        read_layer(layer_file(folder, name, **changes), known_types=TYPES)
    message = str(caught.value)
    assert "\n" not in message
    assert f"{name}.toml" in message
    return message


def test_there_are_fourteen_layers_in_order() -> None:
    layers = load_layers(known_types=TYPES)
    assert len(layers) == 14
    assert [layer.order for layer in layers] == sorted({layer.order for layer in layers})


def test_the_layers_of_a_group_stand_together() -> None:
    groups = [group for group, _ in itertools.groupby(load_layers(known_types=TYPES), key=lambda layer: layer.group)]
    assert len(groups) == len(set(groups)) == 6


def test_the_shipped_layers_cover_the_ontology_and_agree_with_it() -> None:
    from geomap.coding.ontology import ontology

    layers = load_layers()
    for code, event_type in ontology().items():
        layer = layer_of(code, layers)
        assert layer is not None
        assert layer.id == event_type.layer


def test_a_type_that_no_layer_lists_has_no_layer() -> None:
    assert layer_of("XXX.YYY", load_layers(known_types=TYPES)) is None


def test_a_layer_file_is_read_whole(tmp_path: Path) -> None:
    path = layer_file(tmp_path, color='"#ABCDEF"', description='"What shoots things down."')
    assert read_layer(path, known_types=TYPES) == Layer(
        id="air_defence",
        title="Air defence",
        group="Violence",
        order=15,
        color="#abcdef",
        mark="star",
        show=True,
        event_types=("STR.DRONE",),
        description="What shoots things down.",
    )


def test_an_unknown_key_is_told_with_the_key_that_was_meant(tmp_path: Path) -> None:
    assert "unknown key 'colour' (did you mean 'color'?)" in complaint(tmp_path, colour='"#123456"')


def test_an_unknown_event_type_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    message = complaint(tmp_path, event_types='["STR.DRONES"]')
    assert "unknown event type 'STR.DRONES' (did you mean 'STR.DRONE'?)" in message


def test_an_unknown_mark_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    assert "unknown mark 'sqaure' (did you mean 'square'?)" in complaint(tmp_path, mark='"sqaure"')


@pytest.mark.parametrize("color", ["red", "#12345", "#1234567", "123456", "#12345g", "url(#x)", "#123456;x:y"])
def test_a_bad_colour_is_told(tmp_path: Path, color: str) -> None:
    assert f"color '{color}' is not of the form" in complaint(tmp_path, color=f'"{color}"')


@pytest.mark.parametrize("key", sorted(GOOD))
def test_a_missing_key_is_told(tmp_path: Path, key: str) -> None:
    assert f"the key '{key}' is missing" in complaint(tmp_path, "air_defence", **{key: None})


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("order", '"first"', "a whole number"),
        ("order", "true", "a whole number"),
        ("show", '"yes"', "true or false"),
        ("title", "3", "text in quotes"),
        ("event_types", '"STR.DRONE"', "a list of event types"),
    ],
)
def test_a_value_of_another_kind_is_told(tmp_path: Path, key: str, value: str, told: str) -> None:
    assert f"'{key}' takes {told}" in complaint(tmp_path, **{key: value})


@pytest.mark.parametrize("title", ['""', '"  "', '"a\\nb"', '"\\u202Eevil"', '"' + "x" * 201 + '"'])
def test_a_title_is_one_printable_line(tmp_path: Path, title: str) -> None:
    assert "'title' must be one line" in complaint(tmp_path, title=title)


def test_an_empty_list_of_event_types_is_told(tmp_path: Path) -> None:
    assert "'event_types' is empty" in complaint(tmp_path, event_types="[]")


def test_an_event_type_listed_twice_is_told(tmp_path: Path) -> None:
    assert "listed twice" in complaint(tmp_path, event_types='["STR.DRONE", "STR.DRONE"]')


def test_a_file_name_that_is_no_id_is_told(tmp_path: Path) -> None:
    assert "lower-case letters" in complaint(tmp_path, name="Air Defence")


def test_an_overlay_of_the_same_name_replaces_the_shipped_layer(tmp_path: Path) -> None:
    layer_file(tmp_path, "air_drone", event_types='["STR.DRONE", "STR.AIR"]')
    layers = load_layers(tmp_path, known_types=TYPES)
    assert len(layers) == 14
    assert next(layer for layer in layers if layer.id == "air_drone").title == "Air defence"


def test_the_types_of_an_added_layer_move_to_it(tmp_path: Path) -> None:
    layer_file(tmp_path, "drones")
    layers = load_layers(tmp_path, known_types=TYPES)
    assert len(layers) == 15
    found = layer_of("STR.DRONE", layers)
    assert found is not None
    assert found.id == "drones"
    assert next(layer for layer in layers if layer.id == "air_drone").event_types == ("STR.AIR",)


def test_a_shipped_layer_whose_types_all_moved_is_gone(tmp_path: Path) -> None:
    layer_file(tmp_path, "help", event_types='["AID.MIL", "AID.HUM", "AID.COOP"]')
    layers = load_layers(tmp_path, known_types=TYPES)
    assert len(layers) == 14
    assert "aid" not in {layer.id for layer in layers}


def test_an_event_type_in_two_overlay_files_is_told_with_both(tmp_path: Path) -> None:
    layer_file(tmp_path, "one")
    layer_file(tmp_path, "two")
    with pytest.raises(TableError, match=r"'STR.DRONE' is in two layers, one.toml and two.toml"):
        load_layers(tmp_path, known_types=TYPES)


def test_an_event_type_that_a_replacement_left_out_is_told(tmp_path: Path) -> None:
    layer_file(tmp_path, "air_drone", event_types='["STR.DRONE"]')
    with pytest.raises(TableError, match=r"event type 'STR.AIR' is in no layer"):
        load_layers(tmp_path, known_types=TYPES)


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_folder_without_layer_files_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"no such folder|no layer files"):
        load_layers(tmp_path / name, known_types=TYPES)


def test_every_complaint_is_one_of_ours(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(GeomapError, match="not UTF-8"):
        load_layers(tmp_path, known_types=TYPES)


def test_assigning_layers_renames_known_types_and_keeps_the_rest(tmp_path: Path) -> None:
    import geopandas

    layer_file(tmp_path, "drones")
    rows = {"event_type": ["STR.DRONE", "AID.HUM", "foreign"], "layer": ["air_drone", "aid", "theirs"]}
    frame = geopandas.GeoDataFrame(rows, geometry=[None] * 3, crs="EPSG:4326")
    assigned = assign_layers(frame, load_layers(tmp_path, known_types=TYPES))
    assert list(assigned["layer"]) == ["drones", "aid", "theirs"]
    assert list(frame["layer"]) == ["air_drone", "aid", "theirs"]


# --- the palette -------------------------------------------------------------------------------------------------

# Machado, Oliveira and Fernandes 2009, severity 1.0, applied to linear RGB.
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
OKLAB_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB = (
    (0.2104542553, 0.793617785, -0.0040720468),
    (1.9779984951, -2.428592205, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.808675766),
)
Vector = tuple[float, ...]


def times(matrix: tuple[Vector, ...], vector: Vector) -> Vector:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def linear(color: str) -> Vector:
    values = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)


def oklab(color: str, vision: str) -> Vector:
    seen = tuple(min(1.0, max(0.0, v)) for v in times(VISION[vision], linear(color)))
    return times(OKLAB, tuple(v ** (1 / 3) for v in times(OKLAB_LMS, seen)))


def distance(one: str, other: str, vision: str) -> float:
    pairs = zip(oklab(one, vision), oklab(other, vision), strict=True)
    return 100 * math.sqrt(sum((a - b) ** 2 for a, b in pairs))


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((times(((0.2126, 0.7152, 0.0722),), linear(c))[0] for c in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_layers_with_the_same_mark_differ_in_colour_for_every_eye() -> None:
    for one, other in itertools.combinations(load_layers(known_types=TYPES), 2):
        if one.mark == other.mark:
            for vision in VISION:
                assert distance(one.color, other.color, vision) >= 10, (one.id, other.id, vision)


def test_every_colour_stands_out_on_a_white_map_and_on_a_dark_one() -> None:
    for layer in load_layers(known_types=TYPES):
        assert contrast(layer.color, "#ffffff") >= 3, layer.id
        assert contrast(layer.color, "#0d1117") >= 3, layer.id


def test_every_mark_is_used() -> None:
    assert {layer.mark for layer in load_layers(known_types=TYPES)} == set(MARKS)
