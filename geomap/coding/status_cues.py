"""The cues of status: the words and turns around an event that speak against a fact (tables/status.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from geomap.coding.dependence import governors, predicate_of
from geomap.coding.match import Hit
from geomap.coding.ontology import TABLES
from geomap.coding.syntax import Syntax, VerbGroup, chunk_of, group_of
from geomap.model import Status
from geomap.tables import check_keys, read_toml_table

TOPIC = "topic"
"""Not a status: what is merely spoken about, and makes no event."""
_SECTIONS = ("governor", "adjective", "noun", "modal", "adverb", "clause")
_CUSTOM = frozenset("routinely regularly often frequently usually habitually typically always sometimes rarely".split())
_SUSPECTED = frozenset("suspected accused alleged believed thought reported rumoured".split())
_DENIALS = frozenset("deny reject dismiss refute rebut dispute contradict debunk rubbish".split())
HEARSAY = frozenset("report claim allegation rumour rumor accusation suggestion story assertion charge".split())
_NOT = frozenset("not n't never neither nobody none no cannot unable".split())
_UNTRUE = frozenset("untrue false baseless unfounded fabricated wrong incorrect".split())
_DROPPED = {("call", "off"): "rejected", ("put", "off"): "planned", ("push", "back"): "planned"}
"""Verbs with a particle that say that what was due is not, or not yet."""
_WISHES = frozenset("want need wish like prefer demand".split())
_TOLL = frozenset("life lives victim victims".split())
_AIMS = frozenset("order effort".split())
_STARTING = frozenset("start begin take be last open resume follow".split())
_CHAIN = 4
"""Nouns that "of" strings together."""
_CLAUSE = 14
"""Words between "that" and the verb of its clause."""
_ABOVE = 7
"""Words before "that" among which the verb of "rejected as false the claim that" stands."""
_HEDGE_REACH = 10
"""Words after an event noun within which "reportedly" speaks of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, or TOPIC, and the index of the word that decided it (-1: nothing spoke against a fact)."""

    status: str
    cue: int = -1


@cache
def cues(path: Path = TABLES / "status.toml") -> Mapping[str, Mapping[str, str]]:
    """Section → lemma → status. Raises TableError for an unknown section or status."""
    table = read_toml_table(path, allowed=_SECTIONS)
    found: dict[str, Mapping[str, str]] = {}
    for section, rows in table.items():
        check_keys(rows, (*get_args(Status), TOPIC), where=f"{path}, [{section}]", what="status")
        found[section] = MappingProxyType({word: status for status, words in rows.items() for word in words.split()})
    return MappingProxyType(found)


def tries(syntax: Syntax, head: int) -> bool:
    """ "hackers attempted to": doers who stand for their deed, and who only tried."""
    predicate = predicate_of(syntax, head)
    return predicate is not None and syntax.words[predicate.head].lemma in ("attempt", "try")


def thought(syntax: Syntax, head: int) -> bool:
    """ "hackers are believed to have stolen": doers who stand for what they are thought to have done."""
    predicate = predicate_of(syntax, head)
    return predicate is not None and predicate.passive and syntax.words[predicate.head].lower in _SUSPECTED


def head_lemma(syntax: Syntax, hit: Hit) -> str:
    return syntax.words[hit.head].lemma if group_of(syntax, hit.head) is not None else ""


def accused(syntax: Syntax, start: int) -> bool:
    """ "is suspected of having planted", "are alleged to have killed"."""
    before = [word.lower for word in syntax.words[max(0, start - 2) : start + 1]]
    return any(one in _SUSPECTED and two in ("of", "to") for one, two in pairwise(before))


def reason(syntax: Syntax, head: int) -> bool:
    """ "sentenced for organising protests", "without asking": what somebody is punished for, or does not do."""
    group = group_of(syntax, head)
    return group is not None and group.start > 0 and syntax.words[group.start - 1].lower in ("for", "without")


def habitual(syntax: Syntax, start: int, head: int) -> bool:
    """ "routinely jails its critics": a custom, told in the present, and no event."""
    around = syntax.words[max(0, start - 2) : head + 2]
    return any(word.lower in _CUSTOM for word in around)


def when(syntax: Syntax, start: int) -> bool:
    """ "when he meets his counterpart": a present tense that speaks of the future."""
    return any(word.lower in ("when", "once") for word in syntax.words[max(0, start - 3) : start])


def reported(syntax: Syntax, start: int) -> bool:
    """ "said that another round would take place": a future seen from the past."""
    before = syntax.words[:start]
    if any(word.lower in ("if", "unless") for word in syntax.words):
        return False
    return any(
        word.tag == "V" and word.lemma in ("say", "announce", "tell", "confirm", "add", "declare") for word in before
    )


def conditional(syntax: Syntax, head: int) -> bool:
    return any(word.lower in ("if", "unless") for word in syntax.words[head:])


def fronted(syntax: Syntax, head: int) -> bool:
    group = group_of(syntax, head)
    return group is not None and group.start == 0


def hedged(syntax: Syntax, head: int) -> Verdict | None:
    """ "shelling, reportedly by the army, killed four", "the blast apparently hit": an adverb of hearsay close by."""
    table = cues()["adverb"]
    for index in range(max(0, head - 3), min(head + _HEDGE_REACH, len(syntax.words))):
        word = syntax.words[index]
        by = index < head or syntax.words[min(index + 1, len(syntax.words) - 1)].lower == "by"
        if word.lower in table and by:
            return Verdict(table[word.lower], index)
        if index > head and (word.tag == "S" or word.lower in (";", "while", "but")):
            return None
    return None


def called_off(syntax: Syntax, index: int) -> str:
    """The status of what is "called off" or "put off" by the verb at an index; "" for every other verb."""
    following = syntax.words[index + 1].lower if index + 1 < len(syntax.words) else ""
    return _DROPPED.get((syntax.words[index].lemma, following), "")


def hearsay(syntax: Syntax, start: int) -> Verdict | None:
    """What is only reported by a "that" clause: "dismissed reports that …", "it is not true that …", "reports that"."""
    words = syntax.words
    that = next((i for i in range(start - 1, max(0, start - _CLAUSE), -1) if words[i].lower == "that"), -1)
    if that < 1 or any(syntax.group_at[i] >= 0 for i in range(that + 1, start)):
        return None
    at = _head_before(syntax, that)
    before = words[at]
    if before.lower in _UNTRUE:
        return Verdict("denied", at)
    if before.lower == "true" and any(word.lower in ("not", "n't", "never") for word in words[max(0, that - 4) : that]):
        return Verdict("denied", that - 1)
    plural = before.lower.endswith("s") and words[at - 1].tag in ("X", "D", "A", "#", "I", "C", "V")
    if before.lemma not in HEARSAY or not (before.tag == "N" or plural):
        return None
    above = next(governors(syntax, at), -1)
    near = [above] if above >= 0 else []
    near += range(at - 1, max(-1, at + 1 - _ABOVE), -1)
    denial = next((i for i in near if words[i].lemma in _DENIALS or words[i].lower == "disputed"), -1)
    if denial >= 0:
        return Verdict("denied", denial)
    sure = any(words[i].lemma == "confirm" for i in near)
    return None if sure and not any(words[i].lower in _NOT for i in range(that - 1)) else Verdict("alleged", at)


def _head_before(syntax: Syntax, that: int) -> int:
    """The noun that a "that" clause belongs to: "the claims of the Ministry of Defence that", "reports that"."""
    words, at = syntax.words, that - 1
    for _ in range(_CHAIN):
        chunk = chunk_of(syntax, at)
        if (
            chunk is None
            or words[at].lemma in HEARSAY
            or chunk.start < 2
            or words[chunk.start - 1].lower not in ("of", "by", "from")
        ):
            break
        at = chunk.start - 2
    return at if words[at].lemma in HEARSAY else that - 1


def disputed(syntax: Syntax, at: int) -> str:
    """ "reports of" as they stand, or "denied" where somebody denies them."""
    after = next(governors(syntax, at), -1)
    return "denied" if after >= 0 and syntax.words[after].lemma in _DENIALS else ""


def _inverted(syntax: Syntax, at: int) -> bool:
    """ "should police fail to arrest her": a condition without "if"."""
    words = syntax.words
    if words[at].lower != "should" or at + 1 >= len(words) or syntax.group_at[at] >= 0:
        return False
    return words[at + 1].tag in ("D", "N", "P", "O", "A", "#")


def clause_cue(syntax: Syntax, start: int) -> Verdict | None:
    """ "if Moscow violated the terms": the subordinator that opens the clause."""
    table = cues()["clause"]
    for index in range(start - 1, max(-1, start - 9), -1):
        word = syntax.words[index]
        status = table.get(word.lower, "")
        if status or _inverted(syntax, index):
            return Verdict(status or "hypothetical", index)
        if word.tag in (",", "S") or (syntax.group_at[index] >= 0 and not _describes(syntax, index)):
            return None
    return None


def _describes(syntax: Syntax, index: int) -> bool:
    """ "until the restrictions imposed on traders are lifted": a bare participle after its noun."""
    group = group_of(syntax, index)
    bare = group is not None and group.start == group.head and syntax.words[index].form == "d"
    following = syntax.words[index + 1].tag if index + 1 < len(syntax.words) else ""
    return bare and following == "I" and index > 0 and syntax.chunk_at[index - 1] >= 0


def wanted(syntax: Syntax, group: VerbGroup) -> Verdict | None:
    """ "want the suspect held", "wish the embargo lifted": a participle of what somebody would see done."""
    if group.start != group.head or syntax.words[group.head].form != "d" or not group.start:
        return None
    chunk = chunk_of(syntax, group.start - 1)
    verb = chunk.start - 1 if chunk is not None else -1
    wanted = verb >= 0 and syntax.group_at[verb] >= 0 and syntax.words[verb].lemma in _WISHES
    return Verdict("proposed", verb) if wanted else None


def in_the_past(syntax: Syntax, group: VerbGroup) -> int:
    """The index of "past" in "has targeted officials in the past"; -1 for none, as in "in the past week"."""
    words = syntax.words
    for at in range(group.head + 3, min(group.head + 14, len(words))):
        if words[at].lower == "past" and words[at - 1].lower == "the" and words[at - 2].lower == "in":
            following = words[at + 1] if at + 1 < len(words) else None
            return at if following is None or following.tag in (",", "C", "S", "I", "R") else -1
    return -1


def purpose(syntax: Syntax, index: int) -> bool:
    """ "in an effort to prevent attacks", "in order to": an aim, and no plan of anybody's."""
    words = syntax.words
    return words[index].lower in _AIMS and any(words[i].lower == "in" for i in range(max(0, index - 2), index))


def cue_of(syntax: Syntax, index: int) -> str:
    """What a governing word makes of what hangs on it, "" for nothing: "set up barricades" is no plan, "set to" is."""
    word, group = syntax.words[index], group_of(syntax, index)
    if word.lemma == "set" and group is not None and not group.passive:
        return ""
    if word.lemma == "claim" and any(each.lower in _TOLL for each in syntax.words[index + 1 : index + 6]):
        return ""  # "floods have claimed 20 lives"
    if group is not None and (off := called_off(syntax, index)):
        return off
    table = cues()["governor"]
    return table.get(word.lemma, "") or table.get(word.lower, "")


def to_start(syntax: Syntax, at: int) -> bool:
    """ "a new phase of protest, to start on Wednesday, ...": an infinitive beside the noun."""
    words = syntax.words
    at += at < len(words) and words[at].tag == ","
    return at + 1 < len(words) and words[at].tag == "T" and words[at + 1].lemma in _STARTING
