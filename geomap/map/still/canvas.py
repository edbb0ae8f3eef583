"""A sheet to paint on in pixels, y to the south, as the front end's canvas has it; matplotlib below."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke
from numpy.typing import NDArray

Points = NDArray[np.float64]
Area = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

_ORDERS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DOTS: Final = 100
_SCALE: Final = 2
_POINT: Final = 72 / _DOTS

# Whatever a user's own settings say, the same input gives the same picture; "$" in a title is no formula.
_SETTINGS: Final[Any] = {
    "font.family": ["DejaVu Sans"],
    "lines.scale_dashes": False,
    "path.simplify": True,
    "text.usetex": False,
    "text.parse_math": False,
}


@contextmanager
def settings() -> Any:
    """matplotlib's settings for the length of a painting."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


class Sheet:
    """Paint is laid on in the order of the calls."""

    def __init__(self, width: float, height: float, *, paper: str) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / _DOTS, height / _DOTS), dpi=_DOTS * _SCALE, facecolor=paper)
        self._agg: Any = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")
        self._level = 0
        self._frame: PathPatch | None = None

    def clip(self, area: Area | None) -> None:
        """What is painted from now on stays inside an area."""
        self._frame = (
            None if area is None else PathPatch(_path([_box(area)], closed=True), transform=self._axes.transData)
        )

    def fill(self, rings: Iterable[Points], color: str, *, alpha: float = 1, inside: Path | None = None) -> None:
        """Fill rings; one that runs the other way round is a hole."""
        path = _path(rings, closed=True)
        self._add(PathPatch(path, facecolor=color, edgecolor="none", linewidth=0, alpha=alpha), inside)

    def stroke(
        self,
        lines: Iterable[Points],
        color: str,
        width: float,
        *,
        closed: bool = False,
        dashes: Sequence[float] = (),
        alpha: float = 1,
        round_ends: bool = False,
        inside: Path | None = None,
    ) -> None:
        """Draw along lines; `dashes` are pixels on and off, an odd number of them repeating as canvases do."""
        style: Any = "solid"
        if dashes:
            even = [*dashes, *dashes] if len(dashes) % 2 else list(dashes)
            style = (0, [length * _POINT for length in even])
        patch = PathPatch(
            _path(lines, closed=closed), facecolor="none", edgecolor=color, linewidth=width * _POINT, linestyle=style,
            alpha=alpha, joinstyle="round", capstyle="round" if round_ends else "butt",
        )  # fmt: skip
        self._add(patch, inside)

    def pill(self, area: Area, color: str, *, rim: str) -> None:
        """A box with round ends."""
        left, top, right, bottom = area
        radius = (bottom - top) / 2
        patch = FancyBboxPatch(
            (left + radius, top + radius), right - left - 2 * radius, 0.001,
            boxstyle=f"round,pad={radius},rounding_size={radius}",
            facecolor=color, edgecolor=rim, linewidth=0.8 * _POINT,
        )  # fmt: skip
        self._add(patch, None)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float,
        color: str,
        weight: str = "normal",
        style: str = "normal",
        align: str = "left",
        rim: str | None = None,
    ) -> None:
        """Write one line around the height `y`; `rim` keeps it apart from what lies below."""
        made = self._axes.text(
            x, y, legible(text), fontsize=size * _POINT, color=color, fontweight=weight, fontstyle=style, ha=align,
            va="center", zorder=self._next(), parse_math=False, clip_on=False,
        )  # fmt: skip
        if rim:
            made.set_path_effects([Stroke(linewidth=3 * _POINT, foreground=rim), Normal()])
        if self._frame is not None:
            made.set_clip_path(self._frame)

    def width_of(self, text: str, *, size: float, weight: str = "normal") -> float:
        """Pixels that a line takes."""
        font = FontProperties(family="DejaVu Sans", size=size * _POINT, weight=weight)
        renderer = self._agg.get_renderer()
        wide, _, _ = renderer.get_text_width_height_descent(legible(text), font, False)
        return float(wide) / _SCALE

    def png(self) -> bytes:
        """The bytes; without the name and the version of what made them."""
        out = io.BytesIO()
        self._figure.savefig(out, format="png", dpi=_DOTS * _SCALE, metadata={"Software": None})
        return out.getvalue()

    def _add(self, patch: Any, inside: Path | None) -> None:
        patch.set_zorder(self._next())
        self._axes.add_artist(patch)  # as add_patch, without reckoning limits that are fixed
        if inside is not None:
            patch.set_clip_path(PathPatch(inside, transform=self._axes.transData))
        elif self._frame is not None:
            patch.set_clip_path(self._frame)

    def _next(self) -> int:
        self._level += 1
        return self._level


def outline(rings: Iterable[Points]) -> Path:
    """What `inside` takes: painting stays within these rings."""
    return _path(rings, closed=True)


def legible(text: str) -> str:
    """A line of letters that the font has; the rest becomes U+FFFD, white space a blank.

    Orders that turn the text around them are written out, as the page does (web/src/visible.ts).
    """
    known = _letters()
    line = _ORDERS.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", " ".join(text.split()))
    return "".join(letter if ord(letter) in known else "\ufffd" for letter in line)


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import findfont

    font = get_font(findfont(FontProperties(family="DejaVu Sans")))
    return frozenset(code for code in font.get_charmap() if code >= 32)


def _box(area: Area) -> Points:
    left, top, right, bottom = area
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=np.float64)


def _path(lines: Iterable[Points], *, closed: bool) -> Path:
    vertices, codes = [], []
    for line in lines:
        if len(line) < 2:
            continue
        ring = np.concatenate([line, line[:1]]) if closed else line
        kinds = np.full(len(ring), Path.LINETO, dtype=np.uint8)
        kinds[0] = Path.MOVETO
        if closed:
            kinds[-1] = Path.CLOSEPOLY
        vertices.append(ring)
        codes.append(kinds)
    if not vertices:
        return Path(np.zeros((0, 2)))
    return Path(np.concatenate(vertices), np.concatenate(codes))
