"""One happening, one event: the reports of a happening, in an article or in several, become one event.

Reports merge when nothing forbids it (another type, status, party, place, day, an irreconcilable count) and enough
speaks for it: shared parties, an equal count or words that refer back must be among it, so place and day alone never
merge. Planned never merges with past. The result does not depend on the order of the input, and merging again changes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from geomap.coding.merge_evidence import evidence, particular, surer
from geomap.model import Event, EventPlace, LocationRole, Participant, Report, When

_FINENESS = {
    "site": 0, "city": 1, "near_city": 1, "adm2": 2, "adm1": 3, "area": 3, "country": 4, "multi_country": 5,
    "unknown": 6,
}  # fmt: skip
_TIMES = {"day": 0, "range": 1, "week": 2, "month": 3, "year": 4, "unknown": 5}


def merge_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events in order of article and offset, each happening once.

    Of the reports of a happening the fullest, or of equals the first, gives the quote and the identity; the others add
    a finer place, a closer date, parties and counts that it lacks. Tolls that differ are kept as a range (`killed`,
    `killed_max`).
    """
    merged = _said_once(sorted(set(events), key=order))
    while True:
        clusters = _clusters(merged)
        again = sorted((merged_into_one(cluster) for cluster in clusters), key=order)
        if len(again) == len(merged):
            return tuple(again)
        merged = again


def _said_once(events: Sequence[Event]) -> list[Event]:
    """Without what an article says again in the same words: each pair of reports is compared, so repeats are costly."""
    first: dict[tuple[object, ...], Event] = {}
    kept: list[Event] = []
    for event in events:
        said = first.setdefault(_wording(event), event)
        found = evidence(said, event) if said is not event else None
        if found is None or not found.enough:
            kept.append(event)
    return kept


def _wording(event: Event) -> tuple[object, ...]:
    """All of a report but where in the article it stands."""
    place = event.location
    return (
        event.doc_id,
        event.quote,
        event.trigger.text,
        event.trigger.start - event.start,
        event.event_type,
        event.status,
        event.date,
        event.quantities,
        event.attribution,
        tuple((each.text, each.code) for each in event.actors),
        tuple((each.text, each.code) for each in event.targets),
        (place.place, place.name) if place is not None else None,
    )


def order(event: Event) -> tuple[object, ...]:
    """By article and offset; the events of one trigger by where their places are named."""
    place = event.location.start if event.location is not None else None
    at = (event.doc_id, event.start, event.end, event.trigger.start, event.event_type)
    return (*at, -1 if place is None else place, event.event_id, _InFull(event))


class _InFull:
    """An event in the order of all it says, which is written out only where nothing before tells two events apart."""

    __slots__ = ("_event",)

    def __init__(self, event: Event) -> None:
        self._event = event

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _InFull) and repr(self._event) == repr(other._event)

    def __lt__(self, other: _InFull) -> bool:
        return repr(self._event) < repr(other._event)

    __hash__ = None  # type: ignore[assignment]  # a key to sort by and nothing else


def _clusters(events: Sequence[Event]) -> list[list[Event]]:
    """Each event joins the cluster for which most speaks, the nearest of equals, if nothing in it forbids that."""
    clusters: list[list[Event]] = []
    for event in events:
        rated = [(points, index) for index, cluster in enumerate(clusters) if (points := _points(event, cluster))]
        if rated:
            clusters[max(rated)[1]].append(event)
        else:
            clusters.append([event])
    return clusters


def _points(event: Event, cluster: Sequence[Event]) -> tuple[int, int] | None:
    """The strongest evidence that an event is a cluster's happening, and its nearness; None where a member forbids."""
    found = [(evidence(event, member), member) for member in cluster]
    if any(each is None for each, _ in found):
        return None
    rated = [
        (each.total, -abs(event.trigger.start - member.trigger.start))
        for each, member in found
        if each is not None and each.enough
    ]
    return max(rated, default=None)


def merged_into_one(cluster: Sequence[Event]) -> Event:
    """The reports of one happening as one event."""
    if len(cluster) == 1:
        return cluster[0]
    first, *rest = sorted(cluster, key=lambda event: (-_fullness(event), order(event)))
    reports = [first, *rest]
    status = first
    for event in rest:
        status = surer(status, event)
    place, role = _place(reports)
    return replace(
        first,
        event_type=particular(sorted({event.event_type for event in reports}), fullest=first.event_type),
        status=status.status,
        actors=_participants([event.actors for event in reports]),
        targets=_participants([event.targets for event in reports], without=[event.actors for event in reports]),
        location=place,
        location_role=role,
        date=_date(event.date for event in reports),
        quantities=joined_counts([dict(event.quantities) for event in reports]),
        site_tags=tuple(dict.fromkeys(tag for event in reports for tag in event.site_tags)),
        weapons=tuple(dict.fromkeys(weapon for event in reports for weapon in event.weapons)),
        confidence=max(event.confidence for event in reports),
        attribution=status.attribution,
        supporting=_supporting(first, rest),
    )


