"""Toponyms that a sentence names without anything having happened there: where a suspect was born, whose embassy."""

from __future__ import annotations

from geomap.coding.match import Hit
from geomap.coding.roles import subject_of
from geomap.coding.syntax import Syntax, chunk_of
from geomap.coding.toponyms import AREAS, Site

_ELSEWHERE = frozenset(
    "born raised educated trained planned organised organized hatched conceived masterminded coordinated signed "
    "drafted negotiated brokered based headquartered registered prepared directed".split()
)
_ORIGIN = frozenset(["born", "raised"])
_MISSIONS = frozenset("embassy consulate ambassador".split())
_TREATIES = frozenset("treaty accord pact convention protocol agreement declaration charter peace".split())
_FORCES = frozenset("force army troop troops military navy soldier government air-force".split())
_ABOUT = frozenset("over against".split())
_SHIPS = frozenset(
    "ship vessel tanker frigate destroyer corvette cruiser submarine carrier trawler freighter ferry patrol-boat boat "
    "battleship warship minesweeper steamer".split()
)
_SHIP_MARKS = frozenset("INS USS HMS BRP MV MT SS HMCS HMAS USNS ARA PNS KRI".split())
_JUDGING = frozenset("sentence jail convict imprison give hand condemn indict charge".split())
_TELLING = frozenset("say tell report confirm announce claim add".split())
_REACH = 6
_OFFICES = frozenset(
    "leader president minister counterpart premier chancellor king ambassador envoy delegation diplomat chief head "
    "representative".split()
)
_TOWNS = frozenset("town village city hamlet".split())
_LAUNCHING = frozenset("launch fire lob send direction".split())
_DONE_BEFORE = ("STR", "EXP", "BAT", "VAC", "COE.DESTROY", "DEM", "CRM")
_TOWARDS = frozenset("to towards toward for into".split())
_LEAVING = frozenset("withdraw retreat flee escape head drive ride move pull return leave disappear vanish".split())
_THEN = frozenset("before then and later".split())
_NATIONALS = frozenset("citizen national native nationals".split())
"""Those of a country, who may be anywhere: "two citizens of X"."""


