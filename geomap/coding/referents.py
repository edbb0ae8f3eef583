"""Whom pronouns and definite descriptions stand for: "it", "they", "the group", "the junta".

A phrase stands for who was named before, nearest first: in its own sentence, in its paragraph, in the sentence before
that. It has to agree in number and kind; where two could be meant, nobody is. What is said of a thing ("The talks
began. They …") makes the thing what a pronoun stands for, so that no party is put in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from geomap.coding.nominal import PLURALS, country_in, last_pair, of_phrase
from geomap.coding.reference_table import ReferenceTable, reference_table
from geomap.coding.roles import subject_of
from geomap.coding.scene import Referent, Said, Scene, Sort, entities_in, is_name, named, unique
from geomap.coding.syntax import Chunk, group_of
from geomap.model import Participant

PERSONS = frozenset("he she him".split())
POSSESSIVES = frozenset("his her".split())
_REACH = 3
"""Sentences over which a description reaches back beyond its paragraph."""
_FIRST_WORDS = 4
_KEPT = 12
"""Sentences that are remembered."""
_DEFINITE = frozenset("the this that these those".split())
_OTHERS = frozenset("other another rival second third fourth latter former first different similar new local".split())
_TOGETHER = frozenset("meet agree sign discuss talk negotiate".split())
_REPORTED = frozenset("agree report say decide believe confirm announce understand expect hope note see".split())

Parties = tuple[Participant, ...]
Fit = Callable[[Referent], bool]


def referents(scene: Scene) -> tuple[Referent, ...]:
    """Who and what a sentence speaks of, in order; pronouns and descriptions as who they stand for."""
    said_of = _said_of(scene)
    joined = {chunk.start: chunks for chunks in said_of if len(chunks) > 1 for chunk in chunks[-1:]}
    subjects = {chunk.start for chunks in said_of for chunk in chunks}
    found: list[Referent] = []
    for chunk in scene.syntax.chunks:
        one = _referent(scene, chunk, found, subject=chunk.start in subjects)
        if one is not None:
            found.append(one)
        together = joined.get(chunk.start)
        if together is not None:
            heads = {each.head for each in together}
            members = [each for each in found if each.at in heads]
            parties = unique([party for each in members for party in each.parties])
            nouns = frozenset().union(*(each.nouns for each in members))
            found = [each for each in found if each.at not in heads]
            found.append(Referent(parties, "people" if parties else "thing", nouns, True, True, chunk.head))
    return tuple(found)


def remember(scene: Scene) -> None:
    """Keep who a sentence spoke of, for the pronouns and descriptions of the next."""
    said = scene.discourse.said
    said.append(Said(scene.syntax.sentence.paragraph, referents(scene)))
    del said[:-_KEPT]


def stands_for(scene: Scene, index: int) -> Parties:
    """The parties that a pronoun of the third person stands for."""
    before = [one for one in referents(scene) if one.at < index]
    if scene.syntax.words[index].lower in PERSONS | POSSESSIVES:
        return _of_person(scene, index, before)
    return _of_pronoun(scene, index, before)


def described(scene: Scene, chunk: Chunk) -> Parties:
    """The party that was named before and that "the group" stands for; none where nobody or two could be meant."""
    if not _points_back(scene, chunk):
        return ()
    before = [one for one in referents(scene) if one.at < chunk.start]
    if _is_object_chunk(scene, chunk):
        before = _without_subject(scene, chunk.start, before)  # "Amnesty International faulted the agencies"
    return _of_description(scene, chunk, before)


def _said_of(scene: Scene) -> list[tuple[Chunk, ...]]:
    """The subjects of the sentence's verbs."""
    return [subject_of(scene.syntax, group.head) for group in scene.syntax.groups]


