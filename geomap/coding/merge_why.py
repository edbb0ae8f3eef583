"""Why reports were joined, in words: what spoke for their being of one happening, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geomap.coding.merge_evidence import ENOUGH, Evidence, evidence
from geomap.model import Event, Report

_PLACE = {3: "the same place", 2: "one spot", 1: "a place and a wider one round it", 0: "no other place"}
_DATE = {2: "the same day", 1: "days that meet", 0: "no other day"}
_POINTS_BACK = "its words point back"


def why_joined(event: Event, reports: Mapping[str, Event]) -> Iterator[tuple[Report, str]]:
    """Each supporting report of a merged event, with why it was joined. `reports` are the events before they were
    merged, by their names; a report that is none of them never was an event of its own."""
    members = [
        reports[name] for name in (event.event_id, *(one.event_id for one in event.supporting)) if name in reports
    ]
    for report in event.supporting:
        own = reports.get(report.event_id)
        if own is None:
            yield report, _POINTS_BACK
            continue
        yield report, _best([other for other in members if other is not own], own)


def _best(members: Sequence[Event], report: Event) -> str:
    """The strongest evidence that a report is of the happening that the others tell."""
    found = [each for member in members if (each := evidence(report, member)) is not None]
    best = max(found, key=lambda each: (each.enough, each.total), default=None)
    if best is None or not best.enough:
        return "by what the other reports say together"
    return in_words(best)


def in_words(found: Evidence) -> str:
    """Evidence as a phrase: "the same place (3), the same day (2), equal counts (2): 7, of 4 needed"."""
    told = [f"{_PLACE[found.place]} ({found.place})", f"{_DATE[found.date]} ({found.date})"]
    for name, points in (
        ("parties in common", found.parties),
        ("equal counts", found.counts),
        ("words that point back", found.reference),
    ):
        if points:
            told.append(f"{name} ({points})")
    told += [f"{detail} (1)" for detail in found.details]
    return f"{', '.join(told)}: {found.total}, of {ENOUGH} needed"
