"""The place of those who do or tell a deed that is said to be nowhere else: "residents of X say they were shelled".

Who lives or works in a town tells of it, and what they do is done there, unless the text says where else. Spokesmen,
soldiers and travellers may be anywhere.
"""

from __future__ import annotations

from geomap.coding.clauses import VIOLENT
from geomap.coding.match import Hit
from geomap.coding.roles import subject_of
from geomap.coding.syntax import Chunk, Syntax, chunk_of, group_of
from geomap.coding.toponyms import RANK, Site, rank_of

_DEEDS = (*VIOLENT, "DEM", "COE.ARREST", "COE.DESTROY", "COE.RESTRICT", "COE.DISRUPT", "HAZ", "TER", "MOB")
_DWELLERS = frozenset(
    "resident inhabitant villager townspeople townsfolk local neighbour neighbor witness eyewitness garrison doctor "
    "medic nurse paramedic surgeon teacher shopkeeper stallholder trader farmer fisherman elder mayor priest imam "
    "correspondent worker activist".split()
)
_WITHIN = frozenset("of in at".split())
_AREAS = frozenset("town city village district suburb settlement area neighbourhood neighborhood".split())
_TELLING = frozenset("say tell report recall describe".split())
_WIDE = RANK["adm2"]
_REACH = 7


def dwelt(syntax: Syntax, hit: Hit, sites: tuple[Site, ...]) -> int | None:
    """The number of the only site that is the home of who does or tells the deed of a hit, or None."""
    if not hit.rule.code.startswith(_DEEDS) or group_of(syntax, hit.head) is None:
        return None
    found = [at for at, site in enumerate(sites) if rank_of(site) <= _WIDE and _home(syntax, hit, site)]
    return found[0] if len(found) == 1 else None


def _home(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether a site is where the subject of the deed, or of the verb that reports it, lives."""
    dwellers = _dwellers(syntax, site)
    if dwellers is None or site.last >= hit.head:
        return False
    for group in syntax.groups:
        tells = group.head == hit.head or syntax.words[group.head].lemma in _TELLING
        if not tells or not site.last < group.head <= hit.head:
            continue
        if any(chunk.start <= dwellers.head < chunk.end for chunk in subject_of(syntax, group.head)):
            return True
    return False


def _dwellers(syntax: Syntax, site: Site) -> Chunk | None:
    """ "X residents", "residents of the town of X", "In X, residents": the phrase of who lives there."""
    words = syntax.words
    own = chunk_of(syntax, site.first)
    if words[0].lower in _WITHIN and site.last + 2 < len(words) and words[site.last + 1].tag == ",":
        after = chunk_of(syntax, site.last + 2)
        return after if after is not None and words[after.head].lemma in _DWELLERS else None
    if own is not None and site.last < own.head and words[own.head].lemma in _DWELLERS:
        return own
    for at in range(site.first - 1, max(-1, site.first - _REACH), -1):
        word = words[at]
        if word.lemma in _DWELLERS and words[at + 1].lower in _WITHIN:
            return chunk_of(syntax, at)
        if not (word.tag in ("D", "A", "P") or word.lower in _WITHIN or word.lemma in _AREAS):
            return None
    return None
