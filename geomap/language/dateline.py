"""Find the dateline of a report: where, when and by whom it was filed."""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_UPPER_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)[A-Z]*\.?"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_DATE = rf"(?:(?:{_MONTH}|{_UPPER_MONTH})\s+{_DAY}|{_DAY}\s+(?:{_MONTH}|{_UPPER_MONTH}))(?:,?\s+(?:\d{{4}}|\d{{2}})\b)?"
_CAPITALS = r"[A-Z][A-Z.'’]*[A-Z.](?:[ -](?:[A-Z][A-Z.'’]+|de|la|el|al)){0,3}"
_TITLE = r"[A-Z][\w.'’]+(?:[ -](?:[A-Z][\w.'’]*|de|la|el|al)){0,3}"
_REGION = r"(?:,\s*(?:[A-Z][\w.'’]*)(?:[ -](?:of|the|and|[A-Z][\w.'’]*)){0,4})"
_AGENCY = r"(?:\((?:[A-Z][\w/.,&'’ -]{1,40})\))"
_DASH = r"(?:-{1,3}|[–—�])"
_NOTE = r"(?:\s*\[[A-Z][A-Z ]+\])*"

_DATELINE = re.compile(
    rf"""
    (?: (?P<capitals>{_CAPITALS}) (?:/{_CAPITALS})? {_REGION}{{0,2}} (?:,?\s*{_DATE})? (?:,?\s*{_AGENCY})? \s*
        (?:{_DASH}\s|:\s+(?=["“A-Z]))
      | (?P<plain>{_CAPITALS}) {_REGION}{{0,2}} ,?\s*{_DATE}\s*{_AGENCY} \s (?=["“A-Z])
      | (?P<title>{_TITLE}) {_REGION}{{0,2}} (?: ,?\s*{_DATE}\s*{_AGENCY}? | ,?\s*{_AGENCY} ) \s* {_DASH}\s
    ) {_NOTE}
    """,
    re.VERBOSE,
)
_NOT_PLACES = frozenset(
    "WARNING NOTE UPDATE UPDATED EXCLUSIVE ANALYSIS OPINION BREAKING WATCH VIDEO PHOTOS FACTBOX EXPLAINER"
    " CORRECTION".split()
)


def dateline_at(text: str, start: int, end: int) -> int | None:
    """Where the dateline that begins at `start` ends (after its dash and notes), or None. Stops at `end`."""
    found = _DATELINE.match(text, start, end)
    if not found or found.end() >= end:
        return None
    place = found.group("capitals") or found.group("plain") or found.group("title")
    if place.upper() in _NOT_PLACES or place.split()[0].upper() in _NOT_PLACES:
        return None
    return start + len(found.group().rstrip())
