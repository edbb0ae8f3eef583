"""Whom a deed is done to: the objects of its verb, what its noun's prepositions bring, whom its weapon hits."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.coding.aims import TIMES, aims, is_road, whose
from geomap.coding.by_means import HARMS, harm_by
from geomap.coding.finding import Finding
from geomap.coding.match import objects
from geomap.coding.reference_table import reference_table
from geomap.coding.roles import after_preposition, agent_of, chunks_from, object_of, subject_of
from geomap.coding.scene import Scene, is_name
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of

_FORCE = (
    "STR", "EXP", "BAT", "VAC", "HAZ", "CRM", "DEM.EXCESSIVE", "DEM.INTERVENTION", "DEM.VIOLENT", "DEM.MOB",
)  # fmt: skip
_ARRESTING = frozenset("arrest detain nab apprehend seize".split())
_SEARCHING = frozenset("raid search storm swoop pounce descend".split())
_DATA = frozenset(
    "server system network computer website site email mail account data database record file phone page access app "
    "register archive grid broadcast programme program licence license accreditation office bureau".split()
)
"""What is hacked or shut of somebody."""
_WHOSE = frozenset("of at in to belonging".split())
_TO = frozenset("of on against upon targeting".split())
_BESIDE = frozenset("by in at near from outside inside around across over during with".split())
_ADDRESS = frozenset("accuse blame warn fault criticise criticize mock summon instruct expel thank rebuke".split())
_ADDRESS_TO = frozenset("urge ask call beg press appeal order tell request invite encourage".split())
_REACH = 16


def patients(scene: Scene, finding: Finding) -> tuple[Chunk, ...]:
    """The noun chunks of those whom the deed of a finding is done to."""
    syntax, head = scene.syntax, finding.hit.head
    if group_of(syntax, head) is None:
        harmful = finding.code.startswith(_FORCE)
        found = _of_noun(syntax, head) or (_harmed_by(syntax, head) if harmful else ())
        found = found or objects(syntax, head, finding.hit.words[-1])
        return _told(scene, tuple(each for chunk in found for each in _meant(scene, finding, chunk)), finding)
    found = _arrested(finding) or objects(syntax, head, finding.hit.words[-1])
    found = tuple(each for chunk in found for each in _meant(scene, finding, chunk))
    carried = [chunk for chunk in found if _is_deed(scene, chunk, finding)]
    if not carried:
        return _told(scene, found, finding)
    aimed = aims(scene, finding) if finding.code.startswith(_FORCE) else ()
    if aimed:
        return aimed
    meant = _of_noun(syntax, carried[-1].head) or _harmed_by(syntax, carried[-1].head)
    meant = tuple(chunk for chunk in meant if not is_road(scene, chunk))
    return _told(scene, (*(chunk for chunk in found if chunk not in carried), *meant), finding) or _told(
        scene, found, finding
    )


def _arrested(finding: Finding) -> tuple[Chunk, ...]:
    """ "Police raided a farm and arrested five men": of a raid that ends with an arrest, those who were arrested."""
    syntax, head = finding.scene.syntax, finding.hit.head
    if finding.code != "COE.ARREST" or syntax.words[head].lemma not in _SEARCHING:
        return ()
    later = (one for one in syntax.groups if one.head > head and syntax.words[one.head].lemma in _ARRESTING)
    group = next(later, None)
    if group is None:
        return ()
    return subject_of(syntax, group.head) if group.passive else object_of(syntax, group.head)


def _meant(scene: Scene, finding: Finding, chunk: Chunk) -> tuple[Chunk, ...]:
    """The people of a base or a bus that force is used on, or whose data it is; nothing of a road."""
    if finding.code in ("COE.CYBER", "COE.RESTRICT"):
        return _whose_data(scene, chunk, stolen=finding.code == "COE.CYBER")
    if not finding.code.startswith(("STR", "BAT", "EXP", "VAC.ATTACK")):
        return (chunk,)
    return () if is_road(scene, chunk) else whose(scene, chunk)


def _whose_data(scene: Scene, chunk: Chunk, *, stolen: bool) -> tuple[Chunk, ...]:
    """ "Broke into the e-mails of a ministry", "stole $2 million from a bank", "shut the office of a newspaper"."""
    words, syntax = scene.syntax.words, scene.syntax
    robbed = after_preposition(syntax, chunk.head, frozenset(["from"])) if stolen else ()
    if robbed and robbed[0].head not in scene.toponyms:
        return robbed
    while chunk.end + 1 < len(words) and words[chunk.end].lower in _WHOSE:
        counted = words[chunk.head].tag == "#" and words[chunk.end].lower == "of"
        following = chunks_from(syntax, chunk.end + 1)
        if not (counted or words[chunk.head].lemma in _DATA) or not following or following[0].head in scene.toponyms:
            break
        chunk = following[0]
    return (chunk,)


def addresses(scene: Scene, finding: Finding) -> bool:
    """Whether the verb of a finding takes nobody but people and bodies as its object: "accused X", "urged X to"."""
    syntax, head = scene.syntax, finding.hit.head
    lemma = syntax.words[head].lemma
    if lemma in _ADDRESS:
        return True
    if lemma not in _ADDRESS_TO:
        return False
    return any(
        one.infinitive and head < one.start < head + _REACH and _addressee(syntax, one) is not None
        for one in syntax.groups
    )


def _addressee(syntax: Syntax, infinitive: VerbGroup) -> Chunk | None:
    """The noun right before an infinitive: "called on all claimants to resume"."""
    at = infinitive.start - 1
    while at >= 0 and syntax.words[at].tag in ("E", "R"):
        at -= 1
    return chunk_of(syntax, at) if at >= 0 else None


def _is_deed(scene: Scene, chunk: Chunk, finding: Finding) -> bool:
    """ "imposed sanctions", "opened fire", "fired shells": what is done or with what, not to whom."""
    lemma = scene.syntax.words[chunk.head].lemma
    if lemma in reference_table().things:
        return True
    return chunk.head in finding.hit.words and lemma not in scene.roles and not _is_pronoun(scene, chunk)


def _is_pronoun(scene: Scene, chunk: Chunk) -> bool:
    return scene.syntax.words[chunk.head].tag == "O"


def _of_noun(syntax: Syntax, head: int) -> tuple[Chunk, ...]:
    """ "the killing by militiamen of two men", "an attack by X on Y": what "of", "on" or "against" brings to a noun."""
    chunk = chunk_of(syntax, head)
    at = chunk.end if chunk is not None else head + 1
    words = syntax.words
    owned = -1  # where an "of" would belong to the noun of another phrase: "at the request of the government"
    while at < min(head + _REACH, len(words)) and at + 1 < len(words):
        word = words[at]
        if word.lower in _TO and words[at + 1].tag != "W" and at != owned:
            return chunks_from(syntax, at + 1)
        if word.lower in _BESIDE or at == owned:
            skipped = chunk_of(syntax, at + 1)
            at = skipped.end if skipped is not None else at + 2
            owned = at if skipped is not None and word.lower != "by" and words[skipped.head].tag == "N" else -1
        elif word.tag in ("W", "R", "'") or (word.tag == "I" and words[at + 1].tag == "W"):
            at += 1
        else:
            break
    return ()


def _harmed_by(syntax: Syntax, head: int) -> tuple[Chunk, ...]:
    """ "a roadside bomb killed three", "a blast that hurt two", "were killed by a bomb": whom a weapon or an attack
    harmed.
    """
    chunk = chunk_of(syntax, head)
    if chunk is None:
        return ()
    for group in _harming(syntax):
        if not group.passive and any(one.start <= head < one.end for one in subject_of(syntax, group.head)):
            return object_of(syntax, group.head)
        if group.passive and any(one.start <= head < one.end for one in agent_of(syntax, group.head)):
            return subject_of(syntax, group.head)
    verb = harm_by(syntax, chunk)
    if verb is None:
        return ()
    return subject_of(syntax, verb.head) if verb.passive else object_of(syntax, verb.head)


def _harming(syntax: Syntax) -> Iterator[VerbGroup]:
    return (group for group in syntax.groups if syntax.words[group.head].lemma in HARMS)


def _told(scene: Scene, chunks: tuple[Chunk, ...], finding: Finding) -> tuple[Chunk, ...]:
    """Chunks without the trigger's own words, times and scenes, and without what is only spoken on."""
    own = set(finding.hit.words)
    spoken = finding.code.startswith("VRB")  # "made an appeal on television", but "called on the army"
    hacked = finding.code == "COE.CYBER" and not any(chunk.head in scene.toponyms for chunk in chunks)
    return tuple(
        chunk
        for chunk in chunks
        if not is_time(scene.syntax, chunk)
        and (chunk.head not in own or _is_party(scene, chunk, finding))
        and not (_is_place_after(scene, chunk) and not _after_particle(scene, chunk, own) and not hacked)
        and not (spoken and _is_medium(scene, chunk, finding))
        and not (finding.code.startswith("HAZ") and _is_where(scene, chunk))
    )


