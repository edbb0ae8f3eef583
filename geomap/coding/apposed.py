"""Persons whose name stands beside what they are: "a lecturer, Ajmal Sawand, was shot", "the mayor, Ana Ruiz"."""

from __future__ import annotations

from dataclasses import replace

from geomap.coding.scene import Scene, entities_in, named
from geomap.coding.syntax import Chunk, chunk_of
from geomap.model import Participant

_LINKS = frozenset("of for from at in".split())


def name_beside(scene: Scene, chunk: Chunk) -> Chunk | None:
    """The name that commas put beside a noun of one person, over what "of" brings to it; None where there is none."""
    words = scene.syntax.words
    head = words[chunk.head]
    if head.tag != "N" or head.lower != head.lemma or head.lemma not in scene.roles:
        return None
    at = chunk.end
    inner = chunk_of(scene.syntax, at + 1) if at + 1 < len(words) and words[at].lower in _LINKS else None
    at = inner.end if inner is not None else at
    beside = chunk_of(scene.syntax, at + 1) if at + 1 < len(words) and words[at].text == "," else None
    if beside is None or beside.start != at + 1 or not _is_person(scene, beside):
        return None
    return beside if beside.end >= len(words) or words[beside.end].text in ",." else None


def with_name(scene: Scene, found: list[Participant], beside: Chunk | None) -> list[Participant]:
    """A party with the name beside it, "college lecturer, Ajmal Sawand"; whom a table knows by name alone."""
    if beside is None or len(found) != 1 or found[0].start is None or found[0].end is None:
        return found
    known = [one for one in entities_in(scene, beside) if one.last == beside.head]
    if known:
        return [named(scene, known[-1])]
    start, end = found[0].start, scene.syntax.words[beside.head].end
    return [replace(found[0], text=scene.text[start:end], end=end)] if found[0].end < end else found


def _is_person(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk is but a proper name of two words or more, of no place and no body."""
    words = scene.syntax.words[chunk.start : chunk.end]
    proper = len(words) > 1 and all(word.tag == "P" and word.text[:1].isupper() for word in (words[0], words[-1]))
    known = [one for one in entities_in(scene, chunk) if one.kind != "person"]
    return proper and not known and scene.toponyms.isdisjoint(range(chunk.start, chunk.end))
