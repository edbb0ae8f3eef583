"""How well the coder reads plain sentences of the news: who did what to whom, and where.

    python -m bench.wire [FOLDER] [--tables P,Q,R] [--held | --read] [--misses]

FOLDER is training/data/wire by default: tables of codes, status, actor, target, place and sentence, "-" where there is
none; `--tables` names those to measure on, all of them unless told. Every third line, numbered from nought, is held
out: `--held` measures on those, `--read` on the others.
`--misses` lists what is wrong, not with `--held`. A party is right where one of the event's and the annotator's share a
name; a clash has two sides, either of which may be the actor.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from geomap.coding import load_coder
from geomap.model import Article, Event
from geomap.pipeline import code_articles
from geomap.places.fold import fold
from geomap.places.gazetteer import open_gazetteer
from training.wire import FOLDER, Line, wire_lines

PUBLISHED = date(2025, 3, 20)
FACTS = frozenset(["happened", "ongoing", "historical", "alleged", "claimed"])
"""What a sentence tells as done, by whomever."""
SIDES = frozenset(["BAT.CLASH", "DIP.MEET", "DIP.CALL", "DIP.SIGN", "DEE.POWSWAP"])
"""Codes whose parties do it to each other."""


def coded(asked: Sequence[Line]) -> Iterator[tuple[Line, tuple[Event, ...]]]:
    """Each line with its events."""
    articles = [Article(one.name, one.sentence, published=PUBLISHED) for one in asked]
    with open_gazetteer() as gazetteer:
        made = code_articles(articles, gazetteer=gazetteer, coder=load_coder())
        for one, (_, events) in zip(asked, made, strict=True):
            yield one, events


def judged(line: Line, events: Sequence[Event]) -> Iterator[tuple[str, bool]]:
    """What was asked of a line, and whether it is right."""
    if not line.codes:
        yield "nothing told", not events
        return
    right = [one for one in events if one.event_type in line.codes]
    yield "recall", bool(right)
    yield "first", bool(events) and max(events, key=lambda one: one.confidence).event_type in line.codes
    if not right:
        return
    event = right[0]
    actors, targets = ([one.text for one in some] for some in (event.actors, event.targets))
    if event.event_type in SIDES:
        actors = targets = [*actors, *targets]
    if line.actor:
        yield "actor", _shared(line.actor, actors)
    if line.target:
        yield "target", _shared(line.target, targets)
    if line.place:
        yield "place", event.location is not None and _shared(line.place, [event.location.name])
    yield "status", event.status in (FACTS if line.status in FACTS else (line.status,))


def _shared(wanted: str, names: Iterable[str]) -> bool:
    """Whether a name is part of one of those wanted, which are divided by ";", or the other way round."""
    asked = [fold(one) for one in wanted.split(";")]
    found = [fold(one) for one in names]
    return any(one and (one in other or other in one) for one in found for other in asked)


def shares(judgements: Iterable[tuple[str, bool]]) -> Mapping[str, tuple[int, int]]:
    """Of each question how often it was right, and how often it was asked."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name, holds in judgements:
        asked[name] += 1
        right[name] += holds
    return {name: (right[name], count) for name, count in asked.items()}


def miss(line: Line, events: Sequence[Event], wrong: Sequence[str]) -> str:
    """A line about what is wrong."""
    told = [
        f"{one.event_type} {one.status} {[each.text for each in one.actors]} > {[each.text for each in one.targets]} "
        f"@{one.location.name if one.location else '-'}"
        for one in events
    ]
    wanted = f"{'/'.join(sorted(line.codes)) or '-'} {line.status} {line.actor} > {line.target} @{line.place}"
    return f"{line.name} {','.join(wrong)} | {wanted} | {'; '.join(told) or 'nothing'} | {line.sentence}"


def main() -> int:
    """Code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--tables", type=lambda text: text.split(","), help="tables by name, such as P,Q,R")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--held", action="store_true", help="the lines that nobody has read")
    part.add_argument("--read", action="store_true", help="the others")
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    arguments = parser.parse_args()
    if arguments.misses and not arguments.read:
        print("--misses shows lines; add --read, and leave the others unread", file=sys.stderr)
        return 2
    chosen = [
        line
        for line in wire_lines(arguments.folder, tables=arguments.tables)
        if not (arguments.held or arguments.read) or line.held_out == arguments.held
    ]
    found = []
    for line, events in coded(chosen):
        answers = list(judged(line, events))
        found += answers
        wrong = [name for name, holds in answers if not holds]
        if arguments.misses and wrong:
            print(miss(line, events, wrong))
    print(f"{len(chosen)} sentences")
    for name, (right, asked) in shares(found).items():
        print(f"  {name:14}{right / asked:6.3f}  of {asked}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