def _referent(scene: Scene, chunk: Chunk, before: Sequence[Referent], *, subject: bool) -> Referent | None:
    words = scene.syntax.words
    head = words[chunk.head]
    if head.tag == "W":
        return None
    if head.lower in ("it", "its") or head.lower in PLURALS:
        parties = _of_pronoun(scene, chunk.head, before)
        plural = head.lower in PLURALS
        return Referent(parties, _sort_of_pronoun(parties, plural), frozenset(), plural, subject, chunk.head)
    if head.lower in PERSONS:
        return Referent(_of_person(scene, chunk.head, before), "person", frozenset(), False, subject, chunk.head)
    if head.tag not in ("N", "P", "#"):
        return None
    table = reference_table()
    nouns = frozenset(word.lemma.lower() for word in words[chunk.start : chunk.end] if word.tag in ("N", "P"))
    plural = head.tag == "#" or (head.tag == "N" and head.lower != head.lemma)
    if head.lemma in table.things:
        return Referent((), "thing", nouns, plural, subject, chunk.head)
    known = entities_in(scene, chunk) or head.lemma in scene.roles or head.lemma in table.descriptions
    named_so = subject and is_name(scene, chunk.head) and chunk.head not in scene.toponyms
    if chunk.head in scene.toponyms and not subject and words[chunk.start - 1].tag == "I":
        return Referent((), "thing", nouns, plural, subject, chunk.head)  # "sank off Yemen"
    if not known and not named_so:
        counted = head.tag == "#" and subject
        return Referent((), "thing", nouns, plural, subject, chunk.head) if subject and not counted else None
    if named_so:
        plural = False
    parties = _of_description(scene, chunk, before) if _points_back(scene, chunk) else ()
    parties = parties or tuple(of_phrase(scene, chunk))
    return Referent(parties, _sort(scene, chunk, table, plural=plural), nouns, plural, subject, chunk.head)


def _sort_of_pronoun(parties: Parties, plural: bool) -> Sort:
    return "thing" if not parties else "people" if plural else "body"


def _sort(scene: Scene, chunk: Chunk, table: ReferenceTable, *, plural: bool) -> Sort:
    head = scene.syntax.words[chunk.head]
    last = next((one for one in entities_in(scene, chunk) if one.last == chunk.head), None)
    if last is not None:
        return {"person": "person", "body": "body", "country": "state"}.get(last.kind, "people")  # type: ignore[return-value]
    if head.lemma in table.collectives or head.lemma in table.bodies:
        return "body"
    if head.lemma not in scene.roles and not is_name(scene, chunk.head):
        return "thing"  # "Ukraine's energy infrastructure"
    return "people" if plural else "person"


def _of_pronoun(scene: Scene, index: int, before: Sequence[Referent]) -> Parties:
    word = scene.syntax.words[index].lower
    if word in ("it", "its"):
        if word == "it" and _is_expletive(scene, index):
            return ()
        undergone = word == "it" and _is_object(scene, index)
        before = _without_subject(scene, index, before) if undergone else before
        return _chosen(_units(scene, before, reach=1), _is_it, passive=undergone or _undergoes(scene, index))
    if word == "they" and len(scene.discourse.pair) > 1 and _meets(scene, index):
        return scene.discourse.pair
    if word == "them":
        before = _without_subject(scene, index, before)
        people = [one for one in before if one.plural and one.sort == "people"]
        nearest = next((one for one in reversed(before) if _is_they(one) and one.parties), None)
        before = (
            people if people and nearest in people else before
        )  # "caught three boys who had been with the group and shot them"
    if word in ("they", "them", "their"):
        return _chosen(_units(scene, before, reach=1), _is_they, passive=word == "them" or _undergoes(scene, index))
    return last_pair(scene, before=index)


def _of_person(scene: Scene, index: int, before: Sequence[Referent]) -> Parties:
    """Whom "he", "she", "his" or "her" stands for: the last person who was a subject, in this sentence or the one
    before, else the last person who was named as one.
    """
    word = scene.syntax.words[index].lower
    any_role = word in POSSESSIVES or word == "him"  # "beat an elder and drove him away"
    if word == "him":
        before = _without_subject(scene, index, before)
    own = [one for one in before if one.sort == "person" and one.parties and (one.subject or any_role)]
    if own:
        return own[-1].parties
    ahead = _person_ahead(scene, index)
    if ahead:
        return ahead
    for unit in _units(scene, (), reach=1):
        subjects = [one for one in unit if one.sort == "person" and one.subject]
        if subjects:
            return subjects[0].parties
    person = scene.discourse.person
    if person is None:  # "They beat an elder; he died": the only one there is
        only = [one for one in before if one.sort == "person" and one.parties]
        return only[0].parties if len(only) == 1 else ()
    return (person,)


def _person_ahead(scene: Scene, index: int) -> Parties:
    """The subject of the main clause, for a pronoun that comes first: "In his speech, Putin said"."""
    if index >= _FIRST_WORDS:
        return ()
    persons = [e for e in scene.entities if e.kind == "person" and e.first > index]
    subjects = {i for chunks in _said_of(scene) for chunk in chunks for i in range(chunk.start, chunk.end)}
    return tuple(named(scene, e) for e in persons if e.last in subjects)[:1]


def _is_it(one: Referent) -> bool:
    return one.sort in ("state", "body", "thing") and not one.plural


def _is_they(one: Referent) -> bool:
    return one.plural or one.sort == "body"


