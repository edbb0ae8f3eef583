"""Which layer draws each row, also for event types that no layer file knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import geopandas


class LayerLike(Protocol):
    """What a map asks of a layer; `geomap.layers.Layer` is one."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def order(self) -> int: ...
    @property
    def color(self) -> str: ...
    @property
    def mark(self) -> str: ...
    @property
    def show(self) -> bool: ...
    @property
    def event_types(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer as a page knows it."""

    id: str
    title: str
    group: str
    color: str
    mark: str
    show: bool
    description: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the head block, which is not packed: without what only the panel says of it."""
        return {name: getattr(self, name) for name in self.__slots__ if name not in ("group", "description")}


# Okabe and Ito's colours, then Tol's muted ones: told apart with every kind of colour vision.
_COLORS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#882255", "#808000")
_MARKS: Final = ("circle", "square", "triangle", "diamond", "pentagon", "hexagon", "triangle-down", "star")
_OWN_LIMIT: Final = 12


def assigned_layers(
    frame: geopandas.GeoDataFrame, layers: Sequence[LayerLike]
) -> tuple[list[MapLayer], NDArray[np.int64]]:
    """The layers of the map, and for each row the index of its layer.

    A row is in the layer its `layer` column names, else in the one that lists its event type. Event types of another
    scheme (ACLED's, say) get layers of their own, named after them; past a dozen the rest share one.
    """
    made = [_from_file(layer) for layer in _in_order(layers)]
    by_id = {layer.id: number for number, layer in enumerate(made)}
    by_type = type_layers(layers)
    types = [str(value) for value in frame["event_type"]]
    named = list(frame["layer"]) if "layer" in frame.columns else [None] * len(types)
    found = [by_id.get(str(name), by_type.get(code)) for name, code in zip(named, types, strict=True)]
    strange = _own_layers([code for code, number in zip(types, found, strict=True) if number is None], len(made))
    made += strange.layers
    codes = [
        strange.number.get(code, strange.rest) if number is None else number
        for code, number in zip(types, found, strict=True)
    ]
    return made, np.array(codes, dtype=np.int64)


def type_layers(layers: Sequence[LayerLike]) -> dict[str, int]:
    """The index on the map of the layer that lists an event type."""
    return {code: number for number, layer in enumerate(_in_order(layers)) for code in layer.event_types}


def _in_order(layers: Sequence[LayerLike]) -> list[LayerLike]:
    return sorted(layers, key=lambda layer: (layer.order, layer.id))


@dataclass(frozen=True, slots=True)
class _OwnLayers:
    layers: list[MapLayer]
    number: Mapping[str, int]
    rest: int


def _own_layers(types: Sequence[str], first: int) -> _OwnLayers:
    """Layers for event types without one, the most frequent first."""
    counts: dict[str, int] = {}
    for code in types:
        counts[code] = counts.get(code, 0) + 1
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    named = ranked if len(ranked) <= _OWN_LIMIT else ranked[: _OWN_LIMIT - 1]
    titles = [*named, *([""] if len(named) < len(ranked) else [])]
    layers = [
        MapLayer(
            id=f"own-{number}",
            title=title,
            group="",
            color=_COLORS[number % len(_COLORS)],
            mark=_MARKS[(number + number // len(_COLORS)) % len(_MARKS)],
            show=True,
        )
        for number, title in enumerate(titles)
    ]
    return _OwnLayers(layers, {code: first + number for number, code in enumerate(named)}, first + len(named))


def _from_file(layer: LayerLike) -> MapLayer:
    return MapLayer(
        id=layer.id,
        title=layer.title,
        group=layer.group,
        color=layer.color,
        mark=layer.mark,
        show=layer.show,
        description=str(getattr(layer, "description", "")),
    )
