"""Whose view of disputed areas is taken: the country that places in them are given, and the outlines of countries.

The gazetteer files every place under one country, as GeoNames and ISO 3166 do: the view "un". The view of a country
("ua", "in", "ma" … or any code or name) gives it what it claims by `tables/disputed.csv`, and gives what the table's
column `views` says of others' claims; "de-facto" gives an area to the state that holds it alone. The towns of an area
go with it: a place lies in an area when it is that area, when the area is its first-level division, or when the area
has an outline (no disc) that holds it and the gazetteer files the place under a state that holds or claims the area.
GeoNames files Majdal Shams under Syria and Katzrin, beside it on the Golan, under Israel: a view gives both to one
state, the default leaves each as it is filed. Nothing else of a place changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import UsageError
from geomap.places.countries import country
from geomap.places.shapes import Area, DisputedArea, disputed_areas

if TYPE_CHECKING:
    from geomap.model import Candidate, Event, Mention, Place
    from geomap.places.boundaries import Outlines
    from geomap.places.gazetteer import Gazetteer

DEFAULT: Final = "un"
DE_FACTO: Final = "de-facto"
OFF_COAST: Final = 0.02
"""Degrees by which a place may lie outside an outline, which is simplified."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A disputed area and the country that a view gives it to; `outline` is None for a disc.

    `before` are the countries that the gazetteer may file it and its places under, `whole`: it has it as a country, all
    places of which lie in it.
    """

    place: str
    before: frozenset[str | None]
    after: str
    outline: Any
    whole: bool

    def holds(self, place: Place) -> bool:
        """Whether a place that the gazetteer files under one of its countries lies in it, or just off its coast."""
        from shapely import Point

        if place.country not in self.before or place.precision in ("country", "multi_country"):
            return False
        if self.whole:
            return True
        return self.outline is not None and bool(self.outline.distance(Point(place.lon, place.lat)) <= OFF_COAST)


class Worldview:
    """A view of disputed areas; `open_worldview` makes one. The default one changes nothing."""

    def __init__(self, name: str, moved: Iterable[Moved], gazetteer: Gazetteer) -> None:
        self.name = name
        self.moved = tuple(moved)
        self._gazetteer = gazetteer

    def place(self, place: Place) -> Place:
        """The place, under the country that this view gives it."""
        parts = tuple(self.place(part) for part in place.parts)
        if parts != place.parts:
            lands = {part.country for part in parts}
            return replace(place, parts=parts, country=parts[0].country if len(lands) == 1 else None)
        after = self._after(place) if self.moved else None
        return place if after is None or after == place.country else replace(place, country=after)

    def mentions(self, found: Iterable[Mention]) -> tuple[Mention, ...]:
        """The mentions, their places and alternatives seen so."""
        return tuple(
            replace(
                one,
                place=self._seen(one.place),
                alternatives=self._candidates(one.alternatives),
                within=one.within and replace(one.within, place=self._seen(one.within.place)),
                part=one.part and replace(one.part, place=self.place(one.part.place)),
                parent=one.parent and replace(one.parent, place=self.place(one.parent.place)),
                relation=one.relation and replace(one.relation, place=self.place(one.relation.place)),
            )
            for one in found
        )

    def _seen(self, place: Place | None) -> Place | None:
        return None if place is None else self.place(place)

    def events(self, found: Iterable[Event]) -> tuple[Event, ...]:
        """The events, their places and alternatives seen so."""
        return tuple(self._event(one) for one in found)

    def _event(self, event: Event) -> Event:
        if event.location is None:
            return event
        where = event.location
        seen = replace(where, place=self.place(where.place), alternatives=self._candidates(where.alternatives))
        return replace(event, location=seen)

    def _candidates(self, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
        return tuple(replace(one, place=self.place(one.place)) for one in candidates)

    def _after(self, place: Place) -> str | None:
        division = self._gazetteer.admin1_of(place)
        ids = {place.gazetteer_id, *([division.gazetteer_id] if division else [])}
        for area in self.moved:
            if area.place in ids:
                return area.after
        return next((area.after for area in self.moved if area.holds(place)), None)


class Seen:
    """Outlines in which a country has what a view gives it, and lacks what the view gives to others."""

    def __init__(self, below: Outlines, view: Worldview) -> None:
        self._below = below
        self._view = view

    def area(self, place: Place) -> Area | None:
        """The area of anything coarser than a town; a country's as the view has it."""
        found = self._below.area(place)
        return self._redrawn(found, place.country) if found and place.precision == "country" else found

    def outline(self, gazetteer_id: str) -> Area | None:
        """The stored outline of that id, or None."""
        return self._below.outline(gazetteer_id)

    def ids(self) -> Iterator[str]:
        """The ids that have an outline."""
        return self._below.ids()

    def _redrawn(self, area: Area, land: str | None) -> Area:
        import shapely

        gained = [one.outline for one in self._view.moved if one.outline is not None and one.after == land]
        lost = [one.outline for one in self._view.moved if one.outline is not None and one.after != land in one.before]
        whole = shapely.union_all([area.geometry, *gained])
        kept = shapely.difference(whole, shapely.union_all(lost)) if lost else whole
        if kept.is_empty or kept.equals(area.geometry):
            return area
        return Area(kept, approximate=True, source=f"{area.source}; disputed areas as seen by {self._view.name}")


def open_worldview(name: str, *, gazetteer: Gazetteer, shapes: Outlines) -> Worldview:
    """The view of that name. Raises UsageError for one that is neither "un", "de-facto" nor a country's."""
    given = _given(checked(name))
    moved = []
    for area in disputed_areas():
        place = gazetteer.place(area.place)
        after = given.get(area.place)
        if place is not None and after is not None:
            whole = place.precision == "country"
            stored = shapes.outline(area.place)
            others = () if whole else (*area.held_by, *area.claimants)
            before = frozenset((place.country, *others))
            moved.append(Moved(area.place, before, after, stored.geometry if stored else None, whole))
    return Worldview(name, moved, gazetteer)


def checked(name: str) -> str:
    """The name of a view: "un", "de-facto" or an alpha-3 code. Raises UsageError for any other."""
    if name.lower() in (DEFAULT, DE_FACTO):
        return name.lower()
    land = country(name)
    if land is None:
        raise UsageError(f"'{name}' is no worldview: use {DEFAULT}, {DE_FACTO}, or a country's code (UA, IND) or name")
    return land.alpha3


def _given(view: str) -> Mapping[str, str]:
    """The country of each area that the view speaks of, by gazetteer id."""
    if view == DEFAULT:
        return {}
    found = {}
    for area in disputed_areas():
        after = _held(area) if view == DE_FACTO else _claimed(area, view)
        if after is not None:
            found[area.place] = after
    return found


def _held(area: DisputedArea) -> str | None:
    """The state that holds an area alone; None where several do, or a body without a code."""
    return area.held_by[0] if len(area.held_by) == 1 and _is_code(area.held_by[0]) else None


def _claimed(area: DisputedArea, view: str) -> str | None:
    return area.views.get(view) or (view if view in area.claimants else None)


def _is_code(text: str) -> bool:
    return len(text) == 3 and text.isupper()
