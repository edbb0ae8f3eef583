"""The places of an event that the text says happened at each of them: "in Kyiv, Kharkiv and Odesa".

Each becomes an event of its own, as in the codebooks; a place named twice is one. What was counted for all of them
together stays with the first, so that no toll is told twice; what was counted at each ("six in Mosul, four in Baiji")
is its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.coding.link import place_at
from geomap.coding.listing import listed_with
from geomap.coding.merge_evidence import Counts
from geomap.coding.quantities import counts_of
from geomap.coding.quantities_bind import bind_numbers
from geomap.coding.syntax import Syntax
from geomap.coding.toponyms import Site, sites_in
from geomap.model import Event, EventPlace, Mention


def at_each_place(event: Event, syntax: Syntax, mentions: Sequence[Mention], text: str) -> tuple[Event, ...]:
    """The event at the first of its places, then the like at each of the others; the event alone where it has one.
    `text` is the article's."""
    place = event.location
    if place is None or place.start is None or event.location_role != "event" or event.status == "denied":
        return (event,)
    sites = sites_in(syntax, mentions)
    chosen = next((number for number, site in enumerate(sites) if site.mention.start == place.start), None)
    listed = listed_with(syntax, sites, chosen) if chosen is not None else ()
    if len(listed) < 2:
        return (event,)
    if _where(syntax, sites[listed[-1]], event):
        return (replace(event, location=place_at(sites[listed[-1]])),)
    places = _once([place if number == chosen else place_at(sites[number]) for number in listed])
    shares = _shares(event, text, places)
    first = replace(event, location=places[0], quantities=shares[0])
    return first, *(_like(event, each, counts) for each, counts in zip(places[1:], shares[1:], strict=True))


def _where(syntax: Syntax, last: Site, event: Event) -> bool:
    """ "in Kisumu, Eldoret and Mombasa, where shops were looted": in the last, as far as the text says."""
    following = [word.lower for word in syntax.words[last.last + 1 : last.last + 3]]
    after = syntax.words[last.last].end <= event.trigger.start
    return after and (following[:1] == ["where"] or following == [",", "where"])


def _once(places: Sequence[EventPlace]) -> list[EventPlace]:
    """The places without those that the list names again."""
    kept: dict[tuple[str, str], EventPlace] = {}
    for each in places:
        kept.setdefault((each.place.gazetteer_id, each.name), each)  # unlisted villages have their parent's
    return list(kept.values())


def _shares(event: Event, text: str, places: Sequence[EventPlace]) -> list[Counts]:
    """The counts at each place: where each has a number of its own before it that, else all of them at the first."""
    together: list[Counts] = [event.quantities, *(() for _ in places[1:])]
    starts = [each.start for each in places if each.start is not None]
    if len(starts) < len(places) or starts != sorted(starts):
        return together
    own: list[dict[str, int | str]] = [{} for _ in places]
    for group in bind_numbers(text, clause=(event.start, event.end), counts=counts_of(event.event_type)):
        parts = [
            [each for each in group if first <= each.number.start < last] for first, last in pairwise([0, *starts])
        ]
        if group[0].count is not None and all(parts):
            for held, part in zip(own, parts, strict=True):
                held[group[0].count.name] = sum(each.number.low for each in part)
    if not own[0]:
        return together
    kept = {name: value for name, value in event.quantities if not name.startswith(tuple(own[0]))}
    return [tuple(sorted((kept | own[0]).items())), *(tuple(sorted(each.items())) for each in own[1:])]


def _like(event: Event, place: EventPlace, counts: Counts) -> Event:
    """The same happening at another place, with its counts."""
    name = hashlib.sha256(f"{event.event_id}|{place.start}".encode()).hexdigest()[:16]
    return replace(event, event_id=name, location=place, quantities=counts)
