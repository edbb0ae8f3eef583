"""Places that the gazetteer lacks: a village, a street, a hospital, named where a place is named.

"In Dura, south of Baghdad" is neither Baghdad nor nowhere. The name is a place by its grammar (after "in" or "at",
before "district", after "town of"), and its parent comes from the text: what it lies in or by, else the country. The
parent is never finer than that, and no namesake elsewhere is looked for. Where the text says nothing of where it lies,
it is a place all the same, one that is on no map.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geomap.coding.compounds import whole_names
from geomap.coding.grounds import with_grounds
from geomap.coding.link import NEAR_KM, distance_km
from geomap.coding.place_words import FAITHS, SETTLEMENTS, SITES
from geomap.coding.scene import Scene
from geomap.coding.standing import FARTHEST_KM, standing_names
from geomap.coding.syntax import Syntax
from geomap.coding.toponyms import AREAS, DIRECTIONS, SUCH, UNLISTED, nowhere
from geomap.model import Mention, Place
from geomap.places.related import with_relative

_BESIDE = frozenset("near outside from edge outskirts outskirt km kilometre kilometer mile close beyond".split())
_LINKS = frozenset("of in on at near outside from some about just roughly around to within inside".split())
_REACH = 10
_IN = re.compile(r",? (?:in|of) (?:the )?(?:far |deep )?(?:(?:north|south|east|west|central|middle)[\w-]* ){0,2}")
"""What stands between a name and the land that it is in."""
_SURE_PARENT = 0.5
_PLAIN = 0.45
"""From this chance on a town is taken for what is meant; below, its namesakes together are likelier."""
_MOSTLY = 2 / 3
_WIDE = ("adm2", "adm1", "area", "country")


def with_unlisted(
    scene: Scene, mentions: Sequence[Mention], *, parent: Place | None, home: Place | None = None
) -> list[Mention]:
    """The mentions of a sentence, and the places that no gazetteer lists, each with the place that it lies in or by.

    `parent` is the area to fall back to, or None, `home` the country that the article is mostly about. A name without
    any parent is a place of unknown precision.
    """
    syntax = scene.syntax
    if not syntax.words:
        return list(mentions)
    bounds = (syntax.words[0].start, syntax.words[-1].end)
    mentions = whole_names(scene.text, with_grounds(syntax, mentions), bounds=bounds, home=home)
    mentions = with_relative(scene.text, mentions, bounds=bounds, home=home or parent)
    doubted = [one for one in mentions if _doubtful(one) or _elsewhere(one, mentions, scene.text)]
    known = [one for one in mentions if one.place is not None and one not in doubted]
    names = [one for one in mentions if (one.place is None and one.role == "literal") or one in doubted]
    names = [one for one in names if one.name.lower() not in FAITHS]
    names += standing_names(scene, mentions)
    for name in sorted(names, key=lambda one: -one.start):  # what a name lies in mostly stands after it
        said = _around(syntax, name, [one for one in known if one.place is not None and one.place.located])
        said = _finer(said, _offered(name)) if said is not None else _offered(name)
        place = _finer(said, parent) or _shared(name, parent) or nowhere(name.name)
        known.append(replace(name, place=place, score=UNLISTED))
    return sorted(known, key=lambda one: (one.start, one.end))


def _doubtful(one: Mention) -> bool:
    """Whether a town is but the likeliest of many namesakes: "Springfield" alone is no place to put a pin."""
    return one.place is not None and one.place.precision in ("city", "near_city") and 0 < one.score < _PLAIN


def _elsewhere(one: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """Whether a town's namesake is meant: "Gara in northern Iraq" is not the one in Hungary."""
    if one.place is None or one.place.precision not in ("city", "near_city"):
        return False
    return any(
        _IN.fullmatch(text[one.end : other.start]) is not None and other.place.country not in (None, one.place.country)
        for other in mentions
        if other.place is not None and one.end < other.start and other.role in ("literal", "associative")
    )


def _shared(name: Mention, parent: Place | None) -> Place | None:
    """The country that the article is about, unless the namesakes of a doubtful town lie mostly in others."""
    if name.place is None or parent is None:
        return parent
    chances = [(name.place.country, name.score), *((one.place.country, one.score) for one in name.alternatives)]
    there = sum(chance for country, chance in chances if country == parent.country)
    return parent if there >= _MOSTLY * sum(chance for _, chance in chances) else None


def _finer(around: Place | None, offered: Place | None) -> Place | None:
    """What the text says a name lies in, or the division within that which is offered for it."""
    if around is None or offered is None:
        return around
    if around.country != offered.country:
        return around
    within = around.precision in ("adm1", "area") and offered.precision == "near_city" and _shares(around, offered)
    return offered if around.precision == "country" or within else around


