"""Write and read the exchange formats, each file whole or not at all."""

from __future__ import annotations

from geomap.store.atomic import atomic_write
from geomap.store.formats import EVENT_WRITERS, Context, EventWriter, event_writer
from geomap.store.geojson import read_geojson, write_geojson
from geomap.store.records import event_record, toponyms_record, write_events, write_toponyms

__all__ = [
    "EVENT_WRITERS",
    "Context",
    "EventWriter",
    "atomic_write",
    "event_record",
    "event_writer",
    "read_geojson",
    "toponyms_record",
    "write_events",
    "write_geojson",
    "write_toponyms",
]