def bystander(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether a site can only say something of a noun, never where the event of a hit was."""
    named = _of_mission(syntax, site) or _of_treaty(syntax, site) or _owns(syntax, site)
    named = named or _of_persons(syntax, hit, site)
    named = named or _of_participle(syntax, hit, site) or _of_cause(syntax, hit, site)
    named = named or _of_flight(syntax, hit, site) or _of_origin(syntax, hit, site)
    return named or _of_ship(syntax, site) or _of_crime(syntax, hit, site) or of_next_clause(syntax, hit, site)


def _of_ship(syntax: Syntax, site: Site) -> bool:
    """ "the frigate X", "the INS X": a ship of that name."""
    before = syntax.words[site.first - 1] if site.first else None
    return before is not None and (before.lemma in _SHIPS or before.text in _SHIP_MARKS)


def _of_crime(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """ "sentenced to ten years for an attack in X": where the crime was, not the court."""
    words = syntax.words
    if not hit.rule.code.startswith("COE.ARREST") or words[hit.head].lemma not in _JUDGING:
        return False
    return any(words[at].lower in ("for", "over") for at in range(hit.head + 1, site.first))


def of_next_clause(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """ "An office in Y was gutted, and in X the police banned rallies": what a clause with a subject and a verb of its
    own says, where that tells no more of the same."""
    words = syntax.words
    if hit.rule.code.startswith("HAZ"):
        return False  # "the dam burst, and the water swallowed forty houses in X"
    for at in range(hit.words[-1] + 1, site.first):
        if words[at].tag != "C" or words[at - 1].tag != "," or words[at].lower not in ("and", "but"):
            continue
        group = next((one for one in syntax.groups if one.start > at), None)
        if group is None or words[group.head].lemma in _TELLING:
            continue
        own = min((chunk.start for chunk in subject_of(syntax, group.head) if chunk.start > at), default=-1)
        if own >= 0 and words[own].tag != "O" and (group.head < site.first or site.last < own):
            return True
    return False


def of_land(syntax: Syntax, site: Site) -> int:
    """ "the Shan town of X": where the name of the town begins whose land a site is, or -1."""
    words, chunk = syntax.words, chunk_of(syntax, site.first)
    if chunk is None or site.last >= chunk.head or words[chunk.head].lemma not in _TOWNS:
        return -1
    if words[chunk.start].tag != "D" or words[chunk.head].lower != words[chunk.head].lemma:
        return -1  # "Mosul city of Nineveh", "Shaffa and Shindiffu villages of Hawul"
    named = chunk.end + 1 < len(words) and words[chunk.end].lower == "of" and words[chunk.end + 1].text[:1].isupper()
    return chunk.end + 1 if named else -1


def _of_origin(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """ "drones launched from the direction of X", "rockets fired from Y": where they came from, not where they fell."""
    words, at = syntax.words, site.first - 1
    if hit.rule.code not in ("STR.DRONE", "STR.MISSILE", "STR.SHELL"):
        return False
    while at > 0 and (words[at].tag in ("D", "A") or words[at].lemma in ("of", "direction")):
        at -= 1
    launched = any(words[i].lemma in _LAUNCHING for i in hit.words) or words[at - 1].lemma in _LAUNCHING
    return at > 0 and words[at].lower == "from" and launched


def _of_flight(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """ "burnt the stores before withdrawing towards X": where those who did it went afterwards."""
    words, at = syntax.words, site.first - 1
    if not hit.rule.code.startswith(_DONE_BEFORE):
        return False
    while at >= 0 and words[at].tag in ("D", "A"):
        at -= 1
    if at < 2 or words[at].lower not in _TOWARDS:
        return False
    verb = at - 1 if syntax.group_at[at - 1] >= 0 else at - 2
    going = words[verb].lemma in _LEAVING and verb not in hit.words
    return going and any(word.lower in _THEN for word in words[max(0, verb - 3) : verb]) and verb > hit.head


def _of_cause(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """ "protested over the occupation of X", "against the war on X": what a protest is about, not where it is."""
    words, at = syntax.words, site.first - 1
    if not hit.rule.code.startswith("DEM"):
        return False
    while at >= 0 and words[at].tag in ("D", "A"):
        at -= 1
    if at < 1 or words[at].lower not in ("of", "on") or words[at - 1].tag != "N":
        return False
    if words[at - 1].lemma in AREAS:
        return False  # "against corruption in the streets of X"
    at -= 1
    while at >= 0 and words[at].tag in ("N", "A", "D", "P", "'"):
        at -= 1
    return at > hit.head and words[at].lower in _ABOUT


def _of_participle(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """ "The suspect, born in X, was arrested", "an operation planned in X"."""
    words = syntax.words
    for index in range(site.first - 1, max(0, site.first - _REACH), -1):
        word = words[index]
        if word.lower in _ELSEWHERE and index not in hit.words:
            return word.lower in _ORIGIN or words[index - 1].tag in (",", "N", "P", "C")
        if word.tag == "," or syntax.group_at[index] >= 0:
            return False
    return False


def _of_mission(syntax: Syntax, site: Site) -> bool:
    """ "the Iranian embassy", "Iran's embassy", "the embassy of Iran": whose it is, not where."""
    words = syntax.words
    chunk = chunk_of(syntax, site.first)
    if site.place.precision != "country" or chunk is None:
        return False
    if words[chunk.head].lemma in _MISSIONS and site.last < chunk.head:
        return True
    before = [word for word in words[max(0, chunk.start - 3) : site.first] if word.tag != "D"]
    return len(before) >= 2 and before[-1].lower == "of" and before[-2].lemma in _MISSIONS


def _of_persons(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """ "met the leaders of X, Y and Z", "his counterparts from X": whose they are; "two citizens of X": whose too."""
    words, at = syntax.words, site.first - 1
    if site.place.precision != "country":
        return False
    while at >= 0 and words[at].tag in (",", "C", "D", "P"):
        at -= 1
    if at < 1 or words[at].lower not in ("of", "from"):
        return False
    noun = words[at - 1].lemma
    return noun in _NATIONALS or (noun in _OFFICES and hit.rule.code.startswith(("DIP", "VRB", "AID")))


def _of_treaty(syntax: Syntax, site: Site) -> bool:
    """ "The Treaty of X", "under the X agreements": a name."""
    words, chunk = syntax.words, chunk_of(syntax, site.first)
    if chunk is not None and site.last < chunk.head and words[chunk.head].lemma in _TREATIES - {"peace"}:
        return site.place.precision == "city"
    if site.first < 2 or words[site.first - 1].lower != "of":
        return False
    named = words[site.first - 2]
    return named.text[:1].isupper() and named.lower in _TREATIES


def _owns(syntax: Syntax, site: Site) -> bool:
    """ "Kyiv's forces": a capital that stands for its state."""
    words = syntax.words
    chunk = chunk_of(syntax, site.first)
    if chunk is None or site.place.feature != "PPLC" or site.last + 1 >= len(words):
        return False
    return words[site.last + 1].tag == "'" and words[chunk.head].lemma in _FORCES
