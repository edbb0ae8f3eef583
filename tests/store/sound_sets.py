"""A small sound file of every format that holds events, from which broken ones are made. All rows are invented."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from geomap.frame import to_frame
from geomap.frame.mapping import shipped_mappings
from geomap.model import Event, EventPlace, Place, Span
from geomap.store import event_record, write_frame
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ACLED_ROW: Final = {
    "event_id_cnty": "XXX1", "event_date": "2025-03-18", "year": "2025", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike", "actor1": "Forces of Examplia", "inter1": "State forces",
    "actor2": "Civilians (Examplia)", "civilian_targeting": "Civilian targeting", "iso": "804", "country": "Ukraine",
    "admin1": "Kharkiv", "location": "Lomonda", "latitude": "50.0", "longitude": "36.25", "geo_precision": "1",
    "source": "Example Wire", "notes": "On 18 March, a drone hit Lomonda, invented.", "fatalities": "2",
    "timestamp": "1742400000",
}  # fmt: skip
UCDP_ROW: Final = {
    "id": "1", "type_of_violence": "3", "side_a": "Examplian rebels", "side_b": "Civilians", "where_prec": "4",
    "where_coordinates": "Lomonda state", "adm_1": "Lomonda state", "latitude": "20.0", "longitude": "96.0",
    "country": "Myanmar (Burma)", "date_prec": "2", "date_start": "2024-01-02 00:00:00.000",
    "date_end": "2024-01-04 00:00:00.000", "deaths_civilians": "4", "best": "5", "high": "7", "low": "4",
    "source_headline": "Invented headline", "source_office": "Example Wire", "region": "Asia",
}  # fmt: skip
GDELT_ROW: Final = {
    "GlobalEventID": "123", "Day": "20250318", "Actor1Name": "EXAMPLIA", "EventCode": "1951", "NumArticles": "4",
    "ActionGeo_Type": "4", "ActionGeo_Fullname": "Lomonda, Kharkivs'ka Oblast', Ukraine", "ActionGeo_Lat": "50.0",
    "ActionGeo_CountryCode": "UP", "ActionGeo_Long": "36.25", "SOURCEURL": "https://example.org/1",
}  # fmt: skip
PLACE: Final = Place("gn:1", "Lomonda", 50.12345678, 36.25, "city", "UKR")
EVENT: Final = Event(
    "e1", "d1", "STR.DRONE", "happened", 0, 5, "They ", Span(0, 4, "They"), location=EventPlace(PLACE, "Lomonda"),
    location_role="event", quantities=(("killed", 2),), site_tags=("energy",),
)  # fmt: skip
OWN_FORMATS: Final = ("geojson", "geojsonl", "geojsons", "gpkg", "parquet", "fgb", "kml", "hxl", "xlsx")


def sound_sets() -> Mapping[str, tuple[str, bytes]]:
    """By name of the reader: a suffix and the content."""
    own = {name: (f".{'csv' if name == 'hxl' else name}", _own(name)) for name in OWN_FORMATS}
    return {
        **own,
        "events.jsonl": (".jsonl", f"{json_text(event_record(EVENT))}\n".encode()),
        "geomap-csv": (".csv", _own("csv")),
        "acled": (".csv", table_bytes([ACLED_ROW])),
        "ucdp": (".csv", table_bytes([UCDP_ROW])),
        "gdelt": (".csv", gdelt_bytes()),
    }


def table_bytes(rows: Sequence[Mapping[str, str]], *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as CSV with a header."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def gdelt_bytes(header: Sequence[str] = (), **changes: str) -> bytes:
    """A row of GDELT's, without a header; `header` says in which of its columns (2.0 by default)."""
    (mapping,) = (one for one in shipped_mappings() if one.id == "gdelt")
    row = GDELT_ROW | changes
    folded = {name.casefold(): cell for name, cell in row.items()}
    return ("\t".join(folded.get(name.casefold(), "") for name in header or mapping.headers[0]) + "\n").encode()


def _own(format_name: str) -> bytes:
    stream = io.BytesIO()
    write_frame(to_frame([EVENT], []), stream, format_name=format_name)
    return stream.getvalue()
