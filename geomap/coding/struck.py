"""Where a building stands that a blow hit: the one place of a sentence that leaves nothing to weigh."""

from __future__ import annotations

from geomap.coding.dependence import predicate_of
from geomap.coding.match import Hit, objects
from geomap.coding.place_words import KINDS, SETTLEMENTS, SITES
from geomap.coding.syntax import Syntax, chunk_of
from geomap.coding.toponyms import Site

_STANDING = frozenset("in at near outside".split())
_BUILDINGS = KINDS | SITES | SETTLEMENTS | frozenset("building house home block apartment university bakery".split())


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
