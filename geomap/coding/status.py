"""Did it happen? The status of an event from the grammar around its trigger (cues in tables/status.toml)."""

from __future__ import annotations

from geomap.coding.dependence import governors, predicate_of
from geomap.coding.match import Hit
from geomap.coding.roles import subject_of
from geomap.coding.status_cues import (
    TOPIC,
    Verdict,
    accused,
    clause_cue,
    conditional,
    cue_of,
    cues,
    disputed,
    fronted,
    habitual,
    head_lemma,
    hedged,
    purpose,
    reason,
    reported,
    to_start,
    tries,
    wanted,
)
from geomap.coding.status_tense import goes_on, in_present, nothing_new, of_long
from geomap.coding.syntax import Syntax, VerbGroup, chunk_of, group_of
from geomap.coding.verbhood import PAST_SAME, mandate_before

_AWAITED = frozenset("likely due set scheduled expected slated poised".split())
_UNDECIDED = ("happened", "proposed", "planned", "promised", "hypothetical")
"""Readings of the grammar that a rule's own status overrides."""
_AHEAD = ("planned", "proposed")
"""A rule's statuses that an offer or a plan under way keeps: "are offering to mediate"."""
_PLEDGES = frozenset("pledge promise commit vow undertake".split())
_SCHEDULED = ("announce", "schedule", "plan")
_JOURNEYS = frozenset("head travel fly go come visit".split())
_NONE = frozenset("no without zero neither".split())
_LONG_AGO = frozenset("year decade century".split())
_FACTS = frozenset("after following despite amid since during over in as because".split())


def judge(syntax: Syntax, hit: Hit) -> Verdict:
    """The verdict on a hit. A rule's own status stands unless something is denied, conditional or a mere topic."""
    group = group_of(syntax, hit.head)
    verdict = _of_verb(syntax, group, hit.words) if group is not None else _of_noun(syntax, hit)
    own = _of_kind(syntax, hit, verdict)
    if own:
        return Verdict(own, hit.head)
    status = hit.rule.status
    told = verdict.status in _UNDECIDED or (verdict.status == "ongoing" and status in _AHEAD)
    if status is None or not told or (verdict.status == "hypothetical" and _by_clause(syntax, verdict)):
        return verdict
    return Verdict(status)


def _of_kind(syntax: Syntax, hit: Hit, verdict: Verdict) -> str:
    """The status that some kinds of event have by their nature, "" for none."""
    code = hit.rule.code
    if code == "COE.CYBER" and group_of(syntax, hit.head) is None and tries(syntax, hit.head):
        return "attempted"
    if code.startswith("VRB.") and _said(syntax, hit, verdict):
        return "happened"
    if code.startswith("AID.") and verdict.status == "happened" and head_lemma(syntax, hit) in _PLEDGES:
        return "promised"
    if code == "MOB.FORCES" and verdict.status == "happened" and head_lemma(syntax, hit) in _SCHEDULED:
        return "planned"  # "announced drills from Monday": none was held yet
    if code == "DIP.MEET" and verdict.status == "ongoing" and head_lemma(syntax, hit) in _JOURNEYS:
        return "planned"  # "is heading to": he has not met anybody yet
    return "hypothetical" if code == "VRB.THREAT" and conditional(syntax, hit.head) else ""


def _said(syntax: Syntax, hit: Hit, verdict: Verdict) -> bool:
    """ "will not sign", "must withdraw": a refusal or a demand is made by being said, whatever is alleged with it."""
    tags = {syntax.words[i].tag for i in hit.words}
    group = group_of(syntax, hit.head)
    refused = verdict.status == "denied" and group is not None and not group.negated
    if hit.rule.code == "VRB.REJECT" and ("E" in tags or refused):
        return True
    if verdict.cue >= 0 and syntax.words[verdict.cue].lemma == "offer":
        return True  # "offered criticism"
    return verdict.status in ("alleged", "claimed") or (hit.rule.code == "VRB.REQUEST" and "M" in tags)


def _by_clause(syntax: Syntax, verdict: Verdict) -> bool:
    return verdict.cue >= 0 and syntax.words[verdict.cue].tag == "S"


def _of_modal(syntax: Syntax, group: VerbGroup) -> Verdict:
    """ "will", "may", "would": a plan, a possibility, or a future seen from the past."""
    if group.modal in ("would", "could", "might") and group.perfect:
        return Verdict("hypothetical", group.start)
    if group.modal in ("would", "'d", "’d") and reported(syntax, group.start):
        return Verdict("planned", group.start)
    return Verdict(cues()["modal"].get(group.modal, "happened"), group.start)


def _of_verb(syntax: Syntax, group: VerbGroup, own: tuple[int, ...] = ()) -> Verdict:
    condition = clause_cue(syntax, group.start)
    if condition is not None:
        return condition
    if group.negated and not any(syntax.words[i].tag == "E" for i in own):
        return Verdict("denied", group.start)
    nothing = nothing_new(syntax, group)
    if nothing is not None and nothing.cue not in own:
        return nothing
    if group.modal:
        return _of_modal(syntax, group)
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
            return _of_verb(syntax, own) if own is not None else None
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


