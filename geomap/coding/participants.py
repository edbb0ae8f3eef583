"""From noun phrases to participants: heads, possessors, lists, pronouns, descriptions, and whose weapons they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.coding.apposed import name_beside, with_name
from geomap.coding.nominal import MADE_BY, PLURALS, country_in, last_pair, means_pair, means_persons, of_phrase
from geomap.coding.reference_table import reference_table
from geomap.coding.referents import PERSONS, POSSESSIVES, described, remember, stands_for
from geomap.coding.roles import agent_of, subject_of
from geomap.coding.scene import Scene, entities_in, named, unique
from geomap.coding.syntax import Chunk, chunk_of, group_of
from geomap.coding.words import Word
from geomap.model import Participant

_OWNERS = POSSESSIVES | {"its", "their"}
_PARTS = frozenset(
    "number quantity group band handful couple pair trio series majority rest some part bunch total crowd team "
    "company column squad member lot mob gang convoy".split()
)
"""Nouns that count others: "a group of armed men" are men."""
_GATHERINGS = frozenset(
    "protest march rally demonstration vigil procession picket sit-in gathering camp encampment convoy column".split()
)
"""What people who come together make up."""
_NUMBERS = frozenset("tens dozens scores hundreds thousands millions".split())
_HANDS = frozenset("troop troops force forces fighter man soldier unit militant militiaman gunman aircraft jet".split())
"""Those by whom a group acts: "its fighters"."""
_MADE = MADE_BY | {"designed", "backed", "style"}


def participants(scene: Scene, chunks: Sequence[Chunk]) -> tuple[Participant, ...]:
    """The participants that noun chunks stand for, in order, each once."""
    found: list[Participant] = []
    beside: Chunk | None = None
    for chunk in chunks:
        if chunk != beside:
            beside = name_beside(scene, chunk)
            found.extend(with_name(scene, _of_chunk(scene, chunk), beside))
    return unique(found)


def possessor(scene: Scene, head: int) -> tuple[Participant, ...]:
    """Whose a noun is: "Trump's phone call", "his visit", "Ukrainian drone strike", "US-China talks"."""
    chunk = chunk_of(scene.syntax, head)
    return _owners(scene, chunk, head) if chunk is not None else ()


def pronoun(scene: Scene, index: int) -> tuple[Participant, ...]:
    """Whom a pronoun stands for, as far as simple rules go."""
    word = scene.syntax.words[index].lower
    if word in ("both", "each"):
        return last_pair(scene, before=index)
    return stands_for(scene, index) if word in PERSONS | POSSESSIVES | PLURALS | {"it", "its"} else ()


def _of_chunk(scene: Scene, chunk: Chunk) -> list[Participant]:
    words = scene.syntax.words
    head = words[chunk.head]
    if head.tag == "O" or (chunk.end - chunk.start == 1 and head.lower in PLURALS):
        return list(pronoun(scene, chunk.head))
    if means_pair(scene, chunk):
        both = last_pair(scene, before=chunk.start, persons=means_persons(scene, chunk))
        if both:
            return list(both)
    if head.lemma in reference_table().things:
        return list(behind(scene, chunk))
    inside = entities_in(scene, chunk)
    if head.lemma in _GATHERINGS and not inside:
        gathered = _gathered(scene, chunk)
        if gathered:
            return gathered
    if (
        (_counts(head) or head.lemma in _PARTS)
        and not inside
        and chunk.end < len(words)
        and words[chunk.end].lower == "of"
    ):
        counted = chunk_of(scene.syntax, chunk.end + 1) if chunk.end + 1 < len(words) else None
        if counted is not None and (_counts(head) or _are_people(scene, counted)):
            return _of_chunk(scene, counted)
    return list(described(scene, chunk)) or _owned(scene, chunk)


def _gathered(scene: Scene, chunk: Chunk) -> list[Participant]:
    """ "A march of nurses", "a sit-in by students": the people of a gathering."""
    words = scene.syntax.words
    if chunk.end + 1 >= len(words) or words[chunk.end].lower not in ("of", "by"):
        return []
    those = chunk_of(scene.syntax, chunk.end + 1)
    return _of_chunk(scene, those) if those is not None and words[those.head].lemma in scene.roles else []


def _counts(word: Word) -> bool:
    """Whether a word is a number, be it a noun: "tens of thousands of people"."""
    return word.tag == "#" or word.lower in _NUMBERS


def _are_people(scene: Scene, chunk: Chunk) -> bool:
    """Whether a noun is one of people in the plural, or a pronoun: "a group of armed men", "part of them"."""
    word = scene.syntax.words[chunk.head]
    return word.tag == "O" or (word.lemma in scene.roles and word.lower != word.lemma)


def _owned(scene: Scene, chunk: Chunk) -> list[Participant]:
    """A phrase with its possessive: "its troops" are of the country that was named, or the group itself."""
    words = scene.syntax.words
    possessed = words[chunk.start].lower in _OWNERS or any(words[i].tag == "'" for i in range(chunk.start, chunk.head))
    owners = _owners(scene, chunk, chunk.head) if possessed else ()
    if len(owners) != 1:
        return of_phrase(scene, chunk)
    owner, country = owners[0], country_in(owners[0].code)
    role = (owner.code or "").removeprefix(country)
    if words[chunk.head].lemma in _HANDS and (role not in ("", "GOV", "MIL") or owner.code is None):
        return [owner]
    return of_phrase(scene, chunk, owner=country)


def _owners(scene: Scene, chunk: Chunk, head: int) -> tuple[Participant, ...]:
    """Whose the noun at `head` is, by what stands before it in its chunk."""
    words = scene.syntax.words
    marks = [i for i in range(chunk.start, head) if words[i].tag == "'"]
    if marks:
        owner = Chunk(chunk.start, marks[-1], marks[-1] - 1)
        return participants(scene, (owner,)) if words[marks[-1] - 1].tag != "W" else ()
    if words[chunk.start].lower in _OWNERS:
        return pronoun(scene, chunk.start)
    return unique(
        [
            named(scene, entity)
            for entity in scene.entities
            if chunk.start <= entity.first and entity.last < head and words[entity.last + 1].lower not in _MADE
        ]
    )


def behind(scene: Scene, chunk: Chunk) -> tuple[Participant, ...]:
    """Who is behind a weapon or an attack: "Russian drones", "a missile fired by the Houthis", "an attack by X"."""
    syntax = scene.syntax
    after = syntax.words[chunk.end] if chunk.end < len(syntax.words) else None
    agents: tuple[Chunk, ...] = ()
    if after is not None and (after.lower == "by" or (after.form == "d" and group_of(syntax, chunk.end) is not None)):
        agents = agent_of(syntax, chunk.end - 1 if after.lower == "by" else chunk.end)
    found = participants(scene, agents) or _owners(scene, chunk, chunk.head)
    if syntax.words[chunk.head].lemma not in reference_table().weapons:
        return found
    return tuple(replace(one, code=f"{one.code}MIL") if country_in(one.code) == one.code else one for one in found)


def _subject_words(scene: Scene) -> frozenset[int]:
    found: set[int] = set()
    for group in scene.syntax.groups:
        for chunk in subject_of(scene.syntax, group.head):
            near = chunk.end <= group.start <= chunk.end + 6
            found.update(range(chunk.start, group.start if near else chunk.end))
    return frozenset(found)


def note(scene: Scene) -> None:
    """Remember who a sentence spoke of, for the pronouns and descriptions of the next."""
    discourse = scene.discourse
    subjects = _subject_words(scene)
    chosen: Participant | None = None
    for entity in scene.entities:
        if entity.country:
            if entity.country in discourse.countries:
                discourse.countries.remove(entity.country)
            discourse.countries.append(entity.country)
            if entity.kind == "country" and not entity.role:
                discourse.names[entity.country] = named(scene, entity).text
        if entity.kind == "person":
            one = named(scene, entity)
            discourse.leaders.append(one)
            if chosen is None and entity.last in subjects:
                chosen = one
    if chosen is None:
        chosen = _unknown_person(scene)
    if chosen is not None:
        discourse.person = chosen
    remember(scene)


def _unknown_person(scene: Scene) -> Participant | None:
    """A proper name of two words or more, no known place or body, as the subject of the first verb."""
    words = scene.syntax.words
    for group in scene.syntax.groups[:2]:
        for chunk in subject_of(scene.syntax, group.head):
            own = [i for i in range(chunk.start, chunk.end) if words[i].tag == "P"]
            known = any(chunk.start <= e.first and e.last >= chunk.head for e in scene.entities)
            if words[chunk.head].tag == "P" and len(own) >= 1 and not known and words[chunk.head].text[0].isupper():
                return next(iter(_of_chunk(scene, chunk)), None)
    return None
