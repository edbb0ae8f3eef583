"""The status of what a verb tells, from its tense, its clause and what it depends on."""

from __future__ import annotations

from geomap.coding.dependence import governors
from geomap.coding.status_cues import (
    TOPIC,
    Verdict,
    accused,
    clause_cue,
    cue_of,
    cues,
    fronted,
    hearsay,
    purpose,
    reason,
    reported,
    wanted,
)
from geomap.coding.status_tense import goes_on, in_present, nothing_new, of_long
from geomap.coding.syntax import Syntax, VerbGroup, group_of
from geomap.coding.verbhood import PAST_SAME, mandate_before

_PERCEIVED = frozenset("hear see feel smell".split())
_AWAITED = frozenset("likely due set scheduled expected slated poised".split())


def of_modal(syntax: Syntax, group: VerbGroup) -> Verdict:
    """ "will", "may", "would": a plan, a possibility, or a future seen from the past."""
    if group.modal in ("could", "can") and group.passive and syntax.words[group.head].lemma in _PERCEIVED:
        return Verdict("happened")  # "gunfire could be heard"
    if group.modal in ("would", "could", "might") and group.perfect:
        return Verdict("hypothetical", group.start)
    if group.modal in ("would", "'d", "’d") and reported(syntax, group.start):
        return Verdict("planned", group.start)
    return Verdict(cues()["modal"].get(group.modal, "happened"), group.start)


def of_verb(syntax: Syntax, group: VerbGroup, own: tuple[int, ...] = ()) -> Verdict:
    """The verdict on what a verb group tells; `own` are the words of the rule that matched it."""
    condition = clause_cue(syntax, group.start)
    if condition is not None:
        return condition
    if group.negated and not any(syntax.words[i].tag == "E" for i in own):
        return Verdict("denied", group.start)
    nothing = nothing_new(syntax, group)
    if nothing is not None and nothing.cue not in own:
        return nothing
    said = hearsay(syntax, group.start)
    if said is not None:
        return said
    if group.modal:
        return of_modal(syntax, group)
    told = _adverb(syntax, group) or _demanded(syntax, group) or wanted(syntax, group)
    if told is not None:
        return told
    if not group.infinitive and any(syntax.words[i].tag == "T" for i in range(group.start, group.head)):
        return Verdict("planned", group.start)  # "are to be released"
    if accused(syntax, group.start):
        return Verdict("alleged", group.start)
    if group.infinitive or (syntax.words[group.head].form == "g" and not group.passive):
        governed = _governed(syntax, group.head, infinitive=group.infinitive)
        if governed is not None:
            return governed
    if syntax.words[group.head].form in ("s", "b") and syntax.words[group.head].lower not in PAST_SAME:
        return in_present(syntax, group)
    long = of_long(syntax, group)
    return long or (Verdict("ongoing", group.start) if goes_on(syntax, group) else Verdict("happened"))


def _demanded(syntax: Syntax, group: VerbGroup) -> Verdict | None:
    """ "proposes that Israel leave", "insisted that the ban be lifted"."""
    bare = syntax.words[group.head].form == "b" or syntax.words[group.start].lower == "be"
    mandate = mandate_before(syntax.words[: group.start]) if bare else -1
    return Verdict("proposed", mandate) if mandate >= 0 else None


def _adverb(syntax: Syntax, group: VerbGroup) -> Verdict | None:
    """ "allegedly shelled", "was reportedly killed"."""
    for index in range(max(0, group.start - 2), min(group.head + 3, len(syntax.words))):
        status = cues()["adverb"].get(syntax.words[index].lower, "")
        if status:
            return Verdict(status, index)
    return None


def _governed(syntax: Syntax, head: int, *, infinitive: bool) -> Verdict | None:
    """The verdict of what an infinitive or a gerund depends on; a bare purpose is no fact."""
    group = group_of(syntax, head)
    if infinitive and group is not None and group.start and syntax.words[group.start - 1].lower in _AWAITED:
        return Verdict("planned", group.start - 1)
    for step, index in enumerate(governors(syntax, head)):
        word = syntax.words[index]
        status = cue_of(syntax, index)
        own = group_of(syntax, index)
        if infinitive and purpose(syntax, index):
            return Verdict(TOPIC, index)
        if own is not None and own.negated and status in ("planned", "promised", "proposed"):
            return Verdict("rejected", index)
        if status == "happened":
            return of_verb(syntax, own) if own is not None else None
        if status:
            return Verdict(status, index)
        if step == 0 and word.tag in ("V", "X") and infinitive:
            return Verdict("planned", index) if word.lemma == "be" else Verdict(TOPIC, index)
        if step >= 2:
            break
    if not infinitive:
        return Verdict(TOPIC, head) if reason(syntax, head) else None
    auxiliary = group is not None and any(syntax.words[i].lemma == "be" for i in range(group.start, head))
    first = group is not None and not any(other.head < group.start for other in syntax.groups)
    return Verdict("planned", head) if auxiliary or (first and not fronted(syntax, head)) else Verdict(TOPIC, head)