def _of_noun(syntax: Syntax, hit: Hit) -> Verdict:
    table = cues()
    chunk = chunk_of(syntax, hit.head)
    if chunk is None:
        return Verdict("happened")
    none = next((i for i in range(max(0, chunk.start - 1), hit.head) if syntax.words[i].lower in _NONE), -1)
    if none >= 0 and none not in hit.words:
        return Verdict("denied", none)  # "there were no arrests", "without an attack"
    for index in range(chunk.start, hit.head):
        status = table["adjective"].get(syntax.words[index].lower, "")
        if status:
            return Verdict(status, index)
    hedge = hedged(syntax, hit.head)
    if hedge is not None:
        return hedge
    last = hit.words[-1]
    for index in range(hit.head + 1, chunk.end):
        if index in hit.words:
            continue
        status = table["noun"].get(syntax.words[index].lemma, "")
        if status and status != "happened":
            return Verdict(status, index)
        if syntax.words[index].tag == "'":
            break
    condition = clause_cue(syntax, chunk.start)
    if condition is not None:
        return condition
    return _of_clause(syntax, hit, chunk.end, last if syntax.chunk_at[last] >= 0 else hit.head)


def _of_clause(syntax: Syntax, hit: Hit, end: int, last: int) -> Verdict:
    """What the words around its phrase make of a noun: an infinitive beside it, its predicate, what it hangs on."""
    if to_start(syntax, end):
        return Verdict("planned", end)
    predicate = predicate_of(syntax, last)
    if predicate is not None:
        return _spoken_of(syntax, hit.head) or _by_predicate(syntax, predicate)
    return _noun_governed(syntax, hit)


def _spoken_of(syntax: Syntax, head: int) -> Verdict | None:
    """ "The call for a boycott was met with silence", "fears of an attack grew": the noun that a happening hangs on."""
    index = next(governors(syntax, head), -1)
    if index < 0 or group_of(syntax, index) is not None or syntax.chunk_at[index] == syntax.chunk_at[head]:
        return None
    status = cues()["governor"].get(syntax.words[index].lemma, "")
    return Verdict(status, index) if status in ("proposed", "planned", "hypothetical") else None


def _by_predicate(syntax: Syntax, group: VerbGroup) -> Verdict:
    """ "the ceasefire was rejected", "the strikes will continue", "an attack could ..."."""
    table = cues()
    lemma = syntax.words[group.head].lemma
    if group.modal:
        return _of_modal(syntax, group)
    if group.passive:
        status = table["governor"].get(lemma, "")
        if status in ("proposed", "rejected", "denied", "attempted", "planned", "promised", "alleged", TOPIC):
            return Verdict("happened") if lemma == "report" else Verdict(status, group.head)
    if lemma == "expect" and group.passive:
        return Verdict("planned", group.head)
    if group.negated and lemma not in ("stop", "end"):
        return Verdict("denied", group.start)
    if any(
        syntax.words[i].lower in ("expected", "due", "set", "scheduled", "planned", "likely")
        for i in range(group.start, min(group.head + 3, len(syntax.words)))
    ):
        return Verdict("planned", group.head)
    if group.progressive and lemma in ("continue", "rage", "take"):
        return Verdict("ongoing", group.head)
    return Verdict("happened")


def _noun_governed(syntax: Syntax, hit: Hit) -> Verdict:
    chunk = chunk_of(syntax, hit.head)
    before = syntax.words[chunk.start - 1].lower if chunk is not None and chunk.start else ""
    if before in ("since", "like", "unlike") and predicate_of(syntax, hit.head) is None:
        return Verdict(TOPIC, hit.head)
    if before in ("about", "regarding", "concerning"):
        return Verdict(TOPIC, hit.head)
    if before == "before" or (before == "of" and chunk is not None and syntax.words[chunk.start - 2].lower == "ahead"):
        return Verdict("planned", hit.head)
    if before in ("after", "since") and chunk is not None and syntax.words[chunk.start - 2].lemma in _LONG_AGO:
        return Verdict("historical", chunk.start - 2)  # "ten years after the bombing"
    if before in _FACTS:
        return Verdict("happened")
    for step, index in enumerate(governors(syntax, hit.head)):
        word = syntax.words[index]
        status = cue_of(syntax, index)
        own = group_of(syntax, index)
        if word.lemma == "go" and own is not None:
            return _of_verb(syntax, own)  # "went on a looting spree"
        if status and status != "happened":
            if own is not None and own.negated and status in ("planned", "promised", "proposed"):
                return Verdict("rejected", index)
            unreal = _unreal(syntax, own) if own is not None else None
            return unreal or Verdict((own is None and disputed(syntax, index)) or status, index)
        if own is not None:
            return _of_verb(syntax, own)
        if step >= 2:
            break
    return Verdict("happened")


def _unreal(syntax: Syntax, group: VerbGroup) -> Verdict | None:
    """The verdict on what hangs on a verb under a condition, "if they ever offered a truce", or of custom."""
    condition = clause_cue(syntax, group.start)
    return condition or (Verdict(TOPIC, group.head) if habitual(syntax, group.start, group.head) else None)


def subject_text(syntax: Syntax, text: str, group: VerbGroup) -> str:
    """The subject of a verb as the article has it, without its article; "" when it is understood."""
    chunks = subject_of(syntax, group.head)
    if not chunks:
        return ""
    words = syntax.words
    first = chunks[0].start
    while first < chunks[0].head and words[first].tag == "D":
        first += 1
    verb = next((other.start for other in syntax.groups if other.start >= chunks[-1].end), group.start)
    last = max(chunks[-1].end, verb) - 1
    while last > chunks[-1].end - 1 and words[last].tag in (",", "R", "W", "S", "O"):
        last -= 1
    if any(word.tag == "," for word in words[chunks[-1].end : last]):
        last = chunks[-1].end - 1
    return text[words[first].start : words[last].end]
