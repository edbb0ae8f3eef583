"""From noun phrases to participants: heads, titles, possessors, lists, pronouns and definite descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from geomap.coding.actors import Entity
from geomap.coding.roles import subject_of
from geomap.coding.syntax import Chunk, Syntax, chunk_of
from geomap.model import Participant

_PERSONS = frozenset("he she him".split())
_POSSESSIVES = frozenset("his her".split())
_PLURALS = frozenset("they them their both each".split())
_PAIR_NOUNS = frozenset(
    "side country leader president party nation team government delegation counterpart minister state".split()
)
_PERSON_NOUNS = frozenset("leader president team delegation counterpart minister".split())
_LINKS = frozenset("of from in for".split())


@dataclass(slots=True)
class Discourse:
    """Who was spoken of so far. `pair` is the last two parties of a joint event, `person` the last person to be a
    subject.
    """

    person: Participant | None = None
    leaders: list[Participant] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    pair: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its entities, the roles table and what was said before."""

    text: str
    syntax: Syntax
    entities: tuple[Entity, ...]
    roles: Mapping[str, str]
    discourse: Discourse


def participants(scene: Scene, chunks: Sequence[Chunk]) -> tuple[Participant, ...]:
    """The participants that noun chunks stand for, in order, each once."""
    found: list[Participant] = []
    for chunk in chunks:
        found.extend(_of_chunk(scene, chunk))
    return unique(found)


def unique(found: Sequence[Participant]) -> tuple[Participant, ...]:
    """Participants without repetition of a code and text."""
    seen: dict[tuple[str | None, str], Participant] = {}
    for one in found:
        seen.setdefault((one.code, one.text if one.code is None or len(one.code) <= 3 else one.code), one)
    return tuple(seen.values())


def possessor(scene: Scene, head: int) -> tuple[Participant, ...]:
    """Whose a noun is: "Trump's phone call", "his visit", "Ukrainian drone strike", "US-China talks"."""
    chunk = chunk_of(scene.syntax, head)
    if chunk is None:
        return ()
    words = scene.syntax.words
    marks = [i for i in range(chunk.start, head) if words[i].tag == "'"]
    if marks:
        owner = Chunk(chunk.start, marks[-1], marks[-1] - 1)
        return participants(scene, (owner,)) if words[marks[-1] - 1].tag != "W" else ()
    first = words[chunk.start].lower
    if first in _POSSESSIVES | {"their", "its"}:
        return pronoun(scene, chunk.start)
    named = [e for e in scene.entities if chunk.start <= e.first and e.last < head]
    return unique([_named(scene, entity) for entity in named])


def pronoun(scene: Scene, index: int) -> tuple[Participant, ...]:
    """Whom a pronoun stands for, as far as simple rules go."""
    word = scene.syntax.words[index].lower
    if word in _PERSONS | _POSSESSIVES:
        person = _person_before(scene, index) or scene.discourse.person
        return (person,) if person else ()
    if word == "it":
        return _thing_before(scene, index)
    if word in _PLURALS or word == "its":
        return _last_pair(scene, before=index) if word != "its" else _last_country(scene)
    return ()


