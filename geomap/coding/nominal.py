"""What a noun phrase says by itself of who is meant: names, titles, nationalities, offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.coding.actor_tables import ROLES
from geomap.coding.actors import Entity
from geomap.coding.scene import Scene, entities_in, is_name, named, phrased
from geomap.coding.syntax import Chunk, chunk_of
from geomap.coding.words import Word
from geomap.model import Participant

PLURALS = frozenset("they them their both each".split())
_PAIR_NOUNS = frozenset(
    "side country leader president party nation team government delegation counterpart minister state neighbour "
    "neighbor capital republic".split()
)
_PERSON_NOUNS = frozenset("leader president team delegation counterpart minister".split())
_LINKS = frozenset("of from in for".split())
_OF_BODY = frozenset(
    "member leader head chief commander fighter militant soldier troop troops force forces unit man official "
    "spokesman spokeswoman spokesperson representative officer agent division faction wing branch cell column squad "
    "battalion brigade general colonel commandant deputy director chairman remnant gunman warplane jet plane aircraft "
    "helicopter gunship warship battery artillery gunner".split()
)
"""Nouns of those who act for the body that "of" brings."""
MADE_BY = frozenset("brokered mediated sponsored hosted drafted made built supplied".split())
"""What ties a country by a hyphen to what it only had a hand in: "a U.S.-brokered deal"."""
_HANDS_IN = MADE_BY | frozenset(
    "aligned linked affiliated allied inspired supported funded financed trained armed".split()
)
_LEAGUES = frozenset("coalition alliance federation confederation network front league union".split())
_VAGUE_OFFICES = frozenset(
    "official officer chief source people spokesman spokeswoman spokesperson man leader boss".split()
)


def country_in(code: str | None) -> str:
    """The country of a code (ISO alpha-3), or "" where it is a role alone."""
    return "" if not code or code in ROLES else code[:3]


def of_phrase(scene: Scene, chunk: Chunk, *, owner: str = "") -> list[Participant]:
    """The participants of a noun phrase that is no pronoun; `owner` is the country of its possessive, if any."""
    words = scene.syntax.words
    head = words[chunk.head]
    whole = next((e for e in scene.entities if chunk.start <= e.first <= chunk.head < e.last), None)
    if whole is not None:
        return [named(scene, whole)]  # "the Democratic Republic of Congo", which "of" cuts in two
    inside = [e for e in entities_in(scene, chunk) if not _but_made_by(words, e)]
    persons = [e for e in inside if e.kind == "person"]
    if persons and persons[-1].last == chunk.head:
        return [named(scene, persons[-1])]
    role = role_of(scene, chunk)
    if not role and words[chunk.head].lemma in _OF_BODY:
        acting = _linked_body(scene, chunk)
        if acting is not None:
            return [acting]
    bodies = [e for e in inside if e.kind == "body" and e.last <= chunk.head]
    if bodies:
        return [phrased(scene, chunk, bodies[-1].code)]
    places = [e for e in inside if e.kind in ("country", "adjective")]
    if places and places[-1].last == chunk.head:
        return [replace(named(scene, places[-1]), code=places[-1].code + _shared_role(scene, chunk, places[-1]))]
    if (
        places
        and places[0].kind == "country"
        and places[0].first == chunk.start
        and words[places[0].last + 1].tag not in ("'", "P")
    ):
        return [named(scene, places[0])] if not role else _by_role(scene, chunk, role, places, owner)
    if role:
        return _by_role(scene, chunk, role, places, owner)
    if is_name(scene, chunk.head):
        title = next(
            (scene.roles[words[i].lemma] for i in range(chunk.start, chunk.head) if words[i].lemma in scene.roles), ""
        )
        return [phrased(scene, chunk, (places[0].country + title if places else title) or None)]
    country = places[0].country if places else owner
    return [phrased(scene, chunk, country or None)] if head.tag in ("N", "#") else []


def _but_made_by(words: Sequence[Word], entity: Entity) -> bool:
    """ "a U.S.-brokered deal": who only had a hand in what the noun names."""
    following = words[entity.last + 1] if entity.last + 1 < len(words) else None
    return following is not None and following.joined and following.lower in _HANDS_IN


def role_of(scene: Scene, chunk: Chunk) -> str:
    """The role of a chunk's head noun: of a spokesman, that of whom he speaks for."""
    words = scene.syntax.words
    lemma = words[chunk.head].lemma
    role = scene.roles.get(lemma, "")
    if role == "PTY" and words[chunk.head].text[:1].isupper():
        return ""  # the name of a party that no table knows
    if role:
        modifier = words[chunk.head - 1].lemma if chunk.head > chunk.start else ""
        if modifier in scene.roles and role in ("GOV", "CVL") and lemma in _VAGUE_OFFICES:
            return scene.roles[modifier]
        if modifier == "armed":
            return "UAF"
    if not role and lemma in _OF_BODY and chunk.head > chunk.start:
        return scene.roles.get(words[chunk.head - 1].lemma, "")  # "gang members", "party chairman"
    return role


def _shared_role(scene: Scene, chunk: Chunk, nationality: Entity) -> str:
    """ "Armenian and Azerbaijani ministers": the role of the noun that a bare adjective shares with the next one."""
    words = scene.syntax.words
    if nationality.kind != "adjective" or nationality.role or nationality.first != chunk.start:
        return ""
    at = chunk.end
    while at < len(words) and words[at].lower in (",", "and"):
        at += 1
    following = chunk_of(scene.syntax, at) if chunk.end < at < len(words) else None
    if following is None or following.start != at or following.head == at:
        return ""
    alike = [e for e in entities_in(scene, following) if e.kind == "adjective" and e.first == at]
    return role_of(scene, following) if alike else ""


