"""The picture as a whole: title and counts, the map, the legend, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from geomap.map.outline import read_world
from geomap.map.plurals import said
from geomap.map.still.canvas import Sheet, settings
from geomap.map.still.events import draw_events
from geomap.map.still.ground import draw_ground
from geomap.map.still.marks import DISPUTED, Style, draw_mark, signs, theme
from geomap.map.still.scene import Box, Scene, box_of
from geomap.map.still.view import View, fitted

_MARGIN: Final = 20
_ROW: Final = 24
_HEAD: Final = 62
_SHAPE: Final = 0.6
"""Height of the map as a share of its width."""
_TEXT: Final = 12.5
_NEUTRAL: Final = "#47525f"

Key = tuple[Style | None, str]
"""How a sign is drawn, None for the outline of a disputed area, and what it means."""


def painted(scene: Scene, *, title: str, texts: Mapping[str, Any], lang: str, width: int) -> bytes:
    """The PNG of a scene."""
    with settings():
        measure = Sheet(1, 1, paper="white")
        rows = _rows(measure, _keys(scene, texts), width - 2 * _MARGIN)
        height = round(width * _SHAPE)
        foot = _HEAD + height + 12 + len(rows) * _ROW
        sheet = Sheet(width, foot + 28, paper=theme()["paper"])
        view = fitted(_boxes(scene), (0, _HEAD, width, _HEAD + height))
        world = read_world()
        sheet.clip(view.area)
        draw_ground(sheet, world, view)
        draw_events(sheet, scene, view, world)
        sheet.clip(None)
        _head(sheet, title, _counts(scene, view, texts, lang))
        for number, row in enumerate(rows):
            _key_row(sheet, row, _HEAD + height + 12 + _ROW * (number + 0.5))
        sheet.write(texts["attribution"], _MARGIN, foot + 12, size=11, color=theme()["countryLabel"])
        return sheet.png()


def _boxes(scene: Scene) -> list[Box]:
    """One an event: many in one area weigh more than a single one far off."""
    return [box_of(region) for region in scene.regions for _ in region.styles] + [box_of(spot) for spot in scene.spots]


def _head(sheet: Sheet, title: str, counts: str) -> None:
    colors = theme()
    most = sheet.width - 2 * _MARGIN
    sheet.write(_shortened(sheet, title, most), _MARGIN, 23, size=17, color=colors["ink"], weight="bold")
    sheet.write(_shortened(sheet, counts, most), _MARGIN, 46, size=_TEXT, color=colors["countryLabel"])


def _shortened(sheet: Sheet, text: str, most: float, *, size: float = 17, weight: str = "bold") -> str:
    """As much of a line as there is room for."""
    line = " ".join(text[:400].split())
    if sheet.width_of(line, size=size, weight=weight) <= most:
        return line
    while line and sheet.width_of(f"{line}…", size=size, weight=weight) > most:
        line = line[: -max(1, len(line) // 20)]
    return f"{line.rstrip()}…"


def _counts(scene: Scene, view: View, texts: Mapping[str, Any], lang: str) -> str:
    """How many events there are, from when, and how many are not to be seen."""
    number = f"{scene.total:,}" if lang == "en" else str(scene.total)
    parts = [
        said(texts["events"], scene.total, lang=lang)
        if scene.shown == scene.total
        else said(texts["events_of"], scene.shown, lang=lang, all=number)
    ]
    if scene.days:
        parts.append(" – ".join(dict.fromkeys(scene.days)))
    outside = sum(not _meets(box_of(item), view) for item in scene.spots)
    outside += sum(len(region.styles) for region in scene.regions if not _meets(box_of(region), view))
    for name, count in (
        ("unlocated", scene.unlocated),
        ("outside", outside),
        ("hidden_layers", scene.total - scene.shown),
    ):
        if count:
            parts.append(said(texts[name], count, lang=lang))
    return " · ".join(parts)


def _meets(box: Box, view: View) -> bool:
    (left, top), (right, bottom) = view.pixel(box[0], box[1]), view.pixel(box[2], box[3])
    frame = view.area
    return left <= frame[2] and right >= frame[0] and top <= frame[3] and bottom >= frame[1]


def _keys(scene: Scene, texts: Mapping[str, Any]) -> list[Key]:
    """The layers that are drawn, the statuses, and the outline of what is disputed."""
    names = texts["names"]
    layers = [
        (Style(layer.mark, layer.color, "happened"), names.get(layer.title, layer.title) or texts["other_layers"])
        for layer in scene.layers
    ]
    drawn = [] if scene.certainties is None else [word for word in signs() if word in scene.certainties]
    outlines: list[Key] = [(None, texts["disputed"])] if any(region.disputed for region in scene.regions) else []
    return [*layers, *((Style("circle", _NEUTRAL, word), texts["statuses"][word]) for word in drawn), *outlines]


def _rows(sheet: Sheet, keys: Sequence[Key], room: float) -> list[list[tuple[Style | None, str, float]]]:
    rows: list[list[tuple[Style | None, str, float]]] = [[]]
    used = 0.0
    for style, text in keys:
        short = _shortened(sheet, text, 260, size=_TEXT, weight="normal")
        width = 24 + sheet.width_of(short, size=_TEXT) + 18
        if used + width > room and rows[-1]:
            rows.append([])
            used = 0
        rows[-1].append((style, short, width))
        used += width
    return rows


def _key_row(sheet: Sheet, row: Sequence[tuple[Style | None, str, float]], y: float) -> None:
    x = float(_MARGIN)
    for style, text, width in row:
        if style is None:
            box = np.array([(x + 1, y - 6), (x + 17, y - 6), (x + 17, y + 6), (x + 1, y + 6)], dtype=np.float64)
            sheet.stroke([box], _NEUTRAL, 1.5, closed=True, dashes=DISPUTED)
        else:
            draw_mark(sheet, style, x + 8, y, radius=6)
        sheet.write(text, x + 22, y, size=_TEXT, color=theme()["ink"])
        x += width
