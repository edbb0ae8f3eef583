"""The status of what a noun tells: by its adjectives, its predicate, what it hangs on, whether it was called off."""

from __future__ import annotations

from geomap.coding.dependence import governors, predicate_of
from geomap.coding.match import Hit
from geomap.coding.status_cues import (
    TOPIC,
    Verdict,
    called_off,
    clause_cue,
    cue_of,
    cues,
    disputed,
    habitual,
    hedged,
    to_start,
)
from geomap.coding.status_verbs import of_modal, of_verb
from geomap.coding.syntax import Syntax, VerbGroup, chunk_of, group_of

_STIPULATING = frozenset("provide envisage envision stipulate foresee".split())
_NONE = frozenset("no without zero neither".split())
_LONG_AGO = frozenset("year decade century".split())
_CANCELLED = {
    "cancel": "rejected", "scrap": "rejected", "shelve": "rejected", "abort": "rejected",
    "postpone": "planned", "defer": "planned", "delay": "planned", "reschedule": "planned",
}  # fmt: skip
_ASIDE = 14
"""Words that may stand between a noun and its verb."""
_ACCOUNTS = frozenset(
    "report inquiry enquiry probe investigation film documentary book hearing debate article paper study essay "
    "exhibition briefing statement resolution question conference seminar trial verdict ruling".split()
)
"""What is made of words on a matter."""
_UTTERED = ("report", "issue")
"""Verbs whose passive tells what was said: "an appeal was issued"."""
_TOPICS = frozenset("about regarding concerning".split())
_FACTS = frozenset("after following despite amid since during over in as because".split())


def of_noun(syntax: Syntax, hit: Hit) -> Verdict:
    """The verdict on a hit whose head is no verb."""
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
    decade = _of_a_decade(syntax, chunk.end)
    if decade >= 0:
        return Verdict(TOPIC, decade)
    condition = clause_cue(syntax, chunk.start)
    if condition is not None:
        return condition
    return _of_clause(syntax, hit, chunk.end, last if syntax.chunk_at[last] >= 0 else hit.head)


def _of_a_decade(syntax: Syntax, end: int) -> int:
    """ "the protests of the 1970s": the index of the decade that a phrase belongs to, -1 for none."""
    words = syntax.words[end : end + 3]
    if len(words) < 3 or words[0].lower not in ("of", "from", "in") or words[1].lower != "the":
        return -1
    return end + 2 if words[2].lower[:-1].isdigit() and words[2].lower.endswith("0s") else -1


def dropped(syntax: Syntax, hit: Hit) -> Verdict | None:
    """What is called off or put off, however planned: "a planned strike on Tehran was cancelled", "the rally called for
    Friday has been put off".
    """
    noun = group_of(syntax, hit.head) is None
    told = _later_predicate(syntax, hit) or (predicate_of(syntax, hit.head) if noun else None)
    verb = told.head if told is not None else next(governors(syntax, hit.head), -1) if noun else -1
    group = group_of(syntax, verb) if verb >= 0 else None
    if group is None or group.modal or group.negated or verb in hit.words or (told is not None and not told.passive):
        return None
    status = called_off(syntax, verb) or _CANCELLED.get(syntax.words[verb].lemma, "")
    return Verdict(status, verb) if status else None


def _later_predicate(syntax: Syntax, hit: Hit) -> VerbGroup | None:
    """The passive of which a noun is the subject past a participle of its own: "the march planned for Sunday was"."""
    own = group_of(syntax, hit.head)
    if own is not None and (own.start < own.head or syntax.words[own.head].form != "d" or hit.words[0] == hit.head):
        return None
    for at in range(hit.head + 1, min(len(syntax.words), hit.head + _ASIDE)):
        group = group_of(syntax, at)
        between_nouns = syntax.words[at - 1].tag in ("N", "P") and syntax.group_at[at + 1 : at + 2] == (-1,)
        if syntax.words[at].tag in ("S", ",") or (syntax.words[at].tag == "C" and not between_nouns):
            return None
        if group is not None and group.start < group.head:
            return group if group.passive else None
        following = syntax.words[at + 1].tag if at + 1 < len(syntax.words) else ""
        if group is not None and not (syntax.words[at].form == "d" and following == "I"):
            return None
    return None


def _of_clause(syntax: Syntax, hit: Hit, end: int, last: int) -> Verdict:
    """What the words around its phrase make of a noun: an infinitive beside it, its predicate, what it hangs on."""
    chunk = chunk_of(syntax, hit.head)
    if chunk is not None and _spoken_about(syntax, chunk.start):
        return Verdict(TOPIC, hit.head)
    if to_start(syntax, end):
        return Verdict("planned", end)
    predicate = predicate_of(syntax, last)
    if predicate is not None:
        return _spoken_of(syntax, hit.head) or _by_predicate(syntax, predicate)
    return _noun_governed(syntax, hit)


def _spoken_about(syntax: Syntax, start: int) -> bool:
    """ "talks about the attacks", "a report on the massacre": what a phrase is the matter of."""
    words = syntax.words
    if not start or words[start - 1].lower not in (*_TOPICS, "on", "into", "over"):
        return False
    if words[start - 1].lower in _TOPICS:
        return words[start].tag != "#"  # "about 1,000 protesters"
    noun = chunk_of(syntax, start - 2) if start > 1 else None
    return noun is not None and noun.end == start - 1 and words[noun.head].lemma in _ACCOUNTS


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
        return of_modal(syntax, group)
    if group.passive:
        status = table["governor"].get(lemma, "")
        if status in ("proposed", "rejected", "denied", "attempted", "planned", "promised", "alleged", TOPIC):
            return Verdict("happened") if lemma in _UTTERED else Verdict(status, group.head)
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
        if word.lemma in _STIPULATING and (word.lemma != "provide" or before == "for"):
            return Verdict("promised", index)  # "the deal provides for the release of prisoners"
        if word.lemma == "go" and own is not None:
            return of_verb(syntax, own)  # "went on a looting spree"
        if status and status != "happened":
            if own is not None and own.negated and status in ("planned", "promised", "proposed"):
                return Verdict("rejected", index)
            unreal = _unreal(syntax, own) if own is not None else None
            return unreal or Verdict((own is None and disputed(syntax, index)) or status, index)
        if own is not None:
            return of_verb(syntax, own)
        if step >= 2:
            break
    return Verdict("happened")


def _unreal(syntax: Syntax, group: VerbGroup) -> Verdict | None:
    """The verdict on what hangs on a verb under a condition, "if they ever offered a truce", or of custom."""
    condition = clause_cue(syntax, group.start)
    return condition or (Verdict(TOPIC, group.head) if habitual(syntax, group.start, group.head) else None)
