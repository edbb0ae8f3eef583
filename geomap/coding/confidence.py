"""How sure an event is: the chance that it is an event of its type, lowered where its place is doubtful.

A logistic model of its grounds, in `tables/confidence.csv`: the weight and rank of the trigger rule, what the type
model says (`typing_model.py`), whether the event is told as a fact, by whom, and all that speaks for a text's telling
it (`told_evidence.py`). `training/fit_confidence.py` fits it, mostly on articles that we wrote and marked. .8 means
that four of five such events were right there; it is a figure of those texts, not a promise for others. The same
grounds, weighed otherwise, say whether the text tells any event there; where it hardly does, none is made.

The place counts for a quarter: an event whose scene the linker is only half sure of loses an eighth of its chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from geomap.coding.ontology import TABLES
from geomap.errors import TableError
from geomap.model import Event
from geomap.tables import read_csv_table

PLACE_SHARE = 0.25
LEAST_TOLD = 0.46
"""Words that are less likely to tell any event make none, unless somebody is said to have done it."""
BORROWED = 1.2
"""How much more likely words of deeds have to be, which sport, trade and jest borrow."""
_DEEDS = ("STR.", "EXP.", "BAT.", "VAC.", "TER.", "MOB.", "COE.", "CRM.", "HAZ.", "DEM.")
_LEAST, _MOST = 0.02, 0.98
_PLAIN = frozenset("bias weight typed fact attributed first".split())
_TOLD = ("happened", "ongoing", "alleged", "claimed", "denied", "historical")
"""Statuses of what somebody tells as a fact: whose word it is does not make it less of an event of its type."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an event rests on.

    `weight` and `rank` are those of its trigger rule; `typed` is the chance of its code; `place` that of its scene, 1
    where the rules chose or nothing was to choose; `order` is its number among the `crowd` events of its sentence;
    `told` is what speaks for its being told at all.
    """

    weight: float
    rank: str
    typed: float
    place: float
    order: int
    crowd: int
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weights:
    """Ground → weight in log odds, for an event's being right, and for anything being told."""

    right: Mapping[str, float]
    told: Mapping[str, float]


def confidence_of(event: Event, grounds: Grounds) -> float:
    """The confidence in an event, .02 to .98, two decimals."""
    chance = chance_of(event, grounds)
    if event.location_role == "event":
        chance *= 1.0 - PLACE_SHARE * (1.0 - grounds.place)
    return round(min(max(chance, _LEAST), _MOST), 2)


def chance_of(event: Event, grounds: Grounds) -> float:
    """The chance that the text tells an event of this type, 0 to 1."""
    return _chance(event, grounds, confidence_weights().right)


def told_chance(event: Event, grounds: Grounds) -> float:
    """The chance that the text tells an event of any type there, 0 to 1."""
    return _chance(event, grounds, confidence_weights().told)


def enough(code: str, least: float) -> float:
    """The chance from which words are taken to tell an event of a code, where `least` does for plain ones."""
    return least * (BORROWED if code.startswith(_DEEDS) else 1.0)


def _chance(event: Event, grounds: Grounds, weights: Mapping[str, float]) -> float:
    weight = weights.get
    score = math.fsum([  # the same in whatever order
        *(weight(name, 0.0) for name in grounds.told),
        *(weight(name, 0.0) * value for name, value in _of_the_rule(event, grounds)),
    ])  # fmt: skip
    return 1.0 / (1.0 + math.exp(-score))


def grounds_of(event: Event, grounds: Grounds) -> Iterator[tuple[str, float]]:
    """The names of the grounds in the table, each with its value."""
    yield from _of_the_rule(event, grounds)
    for name in sorted(grounds.told):
        yield name, 1.0


def _of_the_rule(event: Event, grounds: Grounds) -> Iterator[tuple[str, float]]:
    yield "bias", 1.0
    yield "weight", min(grounds.weight, 1.0)
    yield f"rank={grounds.rank}", 1.0
    yield "typed", grounds.typed
    if event.status in _TOLD:
        yield "fact", 1.0
    if event.attribution is not None:
        yield "attributed", 1.0
    if grounds.order == 0:
        yield "first", 1.0
    for size in (1, 2):
        if grounds.crowd > size:
            yield f"crowd>{size}", 1.0


def plain(name: str) -> bool:
    """Whether a ground is of the rule, the type and the sentence alone, and known of any text however short."""
    return name in _PLAIN or name.startswith(("rank=", "crowd>"))


@cache
def confidence_weights() -> Weights:
    """The weights of tables/confidence.csv. Raises TableError."""
    path = TABLES / "confidence.csv"
    rows = read_csv_table(path, columns=("ground", "right", "told", "source"))
    try:
        columns = [{row["ground"]: float(row[name]) for row in rows} for name in ("right", "told")]
    except ValueError as error:
        raise TableError(f"{path}: {error}; weights are numbers such as 1.5") from None
    return Weights(*map(MappingProxyType, columns))
