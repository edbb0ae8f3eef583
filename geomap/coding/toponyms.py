"""The toponyms of a sentence that can be a scene, and which of a run of them is the finest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.coding.syntax import Syntax
from geomap.coding.words import Word
from geomap.model import Mention, Place
from geomap.places.fold import fold
from geomap.places.relative import distance_km

UNLISTED = 0.0
"""The score of a mention whose name the gazetteer lacks; its place is what it lies in or by."""

RANK = {
    "site": 0,
    "city": 1,
    "near_city": 2,
    "adm2": 3,
    "adm1": 4,
    "area": 5,
    "country": 6,
    "multi_country": 7,
    "unknown": 8,
}
_VILLAGE = RANK["city"]
SUCH = frozenset("including notably especially namely".split())
"""What brings those of the places in an area that are meant: "villages in X, including Y"."""
_SUCH_REACH = 7
_BESIDE_IT = frozenset("near at outside".split())
"""After a country these bring what lies there: "militants from X near Y"."""
_BESIDE = frozenset("adjacent bordering stretching".split())
DIRECTIONS = frozenset(
    f"{word}{end}"
    for word in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for end in ("", "ward")
)
AREAS = frozenset(
    "coast shore border city town village region province outskirts edge centre center north south east west part "
    "district area capital suburb island port heart streets street neighbourhood neighborhood state governorate "
    "side tip interior".split()
)


def nowhere(name: str) -> Place:
    """A place of that name, wherever it may be."""
    return Place(f"text:{fold(name)}", name, 0.0, 0.0, "unknown")


@dataclass(frozen=True, slots=True)
class Site:
    """A toponym in a sentence: the mention and the indices of its first and last words."""

    mention: Mention
    place: Place
    first: int
    last: int


def sites_in(syntax: Syntax, mentions: Sequence[Mention]) -> tuple[Site, ...]:
    """The toponyms of a sentence that can be a scene, in order; of nested ones the longest."""
    found: list[Site] = []
    for mention in mentions:
        if mention.place is None or mention.role not in ("literal", "associative"):
            continue
        inside = [i for i, word in enumerate(syntax.words) if word.start < mention.end and mention.start < word.end]
        if inside:
            found.append(Site(mention, mention.place, inside[0], inside[-1]))
    return tuple(
        site
        for site in found
        if not any(
            o is not site
            and o.first <= site.first
            and site.last <= o.last
            and o.mention.end - o.mention.start > site.mention.end - site.mention.start
            for o in found
        )
    )


def finest(syntax: Syntax, sites: Sequence[Site], index: int) -> Site:
    """Of a run like "in Sloviansk, Donetsk region" the finest place; the one that was chosen when they are no run."""
    run = [sites[index]]
    for other in sites[index + 1 :]:
        gap = syntax.words[run[-1].last + 1 : other.first]
        if (
            len(gap) > (_SUCH_REACH if any(word.lower in SUCH for word in gap) else 4)
            or not all(
                word.tag in (",", "I", "D", "A", "'", "N") or word.lemma in AREAS or word.lower in ("and", *SUCH)
                for word in gap
            )
            or any(w.lower == "and" or w.lower in _BESIDE for w in gap)
        ):
            break
        run.append(other)
    for other in reversed(sites[:index]):
        gap = syntax.words[other.last + 1 : run[0].first]
        if len(gap) > 9 or not all(_relates(word) for word in gap):
            break
        run.insert(0, other)
    first = _country(run[0])
    alike = [site for site in run if _country(site) == first or _country(sites[index]) == _country(site)] or run
    best = alike[0]
    for site in alike[1:]:
        best = _inner(syntax, best, site)
    return best


def _inner(syntax: Syntax, one: Site, other: Site) -> Site:
    """Which of two sites, the first before the other, lies in the other: the finer one. What no gazetteer lists is as
    fine as the text says: X in "X, in the district of Y" and in "the X district of Y", but also in "Y's X district" and
    in "the Y town of X" where the gazetteer has Y.
    """
    gap = syntax.words[one.last + 1 : other.first]
    if UNLISTED not in (one.mention.score, other.mention.score):
        if _says_where(gap, one.place, other.place) or _lies_in(gap, one.place, other.place):
            return one
        if RANK[one.place.precision] == RANK[other.place.precision] and _is_part(gap, one.place, other.place):
            return other
        return min(one, other, key=lambda site: RANK[site.place.precision])
    if not gap or gap[0].tag == "'" or any(word.lower in SUCH for word in gap):
        return other
    wide = one.mention.score != UNLISTED and RANK[one.place.precision] >= RANK["adm1"]
    if wide and other.mention.score == UNLISTED and gap[-1].lower in _BESIDE_IT:
        return other
    named = one.mention.score != UNLISTED and gap[0].tag in ("A", "N") and gap[-1].lower == "of"
    return other if named else one


def _says_where(gap: Sequence[Word], region: Place, ring: Place) -> bool:
    """Whether a town says only where a region lies: "the Panjshir valley north of Kabul", where "the Donetsk region
    north of Bakhmut" speaks of a part of it.
    """
    words = [word.lower for word in gap]
    turned = words[-1:] == ["of"] and len(words) > 1 and words[-2] in DIRECTIONS
    if region.precision not in ("adm1", "adm2", "area") or ring.precision != "near_city" or not turned:
        return False
    if any(word.tag == "#" for word in gap):
        return False
    inside = region.admin1 is not None and (region.country, region.admin1) == (ring.country, ring.admin1)
    return not inside and distance_km(region, ring) > (region.radius_km or 0.0)


def _lies_in(gap: Sequence[Word], region: Place, division: Place) -> bool:
    """ "The Nuba Mountains in South Kordofan", "the Bastar region of Chhattisgarh": the smaller region is the finer."""
    if region.precision != "area" or division.precision not in ("adm1", "country") or not region.radius_km:
        return False
    return gap[-1:] != [] and gap[-1].lower in ("in", "of") and region.radius_km <= _SMALL_KM


def _is_part(gap: Sequence[Word], one: Place, other: Place) -> bool:
    """Whether the second of two towns is in the first: "the Tripoli suburb of Tajoura", not "the Tajoura suburb of
    Tripoli".
    """
    named = len(gap) > 1 and gap[-1].lower == "of" and any(word.lemma in _PARTS for word in gap)
    return named and other.population < one.population


def rank_of(site: Site) -> int:
    """How fine a site is, finest first. A name that no gazetteer lists is a village or a part of a town, not the area
    that it falls back to."""
    return _VILLAGE if site.mention.score == UNLISTED else RANK[site.place.precision]


_RELATING = frozenset(
    "in of on near outside from some about just roughly around km kilometres kilometers miles mile edge "
    "outskirts".split()
)


_LANDS = frozenset(
    "valley mountain desert hill forest plain peninsula gorge steppe highland township camp refugee base airport "
    "airfield airbase crossing checkpoint mine field refinery prison junction".split()
)
_SMALL_KM = 150.0
"""A region of this radius lies within a division that a text says it lies in."""
_PARTS = frozenset("suburb district neighbourhood neighborhood quarter area port".split())


def _relates(word: Word) -> bool:
    """Whether a word may stand between a place and what it lies in or by: ", some 30 km south of"."""
    known = (*DIRECTIONS, *AREAS, *_LANDS)
    return word.tag in (",", "D", "A", "#") or word.lower in _RELATING or word.lemma in known


def _country(site: Site) -> str | None:
    return site.place.country