def _of_chunk(scene: Scene, chunk: Chunk) -> list[Participant]:
    words = scene.syntax.words
    head = words[chunk.head]
    if head.tag == "O" or (chunk.end - chunk.start == 1 and head.lower in _PLURALS):
        return list(pronoun(scene, chunk.head))
    inside = [e for e in scene.entities if chunk.start <= e.first and e.last < chunk.end]
    if _definite_pair(scene, chunk, inside):
        return list(_last_pair(scene, before=chunk.start, persons=head.lemma in _PERSON_NOUNS))
    persons = [e for e in inside if e.kind == "person"]
    if persons and persons[-1].last == chunk.head:
        return [_named(scene, persons[-1])]
    if head.tag == "#" and not inside and chunk.end < len(words) and words[chunk.end].lower == "of":
        counted = chunk_of(scene.syntax, chunk.end + 1) if chunk.end + 1 < len(words) else None
        if counted is not None:
            return _of_chunk(scene, counted)
    role = _role(scene, chunk)
    bodies = [e for e in inside if e.kind == "body" and e.last <= chunk.head]
    if bodies:
        return [_phrase(scene, chunk, bodies[-1].code)]
    places = [e for e in inside if e.kind in ("country", "adjective")]
    if places and places[-1].last == chunk.head:
        return [_named(scene, places[-1])]
    if (
        places
        and places[0].kind == "country"
        and places[0].first == chunk.start
        and words[places[0].last + 1].tag not in ("'", "P")
    ):
        return [_named(scene, places[0])] if not role else _by_role(scene, chunk, role, places)
    if role:
        return _by_role(scene, chunk, role, places)
    if head.tag == "P":
        title = next(
            (scene.roles[words[i].lemma] for i in range(chunk.start, chunk.head) if words[i].lemma in scene.roles), ""
        )
        code = (places[0].country + title if places else title) or None
        return [_phrase(scene, chunk, code)]
    return [_phrase(scene, chunk, (places[0].country if places else "") or None)] if head.tag in ("N", "#") else []


def _role(scene: Scene, chunk: Chunk) -> str:
    """The role of a chunk's head noun; of a name, the role of its title."""
    words = scene.syntax.words
    lemma = words[chunk.head].lemma
    role = scene.roles.get(lemma, "")
    if role:
        modifier = words[chunk.head - 1].lemma if chunk.head > chunk.start else ""
        if (
            modifier in scene.roles
            and role in ("GOV", "CVL")
            and lemma in ("official", "officer", "chief", "source", "people", "spokesman", "man")
        ):
            return scene.roles[modifier]
        if modifier == "armed":
            return "UAF"
    return role


def _by_role(scene: Scene, chunk: Chunk, role: str, places: Sequence[Entity]) -> list[Participant]:
    """ "Russian officials", "technical teams from Ukraine and the US", "soldiers"."""
    if places:
        return [_phrase(scene, chunk, places[-1].country + role)]
    owner = _owner(scene, chunk)
    if owner:
        return [_phrase(scene, chunk, owner + role)]
    following = _linked_countries(scene, chunk)
    if following:
        if len(following) > 1:  # each by its own name
            return [replace(_named(scene, entity), code=entity.country + role) for entity in following]
        return [_phrase(scene, chunk, following[0].country + role)]
    return [_phrase(scene, chunk, role)]


def _owner(scene: Scene, chunk: Chunk) -> str:
    """The country of "its troops", "their forces" (ISO alpha-3): that of the state or body that is a subject before."""
    if scene.syntax.words[chunk.start].lower not in ("its", "their"):
        return ""
    owner = next(iter(_thing_before(scene, chunk.start)), None)
    code = (owner.code or "") if owner else ""
    return code[:3] if any(entity.country == code[:3] for entity in scene.entities) else ""


def _linked_countries(scene: Scene, chunk: Chunk) -> list[Entity]:
    words = scene.syntax.words
    at = chunk.end
    if at >= len(words) or words[at].lower not in _LINKS:
        return []
    found = []
    while at + 1 < len(words):
        following = chunk_of(scene.syntax, at + 1)
        if following is None:
            break
        named = [e for e in scene.entities if following.start <= e.first and e.last < following.end and e.country]
        if not named:
            break
        found.append(named[-1])
        at = following.end
        if at >= len(words) or words[at].lower not in ("and", ","):
            break
    return found


def _definite_pair(scene: Scene, chunk: Chunk, inside: Sequence[Entity]) -> bool:
    words = scene.syntax.words
    if inside or words[chunk.head].lemma not in _PAIR_NOUNS:
        return False
    before = {words[i].lower for i in range(chunk.start, chunk.head)}
    plural = words[chunk.head].lower != words[chunk.head].lemma
    return plural and bool(before & {"both", "two", "their", "respective", "the"}) and chunk.end - chunk.start <= 4


