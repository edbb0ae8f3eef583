"""Areas, circles, bubbles, marks and their names, as the page paints them (web/src/scene.ts, regions.ts)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from geomap.map.outline import Points, World
from geomap.map.still.canvas import Area, Sheet, outline
from geomap.map.still.ground import Room, around, draw_names
from geomap.map.still.groups import Group, grouped
from geomap.map.still.marks import Style, draw_mark, is_real, outline_dashes, signs, theme
from geomap.map.still.scene import Region, Scene, box_of
from geomap.map.still.view import View

_SPACING: Final = 8
_MOST_STRIPES: Final = 3
_LONGEST_AREA: Final = 28
_LONGEST: Final = 32


def draw_events(sheet: Sheet, scene: Scene, view: View, world: World) -> None:
    """Everything that is on the ground, with the names of the base map between."""
    groups = grouped(scene.spots, view)
    room = Room()
    for region in scene.regions:
        _region(sheet, region, view)
    for group in groups:
        room.take(around(group.x, group.y, 2 * group.radius + 6, 2 * group.radius + 6))
    badges = [_badge_of(sheet, region, view, room) for region in reversed(scene.regions)]
    for group in groups:
        _name(sheet, group, view, room)
    named = frozenset(region.name for region in scene.regions)
    draw_names(sheet, world, view, room, named=named)
    for group in groups:
        _group(sheet, group)
    for badge in badges:
        if badge is not None:
            _badge(sheet, badge)


def _commonest(region: Region) -> list[Style]:
    """The styles of a region's events, each once, the commonest first."""
    return [style for style, _ in Counter(region.styles).most_common()]


def _region(sheet: Sheet, region: Region, view: View) -> None:
    styles = _commonest(region)
    order = list(signs())
    leading = min(styles, key=lambda style: order.index(style.certainty))
    sign = signs()[leading.certainty]
    rings = _rings(region, view)
    if is_real(leading.certainty):
        sheet.fill(rings, leading.color, alpha=0.08)
    if region.rings:
        wide = (region.main[2] - region.main[0]) * view.world > 0.7 * (view.area[2] - view.area[0])
        alpha = (0.5 if is_real(leading.certainty) else 0.42) * (0.6 if wide else 1)
        _hatch(sheet, rings, styles[:_MOST_STRIPES], view, alpha=alpha)
    alpha = 0.6 if sign.get("faint") else 0.95
    if sign.get("halo"):
        sheet.stroke(rings, leading.color, 5, closed=True, alpha=0.25)
    dashes = outline_dashes(leading.certainty, disputed=region.disputed)
    sheet.stroke(rings, leading.color, 1.5 if region.rings else 2.2, closed=True, dashes=dashes, alpha=alpha)


def _rings(region: Region, view: View) -> list[Points]:
    if region.rings:
        return [view.pixels(ring) for ring in region.rings]
    x, y = view.pixel(region.x, region.y)
    radius = max(15, region.radius * view.world)
    angles = np.linspace(0, 2 * math.pi, 72, endpoint=False)
    return [np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)]


def _hatch(sheet: Sheet, rings: Sequence[Points], styles: Sequence[Style], view: View, *, alpha: float) -> None:
    """Stripes in the colours of the layers in turn, whole for what happened and broken for what did not."""
    points = np.concatenate(list(rings))
    left, top = np.maximum(points.min(axis=0), view.area[:2])
    right, bottom = np.minimum(points.max(axis=0), view.area[2:])
    if left >= right or top >= bottom:
        return
    inside = outline(rings)
    tall = bottom - top
    side = _SPACING * len(styles)
    # The pattern is fixed to the sheet, as tiles are, so that neighbours do not jar.
    first = math.floor((left + top) / side) * side
    for number, style in enumerate(styles):
        starts = np.arange(first + number * _SPACING, right + bottom + side, side)
        lines = [np.array([(c - top + 2, top - 2), (c - top - tall - 2, bottom + 2)]) for c in starts]
        share, pieces = signs()[style.certainty]["stripe"]
        period = _SPACING * math.sqrt(2) / 2
        dashes = () if share == 1 else (period * share / pieces, period * (1 - share) / pieces)
        width = 1.7 if is_real(style.certainty) else 1.15
        sheet.stroke(lines, style.color, width, dashes=dashes, alpha=alpha, inside=_within(inside, view))


def _within(path: Any, view: View) -> Any:
    return path.clip_to_bbox(_bbox(view.area), inside=True)


def _bbox(area: Area) -> Any:
    from matplotlib.transforms import Bbox

    return Bbox.from_extents(*area)


@dataclass(frozen=True, slots=True)
class Badge:
    """The label of a region, and where it goes."""

    region: Region
    name: str
    area: Area


