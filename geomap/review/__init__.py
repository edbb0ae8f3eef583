"""What people decide about events, applied to the events; and what changed between two runs."""

from __future__ import annotations

from geomap.review.apply import Applied, apply_corrections
from geomap.review.corrections import Correction, read_corrections

__all__ = ["Applied", "Correction", "apply_corrections", "read_corrections"]
