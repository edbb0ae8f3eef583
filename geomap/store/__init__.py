"""Write and read the exchange formats, each file whole or not at all."""

from __future__ import annotations

from geomap.store.atomic import atomic_write, atomic_writes, check_target
from geomap.store.formats import FORMATS, Context, EventWriter, event_writer, split_output, write_frame, writer_of
from geomap.store.geojson import read_geojson, write_geojson
from geomap.store.read import read_frame
from geomap.store.records import event_record, toponyms_record, write_events, write_toponyms

__all__ = [
    "FORMATS",
    "Context",
    "EventWriter",
    "atomic_write",
    "atomic_writes",
    "check_target",
    "event_record",
    "event_writer",
    "read_frame",
    "read_geojson",
    "split_output",
    "toponyms_record",
    "write_events",
    "write_frame",
    "write_geojson",
    "write_toponyms",
    "writer_of",
]
