"""Frames for the tests of the map. Every place, person and sentence here is made up or common knowledge."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
from shapely.geometry import Point, Polygon

ARTICLE: Final = (
    "Officials met in Riyadh on Monday. Drones hit a depot near Kharkiv, the governor said. "
    "Shelling damaged a school in Kherson. Talks are planned in Saudi Arabia next week. "
    "A strike in the Krasnodar region was reported. The two leaders spoke by phone."
)
KRASNODAR: Final = Polygon([(36.6, 45.4), (38.2, 46.7), (40.2, 46.3), (41.7, 45.0), (40.2, 43.6), (37.8, 44.6)])
RING: Final = Point(36.23, 49.99).buffer(0.3, quad_segs=8)
COUNTRY_BOX: Final = Polygon([(34.5, 16.4), (55.6, 16.4), (55.6, 32.1), (34.5, 32.1)])

Row = dict[str, Any]


def row(text: str, **values: Any) -> Row:
    """A row of the frame's contract with sensible values for what is not given."""
    start = ARTICLE.find(text)
    made: Row = {
        "event_id": f"e{start}",
        "event_date": "2025-03-18",
        "date_end": "2025-03-18",
        "time_precision": "day",
        "event_type": "DIP.MEET",
        "layer": "diplomacy",
        "status": "happened",
        "actor1": "Ruritania",
        "actor2": None,
        "country": "Ukraine",
        "iso": 804,
        "admin1": None,
        "location": None,
        "latitude": None,
        "longitude": None,
        "geo_precision": "unknown",
        "location_role": "event",
        "fatalities": None,
        "quantities": {},
        "site_tags": [],
        "quote": text,
        "source": "Sample Wire",
        "url": "https://example.org/news/1",
        "title": "A made-up article",
        "reports": 1,
        "confidence": 0.8,
        "acled_event_type": "",
        "acled_sub_event_type": "",
        "plover": "CONSULT",
        "cameo": "040",
        "doc_id": "made-up",
        "start": start,
        "end": start + len(text),
        "context": ARTICLE,
        "context_start": 0,
        "attribution": None,
        "alternatives": [],
        "radius_km": None,
        "geometry": None,
    }
    made.update(values)
    return made


def rows() -> list[Row]:
    """Seven events: two at one city, a ring, a region, a country, and two without a place."""
    riyadh = {"country": "Saudi Arabia", "iso": 682, "location": "Riyadh", "geo_precision": "city"}
    riyadh |= {"latitude": 24.69, "longitude": 46.72, "geometry": Point(46.72, 24.69)}
    return [
        row("Officials met in Riyadh on Monday", **riyadh),
        row("Officials met", **riyadh, event_id="e-again", event_type="DIP.SIGN", status="proposed", confidence=0.4),
        row(
            "Drones hit a depot near Kharkiv", event_type="STR.DRONE", layer="air_drone", status="claimed",
            location="Kharkiv", geo_precision="near_city", latitude=49.99, longitude=36.23, radius_km=25.0,
            geometry=RING, event_date="2025-03-19", date_end="2025-03-20", attribution="the governor",
        ),
        row(
            "Shelling damaged a school in Kherson", event_type="STR.SHELL", layer="shelling_missile",
            location="Kherson", geo_precision="city", latitude=46.64, longitude=32.61, geometry=Point(32.61, 46.64),
            fatalities=2, quantities={"killed": 2}, site_tags=["school"],
        ),
        row(
            "Talks are planned in Saudi Arabia next week", country="Saudi Arabia", iso=682, location="Saudi Arabia",
            geo_precision="country", latitude=24.0, longitude=45.0, geometry=COUNTRY_BOX, status="planned",
            event_date="2025-03-24", date_end="2025-03-30", time_precision="week",
        ),
        row(
            "A strike in the Krasnodar region was reported", event_type="STR.UNSPEC", layer="shelling_missile",
            country="Russia", iso=643, admin1="Krasnodar Krai", location="Krasnodar Krai", geo_precision="adm1",
            latitude=45.3, longitude=39.0, geometry=KRASNODAR, status="alleged",
            alternatives=[{"name": "Krasnodar", "country": "RUS", "lat": 45.04, "lon": 38.98, "score": 0.2}],
        ),
        row(
            "The two leaders spoke by phone", event_type="DIP.CALL", event_date=None, date_end=None,
            country=None, iso=None, location_role="none", time_precision="unknown",
        ),
    ]  # fmt: skip


def frame(of: list[Row] | None = None) -> gpd.GeoDataFrame:
    """A frame of the given rows."""
    chosen = rows() if of is None else of
    return gpd.GeoDataFrame(chosen, geometry="geometry", crs="EPSG:4326")


HOSTILE: Final = (
    "<script>window.__ran=1</script>",
    "</script><script>window.__ran=2</script>",
    '"><img src=x onerror="window.__ran=3">',
    "{{7*7}} {% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %} ${window.__ran=4}",
    "javascript:window.__ran=5",
    "</style><style>*{display:none!important}</style>",
    "<svg/onload=window.__ran=6><a xlink:href='javascript:window.__ran=7'>",
    "user\u202egnp.exe \u2066abc\u2069 \u200fx",
    "line\u2028separator\u2029paragraph\x00nul\x1besc",
    "null",
    "<!-- ]]> --> &lt;b&gt; &amp; `\\' \\u003c",
    '=HYPERLINK("http://evil.invalid")',
    "A" * 20_000,
    "لقاء בעברית 会談 🕊️ e\u0301",
)
"""Text that must stay text."""

TEXT_COLUMNS: Final = (
    "event_id", "event_type", "status", "actor1", "actor2", "country", "admin1", "location", "geo_precision",
    "location_role", "quote", "source", "url", "title", "acled_event_type", "acled_sub_event_type", "plover", "cameo",
    "doc_id", "context", "attribution",
)  # fmt: skip


def hostile_frame() -> gpd.GeoDataFrame:
    """A row for each hostile text, which stands in every text column, on a point each, and once without a place."""
    made = []
    for number, text in enumerate(HOSTILE):
        values = dict.fromkeys(TEXT_COLUMNS, text)
        values["event_id"] = f"{number} {text}"
        values["location"] = f"{number} {text}"
        lists = {"quantities": {text: text}, "site_tags": [text], "alternatives": [{"name": text, "country": text}]}
        dates = {"event_date": text, "date_end": text}
        where = Point(20 + number, 45) if number % 4 else None
        made.append(row("x", **values, **lists, **dates, start=0, end=len(text), geometry=where))
    return frame(made)
