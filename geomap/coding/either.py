"""Events of which the text leaves open where they were: "in Kharkiv or Poltava" is in the country that both lie in."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.listing import either_of
from geomap.coding.scene import Scene
from geomap.coding.toponyms import nowhere, sites_in
from geomap.model import EventPlace, Mention, Place
from geomap.places.gazetteer import Gazetteer


def of_either(
    scene: Scene, mentions: Sequence[Mention], place: EventPlace, *, gazetteer: Gazetteer
) -> EventPlace | None:
    """The area that a place and the one joined to it by "or" both lie in; None where none is joined so."""
    sites = sites_in(scene.syntax, mentions)
    chosen = next((number for number, site in enumerate(sites) if site.mention.start == place.start), None)
    pair = either_of(scene.syntax, sites, chosen) if chosen is not None else None
    if pair is None:
        return None
    one, other = (sites[number] for number in pair)
    start, end = one.mention.start, other.mention.end
    name = scene.text[start:end]
    return EventPlace(_around_both(one.place, other.place, gazetteer) or nowhere(name), name, start, end)


def _around_both(one: Place, other: Place, gazetteer: Gazetteer) -> Place | None:
    if one == other:
        return one
    if one.country is None or one.country != other.country:
        return None
    divisions = [place if place.precision == "adm1" else gazetteer.admin1_of(place) for place in (one, other)]
    return divisions[0] if divisions[0] == divisions[1] is not None else gazetteer.country(one.country)