def _supporting(first: Event, rest: Sequence[Event]) -> tuple[Report, ...]:
    """Every report of a happening but the one that speaks for it."""
    told = {Report(each.event_id, each.doc_id, each.start, each.end, each.quote) for each in rest}
    told.update(report for each in (first, *rest) for report in each.supporting)
    return tuple(sorted(told, key=lambda report: (report.doc_id, report.start, report.end, report.event_id)))


def _fullness(event: Event) -> int:
    """How much a report says: a day, a place, parties, counts."""
    day = event.date is not None and event.date.precision == "day"
    place = event.location is not None and event.location_role == "event"
    sides = min(2, len(event.actors)) + min(1, len(event.targets))
    return 2 * day + 3 * place + 2 * sides + min(3, len(event.quantities))


def _place(reports: Sequence[Event]) -> tuple[EventPlace | None, LocationRole]:
    """The finest place, the scene of the event before what is only its subject or theatre."""
    placed = [event for event in reports if event.location is not None]
    if not placed:
        return None, reports[0].location_role
    best = min(
        placed,
        key=lambda event: (
            event.location_role != "event",
            _FINENESS[event.location.place.precision] if event.location else 0,
            reports.index(event),
        ),
    )
    return best.location, best.location_role


def _date(dates: Iterable[When | None]) -> When | None:
    """The closest of the dates; of equals the one that begins first."""
    known = [when for when in dates if when is not None]
    return min(
        known,
        key=lambda when: (_TIMES[when.precision], when.start or date.min, when.end or date.max),
        default=None,
    )


def _participants(
    lists: Sequence[Sequence[Participant]], *, without: Sequence[Sequence[Participant]] = ()
) -> tuple[Participant, ...]:
    """The participants of the first report, and of the others those whose code is new; any where it has none."""
    barred = [each.code for row in without for each in row if each.code]
    kept: list[Participant] = list(lists[0])
    for row in lists[1:]:
        for each in row:
            codes = [other.code for other in kept if other.code]
            if each.code is None or any(each.code.startswith(code) for code in [*codes, *barred]):
                continue
            wider = [other for other in kept if other.code and each.code.startswith(other.code)]
            if not wider and not any(code.startswith(each.code) for code in [*codes, *barred]):
                kept.append(each)
    return tuple(kept) or next((tuple(row) for row in lists if row), ())


def joined_counts(reports: Sequence[dict[str, int | str]]) -> tuple[tuple[str, int | str], ...]:
    """The counts of all reports; where they differ, the lowest, with the highest beside it as `…_max`. A figure takes
    the place of a word like "thousands".
    """
    reports = _without_vague(reports)
    merged: dict[str, int | str] = {}
    for name in sorted({name for counts in reports for name in counts}):
        values = [counts[name] for counts in reports if name in counts]
        if name.endswith(("_max", "_qualifier")) or not all(isinstance(value, int) for value in values):
            merged.setdefault(name, values[0])
            continue
        numbers = [value for value in values if isinstance(value, int)]
        tops = [value for counts in reports if isinstance(value := counts.get(f"{name}_max"), int)]
        merged[name] = min(numbers)
        if max([*numbers, *tops]) > min(numbers):
            merged[f"{name}_max"] = max([*numbers, *tops])
    return tuple(sorted(merged.items()))


def _without_vague(reports: Sequence[dict[str, int | str]]) -> list[dict[str, int | str]]:
    """The counts of each report but those in vague words for which another has a figure no smaller."""
    kept = []
    for counts in reports:
        vague = {
            name
            for name, value in counts.items()
            if counts.get(f"{name}_qualifier") == "vague" and isinstance(value, int) and _figure(name, reports) >= value
        }
        kept.append({name: value for name, value in counts.items() if name.removesuffix("_qualifier") not in vague})
    return kept


def _figure(name: str, reports: Sequence[dict[str, int | str]]) -> int:
    """The highest figure that a report gives for a count, -1 for none."""
    told = [counts[name] for counts in reports if name in counts and counts.get(f"{name}_qualifier") != "vague"]
    return max((value for value in told if isinstance(value, int)), default=-1)