def _shares(around: Place, offered: Place) -> bool:
    return around.admin1 is not None and around.admin1 == offered.admin1


def _offered(name: Mention) -> Place | None:
    """The parent that resolution found for a name, or the ring around the town that a site is named after, where it is
    sure of it."""
    if not name.alternatives or name.alternatives[0].score < _SURE_PARENT:
        return None
    place = name.alternatives[0].place
    return place if place.precision in (*_WIDE, "near_city") else None


def _around(syntax: Syntax, name: Mention, known: Sequence[Mention]) -> Place | None:
    """The known place that a name is said to lie in ("X, in Y"; "Y's X") or by ("X, south of Y": a ring)."""
    words = syntax.words
    inside = [i for i, word in enumerate(words) if word.start < name.end and name.start < word.end]
    if not inside:
        return None
    starts = {one.start: one for one in known if one.role in ("literal", "associative")}
    gap: list[str] = []
    listed: Mention | None = None
    for index in range(_past_apposition(syntax, inside[-1] + 1), min(inside[-1] + 1 + _REACH, len(words))):
        word = words[index]
        if listed is not None and word.start < listed.end:
            continue
        outer = starts.get(word.start)
        if outer is not None and "and" in gap:
            listed, gap = outer, []  # "X and Y in Z": Y says nothing of where X lies, Z does
            continue
        if outer is not None:
            return _related(_within(syntax, outer, starts), gap)
        if not (word.tag in (",", "#", "D", "A") or word.lower in (*_LINKS, "and") or _locates(word.lemma)):
            break
        gap.append(word.lemma)
    if listed is not None and listed.score == UNLISTED:
        return listed.place
    return _owner(syntax, inside[0], known) or _area_of(syntax, inside[0], known)


def _area_of(syntax: Syntax, first: int, known: Sequence[Mention]) -> Place | None:
    """ "villages in Y, including X and Z": the area that a name is an example from."""
    words, at = syntax.words, first - 1
    while at >= 0 and first - at < _REACH and words[at].tag in (",", "C", "P", "D") and words[at].lower not in SUCH:
        at -= 1
    if at < 1 or words[at].lower not in SUCH:
        return None
    at -= 2 if words[at - 1].tag == "," else 1
    return next((one.place for one in known if one.start <= words[at].start < one.end), None) if at >= 0 else None


def _past_apposition(syntax: Syntax, at: int) -> int:
    """The index after "a busy shopping" in "X, a busy shopping street in Y"; `at` where no such words follow."""
    words = syntax.words
    if at + 2 >= len(words) or words[at].tag != "," or words[at + 1].lower not in ("a", "an", "the"):
        return at
    end = at + 2
    while end < min(at + 6, len(words)) and words[end].tag in ("A", "N", "V") and not _locates(words[end].lemma):
        end += 1
    return end if end < len(words) and _locates(words[end].lemma) else at


def _within(syntax: Syntax, outer: Mention, starts: Mapping[int, Mention]) -> Mention:
    """ "Somalia's Lower Shabelle region": the possession, where it is finer than its owner."""
    words = syntax.words
    last = next((i for i, word in enumerate(words) if word.start < outer.end <= word.end), len(words))
    owned = starts.get(words[last + 2].start) if last + 2 < len(words) and words[last + 1].tag == "'" else None
    if owned is None or owned.place is None or outer.place is None or owned.place.precision == "country":
        return outer
    return owned if owned.place.country == outer.place.country else outer


def _locates(lemma: str) -> bool:
    return lemma in _BESIDE or lemma in SETTLEMENTS or lemma in SITES or lemma in AREAS or lemma in DIRECTIONS


def _related(one: Mention, gap: Sequence[str]) -> Place | None:
    place = one.place
    beside = any(word in _BESIDE or word in DIRECTIONS for word in gap)
    if "on" in gap and not beside:
        return None  # "on the X-Y highway"
    if place is None or not beside or place.precision not in ("city", "site"):
        return place
    km = distance_km(gap) or NEAR_KM
    return replace(place, precision="near_city", radius_km=km) if km <= FARTHEST_KM else None


def _owner(syntax: Syntax, first: int, known: Sequence[Mention]) -> Place | None:
    """ "Y's X district", "the Somali town of X"."""
    words = syntax.words
    for at in range(first - 1, max(-1, first - 6), -1):
        owner = next((one for one in known if one.start <= words[at].start < one.end), None)
        if owner is not None:
            return owner.place
        if words[at].tag not in ("'", "A", "D", "N") and words[at].lower != "of":
            return None
    return None
