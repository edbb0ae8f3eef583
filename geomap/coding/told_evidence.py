"""What speaks for a finding being an event that the article tells, and what against: names of evidence.

The rules find words that name a deed; whether a coder would write an event down is a matter of degree: how the sentence
puts it, what anchors it in time and space, what kind of text it stands in, what was told before. `confidence.py` weighs
it. Evidence is grammar, lemmas and codes, never a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from geomap.coding.dependence import governors, predicate_of
from geomap.coding.finding import Finding
from geomap.coding.match import doers, objects
from geomap.coding.roles import subject_of
from geomap.coding.story import Story
from geomap.coding.syntax import VerbGroup, chunk_of, group_of
from geomap.coding.timeless import simple_present
from geomap.coding.words import Word
from geomap.language import Doc
from geomap.model import Event

_MARKS = '"“”„«»'
_OWN = re.compile(r"\b(?:I|we|my|our|me|us)\b")
_YOU = re.compile(r"\byou\b", re.IGNORECASE)
_HABIT = frozenset("routinely often usually regularly typically always never sometimes every frequently".split())
_OPENERS = frozenset(
    "the a an this that these those his her their its our my no any such some each every more other another".split()
)
_GREAT = 400
"""A toll beyond this is mostly one of a year or a war."""
_LONG, _SHORT = 40, 10
"""Words of a sentence."""
_LATEST_PARAGRAPH = 8
_OFTEN = 3


def told_evidence(doc: Doc, index: int, finding: Finding, event: Event, state: Story) -> Iterator[str]:
    """The evidence of a finding and of the event made of it, before that joins those of `state`."""
    family = event.event_type[:3]
    rule = finding.hit.rule
    yield f"code={event.event_type}"
    yield f"rule={event.event_type}:{rule.rank}:{rule.weight:.1f}"
    for name in (f"status={event.status}", *_grammar(finding), *_anchors(event), *_before(index, event, state)):
        yield name
        yield f"{family}:{name}"
    yield from _words(finding)
    yield from (f"leans={name}" for name in finding.leaning)
    yield from _pinned(finding)
    yield from _setting(doc, index, event)


def article_evidence(doc: Doc) -> frozenset[str]:
    """What an article is like: how often it says "I", "we" and "our", by the thousand characters."""
    text = doc.article.text
    rate = 1000 * len(_OWN.findall(text)) // max(1, len(text))
    return frozenset([f"article own={min(_OFTEN, rate)}"])


def _grammar(finding: Finding) -> Iterator[str]:
    """How the sentence puts the deed."""
    syntax, head = finding.scene.syntax, finding.hit.head
    group = group_of(syntax, head)
    yield from _of_verb("verb", group, syntax.words) if group is not None else _of_noun(finding)
    if not _HABIT.isdisjoint([word.lower for word in syntax.words]):
        yield "habit"
    for name, holds in (
        ("sourced", finding.source is not None),
        ("points back", finding.points_back),
        ("unanchored", finding.unanchored),
        ("in a phrase", finding.in_phrase),
    ):
        if holds:
            yield name


def _pinned(finding: Finding) -> Iterator[str]:
    """Whether a sentence names anybody or anything, counts or dates; whether its deed is said of no time, of a kind."""
    syntax = finding.scene.syntax
    words = syntax.words
    if not any(word.tag == "P" for word in words[1:]):
        yield "no name"
    if not any(word.tag in ("#", "W") or word.text[:1].isdigit() for word in words):
        yield "no number or day"
    if words[-1].lower != ".":
        yield "no full stop"
    group = group_of(syntax, finding.hit.head) or predicate_of(syntax, finding.hit.head)
    if group is not None and simple_present(syntax, group):
        yield "simple present"
        if any(_of_kind(words, chunk.start, chunk.head) for chunk in subject_of(syntax, group.head)):
            yield "of a kind"


def _of_kind(words: Sequence[Word], start: int, head: int) -> bool:
    """Whether a noun phrase is a bare plural."""
    bare = all(word.tag in ("A", "N") for word in words[start : head + 1])
    return bare and words[head].lower != words[head].lemma


def _of_noun(finding: Finding) -> Iterator[str]:
    syntax, head = finding.scene.syntax, finding.hit.head
    words, chunk = syntax.words, chunk_of(syntax, head)
    first = words[chunk.start] if chunk is not None else words[head]
    yield "noun"
    yield f"noun opens={first.lower if first.lower in _OPENERS else first.tag}"
    if words[head].lower.endswith("s"):
        yield "noun plural"
    if chunk is not None and chunk.start:
        before = words[chunk.start - 1]
        yield f"noun after={before.lower if before.tag in ('I', 'S') else before.tag}"
    predicate = predicate_of(syntax, head)
    if predicate is not None:
        yield from _of_verb("its verb", predicate, words)
        yield f"its verb={words[predicate.head].lemma}"
    carrier = next(governors(syntax, head), -1)
    if carrier >= 0:
        yield f"carried by={words[carrier].lemma}"


def _of_verb(name: str, group: VerbGroup, words: tuple[Word, ...]) -> Iterator[str]:
    yield name
    yield f"{name} form={words[group.head].form}"
    for how, holds in (
        ("infinitive", group.infinitive),
        ("progressive", group.progressive),
        ("perfect", group.perfect),
        ("passive", group.passive),
        ("modal", bool(group.modal)),
        ("negated", group.negated),
    ):
        if holds:
            yield f"{name} {how}"
    if group.start:
        yield f"{name} after={words[group.start - 1].tag}"


def _words(finding: Finding) -> Iterator[str]:
    """The lemmas of the trigger, of who does it and of what it is done to, and their classes."""
    syntax, hit = finding.scene.syntax, finding.hit
    for index in hit.words:
        if syntax.words[index].lower.isalpha():
            yield f"trigger={syntax.words[index].lemma}"
    for name, chunks in (("by", doers(syntax, hit.head)), ("to", objects(syntax, hit.head, hit.words[-1]))):
        for chunk in chunks:
            word = syntax.words[chunk.head]
            if word.tag in ("N", "A", "V"):
                yield f"{name}={word.lemma}"
            for index in range(chunk.start, chunk.end):
                for one in finding.classes[index]:
                    yield f"{name}=@{one}"


def _anchors(event: Event) -> Iterator[str]:
    """What ties it down: place, day, parties, counts."""
    yield f"role={event.location_role}"
    if event.location is not None:
        yield f"precision={event.location.place.precision}"
        start = event.location.start
        yield "place said here" if start is not None and event.start <= start < event.end else "place from elsewhere"
    yield f"date={event.date.precision if event.date is not None else None}"
    for name, some in (("actor", event.actors), ("target", event.targets)):
        if not some:
            yield f"no {name}"
        for one in some:
            yield f"{name}={'uncoded' if not one.code else one.code[3:6] or 'country'}"
    for quantity, value in event.quantities:
        yield f"count={quantity}"
        if isinstance(value, int) and value > _GREAT and quantity in ("killed", "injured"):
            yield "a great toll"
    if event.attribution is not None:
        yield "attributed to somebody"


def _before(index: int, event: Event, state: Story) -> Iterator[str]:
    """What was told before it."""
    codes = [one.event_type for one in state.events]
    same = codes.count(event.event_type)
    if not same:
        yield "first of its code"
    if same > 1:
        yield "third of its code"
    if not any(code[:3] == event.event_type[:3] for code in codes):
        yield "first of its family"
    if state.sentence_of and state.sentence_of[-1] == index:
        yield "second of its sentence"


def _setting(doc: Doc, index: int, event: Event) -> Iterator[str]:
    """The sentence, and where in the article it stands."""
    sentence = doc.sentences[index]
    text = doc.article.text[sentence.start : sentence.end]
    before = text[: max(0, event.trigger.start - sentence.start)]
    yield f"paragraph={min(sentence.paragraph, _LATEST_PARAGRAPH)}"
    yield from _sounds(text)
    for name, holds in (
        ("last third", index * 3 > len(doc.sentences) * 2),
        ("in quotes", sum(map(before.count, _MARKS)) % 2 == 1),
        ("long", len(sentence.tokens) > _LONG),
        ("short", len(sentence.tokens) < _SHORT),
    ):
        if holds:
            yield name


@lru_cache(maxsize=64)
def _sounds(text: str) -> tuple[str, ...]:
    """Who speaks in a sentence, and to whom; the events of one sentence ask for it in a row."""
    found = (
        ("with quotes", any(mark in text for mark in _MARKS)),
        ("question", "?" in text),
        ("own", _OWN.search(text) is not None),
        ("you", _YOU.search(text) is not None),
    )
    return tuple(name for name, holds in found if holds)
