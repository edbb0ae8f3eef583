"""Which points share a spot of the picture (web/src/groups.ts): one mark or one bubble a group."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geomap.map.still.scene import Spot
from geomap.map.still.view import View

_MOST_PLACES: Final = 300
_SQUARE: Final = 60


@dataclass(slots=True)
class Group:
    """Spots drawn as one, in pixels; `same` while all are at one position."""

    x: float
    y: float
    spots: list[Spot]
    same: bool = True

    @property
    def radius(self) -> float:
        """A mark's for one event, else by the count."""
        count = len(self.spots)
        return 7 if count == 1 else min(27, 9.5 + math.log10(count) * 6)

    def parts(self) -> list[tuple[int, bool, int]]:
        """Layer, whether it happened, and how many of them, in the order of the ring."""
        counts = Counter((spot.layer, spot.style.certainty in ("happened", "ongoing")) for spot in self.spots)
        return [
            (layer, real, counts[layer, real]) for layer, real in sorted(counts, key=lambda key: (key[0], not key[1]))
        ]


def grouped(spots: Iterable[Spot], view: View) -> list[Group]:
    """Groups of the spots in view, by position while those are few, else by squares; overlapping ones joined."""
    seen = [spot for spot in spots if view.sees(spot.x, spot.y)]
    places: dict[tuple[float, float], list[Spot]] = {}
    for spot in seen:
        places.setdefault((spot.x, spot.y), []).append(spot)
    if len(places) <= _MOST_PLACES:
        groups = [Group(*view.pixel(*place), several) for place, several in places.items()]
        return _joined(groups)
    squares: dict[tuple[int, int], list[Spot]] = {}
    for spot in seen:
        x, y = view.pixel(spot.x, spot.y)
        squares.setdefault((int(x // _SQUARE), int(y // _SQUARE)), []).append(spot)
    return _joined([_middle(several, view) for several in squares.values()])


def _middle(spots: Sequence[Spot], view: View) -> Group:
    pixels = [view.pixel(spot.x, spot.y) for spot in spots]
    x, y = (sum(values) / len(spots) for values in zip(*pixels, strict=True))
    return Group(x, y, list(spots), same=len(set(pixels)) == 1)


def _joined(groups: list[Group]) -> list[Group]:
    groups.sort(key=lambda group: -len(group.spots))
    kept: list[Group] = []
    for group in groups:
        near = next(
            (one for one in kept if math.dist((one.x, one.y), (group.x, group.y)) < one.radius + group.radius), None
        )
        if near is None:
            kept.append(group)
            continue
        old, new = len(near.spots), len(group.spots)
        near.x = (near.x * old + group.x * new) / (old + new)
        near.y = (near.y * old + group.y * new) / (old + new)
        near.spots += group.spots
        near.same = False
    return kept
