"""How well a place fits a name in its document: named pieces of evidence, each with a weight from a table.

The weighted sum is a score; a softmax over the candidates of a name, with "none of these" among them, makes chances of
scores. The weights in `tables/ranker_weights.csv` were fitted by `training/ranker.py` on the cleared corpora, or set by
hand where those corpora say nothing; the names say what each piece means, so that an analyst can read and correct them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geomap.errors import TableError
from geomap.places.context import Focus, division_of
from geomap.places.fold import fold
from geomap.places.gazetteer import Match
from geomap.places.prominence import ADDED
from geomap.places.search import sound
from geomap.tables import check_keys, read_csv_table

FEATURES = (
    "size", "division size", "country", "continent or union", "region", "site", "county", "another name",
    "another spelling", "national capital", "added by the user", "cue word fits", "cue word clashes",
    "shares its name with its country", "shares its name with its seat", "after a comma", "in a phrase",
    "share in its country", "share in its division", "share around it", "in a country that was asked for",
    "none of these",
)  # fmt: skip
CALIBRATION = ("calibration slope", "calibration margin", "calibration offset")
"""What makes confidences of chances: not evidence for a place, but in the same table."""
_TABLE = Path(__file__).parent / "tables" / "ranker_weights.csv"
_COLUMNS = ("evidence", "weight", "source")

_KINDS = {
    "country": "country",
    "multi_country": "continent or union",
    "area": "region",
    "site": "site",
    "adm2": "county",
}
_OTHER_NAMES = ("alternate", "historic")
_MOST_AROUND = 0.5
_LEAST = 1e-6
_FAR_AHEAD = 3.0
_SMALLEST_DIVISION, _LARGEST_DIVISION = 5.7, 9.3
"""Bounds of what a division's people count: 60 thousand and 2.2 million."""
_SEAT_SHARE = 0.1
"""A division named after its main town ("Zaporizhzhia") is meant only where a cue word says so; the share is the town's
part of the division's people, which keeps "Quebec" a province."""
_CLASSES: Mapping[str, frozenset[str]] = {
    "adm1": frozenset(["adm1", "area"]),
    "adm2": frozenset(["adm2"]),
    "settlement": frozenset(["city"]),
    "site": frozenset(["site"]),
    "water": frozenset(["area"]),
    "land": frozenset(["area"]),
}
_CLASHING = frozenset(["adm1", "adm2", "settlement"])

Evidence = Iterator[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Rivals:
    """What the other meanings of a name are: countries of that name, and the people of the towns, by division."""

    countries: frozenset[str | None]
    seats: Mapping[tuple[str | None, str | None], int]


@cache
def load_weights(path: Path = _TABLE) -> Mapping[str, float]:
    """Evidence → weight. Raises TableError for evidence that is unknown or missing, or a weight that is no number."""
    found = {}
    for row in read_csv_table(path, columns=_COLUMNS, required=("evidence", "weight")):
        try:
            found[row["evidence"]] = float(row["weight"])
        except ValueError:
            raise TableError(f"{path}: '{row['evidence']}' has the weight '{row['weight']}', no number") from None
    check_keys(found, (*FEATURES, *CALIBRATION), where=str(path), what="evidence")
    for name in (*FEATURES, *CALIBRATION):
        if name not in found:
            raise TableError(f"{path}: '{name}' has no row; add one, with the weight 0 if it should not count")
    return found


def rivals_of(matches: Sequence[Match]) -> Rivals:
    """The meanings of a name as each sees the others."""
    seats = {division_of(m.place): m.place.population for m in reversed(matches) if m.place.precision == "city"}
    return Rivals(frozenset(m.place.country for m in matches if m.place.precision == "country"), seats)


def own_evidence(match: Match, cue: str, rivals: Rivals) -> Evidence:
    """What speaks for a meaning whatever the rest of the document says: its size and kind, its spelling, cue words."""
    place = match.place
    if place.precision == "adm1":
        people = math.log((place.population + 200) / 200)
        size = _LARGEST_DIVISION if _bears_name(match) else min(max(people, _SMALLEST_DIVISION), _LARGEST_DIVISION)
        yield "division size", size
    elif kind := _KINDS.get(place.precision):
        yield kind, 1.0
    else:
        yield "size", math.log((place.population + 200) / 200)
    if match.kind in _OTHER_NAMES:
        yield ("another spelling" if sound(match.name) == sound(place.name) else "another name"), 1.0
    if place.gazetteer_id.startswith(ADDED):
        yield "added by the user", 1.0
    if place.feature == "PPLC":
        yield "national capital", 1.0
    classes = _CLASSES.get(cue)
    if classes is not None and place.precision in classes:
        yield "cue word fits", 1.0
    elif cue in _CLASHING or (cue in ("water", "land") and place.precision == "adm1"):
        yield "cue word clashes", 1.0
    if place.country in rivals.countries and place.precision != "country" and cue not in _CLASHING:
        yield "shares its name with its country", 1.0
    if cue != "adm1" and place.precision == "adm1" and _yields_to_seat(match, rivals):
        yield "shares its name with its seat", 1.0


def context_evidence(match: Match, focus: Focus, link: tuple[str, float], asked: frozenset[str]) -> Evidence:
    """What the rest of the document adds to a meaning. `link` is the evidence of a link and how strong it is (0 to 1),
    `asked` are the countries that the user named.
    """
    place = match.place
    country, division, around = focus.support(place)
    yield "share in its country", country
    yield "share in its division", division
    yield "share around it", min(around, _MOST_AROUND)
    if link[1]:
        yield link
    if place.country in asked:
        yield "in a country that was asked for", 1.0


def total(evidence: Evidence, weights: Mapping[str, float]) -> float:
    """The weighted sum of pieces of evidence."""
    return sum(weights[name] * value for name, value in evidence)


def chances(scores: Sequence[float], none: float) -> list[float]:
    """Probabilities of meanings by their scores; what is missing to 1 is that of "none of these", scored `none`."""
    if not scores:
        return []
    top = max(*scores, none)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers) + math.exp(none - top)
    return [power / whole for power in powers]


def calibrated(chance: float, second: float, weights: Mapping[str, float]) -> float:
    """The confidence in a meaning: a logistic regression (Platt 1999) on the logit of its chance and on its lead.

    `second` is the chance of the next meaning. A hamlet without a namesake and one of twenty Springfields may have the
    same chance, but the hamlet is right more often.
    """
    logit, margin = confidence_evidence(chance, second)
    slope, lead, offset = (weights[name] for name in CALIBRATION)
    return 1 / (1 + math.exp(-(slope * logit + lead * margin + offset)))


def confidence_evidence(chance: float, second: float) -> tuple[float, float]:
    """The logit of a chance, and the logarithm of how many times likelier it is than the next, at most `_FAR_AHEAD`."""
    bounded = min(max(chance, _LEAST), 1 - _LEAST)
    ahead = math.log(max(chance, _LEAST) / max(second, _LEAST))
    return math.log(bounded / (1 - bounded)), min(max(ahead, 0.0), _FAR_AHEAD)


def _yields_to_seat(match: Match, rivals: Rivals) -> bool:
    seat = rivals.seats.get(division_of(match.place), 0)
    return seat > _SEAT_SHARE * match.place.population and not _bears_name(match)


def _bears_name(match: Match) -> bool:
    """Whether a division is itself called by the short name of its town: "Gaza" is the Gaza Strip."""
    return match.kind == "name" and match.place.population == 0 and fold(match.name) != fold(match.place.name)
