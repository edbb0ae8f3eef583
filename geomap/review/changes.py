"""What a corrected value changes in a row: the column itself, and those that follow from it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from geomap.coding.ontology import ontology
from geomap.coding.quantities import fatalities
from geomap.frame.columns import missing
from geomap.frame.crosswalk import codes_of, took_place
from geomap.tables import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.review.places import Locate

_NEAR_DEGREES: Final = 1e-4


def changed_columns(
    row: Mapping[str, Any], new: Mapping[str, Any], *, locate: Locate, types: Iterable[str]
) -> dict[str, Any]:
    """The columns that corrected values set. `types` are event types beside the ontology's that may be set.

    Raises ValueError for an event type that nobody knows and for days in the wrong order.
    """
    made: dict[str, Any] = {}
    if "event_type" in new or "status" in new:
        made |= _coded(row, new, types=types)
    if "event_date" in new or "date_end" in new:
        made |= _dated(row, new)
    if "place" in new:
        made |= locate(new["place"])
        role = row.get("location_role")
        if missing(role) or role == "none":
            made["location_role"] = "event"
    return made


def same_value(one: Any, other: Any) -> bool:
    """Whether two cells say the same; places by name and position, to about 10 m."""
    if missing(one) or missing(other):
        return missing(one) and missing(other)
    if isinstance(one, dict) and isinstance(other, dict) and "lat" in one and "lat" in other:
        return one.get("name") == other.get("name") and all(_near(one.get(x), other.get(x)) for x in ("lat", "lon"))
    if hasattr(one, "equals_exact"):
        return bool(hasattr(other, "equals_exact") and one.equals_exact(other, 1e-6))
    if isinstance(one, float) or isinstance(other, float):
        return not isinstance(one, str) and not isinstance(other, str) and math.isclose(one, other, abs_tol=1e-9)
    return bool(one == other)


def original_value(name: str, kept: Any) -> Any:
    """A value of `review_original` as the frame had it."""
    if name != "geometry" or kept is None:
        return kept
    from shapely.geometry import shape

    return shape(kept)


def _near(one: Any, other: Any) -> bool:
    if missing(one) or missing(other):
        return missing(one) and missing(other)
    return abs(float(one) - float(other)) < _NEAR_DEGREES


def _coded(row: Mapping[str, Any], new: Mapping[str, Any], *, types: Iterable[str]) -> dict[str, Any]:
    """Type, status, and what follows: the layer, the codes of other schemes, whether the dead count."""
    code, status = new.get("event_type", row["event_type"]), new.get("status", row.get("status"))
    kind = ontology().get(code)
    if "event_type" in new and kind is None and code not in set(types):
        raise ValueError(f"there is no event type '{code}'{suggestion(code, ontology())}")
    made: dict[str, Any] = {"event_type": code, "status": status}
    if kind is None:
        return made
    if "event_type" in new:
        made["layer"] = kind.layer
    if missing(status):
        return made
    codes = codes_of(code, status)
    for name in ("acled_event_type", "acled_sub_event_type", "plover", "cameo"):
        made[name] = getattr(codes, name)
    if "status" in new:
        counts = row.get("quantities")
        dead = fatalities(tuple(counts.items())) if isinstance(counts, dict) else None
        if not took_place(status):
            made["fatalities"] = None
        elif dead is not None:
            made["fatalities"] = dead
    return made


def _dated(row: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    first, last = (new.get(name, row.get(name)) for name in ("event_date", "date_end"))
    if not missing(first) and not missing(last) and str(first) > str(last):
        raise ValueError(f"the last day would be {last}, before the first, {first}")
    precision = "day" if first == last else "range"
    if missing(first) and missing(last):
        precision = "unknown"
    return {"event_date": first, "date_end": last, "time_precision": precision}