def _is_party(scene: Scene, chunk: Chunk, finding: Finding) -> bool:
    """Whether a trigger's own word is whom it is done to: "a bomb killed soldiers", "Telegram was blocked"."""
    named = finding.code == "COE.RESTRICT" and is_name(scene, chunk.head) and chunk.head not in scene.toponyms
    return named or scene.syntax.words[chunk.head].lemma in scene.roles or _is_pronoun(scene, chunk)


def _is_where(scene: Scene, chunk: Chunk) -> bool:
    """ "A boat capsized on the lake": where an accident was."""
    before = scene.syntax.words[chunk.start - 1] if chunk.start else None
    return before is not None and before.tag == "I" and before.lower != "of"


def _is_medium(scene: Scene, chunk: Chunk, finding: Finding) -> bool:
    """ "Made an appeal on television", but "called on the army", "laid the blame on the army"."""
    at = chunk.start - 1
    return at > finding.hit.head + 1 and at not in finding.hit.words and scene.syntax.words[at].lower == "on"


def _after_particle(scene: Scene, chunk: Chunk, own: set[int]) -> bool:
    """ "took over the camp": a preposition of place that belongs to the verb right before it."""
    at = chunk.start - 1
    return (
        at in own and at - 1 in own and scene.syntax.words[at].lower == "over" and scene.syntax.words[at - 1].tag == "V"
    )


def is_time(syntax: Syntax, chunk: Chunk) -> bool:
    """ "a day later", "on 21 June", "at 19:00", "five days"."""
    word = syntax.words[chunk.head]
    if word.tag == "W" or word.lemma in TIMES:
        return True
    if word.tag != "#":
        return False
    after = syntax.words[chunk.end].tag if chunk.end < len(syntax.words) else ""
    return after == "W" or ":" in word.text or "." in word.text.rstrip(".")


def _is_place_after(scene: Scene, chunk: Chunk) -> bool:
    """A chunk that "in" or "at" brings is a scene, not a target."""
    before = scene.syntax.words[chunk.start - 1].lower if chunk.start else ""
    return before in ("in", "at", "near", "to", "into", "over") and not any(
        chunk.start <= e.first < chunk.end and e.kind == "person" for e in scene.entities
    )
