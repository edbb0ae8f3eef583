"""CSV in ACLED's columns: whatever reads ACLED's export reads this; what it has no column for follows as `geomap_…`.

Places coarser than ACLED knows (a country, several) leave `latitude` and `longitude` empty, so that nobody draws them
as a pin; `geomap_latitude` and `geomap_longitude` have a representative point. Rows of events that ACLED does not code
(diplomacy, what was only planned) have an empty `event_type`. Formula cells are guarded (geomap.store.guard).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.frame.columns import validate
from geomap.store.delimited import read_delimited, write_delimited
from geomap.store.flat import any_text, flat_columns, point_of, whole_frame

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas

ACLED_COLUMNS: Final = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1"
    " actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location"
    " latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)
"""Source: the header of ACLED's export and API, 2023 to 2025."""

OWN: Final = "geomap_"

_SAME: Final = {
    "event_id_cnty": "event_id",
    "event_date": "event_date",
    "event_type": "acled_event_type",
    "sub_event_type": "acled_sub_event_type",
    "actor1": "actor1",
    "actor2": "actor2",
    "iso": "iso",
    "country": "country",
    "admin1": "admin1",
    "location": "location",
    "source": "source",
    "notes": "quote",
    "fatalities": "fatalities",
}
_GEO: Final = {"site": 1, "city": 1, "near_city": 2, "adm2": 2, "adm1": 3, "area": 3}
_TIME: Final = {"day": 1, "range": 2, "week": 2, "month": 3}
_DISORDER: Final = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Demonstrations",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_DISORDER_BY_SUB: Final = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": "Political violence",
}


def acled_rules() -> dict[str, Any]:
    """How a row becomes a row of ACLED's, as JSON has it: a page writes the same table by the same rules."""
    return {
        "columns": list(ACLED_COLUMNS),
        "same": _SAME,
        "geo": _GEO,
        "time": _TIME,
        "disorder": _DISORDER,
        "disorder_by_sub": _DISORDER_BY_SUB,
        "own": OWN,
    }


def write_acled_csv(
    frame: geopandas.GeoDataFrame,
    stream: BinaryIO,
    *,
    parameters: Mapping[str, Any] | None = None,  # noqa: ARG001 (the format has no place for them)
) -> None:
    """UTF-8 with a byte order mark (Excel asks for it), lines end in CR LF. Raises FrameError."""
    validate(frame)
    flat = flat_columns(frame, clean=any_text)
    said = {*_SAME.values()}
    own = [name for name in flat if name not in said]
    rows = [dict(zip(flat, cells, strict=True)) for cells in zip(*flat.values(), strict=True)]
    write_delimited(
        stream,
        [*ACLED_COLUMNS, *(OWN + name for name in own)],
        ([*_acled(row), *(row[name] for name in own)] for row in rows),
    )


def read_acled_csv(path: str | Path) -> geopandas.GeoDataFrame:
    """The frame that `write_acled_csv` wrote; the outlines of areas are not in it. Raises InputError or FrameError."""
    return whole_frame(
        (_row(cells) for cells in read_delimited(path, header_has=frozenset({"event_id_cnty", "geomap_event_type"}))),
        where=str(path),
    )


def _row(cells: Mapping[str, str | None]) -> dict[str, Any]:
    row: dict[str, Any] = {name: cells.get(acled) for acled, name in _SAME.items()}
    row |= {name.removeprefix(OWN): cell for name, cell in cells.items() if name.startswith(OWN)}
    return {**row, "geometry": point_of(row)}


def _acled(row: Mapping[str, Any]) -> list[Any]:
    made = {acled: row[name] for acled, name in _SAME.items()}
    drawn = row["geo_precision"] in _GEO
    made |= {
        "year": int(row["event_date"][:4]) if row["event_date"] else None,
        "time_precision": _TIME.get(row["time_precision"]),
        "disorder_type": _disorder(row),
        "civilian_targeting": "Civilian targeting" if row.get("civilian_targeting") else None,
        "latitude": row["latitude"] if drawn else None,
        "longitude": row["longitude"] if drawn else None,
        "geo_precision": _GEO.get(row["geo_precision"]),
    }
    return [made[name] if name in made else row.get(name) for name in ACLED_COLUMNS]


def _disorder(row: Mapping[str, Any]) -> str | None:
    by_sub = _DISORDER_BY_SUB.get(row["acled_sub_event_type"] or "")
    return by_sub or _DISORDER.get(row["acled_event_type"] or "")
