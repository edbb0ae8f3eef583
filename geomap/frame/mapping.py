"""How another event set's columns and codes become ours: a TOML file, shipped (tables/mappings) or the analyst's own.

title = "My incidents"                 # what `source` says on the map, where data sources are switched
detect = ["incident_id", "kind"]       # optional: the columns that give the set away
header = ["a", "b"]                    # optional: the columns of a file without a header line
prefix = "mine_"                       # optional: before own columns whose name is one of ours
[columns]                              # our column = the set's own
event_id = "incident_id"
[constants]                            # our column = a value for every row
status = "happened"
[values.geo_precision]                 # our column: the set's value = ours
"1" = "city"
[event_type]
column = "kind"
scheme = "acled"                       # optional: acled (sub-event types), cameo (codes), geomap
codes = { "raid" = "VAC.ATTACK" }      # optional; these win over the scheme
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.coding.ontology import check_code, ontology
from geomap.errors import TableError
from geomap.frame.columns import COLUMNS
from geomap.tables import check_keys, read_toml_table

if TYPE_CHECKING:
    from collections.abc import Mapping

MAPPINGS: Final = Path(__file__).with_name("tables") / "mappings"
SCHEMES: Final = ("geomap", "acled", "cameo")

_KEYS: Final = ("title", "detect", "header", "prefix", "columns", "constants", "values", "event_type")
_MADE: Final = ("geometry", "layer", "source", "quantities", "site_tags", "alternatives", "supporting", "event_type")


@dataclass(frozen=True, slots=True)
class EventSet:
    """A mapping file, checked. `codes` are the set's own codes with ours; see the head of this module."""

    id: str
    title: str
    columns: Mapping[str, str]
    type_column: str
    scheme: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    detect: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    prefix: str = ""


def read_mapping(path: str | Path) -> EventSet:
    """A mapping file. Raises TableError, with the nearest key, for what breaks a rule."""
    path = Path(path)
    table = read_toml_table(path, allowed=_KEYS)
    where = str(path)
    ours = [column.name for column in COLUMNS if column.name not in _MADE]
    for key in ("columns", "constants", "values", "event_type"):
        if not isinstance(table.setdefault(key, {}), dict):
            raise TableError(f"{where}: '{key}' takes a table; write [{key}] and the keys below it")
    for key in ("columns", "constants", "values"):
        check_keys(table[key], ours, where=f"{where}, [{key}]", what="column")
    if not isinstance(table.get("title"), str) or not table["title"].strip():
        raise TableError(f"{where}: the key 'title' is missing; it takes the name of the event set")
    kind = table["event_type"]
    check_keys(kind, ("column", "scheme", "codes"), where=f"{where}, [event_type]")
    if not isinstance(kind.get("column"), str):
        raise TableError(f"{where}, [event_type]: the key 'column' is missing; name the column that says what happened")
    if "scheme" in kind:
        check_keys([kind["scheme"]], SCHEMES, where=f"{where}, [event_type]", what="scheme")
    for code in kind.get("codes", {}).values():
        check_code(code, where=f"{where}, [event_type.codes]")
    for name, values in table["values"].items():
        choices = next(column.choices for column in COLUMNS if column.name == name)
        if choices:
            check_keys(values.values(), choices, where=f"{where}, [values.{name}]", what="value")
    return EventSet(
        id=path.stem,
        title=table["title"].strip(),
        columns=table["columns"],
        type_column=kind["column"],
        scheme=kind.get("scheme"),
        codes=kind.get("codes", {}),
        constants=table["constants"],
        values=table["values"],
        detect=tuple(table.get("detect", ())),
        header=tuple(table.get("header", ())),
        prefix=table.get("prefix", f"{path.stem}_"),
    )


@cache
def shipped_mappings() -> tuple[EventSet, ...]:
    """The mappings that geomap brings."""
    return tuple(read_mapping(path) for path in sorted(MAPPINGS.glob("*.toml")))


def our_type(code: str, mapping: EventSet) -> str:
    """Our event type for a code of the set; its own code, under the set's name, where we have none."""
    if code in mapping.codes:
        return mapping.codes[code]
    if mapping.scheme == "acled" and code in _by_sub_event():
        return _by_sub_event()[code]
    if mapping.scheme == "cameo":
        for length in range(len(code), 1, -1):
            found = mapping.codes.get(code[:length]) or _by_cameo().get(code[:length])
            if found:
                return found
    if code in ontology():
        return code
    return f"{mapping.title} {code}".strip()


@cache
def _by_sub_event() -> Mapping[str, str]:
    """ACLED's sub-event types: the first of our types that has it."""
    return {row.acled_sub: code for code, row in reversed(list(ontology().items())) if row.acled_sub}


@cache
def _by_cameo() -> Mapping[str, str]:
    """CAMEO codes: the type for which it is the usual code, then any that lists it."""
    ranked = [
        (rank, number, cameo, code)
        for number, (code, row) in enumerate(ontology().items())
        for rank, cameo in enumerate(row.cameo.split(","))
        if cameo
    ]
    return {cameo: code for _, _, cameo, code in sorted(ranked, reverse=True)}