def _by_role(scene: Scene, chunk: Chunk, role: str, places: Sequence[Entity], owner: str) -> list[Participant]:
    """ "Russian officials", "technical teams from Ukraine and the US", "leaders of the two countries", "soldiers"."""
    if places:
        return [phrased(scene, chunk, places[-1].country + role)]
    if owner:
        return [phrased(scene, chunk, owner + role)]
    body = _linked_body(scene, chunk)
    if body is not None:
        return [body]
    following = _linked_countries(scene, chunk)
    if len(following) > 1:  # each by its own name
        return [replace(named(scene, entity), code=entity.country + role) for entity in following]
    if following:
        return [phrased(scene, chunk, following[0].country + role)]
    return [replace(one, code=one.code + role) for one in _linked_pair(scene, chunk) if one.code] or [
        phrased(scene, chunk, role)
    ]


def _linked_body(scene: Scene, chunk: Chunk) -> Participant | None:
    """ "Leaders of Hezbollah", "troops of the Syrian army", "the head of the police": the body that they act for."""
    words = scene.syntax.words
    if words[chunk.head].lemma not in _OF_BODY or chunk.end + 1 >= len(words) or words[chunk.end].lower != "of":
        return None
    following = chunk_of(scene.syntax, chunk.end + 1)
    if following is None:
        return None
    inside = entities_in(scene, following)
    own = [e for e in inside if e.kind == "body" and e.last == following.head]
    if not inside and is_name(scene, following.head) and following.head not in scene.toponyms:
        role = role_of(scene, chunk)  # "men of the Jaime Martínez front", which no table knows
    else:
        role = (
            own[-1].role if own else "" if inside and inside[-1].last == following.head else role_of(scene, following)
        )
        if not role and not own and words[following.head].lemma in _LEAGUES:  # "the Viv Ansanm gang coalition"
            role = scene.roles.get(words[following.head - 1].lemma, "")
        if not role or role == "CVL":
            return None
    country = own[-1].country if own else next((e.country for e in inside if e.country), "")
    first = phrased(scene, chunk, country + role)
    last = phrased(scene, following, None)
    if first.start is None or last.end is None:
        return None
    return replace(first, text=scene.text[first.start : last.end], end=last.end)


def _linked_countries(scene: Scene, chunk: Chunk) -> list[Entity]:
    """The countries after a noun: "envoys from Turkey, Qatar, and Egypt"."""
    words = scene.syntax.words
    at = chunk.end
    if at >= len(words) or words[at].lower not in _LINKS:
        return []
    found: list[Entity] = []
    while at + 1 < len(words):
        following = chunk_of(scene.syntax, at + 1)
        if following is None:
            break
        within = [e for e in entities_in(scene, following) if e.country]
        if not within:
            break
        found.append(within[-1])
        at = following.end
        if at + 1 < len(words) and words[at].lower == "," and words[at + 1].lower == "and":
            at += 1
        if at >= len(words) or words[at].lower not in ("and", ","):
            break
    return found


def _linked_pair(scene: Scene, chunk: Chunk) -> tuple[Participant, ...]:
    """The two countries of "of the two countries", by the names that they had before."""
    words = scene.syntax.words
    if chunk.end + 1 >= len(words) or words[chunk.end].lower not in ("of", "from"):
        return ()
    following = chunk_of(scene.syntax, chunk.end + 1)
    if following is None or not means_pair(scene, following):
        return ()
    both = last_pair(scene, before=chunk.start)
    countries = [country_in(one.code) for one in both]
    return tuple(replace(one, code=code) for one, code in zip(both, countries, strict=True)) if all(countries) else ()


def means_pair(scene: Scene, chunk: Chunk) -> bool:
    """ "the two leaders", "both sides": two parties that were named before."""
    words = scene.syntax.words
    if words[chunk.head].lemma not in _PAIR_NOUNS or entities_in(scene, chunk):
        return False
    before = {words[i].lower for i in range(chunk.start, chunk.head)}
    plural = words[chunk.head].lower != words[chunk.head].lemma
    return plural and bool(before & {"both", "two", "their", "respective", "the"}) and chunk.end - chunk.start <= 4


def means_persons(scene: Scene, chunk: Chunk) -> bool:
    """Whether the two of "the two leaders" are persons."""
    return scene.syntax.words[chunk.head].lemma in _PERSON_NOUNS


def last_pair(scene: Scene, *, before: int, persons: bool = False) -> tuple[Participant, ...]:
    """The last two countries spoken of; those of the last two persons of different countries where a noun means
    persons.
    """
    earlier = [e for e in scene.entities if e.last < before and e.country]
    if not persons and scene.discourse.pair and not earlier:
        return scene.discourse.pair
    said = [e.country for e in earlier if not persons or e.kind == "person"][::-1]
    told = (
        [str(one.code)[:3] for one in reversed(scene.discourse.leaders)] if persons else scene.discourse.countries[::-1]
    )
    codes = list(dict.fromkeys((*said, *told)))
    if len(codes) < 2:
        return ()
    names = scene.discourse.names | {e.country: named(scene, e).text for e in earlier}
    return tuple(Participant(names.get(code, code), None, None, code) for code in sorted(codes[:2]))
