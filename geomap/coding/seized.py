"""What was taken from somebody's hands: weapons seized, devices defused, aircraft shot down.

A weapon is no party to violence; here it is what the deed is done to: "downed 14 Ukrainian drones".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geomap.coding.finding import Finding
from geomap.coding.match import objects
from geomap.coding.participants import behind
from geomap.coding.partyhood import is_object
from geomap.coding.patients import is_time
from geomap.coding.reference_table import reference_table
from geomap.coding.roles import chunks_from
from geomap.coding.scene import Scene, phrased
from geomap.coding.syntax import Chunk, chunk_of, group_of
from geomap.model import Participant

_TAKING = "COE.DISRUPT"
_UP_TO = frozenset(["of"])


def seized(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """The things that a finding says were seized, made safe or shot down; none where it was people or their plans."""
    if finding.code != _TAKING:
        return ()
    return tuple(_as_party(scene, chunk) for chunk in _taken(scene, finding) if _is_thing(scene, chunk))


def _taken(scene: Scene, finding: Finding) -> Iterator[Chunk]:
    """The noun chunks of what was taken: a verb's objects, what "of" brings to a noun, or that noun itself."""
    syntax, head = scene.syntax, finding.hit.head
    if group_of(syntax, head) is not None:
        yield from (chunk for chunk in objects(syntax, head, finding.hit.words[-1]) if not is_time(syntax, chunk))
        return
    own = chunk_of(syntax, head)
    if own is not None and syntax.words[own.end : own.end + 1] and syntax.words[own.end].lower == "of":
        yield from chunks_from(syntax, own.end + 1)
    elif own is not None and syntax.words[head].lemma in reference_table().weapons:
        yield own


def _is_thing(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk is of things, or a bare number of them: no people, no deed, no party by its name."""
    word, table = scene.syntax.words[chunk.head], reference_table()
    if word.tag not in ("N", "#") or word.lemma in table.deeds or not is_object(word.lemma):
        return False
    people = word.lemma in scene.roles or word.lemma in (table.collectives | table.relations)
    return not people and not any(entity.last == chunk.head for entity in scene.entities)


def _as_party(scene: Scene, chunk: Chunk) -> Participant:
    """The thing in its words, with what "of" says of it, and the code of whose it is: "20 boxes of ammunition"."""
    owner = next((one.code for one in behind(scene, chunk)), None)
    own = phrased(scene, chunk, owner)
    words = scene.syntax.words
    inner = chunk_of(scene.syntax, chunk.end + 1) if chunk.end + 1 < len(words) else None
    if inner is None or words[chunk.end].lower not in _UP_TO or inner.start != chunk.end + 1:
        return own
    end = words[inner.head].end
    return replace(own, text=scene.text[own.start : end], end=end)