def _badge_of(sheet: Sheet, region: Region, view: View, room: Room) -> Badge | None:
    """Inside a large area, beside a small one; where the name has no room, the marks and the count alone."""
    name = _short(region.name, _LONGEST_AREA)
    x, y = view.pixel(region.x, region.y)
    left, top, right, bottom = view.area
    width = _badge_width(sheet, region, name)
    if not (left - width < x < right + width and top - 30 < y < bottom + 30):
        return None
    last: Badge | None = None
    for said in (name, ""):
        width = _badge_width(sheet, region, said)
        places = [around(x + dx, y + dy, width, 26) for dx, dy in _spots(region, view, width)]
        inside = [one for one in places if one[0] >= left and one[2] <= right and one[1] >= top and one[3] <= bottom]
        free = next((one for one in inside if room.free(one)), None)
        last = Badge(region, said, free or (inside or places)[0])
        if free:
            break
    if last:
        room.take(last.area)
    return last


def _badge_width(sheet: Sheet, region: Region, name: str) -> float:
    text = f"{name} {len(region.styles)}".strip()
    return 30 + 15 * min(3, len(_commonest(region))) + sheet.width_of(text, size=12, weight="bold")


def _spots(region: Region, view: View, width: float) -> list[tuple[float, float]]:
    west, north, east, south = (edge * view.world for edge in box_of(region))
    x, y = region.x * view.world, region.y * view.world
    inside = [(0.0, 0.0), (0, -30), (0, 30), (0, -58), (0, 58), (width * 0.6, -20), (-width * 0.6, -20)]
    if east - west > width * 1.25 and south - north > 44:
        return inside
    least = 0 if region.rings else 15
    below, above = max(south - y, least), min(north - y, -least)
    beside = [
        (0.0, below + 17),
        (east - x + width / 2 + 6, 0.0),
        (west - x - width / 2 - 6, 0.0),
        (0.0, above - 17),
        (east - x + width / 2 + 6, 20.0),
        (0.0, below + 44),
    ]
    return [*beside, *inside]


def _badge(sheet: Sheet, badge: Badge) -> None:
    """A pill with the area's marks, its name and its count."""
    colors = theme()
    region, area = badge.region, badge.area
    sheet.pill(area, colors["paper"], rim="#d5dae0")
    middle = (area[1] + area[3]) / 2
    styles = _commonest(region)[:3]
    for number, style in enumerate(styles):
        draw_mark(sheet, style, area[0] + 14 + 15 * number, middle, radius=5)
    start = area[0] + 10 + 15 * len(styles) + 2
    sheet.write(badge.name, start, middle, size=12, color=colors["ink"], weight="bold")
    sheet.write(str(len(region.styles)), area[2] - 10, middle, size=12, color="#66707c", weight="bold", align="right")


def _group(sheet: Sheet, group: Group) -> None:
    if len(group.spots) == 1:
        draw_mark(sheet, group.spots[0].style, group.x, group.y)
    else:
        _bubble(sheet, group)


def _bubble(sheet: Sheet, group: Group) -> None:
    """A count in a ring of its layers' colours; the part that did not happen is hollow."""
    colors = theme()
    radius = group.radius
    sheet.fill([_arc(group.x, group.y, radius + 1.5, 0, 2 * math.pi)], colors["paper"])
    color_of = {spot.layer: spot.style.color for spot in group.spots}
    parts, start = group.parts(), -math.pi / 2
    for layer, real, count in parts:
        end = start + count / len(group.spots) * 2 * math.pi
        gap = 0 if len(parts) == 1 else min(0.04, (end - start) / 5)
        line = _arc(group.x, group.y, radius - 1, start + gap, end - gap)
        sheet.stroke([line], color_of[layer], 4)
        if not real:
            sheet.stroke([line], colors["paper"], 1.8)
        start = end
    text = _compact(len(group.spots))
    sheet.write(
        text, group.x, group.y, size=11 if len(text) < 4 else 9.5, color=colors["ink"], weight="bold", align="center"
    )


def _arc(x: float, y: float, radius: float, start: float, end: float) -> Points:
    angles = np.linspace(start, end, max(8, int(24 * (end - start))))
    return np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)


def _compact(count: int) -> str:
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f}M"
    if count >= 10_000:
        return f"{count / 1000:.0f}k"
    return f"{count / 1000:.1f}k" if count >= 1000 else str(count)


def _name(sheet: Sheet, group: Group, view: View, room: Room) -> None:
    """The name of a place beside its mark, on the first side that is free and on the map."""
    name = _short(group.spots[0].name, _LONGEST)
    if not group.same or not name:
        return
    width, gap = sheet.width_of(name, size=12, weight="bold"), group.radius + 6
    x, y = group.x, group.y
    sides = [(x + gap, y), (x - gap - width, y), (x - width / 2, y + gap + 8), (x - width / 2, y - gap - 8)]
    for left, middle in sides:
        on_map = left >= view.area[0] + 4 and left + width <= view.area[2] - 4
        if on_map and room.claim((left - 2, middle - 8, left + width + 2, middle + 8)):
            colors = theme()
            sheet.write(name, left, middle, size=12, color=colors["placeLabel"], weight="bold", rim=colors["land"])
            return


def _short(text: str, most: int) -> str:
    line = " ".join(text[:200].split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
