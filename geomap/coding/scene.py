"""A sentence with those who are named in it, and who was spoken of before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from geomap.coding.actors import Entity
from geomap.coding.syntax import Chunk, Syntax
from geomap.model import Participant

Sort = Literal["person", "people", "body", "state", "thing"]


@dataclass(frozen=True, slots=True)
class Referent:
    """Who or what a phrase spoke of. `parties` is empty for a thing, and holds several for what "and" joins.

    `nouns` are the lemmas of the phrase, `subject` whether something is said of it, `at` the index of its head.
    """

    parties: tuple[Participant, ...]
    sort: Sort
    nouns: frozenset[str]
    plural: bool
    subject: bool
    at: int


@dataclass(frozen=True, slots=True)
class Said:
    """Who a sentence spoke of, in order, and the number of its paragraph."""

    paragraph: int
    referents: tuple[Referent, ...]


@dataclass(slots=True)
class Discourse:
    """Who was spoken of so far. `pair` is the last two parties of a joint event, `person` the last person to be a
    subject, `names` how a country was named last.
    """

    person: Participant | None = None
    leaders: list[Participant] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    pair: tuple[Participant, ...] = ()
    said: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its entities, the roles table and what was said before. `toponyms`: words that name places."""

    text: str
    syntax: Syntax
    entities: tuple[Entity, ...]
    roles: Mapping[str, str]
    discourse: Discourse
    toponyms: frozenset[int] = frozenset()


def is_name(scene: Scene, index: int) -> bool:
    """Whether a word is a proper name, be it one that opens the sentence and that only the tree knows for one."""
    word, links = scene.syntax.words[index], scene.syntax.links
    return word.tag == "P" or (
        word.tag == "N" and word.text[:1].isupper() and links is not None and links.tags[index][:3] == "NNP"
    )


def entities_in(scene: Scene, chunk: Chunk) -> list[Entity]:
    """The named actors within a chunk."""
    return [one for one in scene.entities if chunk.start <= one.first and one.last < chunk.end]


def named(scene: Scene, entity: Entity) -> Participant:
    """A named actor as a participant."""
    words = scene.syntax.words
    start, end = words[entity.first].start, words[entity.last].end
    if words[entity.first].lower == "the":
        start = words[entity.first + 1].start
    return Participant(scene.text[start:end], start, end, entity.code or None)


def phrased(scene: Scene, chunk: Chunk, code: str | None) -> Participant:
    """A noun phrase, up to its head and without its article, as a participant."""
    words = scene.syntax.words
    first = chunk.start
    while first < chunk.head and (words[first].tag == "D" or (first == chunk.start and words[first].joined)):
        first += 1  # "baton-charged relatives": the second half of the verb
    last = max(chunk.head, first)
    start, end = words[first].start, words[last].end
    return Participant(scene.text[start:end], start, end, code or None)


def unique(found: Sequence[Participant]) -> tuple[Participant, ...]:
    """Participants without repetition of a code and text."""
    seen: dict[tuple[str | None, str], Participant] = {}
    for one in found:
        seen.setdefault((one.code, one.text if one.code is None or len(one.code) <= 3 else one.code), one)
    return tuple(seen.values())
