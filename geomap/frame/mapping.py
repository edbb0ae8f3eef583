"""How another event set's columns and codes become ours: a TOML file, shipped (tables/mappings) or the analyst's own.

title = "My incidents"                 # what `source` says on the map, where data sources are switched
detect = ["incident_id", "kind"]       # optional: the columns that give the set away
header = ["a", "b"]                    # optional: the columns of a file without a header line; or a list of such lists
prefix = "mine_"                       # optional: before own columns whose name is one of ours
dates = "month-first"                  # optional: how 03/04/2025 is meant (or "day-first")
[columns]                              # our column = the set's own
event_id = "incident_id"               # or several, ["incident_id", "id"]: the first that is there
[constants]                            # our column = a value for every row
status = "happened"
[values.geo_precision]                 # our column: the set's value = ours
"1" = "city"
[event_type]
column = "kind"
scheme = "acled"                       # optional: acled (sub-event types), cameo (codes), geomap
codes = { "raid" = "VAC.ATTACK" }      # optional; these win over the scheme

Case does not count in the names of columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.coding.ontology import check_code, ontology
from geomap.errors import TableError
from geomap.frame.columns import COLUMNS
from geomap.frame.days import ORDERS
from geomap.tables import check_keys, read_toml_table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MAPPINGS: Final = Path(__file__).with_name("tables") / "mappings"
SCHEMES: Final = ("geomap", "acled", "cameo")

_KEYS: Final = ("title", "detect", "header", "prefix", "dates", "columns", "constants", "values", "event_type")
_MADE: Final = ("geometry", "layer", "source", "quantities", "site_tags", "alternatives", "supporting", "event_type")


@dataclass(frozen=True, slots=True)
class EventSet:
    """A mapping file, checked. `codes` are the set's own codes with ours; see the head of this module.

    `columns` has for each of ours the names that the set may have for it, best first, as `type_columns` has. `dates` is
    one of `geomap.frame.days.ORDERS`, None where the rows decide.
    """

    id: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    type_columns: tuple[str, ...]
    scheme: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    detect: tuple[str, ...] = ()
    headers: tuple[tuple[str, ...], ...] = ()
    prefix: str = ""
    dates: str | None = None

    @property
    def type_column(self) -> str:
        """The column that says what happened; of a `fitted` mapping, the one that is there."""
        return self.type_columns[0]


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
    if "column" not in kind:
        raise TableError(f"{where}, [event_type]: the key 'column' is missing; name the column that says what happened")
    named = {name: _names(given, where=f"{where}, [columns], '{name}'") for name, given in table["columns"].items()}
    _check_values(table, where=where)
    if "scheme" in kind:
        check_keys([kind["scheme"]], SCHEMES, where=f"{where}, [event_type]", what="scheme")
    codes = kind.get("codes", {})
    if not isinstance(codes, dict):
        raise TableError(f"{where}, [event_type]: 'codes' takes a table of the set's codes and ours")
    for code in codes.values():
        check_code(code, where=f"{where}, [event_type.codes]")
    return EventSet(
        id=path.stem,
        title=table["title"].strip(),
        columns=named,
        type_columns=_names(kind["column"], where=f"{where}, [event_type], 'column'"),
        scheme=kind.get("scheme"),
        codes=codes,
        constants=table["constants"],
        values=table["values"],
        detect=_names(table.get("detect", []), where=f"{where}, 'detect'"),
        headers=_headers(table.get("header", []), where=f"{where}, 'header'"),
        prefix=str(table.get("prefix", f"{path.stem}_")),
        dates=_order(table.get("dates"), where=where),
    )


def _names(given: Any, *, where: str) -> tuple[str, ...]:
    """One name or several. Raises TableError."""
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise TableError(f"{where} takes the name of a column, or a list of names; not {given!r:.40}")
    return tuple(names)


def _order(given: Any, *, where: str) -> str | None:
    """Whether day or month comes first. Raises TableError."""
    if given is None:
        return None
    check_keys([str(given)], ORDERS, where=f"{where}, 'dates'", what="order")
    return str(given)


def _headers(given: Any, *, where: str) -> tuple[tuple[str, ...], ...]:
    if isinstance(given, list) and given and all(isinstance(one, list) for one in given):
        return tuple(_names(one, where=where) for one in given)
    names = _names(given, where=where)
    return (names,) if names else ()


def _check_values(table: Mapping[str, Any], *, where: str) -> None:
    """Raise TableError for a value that its column does not take."""
    columns = {column.name: column for column in COLUMNS}
    for name, values in table["values"].items():
        if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
            raise TableError(f"{where}, [values.{name}]: write the set's value = ours, both in quotes")
        if columns[name].choices:
            check_keys(values.values(), columns[name].choices, where=f"{where}, [values.{name}]", what="value")
    for name, value in table["constants"].items():
        if columns[name].choices:
            check_keys([value], columns[name].choices, where=f"{where}, [constants]", what="value")
        elif not isinstance(value, str | int | float):
            raise TableError(f"{where}, [constants]: '{name}' is {value!r:.40}; give it one plain value")


def fitted(mapping: EventSet, columns: Collection[str]) -> EventSet:
    """The mapping with, for each of our columns, the name that a file with these columns has for it."""
    folded = {name.casefold(): name for name in columns}

    def there(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(folded[name.casefold()] for name in names if name.casefold() in folded)[:1] or names[:1]

    fitting = {name: there(names) for name, names in mapping.columns.items()}
    return replace(mapping, columns=fitting, type_columns=there(mapping.type_columns))


def lacking(mapping: EventSet, columns: Collection[str]) -> set[str]:
    """Columns that the mapping names and a file with these columns lacks."""
    folded = {name.casefold() for name in columns}
    named = (*mapping.columns.values(), mapping.type_columns)
    return {names[0] for names in named if not any(name.casefold() in folded for name in names)}


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
