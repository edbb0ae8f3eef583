"""Any event that the coder could make, and texts that would do harm in a careless format."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from geomap.model import Event, EventPlace, LocationRole, Participant, Place, Precision, Report, Span, Status, When

HOSTILE = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''", "＝1", "=cmd|' /C calc'!A0")
MARKUP = '<script>alert(1)</script> & "x" ]]> $[geomap] {{ 7*7 }}'

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from([*HOSTILE, MARKUP])
days = st.none() | st.dates()
parties = st.lists(st.builds(Participant, words, st.none(), st.none(), st.none() | words), max_size=2).map(tuple)
places = st.builds(
    Place,
    gazetteer_id=words,
    name=words,
    lat=st.floats(-89, 89),
    lon=st.floats(-180, 180),
    precision=st.sampled_from(get_args(Precision)),
    country=st.none() | st.sampled_from(["UKR", "XKX", "ZZZ"]),
    admin1=st.none() | words,
    radius_km=st.none() | st.floats(0.1, 500),
)
reports = st.builds(Report, words, words, st.integers(0, 9999), st.integers(0, 9999), words)
events = st.builds(
    Event,
    event_id=st.uuids(allow_nil=False).map(str),
    doc_id=words,
    event_type=st.sampled_from(["STR.DRONE", "DIP.MEET", "DEE.CEASEFIRE", "=unknown"]),
    status=st.sampled_from(get_args(Status)),
    start=st.integers(0, 9999),
    end=st.integers(0, 9999),
    quote=words,
    trigger=st.builds(Span, st.just(0), st.just(1), words),
    actors=parties,
    targets=parties,
    location=st.none() | st.builds(EventPlace, places, words),
    location_role=st.sampled_from(get_args(LocationRole)),
    date=st.none() | st.builds(When, days, days, st.just("range")),
    quantities=st.dictionaries(words, st.integers(0, 10**9) | words, max_size=2).map(lambda d: tuple(d.items())),
    site_tags=st.lists(words, max_size=3).map(tuple),
    weapons=st.lists(words, max_size=3).map(tuple),
    confidence=st.floats(0, 1),
    attribution=st.none() | words,
    supporting=st.lists(reports, max_size=2).map(tuple),
)
