"""Layers: which events are drawn together, and how. One TOML file a layer, its name is the layer's id.

    title = "Aid and cooperation"
    description = "Military and humanitarian aid, exercises, trade, shared intelligence."   # optional
    group = "Aid and sanctions"
    order = 120                                  # position in the panel, lowest first
    color = "#0f8f8a"
    mark = "plus"                                # one of MARKS
    show = false                                 # switched on when the map opens?
    event_types = ["AID.MIL", "AID.HUM"]

The vocabulary is closed. Every event type of the ontology is in exactly one layer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import TableError, UsageError
from geomap.tables import check_keys, read_toml_table, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import geopandas

MARKS: Final = (
    "circle",
    "square",
    "triangle",
    "triangle-down",
    "diamond",
    "pentagon",
    "hexagon",
    "star",
    "cross",
    "plus",
)
"""The shapes a layer's events may be drawn with. Hollow, dashed and faint belong to status, not to layers."""

_KEYS: Final[Mapping[str, type]] = {
    "title": str,
    "description": str,
    "group": str,
    "order": int,
    "color": str,
    "mark": str,
    "show": bool,
    "event_types": list,
}
_OPTIONAL: Final = frozenset({"description"})
_KINDS: Final = {str: "text in quotes", int: "a whole number", bool: "true or false", list: "a list of event types"}
_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLOR: Final = re.compile(r"#[0-9a-f]{6}")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer file, checked. `color` is "#rrggbb" in lower case, `mark` one of MARKS, `order` sorts the panel."""

    id: str
    title: str
    group: str
    order: int
    color: str
    mark: str
    show: bool
    event_types: tuple[str, ...]
    description: str = ""


def load_layers(
    directory: str | Path | None = None, *, known_types: Collection[str] | None = None
) -> tuple[Layer, ...]:
    """The shipped layers, with the files of `directory` laid over them, sorted by `order` and id.

    A file in `directory` replaces the shipped one of the same name, or adds a layer. The event types it lists move to
    it from the shipped layers; a shipped layer left with none is gone. `known_types` are the event types there are
    (default: the ontology's). Raises TableError for a file that breaks a rule, UsageError for a folder without files.
    """
    known = _ontology_types() if known_types is None else known_types
    shipped = _read_folder(shipped_layers_folder(), known)
    if directory is None:
        return _checked(shipped, known, where=str(shipped_layers_folder()))
    overlay = _read_folder(Path(directory), known)
    _check_claimed_once(overlay)
    claimed = {code for layer in overlay for code in layer.event_types}
    replaced = {layer.id for layer in overlay}
    kept = [_without(layer, claimed) for layer in shipped if layer.id not in replaced]
    return _checked([*(layer for layer in kept if layer.event_types), *overlay], known, where=str(directory))


def shipped_layers_folder() -> Path:
    """The folder of the layers that geomap brings: `layers/` of a checkout, else the copy inside the package."""
    package = Path(__file__).parent
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "layers").is_dir():
        return checkout / "layers"
    return package / "_data" / "layers"


def layer_of(event_type: str, layers: Iterable[Layer]) -> Layer | None:
    """The layer that draws an event type; None where no layer does (a type of another event set, say)."""
    for layer in layers:
        if event_type in layer.event_types:
            return layer
    return None


def assign_layers(frame: geopandas.GeoDataFrame, layers: Iterable[Layer]) -> geopandas.GeoDataFrame:
    """A copy of the frame whose `layer` column follows `layers`; rows whose event type no layer lists keep theirs."""
    ids = {code: layer.id for layer in layers for code in layer.event_types}
    named = frame["event_type"].map(ids)
    return frame.assign(layer=named.where(named.notna(), frame["layer"]))


def read_layer(path: str | Path, *, known_types: Collection[str] | None = None) -> Layer:
    """One layer file, checked on its own. Raises TableError."""
    path = Path(path)
    known = _ontology_types() if known_types is None else known_types
    if not _ID.fullmatch(path.stem):
        raise TableError(f"{path}: a layer file is named in lower-case letters, digits and _ ('air_drone.toml')")
    table = read_toml_table(path, allowed=_KEYS)
    for key, kind in _KEYS.items():
        _check_type(table, key, kind, where=str(path))
    color = str(table["color"]).lower()
    if not _COLOR.fullmatch(color):
        raise TableError(f"{path}: color '{table['color']}' is not of the form '#1a9850'")
    if table["mark"] not in MARKS:
        raise TableError(f"{path}: unknown mark '{table['mark']}'{suggestion(table['mark'], MARKS)}")
    return Layer(
        id=path.stem,
        title=table["title"],
        group=table["group"],
        order=table["order"],
        color=color,
        mark=table["mark"],
        show=table["show"],
        event_types=_event_types(table["event_types"], known, where=str(path)),
        description=table.get("description", ""),
    )


def _ontology_types() -> Collection[str]:
    from geomap.coding.ontology import ontology

    return ontology().keys()


def _read_folder(folder: Path, known: Collection[str]) -> list[Layer]:
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of layers")
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise UsageError(f"{folder}: holds no layer files (*.toml)")
    return [read_layer(path, known_types=known) for path in paths]


def _check_type(table: Mapping[str, Any], key: str, kind: type, *, where: str) -> None:
    if key not in table:
        if key in _OPTIONAL:
            return
        raise TableError(f"{where}: the key '{key}' is missing; it takes {_KINDS[kind]}")
    value = table[key]
    if type(value) is not kind:
        raise TableError(f"{where}: '{key}' takes {_KINDS[kind]}, not {value!r}")
    if isinstance(value, str) and not (value.isprintable() and value.strip() and len(value) <= _LONGEST):
        raise TableError(f"{where}: '{key}' must be one line of 1 to {_LONGEST} printable characters")


def _event_types(values: Iterable[object], known: Collection[str], *, where: str) -> tuple[str, ...]:
    codes = [str(value) for value in values]
    if not codes:
        raise TableError(f"{where}: 'event_types' is empty; list at least one, or delete the file")
    check_keys(codes, known, where=where, what="event type")
    for code in codes:
        if codes.count(code) > 1:
            raise TableError(f"{where}: event type '{code}' is listed twice")
    return tuple(codes)


def _without(layer: Layer, claimed: Collection[str]) -> Layer:
    return replace(layer, event_types=tuple(code for code in layer.event_types if code not in claimed))


def _check_claimed_once(layers: Iterable[Layer]) -> None:
    owner: dict[str, str] = {}
    for layer in layers:
        for code in layer.event_types:
            if code in owner:
                raise TableError(f"event type '{code}' is in two layers, {owner[code]}.toml and {layer.id}.toml")
            owner[code] = layer.id


def _checked(layers: Iterable[Layer], known: Iterable[str], *, where: str) -> tuple[Layer, ...]:
    layers = tuple(sorted(layers, key=lambda layer: (layer.order, layer.id)))
    _check_claimed_once(layers)
    listed = {code for layer in layers for code in layer.event_types}
    for code in known:
        if code not in listed:
            raise TableError(f"{where}: event type '{code}' is in no layer, so it would not be drawn; add it to one")
    return layers
