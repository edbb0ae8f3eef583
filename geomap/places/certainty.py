"""How often resolution is right, and whether its confidence says so: accuracy, an area-aware variant, calibration.

A toponym is right when its point lies within 161 km of the gold point. Area-aware, it is also right where the gold's
own area (known by its GeoNames id) holds the predicted point, or the predicted area holds the gold point; the area of a
country does not count so, for it would excuse every vague answer. Calibration error is the mean gap between confidence
and the share that is right over ten bins of equal width, weighted by their size (Naeini et al. 2015). It is over
answers with a place, while accuracy is over all gold toponyms with coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from geomap.places.evaluate import CLOSE_KM, NEAR_KM, distance_km

if TYPE_CHECKING:
    from geomap.model import Place
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.shapes import Area

BINS = 10
SURE = 0.8
_EARTH_KM = 20_039.0
"""How far off a toponym without an answer counts."""
_WHOLE = ("country", "multi_country")


class Outlines(Protocol):
    """Where areas come from; `geomap.places.shapes` has them."""

    def area(self, place: Place) -> Area | None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one gold toponym with coordinates: how far off (km), whether an area excuses it, how sure."""

    distance_km: float
    in_area: bool
    score: float
    answered: bool

    @property
    def right(self) -> bool:
        return self.distance_km < NEAR_KM


def answers(
    golds: Iterable[Mapping[str, Any]],
    preds: Iterable[Mapping[str, Any]],
    *,
    gazetteer: Gazetteer,
    outlines: Outlines | None,
    found_only: bool = False,
) -> list[Answer]:
    """An answer for each gold toponym with coordinates, by equal bounds; `found_only` leaves out those not predicted.

    Both sides are records as `geomap places` writes them.
    """
    by_id = {row["doc_id"]: {(t["start"], t["end"]): t for t in row["toponyms"]} for row in preds}
    found = []
    for record in golds:
        predicted = by_id.get(record["doc_id"], {})
        for gold in record["toponyms"]:
            if gold.get("bad_offset") or gold.get("lat") is None:
                continue
            one = predicted.get((gold["start"], gold["end"]))
            if one is not None or not found_only:
                found.append(_answer(gold, one or {}, gazetteer, outlines))
    return found


def certainty(found: Sequence[Answer]) -> dict[str, Any]:
    """Shares right within 161 km, 20 km, and area-aware; calibration error; the reliability of each bin."""
    answered = [one for one in found if one.answered]
    sure = [one for one in answered if one.score >= SURE]
    ordered = sorted(one.distance_km for one in found)
    return {
        "n": len(found),
        "acc161": _share(one.right for one in found),
        "acc20": _share(one.distance_km < CLOSE_KM for one in found),
        "area_aware": _share(one.right or one.in_area for one in found),
        "median_km": round(ordered[len(ordered) // 2], 2) if ordered else None,
        "answered": len(answered),
        "right_if_answered": _share(one.right for one in answered),
        "calibration_error": calibration_error(answered),
        "sure": len(sure),
        "right_if_sure": _share(one.right for one in sure),
        "calibration_error_area_aware": calibration_error([_forgiven(one) for one in answered]),
        "right_if_sure_area_aware": _share(one.right or one.in_area for one in sure),
        "reliability": reliability(answered),
    }


def calibration_error(found: Sequence[Answer]) -> float:
    """The expected calibration error over ten bins, 0 for none."""
    gaps = (row["n"] * abs(row["confidence"] - row["right"]) for row in reliability(found))
    return round(sum(gaps) / len(found), 4) if found else 0.0


def reliability(found: Sequence[Answer]) -> list[dict[str, float]]:
    """For each bin of confidence that has answers: where it begins, how many, mean confidence, share that is right."""
    rows = []
    for number in range(BINS):
        inside = [one for one in found if min(int(one.score * BINS), BINS - 1) == number]
        if inside:
            mean = sum(one.score for one in inside) / len(inside)
            rows.append(
                {
                    "from": number / BINS,
                    "n": len(inside),
                    "confidence": round(mean, 4),
                    "right": _share(one.right for one in inside),
                }
            )
    return rows


def _forgiven(one: Answer) -> Answer:
    return replace(one, distance_km=0.0) if one.in_area else one


def _answer(gold: Mapping[str, Any], one: Mapping[str, Any], gazetteer: Gazetteer, outlines: Outlines | None) -> Answer:
    if one.get("lat") is None:
        return Answer(_EARTH_KM, in_area=False, score=0.0, answered=False)
    distance = distance_km(gold["lat"], gold["lon"], one["lat"], one["lon"])
    excused = distance >= NEAR_KM and outlines is not None and _in_area(gold, one, gazetteer, outlines)
    return Answer(distance, in_area=excused, score=float(one.get("score") or 0.0), answered=True)


def _in_area(gold: Mapping[str, Any], one: Mapping[str, Any], gazetteer: Gazetteer, outlines: Outlines) -> bool:
    meant = gazetteer.place(f"gn:{gold['geonameid']}") if str(gold.get("geonameid") or "").isdecimal() else None
    if meant is not None and _holds(outlines.area(meant), one):
        return True
    told = gazetteer.place(one.get("gazetteer_id") or "")
    return told is not None and told.precision not in _WHOLE and _holds(outlines.area(told), gold)


def _holds(area: Area | None, point: Mapping[str, Any]) -> bool:
    from shapely import Point

    return area is not None and bool(area.geometry.covers(Point(point["lon"], point["lat"])))


def _share(flags: Iterable[bool]) -> float:
    told = list(flags)
    return round(sum(told) / len(told), 4) if told else 0.0
