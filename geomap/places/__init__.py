"""The places stage: find the toponyms of a document and decide what they mean."""

from __future__ import annotations

from geomap.places.find import find_mentions, finding_mentions
from geomap.places.record import toponym_record

__all__ = ["find_mentions", "finding_mentions", "toponym_record"]
