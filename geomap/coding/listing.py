"""Which toponyms of a sentence stand in one list: "in Kyiv, Kharkiv and the port city of Odesa"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.coding.syntax import Syntax
from geomap.coding.toponyms import AREAS, DIRECTIONS, RANK, Site, rank_of
from geomap.coding.words import Word

_JOINING = frozenset(
    "and & both also later then simultaneously respectively nearby neighbouring neighboring adjacent twice".split()
)
_PLACING = frozenset("in at near on outside around inside across of the".split())
_APART = frozenset("between from".split())
"""What brings two ends of a way, or two sides: never two scenes."""
_CROSSINGS = frozenset("intersection corner junction crossroads crossing confluence border boundary".split())
"""Where two streets, rivers or countries meet: one scene, though it takes two names."""
_MOST = 8
_REACH = 9
_BETWEEN = 4


def listed_with(syntax: Syntax, sites: Sequence[Site], chosen: int) -> tuple[int, ...]:
    """The numbers of the sites that stand in one list with the chosen one, it among them, in order; of a place and what
    it lies in ("X, in Y") only the finer.
    """
    for run in _runs(syntax, sites):
        if chosen in run:
            return tuple(run[:_MOST]) if not _ends_of_a_way(syntax, sites[run[0]]) else (chosen,)
    return (chosen,)


def either_of(syntax: Syntax, sites: Sequence[Site], chosen: int) -> tuple[int, int] | None:
    """The numbers of the chosen site and the one that "or" joins to it, in order: the text leaves open which it was."""
    for first in (chosen - 1, chosen):
        if first < 0 or first + 1 >= len(sites):
            continue
        gap = syntax.words[sites[first].last + 1 : sites[first + 1].first]
        small = all(word.tag in ("D", "I", ",") or word.lower in ("or", "either", "possibly") for word in gap)
        if len(gap) <= _BETWEEN and small and any(word.lower == "or" for word in gap):
            return first, first + 1
    return None


def _runs(syntax: Syntax, sites: Sequence[Site]) -> Iterator[list[int]]:
    """Lists of sites with a conjunction before the last one."""
    at = 0
    while at < len(sites):
        run, last, joined, closed = [at], at, False, False
        while last + 1 < len(sites) and not closed:
            link = _link(syntax, sites[run[-1]], sites[last], sites[last + 1])
            if link == "apart" or (link == "and" and rank_of(sites[last + 1]) > RANK["country"]):
                break
            last += 1
            if link != "within":
                run.append(last)
            joined, closed = joined or link == "and", link == "and" and not _goes_on(syntax, sites, last)
        joined = joined or (len(run) > 1 and _and_others(syntax, sites[last]))
        if joined:
            yield run
        at = last + 1


def _link(syntax: Syntax, member: Site, last: Site, following: Site) -> str:
    """How a site follows another: "and" in a list, "comma" in one, "within" where the first lies in it, or "apart"."""
    gap = syntax.words[last.last + 1 : following.first]
    if len(gap) > _REACH or not all(_may_stand_between(word.lower, word.lemma, word.tag) for word in gap):
        return "apart"
    joined = any(word.lower in ("and", "&") for word in gap) or _as_well_as(gap)
    if any(word.tag == "C" for word in gap) and not joined:
        return "apart"
    if joined:
        return "and"
    counted = any(word.tag == "#" for word in gap)  # "six in X, five in Y"
    wider = rank_of(following) > rank_of(member)
    if wider and not counted and following.place.country in (member.place.country, None):
        return "within"
    return "comma" if any(word.tag == "," for word in gap) and not _owned(syntax, following) else "apart"


def _as_well_as(gap: Sequence[Word]) -> bool:
    return [word.lower for word in gap if word.tag != ","][:3] == ["as", "well", "as"]


def _and_others(syntax: Syntax, last: Site) -> bool:
    """Whether a list goes on with places that have no name: "Lagos, Kano and several other cities"."""
    after = syntax.words[last.last + 1 : last.last + 7]
    if not after or after[0].lower not in ("and", ","):
        return False
    noun = next((word for word in after if word.tag == "N"), None)
    small = all(word.tag in ("C", ",", "D", "A", "#", "N") or word.lower == "other" for word in after[:4])
    return small and noun is not None and noun.lower != noun.lemma and noun.lemma in (*AREAS, "place", "location")


def _may_stand_between(lower: str, lemma: str, tag: str) -> bool:
    if tag in (",", "D", "#", "W") or lower in _JOINING or lower in ("as", "well") or lower in _PLACING:
        return True
    return lemma in AREAS or lemma in DIRECTIONS or lemma in _AREAS_MORE or tag == "A" or tag == "C"


_AREAS_MORE = frozenset(
    "cities towns villages districts provinces local government county municipality camp direction axis sector front "
    "frontline".split()
)


def _owned(syntax: Syntax, site: Site) -> bool:
    return site.last + 1 < len(syntax.words) and syntax.words[site.last + 1].tag == "'"


def _goes_on(syntax: Syntax, sites: Sequence[Site], last: int) -> bool:
    """Whether another place is joined by "and" again: "in X and in the cities of Y and Z"."""
    if last + 1 >= len(sites):
        return False
    gap = syntax.words[sites[last].last + 1 : sites[last + 1].first]
    joined = any(word.lower in ("and", "&") for word in gap)
    return joined and len(gap) <= _REACH and all(_may_stand_between(word.lower, word.lemma, word.tag) for word in gap)


def _ends_of_a_way(syntax: Syntax, first: Site) -> bool:
    """ "between X and Y", "from X to Y and Z", "at the corner of X and Y"."""
    before = syntax.words[max(0, first.first - 4) : first.first]
    crossing = bool(before) and before[-1].lower in ("of", "at", "between")
    return any(word.lower in _APART or (crossing and word.lemma in _CROSSINGS) for word in before)