def _without_subject(scene: Scene, index: int, before: Sequence[Referent]) -> list[Referent]:
    """Who was spoken of, but for the subject of the verb whose object a pronoun is: "the minister mocked him"."""
    group = next((one for one in reversed(scene.syntax.groups) if one.head < index), None)
    own = {chunk.head for chunk in subject_of(scene.syntax, group.head)} if group is not None else set()
    return [one for one in before if one.at not in own]


def _is_object(scene: Scene, index: int) -> bool:
    """Whether a pronoun follows a verb and none follows it: "it" in "denied it", not in "said it had"."""
    groups = scene.syntax.group_at
    return index > 0 and groups[index - 1] >= 0 and not (index + 1 < len(groups) and groups[index + 1] >= 0)


def _is_object_chunk(scene: Scene, chunk: Chunk) -> bool:
    """Whether a phrase follows a verb and none follows it."""
    groups = scene.syntax.group_at
    return chunk.start > 0 and groups[chunk.start - 1] >= 0 and not (chunk.end < len(groups) and groups[chunk.end] >= 0)


def _meets(scene: Scene, index: int) -> bool:
    """Whether a pronoun is the subject of what two do together."""
    groups = scene.syntax.groups
    group = next((one for one in groups if index < one.head <= index + 4), None)
    return group is not None and scene.syntax.words[group.head].lemma in _TOGETHER


def _is_expletive(scene: Scene, index: int) -> bool:
    """ "It was agreed that": the word stands for nothing."""
    group = group_of(scene.syntax, index + 1) if index + 1 < len(scene.syntax.words) else None
    return group is not None and group.passive and scene.syntax.words[group.head].lemma in _REPORTED


def _undergoes(scene: Scene, index: int) -> bool:
    """Whether a pronoun is the subject of a passive, or no subject at all."""
    group = group_of(scene.syntax, index + 1) if index + 1 < len(scene.syntax.words) else None
    return group is not None and group.passive


def _points_back(scene: Scene, chunk: Chunk) -> bool:
    """Whether a phrase is definite and names nobody: "the group", not "the other group" nor "the army of"."""
    words = scene.syntax.words
    head = words[chunk.head]
    if words[chunk.start].lower not in _DEFINITE or head.tag != "N" or chunk.end - chunk.start > 4:
        return False
    if chunk.end < len(words) and (words[chunk.end].lower in ("of", "from") or words[chunk.end].tag == "'"):
        return words[chunk.end].tag == "'" and not entities_in(scene, chunk)
    if any(words[i].lower in _OTHERS or words[i].tag in ("P", "'", "#") for i in range(chunk.start, chunk.head)):
        return False
    return not entities_in(scene, chunk)


def _of_description(scene: Scene, chunk: Chunk, before: Sequence[Referent]) -> Parties:
    lemma = scene.syntax.words[chunk.head].lemma
    roles = reference_table().descriptions.get(lemma, frozenset())
    plural = scene.syntax.words[chunk.head].lower != lemma

    def fits(one: Referent) -> bool:
        if len(one.parties) != 1 or not _says_more(one.parties[0]):
            return False
        code = one.parties[0].code or ""
        role = code if not country_in(code) else code[3:]
        if lemma in one.nouns:
            return one.plural == plural
        if one.sort == "person" and lemma in reference_table().bodies | reference_table().collectives:
            return False  # "the government" is no minister
        agrees = plural or one.sort != "people"
        return bool(role) and role in roles and agrees

    return _chosen(_units(scene, before, reach=_REACH), fits, passive=True)


def _says_more(one: Participant) -> bool:
    """Whether a party has a country or a proper name."""
    return bool(country_in(one.code)) or (
        one.start is not None and any(part[:1].isupper() for part in one.text.split())
    )


def _units(scene: Scene, before: Sequence[Referent], *, reach: int) -> Iterator[Sequence[Referent]]:
    """Who was spoken of in the sentence so far, then in each of the sentences before that a phrase may reach."""
    yield before
    paragraph = scene.syntax.sentence.paragraph
    for back, said in enumerate(reversed(scene.discourse.said), start=1):
        if back > reach and said.paragraph != paragraph:
            return
        yield said.referents


def _chosen(units: Iterable[Sequence[Referent]], fits: Fit, *, passive: bool) -> Parties:
    """The parties of the one referent of the nearest sentence that fits, of several the one that is a subject. What
    things are done to may as well have been an object before.
    """
    for unit in units:
        found = [one for one in unit if fits(one)]
        if not found:
            continue
        subjects = [one for one in found if one.subject]
        pool = found if passive or not subjects else subjects
        told = {tuple((party.code, party.text) for party in one.parties): one.parties for one in pool}
        return next(iter(told.values())) if len(told) == 1 else ()
    return ()
