"""The 50 event codes and their crosswalk to ACLED, PLOVER, CAMEO and UCDP (tables/ontology.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from geomap.errors import TableError
from geomap.tables import check_keys, read_toml_table

PlacePolicy = Literal["scene", "theatre", "recipient", "subject", "none"]
"""What the place of an event of a type is; see the head of tables/ontology.toml."""

TABLES = Path(__file__).with_name("tables")

_KEYS = ("label", "meaning", "layer", "acled", "plover", "cameo", "ucdp", "place", "mutual")


@dataclass(frozen=True, slots=True)
class EventType:
    """One code. The columns of other schemes are "" where that scheme has no such event.

    `cameo` and `ucdp` may hold several codes, the usual one first. `mutual`: every party is an actor.
    """

    code: str
    label: str
    meaning: str
    layer: str
    acled_type: str = ""
    acled_sub: str = ""
    plover: str = ""
    plover_mode: str = ""
    cameo: str = ""
    ucdp: str = ""
    place: PlacePolicy = "scene"
    mutual: bool = False


@cache
def ontology() -> Mapping[str, EventType]:
    """Every event type by its code, in the order of the table."""
    return load_ontology(TABLES / "ontology.toml")


def load_ontology(path: Path) -> Mapping[str, EventType]:
    """Read an ontology file. Raises TableError for an unknown key, a missing one or an impossible value."""
    rows = read_toml_table(path)
    return MappingProxyType({code: _event_type(code, row, where=f"{path}, [{code}]") for code, row in rows.items()})


def check_code(code: str, *, where: str) -> str:
    """The code itself. Raises TableError, with the nearest code, when the ontology lacks it."""
    check_keys([code], ontology(), where=where, what="event type")
    return code


def _event_type(code: str, row: Any, *, where: str) -> EventType:
    if not isinstance(row, dict):
        raise TableError(f'{where}: expected a table of keys; write ["{code}"] and the keys below it')
    check_keys(row, _KEYS, where=where)
    for key in ("label", "meaning", "layer", "place"):
        if not row.get(key):
            raise TableError(f"{where}: the key '{key}' is missing; add it")
    check_keys([row["place"]], get_args(PlacePolicy), where=where, what="place")
    acled_type, acled_sub = row.get("acled", ("", ""))
    plover, _, mode = str(row.get("plover", "")).partition("/")
    return EventType(
        code=code,
        label=row["label"],
        meaning=row["meaning"],
        layer=row["layer"],
        acled_type=acled_type,
        acled_sub=acled_sub,
        plover=plover,
        plover_mode=mode,
        cameo=row.get("cameo", ""),
        ucdp=row.get("ucdp", ""),
        place=row["place"],
        mutual=row.get("mutual", False),
    )
