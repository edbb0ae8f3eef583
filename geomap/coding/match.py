"""Find the trigger rules that a sentence satisfies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.coding.dependence import governors, predicate_of
from geomap.coding.phrases import past_agent
from geomap.coding.roles import after_preposition, agent_of, object_of, subject_of
from geomap.coding.syntax import Chunk, Syntax, chunk_of, group_of
from geomap.coding.triggers import NONE, Constraint, Element, Lexicon, Rule
from geomap.coding.words import Word

_NOMINAL_OBJECT = frozenset("of on upon against at in to into toward towards over between with for".split())
LIGHT_VERBS = frozenset(
    "hold have conduct launch carry make stage mount pay give take begin start resume open host attend sign reach lead "
    "organise organize join continue declare announce impose issue order deploy send agree express indicate voice "
    "signal perform fight wage".split()
)
"""Verbs that carry a noun's event: their subject is its doer."""
_OPENERS = frozenset(["DIP.AGREE", "DIP.CONCEDE", "VRB.THREAT", "VRB.REQUEST"])
"""Types whose trigger opens on another deed ("agreed to send"): they claim their head alone."""
_UNDERGOING = frozenset([("come", "under"), ("fall", "to"), ("fall", "into"), ("fall", "under")])
_PARTICLES = frozenset("over off up down out back away".split())
_NOMINAL_TAGS = frozenset("DANP#'")
_OBJECT = 8
"""Words of an object that its verb's particle may follow."""
_INSTRUMENT = 16
"""Words after a verb among which "with" brings what it was done with."""
_STOPS = frozenset((*";:—–.…", "concerning", "regarding"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched: the indices of its words, and of the one that heads it."""

    rule: Rule
    words: tuple[int, ...]
    head: int


def find_hits(syntax: Syntax, classes: Sequence[frozenset[str]], lexicon: Lexicon) -> tuple[Hit, ...]:
    """The best hits of a sentence, no two sharing a word, in order. `classes` are those of each word."""
    found: list[Hit] = []
    by_word, by_class = lexicon.by_word, lexicon.by_class
    said = {form for word in syntax.words for form in (word.lemma, word.lower)}
    said.update(["@" + name for name in frozenset().union(*classes)])
    for index, word in enumerate(syntax.words):
        if word.tag == ",":
            continue
        rules = by_word.get(word.lemma, ())
        if word.lower != word.lemma:
            rules += by_word.get(word.lower, ())
        if not classes[index].isdisjoint(by_class):
            for name in sorted(classes[index]):
                rules += by_class.get(name, ())
        for rule in rules:
            for words in rule.needs:  # no generator: this is the innermost loop of coding
                if words.isdisjoint(said):
                    break
            else:
                hit = _match(rule, syntax, classes, index)
                if hit is not None:
                    found.append(hit)
    return _best(found)


def with_pronouns(syntax: Syntax, classes: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The classes of words; "it" and "they" get those of the subject before them: "the army said it had recaptured"."""
    found = list(classes)
    for index, word in enumerate(syntax.words):
        following = syntax.group_at[index + 1] if index + 1 < len(syntax.words) else -1
        if word.lower not in ("it", "they") or following < 0:
            continue
        for group in reversed(syntax.groups):
            chunks = subject_of(syntax, group.head) if group.head < index else ()
            if chunks:
                found[index] = frozenset().union(*(found[i] for chunk in chunks for i in range(chunk.start, chunk.end)))
                break
    return found


def _best(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    taken: set[int] = set()
    opened: set[int] = set()  # two openings of one promise are one: "is willing" and "is willing to lift"
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.rule.weight - 0.02 * len(hit.words), hit.head, hit.rule.code)):
        opens = hit.rule.code in _OPENERS
        if taken.isdisjoint(hit.words) and not (opens and not opened.isdisjoint(hit.words)):
            taken.update([hit.head] if opens else hit.words)
            opened.update(hit.words if opens else ())
            kept.append(hit)
    return tuple(sorted((hit for hit in kept if hit.rule.code != NONE), key=lambda hit: hit.head))


def _match(rule: Rule, syntax: Syntax, classes: Sequence[frozenset[str]], index: int) -> Hit | None:
    elements = rule.elements
    if not _fits(elements[rule.anchor], syntax.words[index], classes[index]):
        return None
    before = _walk(elements[: rule.anchor][::-1], syntax.words, classes, index - 1, -1)
    if before is None:
        return None
    after = _walk(elements[rule.anchor + 1 :], syntax.words, classes, index + 1, 1)
    if after is None:
        return None
    words = tuple(sorted([*before, index, *after]))
    head = _head(rule, syntax, words, index)
    if all(_holds(constraint, syntax, classes, words, head) for constraint in rule.constraints):
        return Hit(rule, words, head)
    return None


def _fits(element: Element, word: Word, classes: frozenset[str]) -> bool:
    if element.tag and not _tagged(element.tag, word):
        return False
    if word.tag == "W":
        return not element.classes.isdisjoint(classes)
    if "*" in element.words:
        return True
    return word.lemma in element.words or word.lower in element.words or not element.classes.isdisjoint(classes)


def _tagged(wanted: str, word: Word) -> bool:
    if wanted == "V" and word.tag == "N":
        return word.form == "g"  # "the throwing of grenades"
    return word.tag == wanted or (wanted == "N" and word.tag == "P") or (wanted == "X" and word.tag == "V")


def _walk(
    elements: Sequence[Element], words: Sequence[Word], classes: Sequence[frozenset[str]], at: int, step: int
) -> list[int] | None:
    """The words that the elements take from `at` on, in the direction of `step`; None when they do not fit."""
    if not elements:
        return []
    element = elements[0]
    if element.gap:
        for skip in range(element.gap + 1):
            rest = _walk(elements[1:], words, classes, at + skip * step, step)
            if rest is not None:
                return rest
            here = at + skip * step
            if not 0 <= here < len(words) or words[here].lower in _STOPS or words[here].tag in ("S", "V"):
                return None
        return None
    if 0 <= at < len(words) and _fits(element, words[at], classes[at]):
        rest = _walk(elements[1:], words, classes, at + step, step)
        if rest is not None:
            return [at, *rest]
    over = (_skipped(words, at) or _over_object(element, words, at)) if step > 0 else 0
    if over:
        return _walk(elements, words, classes, at + over, step)
    if element.optional:
        return _walk(elements[1:], words, classes, at, step)
    return None


def _over_object(element: Element, words: Sequence[Word], at: int) -> int:
    """How many words the object takes that stands before its verb's particle: "took the station off the air"."""
    if element.optional or not element.words or not element.words <= _PARTICLES or words[at - 1].tag != "V":
        return 0
    end = at
    while end < len(words) and end - at < _OBJECT and words[end].tag in _NOMINAL_TAGS:
        end += 1
        if end + 1 < len(words) and words[end].lower == "of" and words[end + 1].tag in _NOMINAL_TAGS:
            end += 1
    return end - at if end < len(words) and words[end].lower in element.words else 0


def _skipped(words: Sequence[Word], at: int) -> int:
    """How many words an adverb or a time takes that may stand inside a pattern: "offered on Monday to host"."""
    if not 0 < at < len(words) - 1:
        return 0
    if words[at].tag in ("R", "W", "X", "M"):
        return 1
    return 2 if words[at].tag == "I" and words[at + 1].tag == "W" else 0


def _head(rule: Rule, syntax: Syntax, words: Sequence[int], anchor: int) -> int:
    """The first verb of the match; else the word looked up when its element has a tag, else the last noun."""
    if len(words) > 1 and [syntax.words[i].tag for i in words[:2]] == ["X", "A"]:
        return words[0]  # "is willing to lift"
    for index in words:
        if syntax.words[index].tag == "V" or syntax.words[index].form == "g":
            return index
    if rule.elements[rule.anchor].tag:
        return anchor
    return next((index for index in reversed(words) if syntax.words[index].tag in ("N", "P")), words[-1])


def _holds(
    constraint: Constraint, syntax: Syntax, classes: Sequence[frozenset[str]], words: Sequence[int], head: int
) -> bool:
    kind = constraint.kind
    negative = kind.startswith("no")
    plain = kind[2:] if negative else kind
    found = any(_listed(constraint, syntax, classes, index) for index in _company(plain, syntax, words, head))
    return found != negative


def _listed(constraint: Constraint, syntax: Syntax, classes: Sequence[frozenset[str]], index: int) -> bool:
    word = syntax.words[index]
    if word.tag == "W":
        return not constraint.classes.isdisjoint(classes[index])
    return (
        word.lemma in constraint.words
        or word.lower in constraint.words
        or not constraint.classes.isdisjoint(classes[index])
    )


def _company(kind: str, syntax: Syntax, words: Sequence[int], head: int) -> Sequence[int]:
    """The indices of the words that a kind of constraint looks at."""
    if kind == "obj":
        return _indices(syntax, objects(syntax, head, words[-1]), whole=True)
    if kind == "subj":
        return [*_indices(syntax, doers(syntax, head), whole=True), *_modifiers(syntax, head)]
    if kind == "by":
        return _indices(syntax, agent_of(syntax, words[-1]) or agent_of(syntax, head), whole=True)
    if kind == "with":
        return _indices(syntax, after_preposition(syntax, head, frozenset(["with"]), reach=_INSTRUMENT), whole=True)
    if kind == "pre":
        return [words[0] - 1] if words[0] else []
    if kind == "next":
        return [words[-1] + 1] if words[-1] + 1 < len(syntax.words) else []
    inside = set(words)
    return [index for index in range(len(syntax.words)) if index not in inside]


def objects(syntax: Syntax, head: int, last: int) -> tuple[Chunk, ...]:
    """What the event is done to: the object of a verb, the subject of a passive, what a noun's preposition brings."""
    group = group_of(syntax, head)
    if group is None:
        ends = last - 1 if syntax.words[last].tag == "I" else last  # "killing of": what that very "of" brings
        ends = past_agent(syntax, ends)
        return after_preposition(syntax, max(head, ends), _NOMINAL_OBJECT, reach=6) or after_preposition(
            syntax, head, _NOMINAL_OBJECT, reach=6
        )
    if group.passive or undergoes(syntax, head):
        return subject_of(syntax, head)
    found = object_of(syntax, head)
    if found:
        return found
    start = last if head < last < head + 3 and syntax.words[last].tag != "I" else head
    return after_preposition(syntax, start, _NOMINAL_OBJECT, reach=4) or (
        object_of(syntax, last) if last > head else ()
    )


def undergoes(syntax: Syntax, head: int) -> bool:
    """ "came under attack", "fell to the rebels": active verbs whose subject the event is done to."""
    following = syntax.words[head + 1].lower if head + 1 < len(syntax.words) else ""
    return (syntax.words[head].lemma, following) in _UNDERGOING


def doers(syntax: Syntax, head: int) -> tuple[Chunk, ...]:
    """Who does it: the subject of an active verb, the agent of a passive, the "by" phrase of a noun."""
    group = group_of(syntax, head)
    if group is None:
        return agent_of(syntax, head) or _carrier(syntax, head)
    return agent_of(syntax, head) if group.passive else subject_of(syntax, head)


def _carrier(syntax: Syntax, head: int) -> tuple[Chunk, ...]:
    """ "The army carried out strikes", "an appeal was made by the army": the doer of the verb that carries a noun."""
    index = next(governors(syntax, head), -1)
    group = group_of(syntax, index) if index >= 0 else None
    if group is None:
        group = predicate_of(syntax, head)
        index = group.head if group is not None and group.passive else -1
    if group is None or index < 0 or syntax.words[index].lemma not in LIGHT_VERBS:
        return ()
    return agent_of(syntax, index) if group.passive else subject_of(syntax, index)


def _modifiers(syntax: Syntax, head: int) -> Sequence[int]:
    """The words before a noun in its own chunk: "Ukrainian drone strike", "Russia's release"."""
    chunk = chunk_of(syntax, head)
    return range(chunk.start, head) if chunk is not None else ()


def _indices(syntax: Syntax, chunks: Sequence[Chunk], *, whole: bool) -> list[int]:
    """The words of chunks, with what their "of" brings: "dozens of civilians"."""
    found: list[int] = []
    for chunk in chunks:
        found.extend(range(chunk.start, chunk.end))
        at = chunk.end
        while whole and at + 1 < len(syntax.words) and syntax.words[at].lower == "of":
            following = chunk_of(syntax, at + 1)
            if following is None:
                break
            found.extend(range(following.start, following.end))
            at = following.end
    return found
