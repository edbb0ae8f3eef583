"""Where a building stands that a blow hit, and the town that undergoes one, and the town that is pointed at:
places that leave nothing to weigh."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.dependence import predicate_of
from geomap.coding.match import Hit, objects
from geomap.coding.place_words import KINDS, SETTLEMENTS, SITES
from geomap.coding.roles import subject_of
from geomap.coding.syntax import Syntax, chunk_of, group_of
from geomap.coding.toponyms import Site

_FALLS_ON = ("STR", "BAT", "TER", "EXP", "COE.RESTRICT", "COE.DESTROY")
_UNDER = frozenset("come be live remain stay".split())
_AIMING = frozenset("at on into towards toward".split())
_STANDING = frozenset("in at near outside".split())
COURTS = frozenset("court tribunal judge magistrate jury".split())
_AWAY = frozenset("up away off out custody captivity bush forest hostage prisoner".split())
_SEATED = frozenset("in of at".split())
_BUILDINGS = KINDS | SITES | SETTLEMENTS | frozenset("building house home block apartment university bakery".split())
_TOWNS = frozenset("town city village hamlet capital suburb neighbourhood neighborhood".split())
_THIS_REACH = 12
_NAMED_WITHIN = 4
"""Words after "in this town" within which "of X" still names it."""


def undergoes(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether a site is itself what a blow falls on: "Izium has been besieged", "Djibo has lived under a blockade"."""
    verb = group_of(syntax, hit.head) or predicate_of(syntax, hit.head)
    if not hit.rule.code.startswith(_FALLS_ON) or verb is None:
        return False
    following = [word.lower for word in syntax.words[verb.head + 1 : verb.head + 3]]
    if not verb.passive and not ("under" in following and syntax.words[verb.head].lemma in _UNDER):
        return False
    before, after = syntax.words[site.first - 1 : site.first], syntax.words[site.last + 1 : site.last + 2]
    if [word.tag for word in before] == ["I"] and [word.tag for word in after] == [","]:
        return False  # "There was gunfire in X, and a house was burned"
    return any(chunk.start <= site.first and chunk.head == site.last for chunk in subject_of(syntax, verb.head))


def heard(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether a court that passes sentence sits at a site: "A Cairo court jailed", "a judge in Pau gave"."""
    if not hit.rule.code.startswith("COE.ARREST") or site.last >= hit.head:
        return False
    words = syntax.words
    for chunk in subject_of(syntax, hit.head):
        court = any(words[at].lemma in COURTS for at in range(chunk.start, chunk.end))
        seated = words[chunk.end].lower in _SEATED
        if court and (chunk.end == site.first - 1 if seated else chunk.start <= site.first < chunk.head):
            return True
    return False


def whence(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether people were taken from a site: "picked up from X"; "men from X were arrested" says who they are."""
    if not hit.rule.code.startswith(("COE.ARREST", "VAC.ABDUCT")) or site.first < hit.head:
        return False
    words, at = syntax.words, site.first - 1
    while at > hit.head and words[at].tag in ("D", "A"):
        at -= 1
    if at < 1 or words[at].lower != "from" or any(word.tag == "," for word in words[hit.head : at]):
        return False
    if any(syntax.group_at[i] not in (-1, syntax.group_at[hit.head]) for i in range(hit.head, at)):
        return False  # "arrested four men who had crossed from X"
    return syntax.group_at[at - 1] >= 0 or words[at - 1].lower in _AWAY


def struck(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether a blow hit a building that stands at a site: "An airstrike hit a hospital in X"."""
    words, at = syntax.words, site.first - 1
    while at >= 0 and words[at].tag in ("D", "A"):
        at -= 1
    verb = predicate_of(syntax, hit.head)
    if not hit.rule.code.startswith(("STR", "EXP")) or at < 1 or words[at].lower not in _STANDING or verb is None:
        return False
    chunk = chunk_of(syntax, at - 1)
    if chunk is None or chunk.end != at or words[chunk.head].lemma not in _BUILDINGS:
        return False
    return not verb.passive and chunk in objects(syntax, verb.head, verb.head)


def aimed_at(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether what was fired was fired at a site: "a salvo of rockets at the northern town of X"."""
    words, at = syntax.words, hit.words[-1] + 1
    if not hit.rule.code.startswith("STR") or at + 1 >= len(words) or words[at].lower not in _AIMING:
        return False
    chunk = chunk_of(syntax, at + 1)
    if chunk is None or site.place.precision == "country":
        return False
    if chunk.start <= site.first and site.last == chunk.head:
        return True
    named = words[chunk.head].lemma in SETTLEMENTS and chunk.end < len(words) and words[chunk.end].lower == "of"
    return named and site.first == chunk.end + 1


def in_this(syntax: Syntax, hit: Hit, sites: Sequence[Site]) -> bool:
    """ "clashed in this small town", without a name beside it: the scene is the town that the report is from, and no
    other that the sentence goes on to."""
    words = syntax.words
    for at in range(hit.head + 1, min(hit.head + _THIS_REACH, len(words) - 2)):
        if syntax.group_at[at] >= 0 and syntax.group_at[at] != syntax.group_at[hit.head]:
            return False
        if words[at].lower in ("in", "near", "outside") and words[at + 1].lower == "this":
            chunk = chunk_of(syntax, at + 2)
            if chunk is None or words[chunk.head].lemma not in _TOWNS:
                return False
            return not any(at < site.first <= chunk.head + _NAMED_WITHIN for site in sites)
    return False
