"""What an event is called in ACLED, PLOVER and CAMEO, given its type and its status.

A ceasefire that was only proposed is no ceasefire in any of them: see tables/status.csv and tables/intent.csv.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from geomap.coding.ontology import EventType, ontology
from geomap.errors import TableError
from geomap.model import Status
from geomap.tables import check_keys, read_csv_table

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Final = Path(__file__).with_name("tables")

Exports = Literal["event", "intent", "nothing"]

_DISRUPTED: Final = ("Strategic developments", "Disrupted weapons use")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one event; None where the scheme has none for it."""

    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    plover: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """How PLOVER and CAMEO code the intention. `spoken`: the type is words, so its own codes hold."""

    spoken: bool
    plover: str
    cameo: str


def codes_of(event_type: str, status: Status) -> Codes:
    """The codes of an event. One of each scheme: of several CAMEO codes, the usual one."""
    row = ontology().get(event_type)
    if row is None:
        return Codes()
    exports = _status_table()[status]
    intent = _intent_table().get(event_type)
    spoken = intent is not None and intent.spoken and status != "denied"
    if exports == "event" or spoken:
        return _own_codes(row, status)
    if exports == "intent" and intent is not None and not intent.spoken:
        return Codes(plover=intent.plover, cameo=intent.cameo)
    return Codes()


def took_place(status: Status) -> bool:
    """Whether an event of that status is exported as one that took place (or is said to have)."""
    return _status_table()[status] == "event"


def _own_codes(row: EventType, status: Status) -> Codes:
    acled = (row.acled_type or None, row.acled_sub or None)
    if status == "attempted" and row.acled_type == "Explosions/Remote violence":
        acled = _DISRUPTED  # so the ACLED codebook: explosives defused, stopped or intercepted in the air
    return Codes(*acled, plover=row.plover or None, cameo=row.cameo.partition(",")[0] or None)


@cache
def _status_table() -> Mapping[str, Exports]:
    path = TABLES / "status.csv"
    rows = read_csv_table(path, columns=("status", "exports", "why"), required=("status", "exports"))
    table: dict[str, Exports] = {}
    for row in rows:
        check_keys([row["status"]], get_args(Status), where=str(path), what="status")
        check_keys([row["exports"]], get_args(Exports), where=str(path), what="exports")
        table[row["status"]] = row["exports"]  # type: ignore[assignment]  # just checked
    for status in get_args(Status):
        if status not in table:
            raise TableError(f"{path}: the status '{status}' has no row; add one")
    return table


@cache
def _intent_table() -> Mapping[str, Intent]:
    path = TABLES / "intent.csv"
    rows = read_csv_table(
        path,
        columns=("event_type", "spoken", "plover", "cameo", "cameo_meaning"),
        required=("event_type", "spoken"),
    )
    for row in rows:
        check_keys([row["event_type"]], ontology(), where=str(path), what="event type")
        check_keys([row["spoken"]], ("yes", "no"), where=str(path), what="spoken")
    return {row["event_type"]: Intent(row["spoken"] == "yes", row["plover"], row["cameo"]) for row in rows}
