"""How well the coder reads our own annotated articles: means alone.

    python -m bench.annotated [FOLDER] [--every N] [--without N]

FOLDER is training/data/articles by default (the notation is that of training/annotated.py). `--every 4` scores the
articles whose number is divisible by four, which are held out: nobody reads them or their errors. `--without 4` scores
the others, which rules may be made from.

An event is told where its trigger overlaps a mention of an annotated event of that code; of several such the first
counts, the others are told twice. Places are measured on the events that are told and have a place in the gold:

    same       the place that the text names, or the place that name leads to
    wider      an area or a town that the text's place lies in or by: true, but coarser
    elsewhere  any other place
    left out   no place

and on those that have none: how many are left without, or at a country. `finer` counts the places that are drawn finer
than the annotator would.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.coding import load_coder
from geomap.coding.toponyms import RANK
from geomap.language import parse
from geomap.model import Article, Event, Mention, Place
from geomap.pipeline import code_articles
from geomap.places import find_mentions
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.relative import distance_km
from training.annotated import FOLDER, Annotated, GoldEvent, annotated_articles, overlap

WIDE = ("country", "multi_country", "unknown")
BESIDE_KM = 15.0
"""A site lies within this distance of the middle of its town."""


@dataclass(frozen=True, slots=True)
class Told:
    """A coded event and what it is to the gold: the event that it tells, or why it tells none."""

    event: Event
    gold: GoldEvent | None
    outcome: str


def told(article: Annotated, events: Sequence[Event]) -> Iterator[Told]:
    """Every coded event with its outcome: told, twice, other code, or not told."""
    taken: set[str] = set()
    for event in events:
        span = (event.trigger.start, event.trigger.end)
        hits = [gold for gold in article.events if any(overlap(span, mark) for mark in gold.spans)]
        fit = [gold for gold in hits if event.event_type in gold.codes] or [
            gold
            for gold in article.events
            if event.event_type in gold.codes and any(event.start <= start < event.end for start, _ in gold.spans)
        ]
        free = [gold for gold in fit if gold.number not in taken]
        if free:
            taken.add(free[0].number)
            yield Told(event, free[0], "told")
        else:
            yield Told(event, None, "twice" if fit else "other code" if hits else "not told")


def placed(event: Event, gold: GoldEvent, mentions: Sequence[Mention], *, gazetteer: Gazetteer) -> str:
    """What the place of an event is to the annotator's: same, wider, elsewhere, left out; where it has none,
    pinned or unplaced."""
    found = event.location
    if gold.place is None:
        return "pinned" if found is not None and found.place.precision not in WIDE else "unplaced"
    if found is None:
        return "left out"
    name, wanted = fold(found.name), fold(gold.place)
    if name in wanted or wanted in name:
        return "same"
    meant = named(gold.place, mentions)
    if meant is None:
        return "elsewhere"
    if meant.gazetteer_id == found.place.gazetteer_id:
        return "same"
    return "wider" if holds(found.place, meant, gazetteer=gazetteer) else "elsewhere"


def named(name: str, mentions: Sequence[Mention]) -> Place | None:
    """The place of the toponym that an annotator's name is or holds, the longest such."""
    wanted = fold(name)
    known = [
        one for one in mentions if one.place is not None and (fold(one.name) in wanted or wanted in fold(one.name))
    ]
    return max(known, key=lambda one: (fold(one.name) == wanted, len(one.name))).place if known else None


def holds(outer: Place, inner: Place, *, gazetteer: Gazetteer) -> bool:
    """Whether a place is coarser than another and has it within, or beside."""
    if outer.country != inner.country or RANK[outer.precision] < RANK[inner.precision]:
        return False
    if outer.precision == "country":
        return True
    division = gazetteer.admin1_of(inner)
    if outer.precision == "adm1":
        return division is not None and division.gazetteer_id == outer.gazetteer_id
    return distance_km(outer, inner) <= max(outer.radius_km or 0.0, BESIDE_KM)


def score(articles: Sequence[Annotated]) -> Mapping[str, int]:
    """Counts of everything that `report` divides."""
    counts: Counter[str] = Counter()
    by_name = {one.name: one for one in articles}
    with open_gazetteer() as gazetteer:
        asked = [Article(one.name, one.text, published=one.published) for one in articles]
        for article, events in code_articles(asked, gazetteer=gazetteer, coder=load_coder()):
            mentions = find_mentions(parse(article), gazetteer)
            outcomes = list(told(by_name[article.doc_id], events))
            counts.update(one.outcome for one in outcomes)
            for one in outcomes:
                if one.gold is not None:
                    counts.update(_of_told(one.event, one.gold, mentions, gazetteer=gazetteer))
    counts["required"] = sum(gold.required for one in articles for gold in one.events)
    return counts


def _of_told(event: Event, gold: GoldEvent, mentions: Sequence[Mention], *, gazetteer: Gazetteer) -> Iterator[str]:
    if gold.required:
        yield "found"
    if event.status == gold.status:
        yield "status"
    place = placed(event, gold, mentions, gazetteer=gazetteer)
    yield place
    found = event.location
    if place == "wider" or found is None or gold.precision is None:
        return
    if RANK[found.place.precision] < RANK[gold.precision]:
        yield "finer"


def report(counts: Mapping[str, int]) -> Iterator[str]:
    """The means, a line each."""
    coded = sum(counts[name] for name in ("told", "twice", "other code", "not told"))
    yield f"  {'recall':12}{_share(counts['found'], counts['required'])}"
    yield f"  {'precision':12}{_share(counts['told'], coded)}"
    for name in ("twice", "other code", "not told"):
        yield f"  {name:12}{_share(counts[name], coded)}"
    yield f"  {'status':12}{_share(counts['status'], counts['told'])}"
    with_place = sum(counts[name] for name in ("same", "wider", "elsewhere", "left out"))
    yield f"place, of {with_place} told that have one"
    for name in ("same", "wider", "elsewhere", "left out", "finer"):
        yield f"  {name:12}{_share(counts[name], with_place)}"
    without = counts["pinned"] + counts["unplaced"]
    yield f"without a place, of {without}"
    yield f"  {'unplaced':12}{_share(counts['unplaced'], without)}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.3f}" if whole else "     –"


def main() -> int:
    """Code, score, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.annotated", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--every", type=int, metavar="N", help="the articles with a number that N divides")
    parser.add_argument("--without", type=int, metavar="N", help="the articles with a number that N does not divide")
    args = parser.parse_args()
    articles = asked_articles(args.folder, args.every, args.without)
    print(f"{len(articles)} articles, {sum(len(one.events) for one in articles)} events")
    print(*report(score(articles)), sep="\n")
    return 0


def asked_articles(folder: Path, every: int | None, without: int | None) -> list[Annotated]:
    """The articles of a folder that are asked for by their number."""
    return [one for one in annotated_articles(folder) if _asked(one, every, without)]


def _asked(article: Annotated, every: int | None, without: int | None) -> bool:
    number = int(article.name.rsplit("/", 1)[-1])
    return (every is None or number % every == 0) and (without is None or number % without != 0)


if __name__ == "__main__":
    raise SystemExit(main())
