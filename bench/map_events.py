"""Made-up events for the benchmarks of the map: like coded news, the same for a number each time."""

from __future__ import annotations

from typing import Any, Final

import geopandas
import numpy as np
import pandas as pd

_DEEDS: Final = (
    ("STR.SHELL", "shelling_missile"), ("STR.DRONE", "air_drone"), ("BAT.CLASH", "battles"), ("DIP.MEET", "diplomacy"),
    ("VAC.ATTACK", "civilians"), ("DEM.PEACEFUL", "protests"), ("AID.HUM", "aid"), ("DEE.CEASEFIRE", "deescalation"),
)  # fmt: skip
_ACTORS: Final = ("Army", "Rebels", "Border guards", "Militia", "Police", "Mediators", "Residents", "Medics")
_SYLLABLES: Final = (
    "ka lo mi ter an der es un re in ion al ve st ou ch th er ing sha po no ri ta bu ge wi fo la do".split()
)
_WORDS: Final = 8_000
_THEATRES: Final = (
    (48.0, 37.8), (47.5, 34.6), (50.0, 36.2), (50.5, 30.5), (45.3, 39.0), (31.4, 34.4), (33.5, 36.3), (15.3, 44.2),
    (12.8, 45.0), (24.0, 45.0), (55.8, 37.6), (13.5, 30.1), (4.5, 18.5), (9.1, 7.5), (34.5, 69.2), (16.9, 96.1),
)  # fmt: skip
"""Latitude and longitude."""
_STATUSES: Final = ("happened", "happened", "happened", "claimed", "alleged", "planned")
_COUNTRIES: Final = (("Ukraine", 804), ("Syria", 760), ("Sudan", 729), ("Myanmar", 104), ("Mali", 466), ("Iraq", 368))


def made_up(number: int) -> geopandas.GeoDataFrame:
    """A frame of so many events scattered around sixteen theatres, each with a sentence of its own."""
    draw = np.random.default_rng(2025)
    around = draw.integers(0, len(_THEATRES), number)
    lat = (np.array(_THEATRES)[around, 0] + draw.normal(0, 1.6, number)).round(4)
    lon = (np.array(_THEATRES)[around, 1] + draw.normal(0, 2.2, number)).round(4)
    town = draw.integers(0, 2_000, number)
    deed, status, land, first, second = (
        draw.integers(0, len(of), number) for of in (_DEEDS, _STATUSES, _COUNTRIES, _ACTORS, _ACTORS)
    )
    deaths = np.minimum(draw.zipf(1.8, number) - 1, 90)
    dates = (np.datetime64("2024-01-01") + draw.integers(0, 730, number)).astype(str)
    columns: dict[str, Any] = {
        "event_id": [f"{value:016x}" for value in draw.integers(0, 2**62, number)],
        "event_date": dates,
        "date_end": dates,
        "event_type": [_DEEDS[d][0] for d in deed],
        "layer": [_DEEDS[d][1] for d in deed],
        "status": [_STATUSES[s] for s in status],
        "actor1": [_ACTORS[a] for a in first],
        "actor2": [_ACTORS[a] for a in second],
        "country": [_COUNTRIES[c][0] for c in land],
        "iso": [_COUNTRIES[c][1] for c in land],
        "location": [f"Town {t}" for t in town],
        "latitude": lat,
        "longitude": lon,
        "geo_precision": "city",
        "fatalities": deaths,
        "quote": sentences(number),
        "source": [f"Wire {t % 12}" for t in town],
        "confidence": draw.uniform(0.3, 1, number).round(2),
    }
    points = geopandas.points_from_xy(columns["longitude"], columns["latitude"])
    return geopandas.GeoDataFrame(pd.DataFrame(columns), geometry=points, crs="EPSG:4326")


def sentences(number: int) -> list[str]:
    """Sentences of 12 to 25 words out of 8,000, the commonest used as often as in English (Zipf): hard to pack."""
    draw = np.random.default_rng(1949)
    words = ["".join(draw.choice(_SYLLABLES, draw.integers(1, 5))) for _ in range(_WORDS)]
    shares = 1 / np.arange(1, _WORDS + 1) ** 0.95
    lengths = draw.integers(12, 26, number)
    chosen = draw.choice(_WORDS, int(lengths.sum()), p=shares / shares.sum())
    ends = np.cumsum(lengths)
    return [
        " ".join(words[at] for at in chosen[end - length : end]).capitalize() + "."
        for end, length in zip(ends, lengths, strict=True)
    ]
