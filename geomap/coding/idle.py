"""Doers who do no such deed: beasts, holidaymakers, toddlers, extras, firms, teams, heavenly bodies.

"Jellyfish have invaded Haifa", "Our toddler has imposed sanctions on broccoli", "Ryanair launched an attack on
Brussels": who does it says that it is a figure of speech, or played (`tables/subjects.toml`, [doers]). Each kind is
silenced in what it never does: a tourist may stab, but conquers nothing; a firm may be hacked, but bombs no town.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geomap.coding.match import Hit, doers
from geomap.coding.roles import after_preposition
from geomap.coding.subjects_table import DoerTable, load_doers
from geomap.coding.syntax import Chunk, Syntax, chunk_of, group_of
from geomap.coding.timeless import simple_present
from geomap.coding.words import Word

Classes = Sequence[frozenset[str]]

_FORCE = ("STR.", "EXP.", "BAT.", "TER.", "MOB.")
_STATE = ("SAN.", "DEE.CEASEFIRE", "DEE.WITHDRAW", "DIP.SIGN")
_HARM = ("VAC.", "COE.ARREST", "COE.DESTROY", "COE.RESTRICT", "CRM.", "DEM.", "DEE.")
_CODES = (*_FORCE, *_STATE, *_HARM, "VRB.THREAT")
_ASKED = (*_CODES, "DIP.", "AID.")
_KIN = frozenset("my our your".split())
_FIRM_FORCE = (*_FORCE, "DEE.CEASEFIRE", "COE.DESTROY", "VAC.")
_KNOWN = frozenset("country place group leader igo stateforce force rebel".split())
_ARMS = frozenset("rebel force stateforce group weapon explosive drone missile artillery aircraft crowd".split())
_TREATED = frozenset("ceasefire truce border frontier sanction airspace treaty".split())
"""Matters of states, not of teams: "Pakistan have violated the ceasefire"."""
_AGENTS = ("er", "or", "ist", "ian", "yst", "ster")
_LEAST = 5
_BETWEEN = frozenset(["between"])
_PLURAL = frozenset("have are go face meet play host need move lose win take".split())
_MEASURES = frozenset(
    "army armies troop troops swarm herd pod flock pack colony horde band group crowd pair thousand "
    "thousands hundreds dozens millions couple cast team squad number".split()
)


def idle(syntax: Syntax, classes: Classes, hit: Hit) -> bool:
    """Whether all who do a deed are such as never do it."""
    if not hit.rule.code.startswith(_ASKED):
        return False
    if hit.rule.code == "BAT.CLASH" and _fixture(syntax, classes, hit):
        return True
    chunks = [_measured(syntax, chunk) for chunk in doers(syntax, hit.head) or _between(syntax, hit.head)]
    told = group_of(syntax, hit.head)
    free = told is not None and (bool(told.modal) or simple_present(syntax, told))
    return bool(chunks) and all(hit.rule.code.startswith(_never(syntax, classes, chunk, free=free)) for chunk in chunks)


def _fixture(syntax: Syntax, classes: Classes, hit: Hit) -> bool:
    """ "Barcelona and Real Madrid clash in Jeddah": two names, none of an armed side, that "clash" in the present."""
    words, at = syntax.words, hit.head
    if at < 3 or words[at].lower != "clash" or not words[at - 1].text[:1].isupper():
        return False
    return not any(_armed(classes, index) for index in range(len(words))) and words[-1].lower == "."


def _team(syntax: Syntax, classes: Classes, chunk: Chunk) -> bool:
    """ "Napoli have agreed a fee", "Iran held Japan and go into the last match": a side of players takes the plural."""
    words = syntax.words
    name = words[chunk.head].lower
    if chunk.start or name.endswith("s") or not {"country", "place"} & classes[chunk.head]:
        return False
    if any(_armed(classes, index) or words[index].lemma in _TREATED for index in range(len(words))):
        return False
    return any(
        words[at].lower in _PLURAL and (at == chunk.end or (words[at - 1].lower == "and" and syntax.group_at[at] >= 0))
        for at in range(chunk.end, len(words))
    )


def _between(syntax: Syntax, head: int) -> Sequence[Chunk]:
    """ "the ceasefire between the two bakeries": whose it is."""
    return after_preposition(syntax, head, _BETWEEN) if group_of(syntax, head) is None else ()


def _measured(syntax: Syntax, chunk: Chunk) -> Chunk:
    """What a measure is of: "an army of red crabs" → "red crabs"."""
    words, at = syntax.words, chunk.end
    if at + 1 >= len(words) or words[at].lower != "of" or not _among(words[chunk.head], _MEASURES):
        return chunk
    return chunk_of(syntax, at + 1) or chunk


def _never(syntax: Syntax, classes: Classes, chunk: Chunk, *, free: bool) -> tuple[str, ...]:
    """The beginnings of codes of what the doer that a noun phrase names never does; `free` where the verb is in the
    simple present or under a modal."""
    table, words = load_doers(), syntax.words
    head = words[chunk.head]
    if _team(syntax, classes, chunk):
        return (*_FORCE, "VAC.", "DEE.WITHDRAW", "DIP.MEET", "AID.")
    if _firm(syntax, chunk, table):
        return _FIRM_FORCE
    if head.text[:1].isupper() and head.lower in table.bygone:
        return _CODES
    if (head.text[:1].isupper() and chunk.head) or head.tag != "N" or _known(classes, chunk):
        return ()
    if free and _among(head, table.players):
        return (*_FORCE, *_STATE, "VAC.", "COE.ARREST", "VRB.THREAT")
    if _among(head, table.beasts) or _among(head, table.heavenly):
        return _CODES
    if _among(head, table.staged):
        return _CODES
    if _among(head, table.leisured) or _of_a_trade(head, classes[chunk.head], table):
        return (*_FORCE, *_STATE)
    family = _among(head, table.family) and (_among(head, table.infants) or words[chunk.start].lower in _KIN)
    return (*_FORCE, *_STATE, "VRB.THREAT") if family else ()


def of_leisure(syntax: Syntax, classes: Classes, chunk: Chunk) -> bool:
    """Whether a noun phrase names those who play, bake or are on holiday, whom statesmen meet for no diplomacy."""
    table, head = load_doers(), syntax.words[chunk.head]
    if head.tag != "N" or head.text[:1].isupper() or _known(classes, chunk):
        return False
    plain = _of_a_trade(head, classes[chunk.head], table)
    return plain or any(_among(head, kind) for kind in (table.players, table.leisured, table.staged, table.honoured))


def _armed(classes: Classes, index: int) -> bool:
    """Whether a word speaks of arms or of those who bear them."""
    return not _ARMS.isdisjoint(classes[index])


def _known(classes: Classes, chunk: Chunk) -> bool:
    """Whether a word of a noun phrase is known as a state's, a group's or a force's: "Turkey", "navy seals"."""
    return any(not _KNOWN.isdisjoint(classes[i]) for i in range(chunk.start, chunk.end))


def _of_a_trade(word: Word, its: frozenset[str], table: DoerTable) -> bool:
    """ "vegetarians", "designers": persons after what they are or do, of whom nothing says that they fight."""
    agent = word.lemma.endswith(_AGENTS) and len(word.lemma) > _LEAST and word.lower != word.lemma
    return agent and not its and word.lemma not in table.fighters


def _firm(syntax: Syntax, chunk: Chunk, table: DoerTable) -> bool:
    """ "Ryanair", "Norrsund Steel", "chocolate maker Lindau", "activist fund Pelham"."""
    words = syntax.words[chunk.start : chunk.end]
    head = syntax.words[chunk.head]
    if not any(word.text[:1].isupper() for word in words):
        return False
    if chunk.start and syntax.words[chunk.start - 1].text == "&":
        return True
    return (
        (head.text[:1].isupper() and (head.lower in table.firms or (len(words) > 1 and head.lower in table.firm_names)))
        or any(f"{one.lower}_{two.lower}" in table.firms for one, two in pairwise(words))
        or any(word.tag == "N" and word.text.islower() and _among(word, table.trades) for word in words[:-1])
    )


def _among(word: Word, names: frozenset[str]) -> bool:
    return word.lower in names or word.lemma in names
