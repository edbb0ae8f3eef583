"""Marks as web/src/marks.ts draws them: a shape and a colour for the layer, an outline and an inside for the status."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from geomap.map.still.canvas import Points, Sheet, outline
from geomap.map.web_files import read_web_file

RADIUS: Final = 7


@dataclass(frozen=True, slots=True)
class Style:
    """What a mark says: its layer's shape and colour ("#rrggbb"), and whether it happened."""

    mark: str
    color: str
    certainty: str


@cache
def signs() -> Mapping[str, Mapping[str, Any]]:
    """The sign of each status, the surest first."""
    table: dict[str, dict[str, Any]] = json.loads(read_web_file("signs.json"))
    return table


@cache
def theme() -> Mapping[str, str]:
    """Colours of paper: a picture is light."""
    table: dict[str, str] = json.loads(read_web_file("themes.json"))["light"]
    return table


def certainty_of(status: object) -> str:
    """A frame that says nothing of status lists what happened; a word nobody knows is not taken for that."""
    if status is None or status != status:  # noqa: PLR0124  # not a number
        return "happened"
    return str(status) if str(status) in signs() else "alleged"


DISPUTED: Final = (4, 3)
"""What would be a whole line around a disputed area, and the base map's disputed borders (web/src/certainty.ts)."""


def outline_dashes(certainty: str, *, disputed: bool) -> Sequence[float]:
    """The dashes of an area's outline: those of a status say that it did not simply happen, and stay."""
    own: Sequence[float] = signs()[certainty]["area"]
    return DISPUTED if disputed and not own else own


def is_real(certainty: str) -> bool:
    """Whether it happened or goes on."""
    return certainty in ("happened", "ongoing")


def shape(mark: str) -> Points:
    """Corners of a shape that fits a circle of radius 1."""
    match mark:
        case "square":
            return np.array([(-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)])
        case "triangle":
            return _regular(3, -90, 1.14, down=0.16)
        case "triangle-down":
            return _regular(3, 90, 1.14, down=-0.16)
        case "diamond":
            return _regular(4, -90, 1.08)
        case "pentagon":
            return _regular(5, -90, 1.05)
        case "hexagon":
            return _regular(6, 0, 1.03)
        case "star":
            return _star(1.2, 0.54)
        case "plus":
            return _crossed(0)
        case "cross":
            return _crossed(45)
        case _:
            return _regular(48, 0, 0.94)


def _regular(sides: int, start: float, radius: float, *, down: float = 0) -> Points:
    angles = np.radians(start + 360 / sides * np.arange(sides))
    return np.stack([radius * np.cos(angles), radius * np.sin(angles) + down], axis=1)


def _star(outer: float, inner: float) -> Points:
    angles = np.radians(-90 + 36 * np.arange(10))
    radius = np.where(np.arange(10) % 2, inner, outer)
    return np.stack([radius * np.cos(angles), radius * np.sin(angles)], axis=1)


def _crossed(turn: float) -> Points:
    long, arm = 1.12, 0.42
    quarter = np.array([(arm, -arm), (arm, -long), (-arm, -long)])
    return np.concatenate([_turned(quarter, 90 * side + turn) for side in (0, 3, 2, 1)])


def _turned(points: Points, degrees: float) -> Points:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    turned: Points = points @ np.array([[cosine, sine], [-sine, cosine]])
    return turned


def draw_mark(sheet: Sheet, style: Style, x: float, y: float, *, radius: float = RADIUS) -> None:
    """One mark, with a rim of paper that keeps it apart from what lies below."""
    sign, paper = signs()[style.certainty], theme()["paper"]
    color = style.color if re.fullmatch(r"#[0-9a-fA-F]{6}", style.color) else "#6b7280"
    full = sign["inside"] == "full"
    size = radius if full else radius * 1.14
    corners = shape(style.mark) * size + (x, y)
    if sign.get("halo"):
        around = shape(style.mark) * size * 1.5 + (x, y)
        sheet.stroke([around], paper, 4, closed=True)
        sheet.fill([around], paper)
        sheet.stroke([around], color, 1.3, closed=True)
    else:
        sheet.stroke([corners], paper, 3 if full else 4.4, closed=True)
    sheet.fill([corners], color if full else paper)
    if full:
        return
    alpha = 0.62 if sign.get("faint") else 1
    _inside(sheet, sign["inside"], x, y, size=size, color=color, alpha=alpha, corners=corners)
    width, dashes = (1.1 if sign.get("faint") else 1.7), sign["dashes"]
    dotted = bool(dashes) and dashes[0] < 2
    sheet.stroke([corners], color, width, closed=True, dashes=dashes, alpha=alpha, round_ends=dotted)


_LINES: Final[Mapping[str, tuple[tuple[tuple[float, float], ...], ...]]] = {
    "cross": (((-1.2, -1.2), (1.2, 1.2)), ((-1.2, 1.2), (1.2, -1.2))),
    "slash": (((-1.2, 1.2), (1.2, -1.2)),),
    "hands": (((0, -0.55), (0, 0), (0.4, 0.2)),),
}


def _inside(
    sheet: Sheet, inside: str, x: float, y: float, *, size: float, color: str, alpha: float, corners: Points
) -> None:
    """What stands inside the outline of a mark, clipped to it."""
    clip = outline([corners])
    if inside == "half":
        half = np.array([(-2, -2), (0, -2), (0, 2), (-2, 2)]) * size + (x, y)
        sheet.fill([half], color, alpha=alpha, inside=clip)
    elif inside == "dot":
        sheet.fill([_regular(24, 0, 0.24) * size + (x, y)], color, alpha=alpha)
    elif inside == "query":
        sheet.write("?", x, y + size * 0.02, size=size * 1.3, color=color, weight="bold", align="center")
    else:
        lines = [np.array(line, dtype=np.float64) * size + (x, y) for line in _LINES.get(inside, ())]
        sheet.stroke(lines, color, 0.95 if inside == "cross" else 1.3, alpha=alpha, inside=clip)
