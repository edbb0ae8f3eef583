"""The outline of the world below the events, and its names (web/src/ground.ts, labels.ts)."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from geomap.map.outline import Country, Label, Points, World
from geomap.map.still.canvas import Area, Sheet
from geomap.map.still.marks import DISPUTED, theme
from geomap.map.still.view import View


class Room:
    """Boxes that are written on."""

    def __init__(self) -> None:
        self._taken: list[Area] = []

    def free(self, area: Area) -> bool:
        """Whether nothing is there."""
        left, top, right, bottom = area
        return not any(left < box[2] and right > box[0] and top < box[3] and bottom > box[1] for box in self._taken)

    def take(self, area: Area) -> None:
        """Keep others out."""
        self._taken.append(area)

    def claim(self, area: Area) -> bool:
        """Take it if it is free."""
        if not self.free(area):
            return False
        self.take(area)
        return True


def around(x: float, y: float, width: float, height: float) -> Area:
    """A box by its middle."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def draw_ground(sheet: Sheet, world: World, view: View) -> None:
    """Sea, land, coasts and borders; the world again where the view is wider than it."""
    colors = theme()
    left, top, right, bottom = view.area
    sheet.fill([np.array([(left, top), (right, top), (right, bottom), (left, bottom)])], colors["sea"])
    first, last = math.floor(view.left / view.world), math.floor((view.left + right - left) / view.world)
    for copy in range(first, last + 1):
        rings = (ring for country in world.countries for polygon in country.polygons for ring in polygon)
        sheet.fill(_seen(rings, view, copy), colors["land"])
        for kind, color, width in (("border", "border", 0.9), ("disputed", "border", 0.9), ("coast", "coast", 0.8)):
            dashes = DISPUTED if kind == "disputed" else ()
            sheet.stroke(_seen(_whole(world.lines[kind]), view, copy), colors[color], width, dashes=dashes)


def _seen(lines: Iterable[Points], view: View, copy: int) -> list[Points]:
    """The lines in view, in pixels."""
    left, top, right, bottom = view.area
    moved = (view.pixels(line, shift=copy) for line in lines)
    return [
        line
        for line in moved
        if line[:, 0].max() > left and line[:, 0].min() < right and line[:, 1].max() > top and line[:, 1].min() < bottom
    ]


def _whole(lines: Iterable[Points]) -> Iterable[Points]:
    """Coasts without the cut that the edge of the map makes through Russia, Fiji and the Antarctic."""
    for line in lines:
        edge = (line[:, 0] < 1e-4) | (line[:, 0] > 0.9999)
        cuts = np.flatnonzero(edge[1:] & edge[:-1]) + 1
        yield from (part for part in np.split(line, cuts) if len(part) > 1)


def draw_names(sheet: Sheet, world: World, view: View, room: Room, *, named: frozenset[str]) -> None:
    """Countries, seas and cities, the more important first; `named` countries have their name already."""
    for country in sorted(world.countries, key=lambda one: -_span(one)):
        if not country.disputed and country.name not in named:
            _country(sheet, country, view, room)
    for sea in world.seas:
        _sea(sheet, sea, view, room)
    for city in world.cities:
        _city(sheet, city, view, room)


def _largest(country: Country) -> Points:
    return max(
        (polygon[0] for polygon in country.polygons), key=lambda ring: float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1]))
    )


def _span(country: Country) -> float:
    return float(np.ptp(_largest(country)[:, 0]))


def _country(sheet: Sheet, country: Country, view: View, room: Room) -> None:
    span = _span(country) * view.world
    if span < 30 or view.zoom >= 8:
        return
    x, y = view.pixel(*_centroid(_largest(country)))
    size = max(9.5, min(14, span / 24))
    text = country.name.upper()
    width = sheet.width_of(text, size=size)
    if width > span * 1.2 or not _inside(x, y, view) or not room.claim(around(x, y, width + 10, size + 8)):
        return
    colors = theme()
    sheet.write(text, x, y, size=size, color=colors["countryLabel"], align="center", rim=colors["land"])


def _centroid(ring: Points) -> tuple[float, float]:
    x, y = ring[:, 0], ring[:, 1]
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = cross.sum()
    if abs(area) < 1e-15:
        return float(x.mean()), float(y.mean())
    return (
        float(((x + np.roll(x, -1)) * cross).sum() / (3 * area)),
        float(((y + np.roll(y, -1)) * cross).sum() / (3 * area)),
    )


def _sea(sheet: Sheet, sea: Label, view: View, room: Room) -> None:
    if view.zoom < sea.zoom - 0.3 or view.zoom > sea.zoom + 4:
        return
    x, y = view.pixel(sea.x, sea.y)
    width = sheet.width_of(sea.name, size=11)
    if _inside(x, y, view) and room.claim(around(x, y, width + 12, 18)):
        sheet.write(sea.name, x, y, size=11, color=theme()["seaLabel"], style="italic", align="center")


def _city(sheet: Sheet, city: Label, view: View, room: Room) -> None:
    if view.zoom < city.zoom + 0.4:
        return
    x, y = view.pixel(city.x, city.y)
    width = sheet.width_of(city.name, size=10.5)
    if not _inside(x, y, view) or not room.claim((x - 5, y - 8, x + width + 10, y + 8)):
        return
    colors = theme()
    dot = np.array([(x + 1.8 * math.cos(a), y + 1.8 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 12)])
    sheet.fill([dot], colors["cityLabel"])
    sheet.write(city.name, x + 6, y, size=10.5, color=colors["cityLabel"], rim=colors["land"])


def _inside(x: float, y: float, view: View) -> bool:
    left, top, right, bottom = view.area
    return left < x < right and top < y < bottom
