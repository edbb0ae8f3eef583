"""The reports of several articles: one happening, one event, however many articles tell of it.

Inside an article every pair of reports is compared (`merge.merge_events`). Between articles only those are that share
a block: the family of the type, a day, and the country or a party. Reports without a closed date, or of more than a
fortnight, stay their own. What is compared hangs together in groups (connected components), and each group is merged
for itself; so the result depends neither on the order of the articles nor on how they are parted among workers.

Two events that an article keeps apart are never merged by way of another article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from geomap.coding.merge import merged_into_one, order
from geomap.coding.merge_evidence import FAMILIES, SIDES, VERBAL, evidence
from geomap.model import Event, Participant

LONGEST_DAYS = 14
"""A report of a longer stretch of time is too vague to be that of another article."""

Block = tuple[Hashable, ...]


def merge_across(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events of several articles, each already merged inside its article, in order of article and offset.

    The fullest report of a happening speaks for it; the others are its `supporting` reports.
    """
    told = sorted(set(events), key=order)
    root = components(links(told))
    groups: dict[str, list[Event]] = {}
    for event in told:
        groups.setdefault(root.get(event.event_id, event.event_id), []).append(event)
    merged = [event for group in groups.values() for event in merge_group(group)]
    return tuple(sorted(merged, key=order))


def links(events: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """Pairs of identifiers of reports that may be of one happening; chained, they hold each group together.

    Reports that share a block must be at hand together; then several calls, each with some of the blocks, give pairs
    that chain the same groups.
    """
    units = _units(sorted(set(events), key=order))
    for unit in units:
        yield from ((unit[0].event_id, other.event_id) for other in unit[1:])
    members: dict[Block, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        for block in blocks_of(unit[0]):
            members[block].append(index)
    root = list(range(len(units)))
    compared: set[tuple[int, int]] = set()
    for several in members.values():
        for at, later in enumerate(several):
            for pair in ((earlier, later) for earlier in several[:at]):
                if pair in compared or _root(root, pair[0]) == _root(root, pair[1]):
                    continue
                compared.add(pair)
                if _one_happening(units[pair[0]][0], units[pair[1]][0]):
                    root[_root(root, pair[1])] = _root(root, pair[0])
                    yield units[pair[0]][0].event_id, units[pair[1]][0].event_id


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each identifier that is in a pair, the smallest one that the pairs chain it to."""
    root: dict[str, str] = {}
    for one, two in pairs:
        first, second = sorted((_root(root, root.setdefault(one, one)), _root(root, root.setdefault(two, two))))
        root[second] = first
    return {each: _root(root, each) for each in root}


def merge_group(events: Iterable[Event]) -> list[Event]:
    """The events of one group of reports that links chain together."""
    return [merged_into_one(cluster) for cluster in _clusters(_units(sorted(events, key=order)))]


def blocks_of(event: Event) -> Iterator[Block]:
    """The blocks that a report belongs to: only reports that share one can be of one happening.

    A block is the family of the type, a day as its ordinal, and "in" a country or "by" a party's country (for calls and
    statements, which have no place). None for a report without a closed date of at most a fortnight.
    """
    when = event.date
    if when is None or when.start is None or when.end is None or (when.end - when.start).days > LONGEST_DAYS:
        return
    days = range(when.start.toordinal(), when.end.toordinal() + 1)
    family = family_of(event.event_type)
    for key in _keys(event):
        for day in days:
            yield (family, day, *key)


@cache
def family_of(event_type: str) -> str:
    """The types that may be told of one happening share a name: the first of their codes."""
    known = {event_type}
    while True:
        kin = [frozenset((low, *highs)) for low, highs in FAMILIES]
        wider = known.union(*(codes for codes in (*kin, SIDES) if known & codes))
        if wider == known:
            return min(known)
        known = wider


def _keys(event: Event) -> Iterator[tuple[str, str]]:
    country = event.location.place.country if event.location is not None else None
    if country is not None:
        yield ("in", country)
    if country is None or event.event_type.startswith(VERBAL):
        for nation in sorted({code[:3] for code in _codes((*event.actors, *event.targets))}):
            yield ("by", nation)


def _codes(parties: Sequence[Participant]) -> Iterator[str]:
    return (party.code for party in parties if party.code)


def _units(events: Sequence[Event]) -> list[list[Event]]:
    """Reports of different articles that say the very same, together: a wave of copies costs one comparison each."""
    alike: dict[tuple[object, ...], list[list[Event]]] = defaultdict(list)
    units: list[list[Event]] = []
    for event in events:
        for unit in alike[_signature(event)]:
            if event.doc_id not in {each.doc_id for each in unit[-1:]} and _one_happening(unit[0], event):
                unit.append(event)
                break
        else:
            units.append([event])
            alike[_signature(event)].append(units[-1])
    return units


def _signature(event: Event) -> tuple[object, ...]:
    """All that the comparison of reports from two articles looks at."""
    parties = tuple(
        tuple(sorted((party.code or "", party.text.casefold()) for party in side))
        for side in (event.actors, event.targets)
    )
    return (
        event.event_type,
        event.status,
        event.location and event.location.place,
        event.date,
        event.quantities,
        event.site_tags,
        event.weapons,
        parties,
    )


def _one_happening(one: Event, two: Event) -> bool:
    found = evidence(one, two) if any(True for _ in blocks_of(one)) else None
    return found is not None and found.enough


def _root(root: Any, of: Any) -> Any:
    """The root of a tree of links (a list or a mapping of each to its parent), which is flattened on the way."""
    while root[of] != of:
        root[of] = root[root[of]]
        of = root[of]
    return of


def _clusters(units: Sequence[list[Event]]) -> list[list[Event]]:
    """Each unit joins the cluster for which most speaks, the first of equals, if nothing in it forbids that."""
    clusters: list[list[list[Event]]] = []
    for unit in units:
        rated = [(-points, at) for at, cluster in enumerate(clusters) if (points := _points(unit, cluster))]
        if rated:
            clusters[min(rated)[1]].append(unit)
        else:
            clusters.append([unit])
    return [[event for unit in cluster for event in unit] for cluster in clusters]


def _points(unit: Sequence[Event], cluster: Sequence[Sequence[Event]]) -> int:
    """The strongest evidence that a unit is of a cluster's happening; 0 for too little, or where a member forbids."""
    docs = {event.doc_id for event in unit}
    best = 0
    for member in cluster:
        found = evidence(unit[0], member[0])
        if found is None or not docs.isdisjoint(event.doc_id for event in member):
            return 0
        best = max(best, found.total if found.enough else 0)
    return best
