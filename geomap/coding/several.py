"""The places of an event that the text says happened at each of them: "in Kyiv, Kharkiv and Odesa".

Each becomes an event of its own, as in the codebooks. What was counted was counted for all of them together, so it
stays with the first: no toll is told twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from geomap.coding.link import place_at
from geomap.coding.listing import listed_with
from geomap.coding.syntax import Syntax
from geomap.coding.toponyms import sites_in
from geomap.model import Event, EventPlace, Mention


def at_each_place(event: Event, syntax: Syntax, mentions: Sequence[Mention]) -> tuple[Event, ...]:
    """The event at the first of its places, then the like at each of the others; the event alone where it has one."""
    place = event.location
    if place is None or place.start is None or event.location_role != "event" or event.status == "denied":
        return (event,)
    sites = sites_in(syntax, mentions)
    chosen = next((number for number, site in enumerate(sites) if site.mention.start == place.start), None)
    listed = listed_with(syntax, sites, chosen) if chosen is not None else ()
    if len(listed) < 2:
        return (event,)
    places = [place if number == chosen else place_at(sites[number]) for number in listed]
    first = replace(event, location=places[0])
    return first, *(_like(event, other) for other in places[1:])


def _like(event: Event, place: EventPlace) -> Event:
    """The same happening at another place, without its counts."""
    name = hashlib.sha256(f"{event.event_id}|{place.start}".encode()).hexdigest()[:16]
    return replace(event, event_id=name, location=place, quantities=())