def _last_pair(scene: Scene, *, before: int, persons: bool = False) -> tuple[Participant, ...]:
    """The last two countries spoken of; those of the last two persons of different countries where a noun means
    persons.
    """
    earlier = [e for e in scene.entities if e.last < before and e.country]
    if not persons and scene.discourse.pair and not earlier:
        return scene.discourse.pair
    codes: list[str] = []
    said = [e.country for e in earlier if not persons or e.kind == "person"][::-1]
    told = (
        [str(one.code)[:3] for one in reversed(scene.discourse.leaders)] if persons else scene.discourse.countries[::-1]
    )
    for country in (*said, *told):
        if country not in codes:
            codes.append(country)
    return tuple(Participant(code, None, None, code) for code in sorted(codes[:2])) if len(codes) >= 2 else ()


def _last_country(scene: Scene) -> tuple[Participant, ...]:
    for country in reversed(scene.discourse.countries):
        return (Participant(country, None, None, country),)
    return ()


def _person_before(scene: Scene, index: int) -> Participant | None:
    """The nearest person before a pronoun in its sentence, one who is a subject first; else, for a pronoun that
    comes first,
    the subject of the main clause."""
    persons = [e for e in scene.entities if e.kind == "person"]
    before = [e for e in persons if e.last < index]
    subjects = _subject_words(scene)
    preferred = [e for e in before if e.last in subjects] or (
        before if scene.syntax.words[index].lower in _POSSESSIVES else []
    )
    if preferred:
        return _named(scene, preferred[-1])
    if not before or all(scene.syntax.words[e.first - 1].tag == "I" for e in before if e.first):
        later = [e for e in persons if e.first > index and e.last in subjects]
        if later and index < 4:
            return _named(scene, later[0])
    return None


def _thing_before(scene: Scene, index: int) -> tuple[Participant, ...]:
    """The nearest state or body before "it" that is a subject of the sentence."""
    subjects = _subject_words(scene)
    before = [e for e in scene.entities if e.last < index and e.kind in ("body", "country") and e.last in subjects]
    return (_named(scene, before[-1]),) if before else ()


def _subject_words(scene: Scene) -> frozenset[int]:
    found: set[int] = set()
    for group in scene.syntax.groups:
        for chunk in subject_of(scene.syntax, group.head):
            near = chunk.end <= group.start <= chunk.end + 6
            found.update(range(chunk.start, group.start if near else chunk.end))
    return frozenset(found)


def _named(scene: Scene, entity: Entity) -> Participant:
    words = scene.syntax.words
    start, end = words[entity.first].start, words[entity.last].end
    if words[entity.first].lower == "the":
        start = words[entity.first + 1].start
    return Participant(scene.text[start:end], start, end, entity.code or None)


def _phrase(scene: Scene, chunk: Chunk, code: str | None) -> Participant:
    words = scene.syntax.words
    first = chunk.start
    while first < chunk.head and words[first].tag == "D":
        first += 1
    last = max(chunk.head, first)
    start, end = words[first].start, words[last].end
    return Participant(scene.text[start:end], start, end, code or None)


def note(scene: Scene) -> None:
    """Remember who a sentence spoke of, for the pronouns of the next."""
    discourse = scene.discourse
    subjects = _subject_words(scene)
    chosen: Participant | None = None
    for entity in scene.entities:
        if entity.country:
            if entity.country in discourse.countries:
                discourse.countries.remove(entity.country)
            discourse.countries.append(entity.country)
        if entity.kind == "person":
            one = _named(scene, entity)
            discourse.leaders.append(one)
            if chosen is None and entity.last in subjects:
                chosen = one
    if chosen is None:
        chosen = _unknown_person(scene)
    if chosen is not None:
        discourse.person = chosen


def _unknown_person(scene: Scene) -> Participant | None:
    """A proper name of two words or more, no known place or body, as the subject of the first verb."""
    words = scene.syntax.words
    for group in scene.syntax.groups[:2]:
        for chunk in subject_of(scene.syntax, group.head):
            named = [i for i in range(chunk.start, chunk.end) if words[i].tag == "P"]
            known = any(chunk.start <= e.first and e.last >= chunk.head for e in scene.entities)
            if words[chunk.head].tag == "P" and len(named) >= 1 and not known and words[chunk.head].text[0].isupper():
                return next(iter(_of_chunk(scene, chunk)), None)
    return None
