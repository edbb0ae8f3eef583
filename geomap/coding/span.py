"""The words that tell of an event: what a rule matched, and what belongs to it, where it stands close by.

"A car bomb explosion killed nine and wounded twelve" is one event told by three words. The rule that coded it matched
the first; the verb that says what the explosion did, the verb that carries a noun ("launched an assault"), the verbs
joined to a verb ("shot and killed") and the hits that were folded into the event belong to it as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.coding.clauses import VIOLENT
from geomap.coding.dependence import clause_of, governors, predicate_of
from geomap.coding.finding import Finding
from geomap.coding.match import LIGHT_VERBS
from geomap.coding.syntax import Syntax, group_of
from geomap.language import Doc
from geomap.model import Span

_PARTING = frozenset("while ; but whereas although though : after before".split())
_REACH = 20
"""Words between two that are still one stretch."""
_WIDEST = 30
_MAX_QUOTE = 320
_RIOTS = ("DEM.VIOLENT", "DEM.MOB", "DEM.EXCESSIVE")
"""Disorder in which people are hurt: "five were killed in clashes between villagers"."""
_DEEDS = frozenset(
    "kill wound injure die destroy damage hit strike target occur happen shoot attack launch begin continue erupt "
    "break detonate explode bomb shell storm burn murder execute capture enter raid".split()
)


def trigger_of(text: str, finding: Finding) -> Span:
    """The words that a rule matched, from first to last where they stand close together, else the head alone."""
    words = finding.scene.syntax.words
    first, last = finding.hit.words[0], finding.hit.words[-1]
    if last - first > 6:
        first = last = finding.hit.head
    start, end = words[first].start, words[last].end
    return Span(start, end, text[start:end])


def clause_span(syntax: Syntax, finding: Finding) -> tuple[int, int]:
    """The clause that a finding stands in: offsets into the text."""
    first, last = clause_of(syntax, finding.hit.head)
    last = max(last, finding.hit.words[-1] + 1)
    return syntax.words[first].start, syntax.words[last - 1].end


def quote_of(doc: Doc, index: int, clause: tuple[int, int]) -> tuple[int, int]:
    """The sentence, or the clause of a long one."""
    sentence = doc.sentences[index]
    return (sentence.start, sentence.end) if sentence.end - sentence.start <= _MAX_QUOTE else clause


def context_of(doc: Doc, index: int) -> tuple[int, int]:
    """The sentences before and after, within the paragraph."""
    sentence = doc.sentences[index]
    start, end = sentence.start, sentence.end
    if index and doc.sentences[index - 1].paragraph == sentence.paragraph and not doc.sentences[index - 1].heading:
        start = doc.sentences[index - 1].start
    if index + 1 < len(doc.sentences) and doc.sentences[index + 1].paragraph == sentence.paragraph:
        end = doc.sentences[index + 1].end
    return start, end


def full_trigger(text: str, finding: Finding, folded: Sequence[Finding], others: Sequence[Finding] = ()) -> Span:
    """The stretch from the first to the last word that tells of the event. `folded` are the findings that were folded
    into others, `others` those that stand for events of their own: their words are theirs."""
    syntax = finding.scene.syntax
    start = end = finding.hit.head
    near = set(finding.hit.words) | set(_verbs(syntax, finding.hit.head))
    near |= {index for other in folded if _kin(finding, other) for index in other.hit.words}
    claimed = {index for other in others if other.hit != finding.hit for index in other.hit.words}
    near = (near | set(_deeds(syntax, finding))) - (claimed - set(finding.hit.words))
    for index in sorted(near, key=lambda index: (abs(index - finding.hit.head), index)):
        if start <= index <= end:
            continue
        gap = range(index + 1, start) if index < start else range(end + 1, index)
        wide = max(end, index) - min(start, index) + 1
        if len(gap) <= _REACH and wide <= _WIDEST and not any(syntax.words[i].lower in _PARTING for i in gap):
            start, end = min(start, index), max(end, index)
    words = syntax.words
    return Span(words[start].start, words[end].end, text[words[start].start : words[end].end])


def _deeds(syntax: Syntax, finding: Finding) -> Iterator[int]:
    """The verbs of a sentence that say what the violence did, aimed at or came to: "..., killing nine"."""
    if finding.code[:3] in (*VIOLENT, "HAZ"):
        for group in syntax.groups:
            if syntax.words[group.head].lemma in _DEEDS and not group.modal and not group.negated:
                yield group.head


def _kin(one: Finding, other: Finding) -> bool:
    """Whether two hits tell the same kind of thing, so that the one may have been folded into the other."""
    violent = one.code.startswith((*VIOLENT, *_RIOTS)) and other.code[:3] in VIOLENT
    return one.status == other.status and (violent or one.code[:3] == other.code[:3])


def _verbs(syntax: Syntax, head: int) -> Iterator[int]:
    """The verbs that tell the event together with its head."""
    if group_of(syntax, head) is not None:
        yield from _joined(syntax, head)
        return
    predicate = predicate_of(syntax, head)
    if predicate is not None:
        yield predicate.head
        yield from _joined(syntax, predicate.head)
    carrier = next(governors(syntax, head), -1)
    if carrier >= 0 and syntax.words[carrier].lemma in LIGHT_VERBS and group_of(syntax, carrier) is not None:
        yield carrier


def _joined(syntax: Syntax, head: int) -> Iterator[int]:
    """ "shot and killed": verbs of the same form with nothing but a conjunction between."""
    words = syntax.words
    for step in (1, -1):
        at = head + step
        while 0 <= at < len(words) and (words[at].tag in ("C", ",", "R") or words[at].form == words[head].form != ""):
            if words[at].tag == "V":
                yield at
            at += step
