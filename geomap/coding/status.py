"""Did it happen? The status of an event from the grammar around its trigger (cues in tables/status.toml)."""

from __future__ import annotations

from geomap.coding.lasting import lasting
from geomap.coding.match import Hit
from geomap.coding.roles import subject_of
from geomap.coding.status_cues import Verdict, conditional, head_lemma, reported, thought, tries
from geomap.coding.status_nouns import dropped, of_noun
from geomap.coding.status_verbs import of_verb
from geomap.coding.syntax import Syntax, VerbGroup, group_of

_UNDECIDED = ("happened", "proposed", "planned", "promised", "hypothetical")
"""Readings of the grammar that a rule's own status overrides."""
_AHEAD = ("planned", "proposed")
"""A rule's statuses that an offer or a plan under way keeps: "are offering to mediate"."""
_PLEDGES = frozenset("pledge promise commit vow undertake".split())
_SCHEDULED = ("announce", "schedule", "plan")
_JOURNEYS = frozenset("head travel fly go come visit".split())


def judge(syntax: Syntax, hit: Hit) -> Verdict:
    """The verdict on a hit. A rule's own status stands unless something is denied, conditional or a mere topic."""
    group = group_of(syntax, hit.head)
    off = dropped(syntax, hit)
    if off is not None:
        return off
    verdict = of_verb(syntax, group, hit.words) if group is not None else of_noun(syntax, hit)
    own = _of_kind(syntax, hit, verdict)
    if own:
        return Verdict(own, hit.head)
    status = hit.rule.status
    told = verdict.status in _UNDECIDED or (verdict.status == "ongoing" and status in _AHEAD)
    if status is None and verdict.status == "happened":
        return _going_on(syntax, hit, verdict)
    if status is None or not told or (verdict.status == "hypothetical" and _by_clause(syntax, verdict)):
        return verdict
    return Verdict(status)


def _going_on(syntax: Syntax, hit: Hit, verdict: Verdict) -> Verdict:
    """What happened, or goes on when it is told."""
    cue = lasting(syntax, hit)
    return Verdict("ongoing", cue) if cue >= 0 else verdict


def _of_kind(syntax: Syntax, hit: Hit, verdict: Verdict) -> str:
    """The status that some kinds of event have by their nature, "" for none."""
    code = hit.rule.code
    if code == "COE.CYBER" and group_of(syntax, hit.head) is None:
        if tries(syntax, hit.head):
            return "attempted"
        if thought(syntax, hit.head):
            return "alleged"
    if code.startswith("VRB.") and _said(syntax, hit, verdict):
        return "happened"
    if code.startswith("AID.") and verdict.status == "happened" and head_lemma(syntax, hit) in _PLEDGES:
        return "promised"
    if code == "MOB.FORCES" and verdict.status == "happened" and head_lemma(syntax, hit) in _SCHEDULED:
        return "planned"  # "announced drills from Monday": none was held yet
    if code == "DIP.MEET" and verdict.status == "ongoing" and head_lemma(syntax, hit) in _JOURNEYS:
        return "planned"  # "is heading to": he has not met anybody yet
    if code == "VRB.THREAT" and conditional(syntax, hit.head):
        return "hypothetical"
    voiced = code == "VRB.THREAT" and verdict.status == "planned" and reported(syntax, hit.head)
    return "happened" if voiced else ""  # "said it would respond to any attack": the threat is made by being said


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
