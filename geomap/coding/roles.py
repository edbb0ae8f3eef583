"""Who does what in a sentence: subject, object, agent, governor, read from a `Syntax`."""

from __future__ import annotations

from collections.abc import Callable

from geomap.coding import learned
from geomap.coding.astray import between_after_and_it, described, fellow_past, misled
from geomap.coding.own_subject import opens_clause, own_subject
from geomap.coding.phrases import apposition, noun_phrase_ending
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of, has_auxiliary, has_finite_form
from geomap.coding.words import Word

CONTROL = frozenset(
    "urge ask order force tell want call accuse blame suspect invite press pressure compel warn help let allow require "
    "demand request instruct command push prevent stop ban bar see find show permit order convict charge".split()
)
_OF_TIME_TOO = frozenset("after before since until".split())
"""Words that join clauses, and bring a time as well: "before dawn"."""
_PARTICLES = frozenset("out off up down back over away together forward".split())
_TIMES = frozenset("week day month year night morning afternoon evening hour minute decade weekend".split())


def _told(syntax: Syntax, index: int, relation: Callable[..., tuple[int, ...]]) -> tuple[Chunk, ...]:
    """The chunks of the words that the learned tree gives; none where there is no tree, or a word is in no chunk."""
    if syntax.links is None:
        return ()
    found = [chunk_of(syntax, head) for head in relation(syntax.links, syntax.words, index)]
    return tuple(dict.fromkeys(chunk for chunk in found if chunk is not None)) if None not in found else ()


def _fuller(told: tuple[Chunk, ...], ruled: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """What the tree tells; the rules' answer where it holds all of that and more: trees lose members of long lists."""
    return ruled if set(told) <= set(ruled) else told


def subject_of(syntax: Syntax, index: int, *, depth: int = 0) -> tuple[Chunk, ...]:
    """The chunks of who or what the verb at `index` is said of (its grammatical subject), coordinated ones apart."""
    asked = (index, depth)
    if asked not in syntax.subjects:
        syntax.subjects[asked] = _subject(syntax, index, depth)
    return syntax.subjects[asked]


def _subject(syntax: Syntax, index: int, depth: int) -> tuple[Chunk, ...]:
    asked = depth == 0 and group_of(syntax, index) is not None and not between_after_and_it(syntax, index)
    told = _told(syntax, index, learned.subjects) if asked else ()
    ruled = _ruled_subject(syntax, index, depth)
    own = own_subject(syntax, index, ruled)
    if own:
        return own
    if told and ruled and depth == 0 and misled(syntax, index, told, ruled):
        return ruled
    return _fuller(told, ruled)


def _ruled_subject(syntax: Syntax, index: int, depth: int) -> tuple[Chunk, ...]:
    group = group_of(syntax, index)
    if group is None or depth > 4:
        return ()
    words = syntax.words
    at = group.start - 1
    while at >= 0 and (words[at].tag in ("R", "W") or _of_time(syntax, at)):
        at -= 1
    timed = chunk_of(syntax, at) if at >= 0 else None
    if timed is not None and timed.start and words[timed.head].lemma in _TIMES:
        at = timed.start - 1 if words[timed.start - 1].tag not in ("I", "C") else timed.start - 2
    if at < 0:
        return ()
    if words[at].tag == "C":
        fellow = _fellow_verb(syntax, at, group)
        if fellow >= 0:
            return subject_of(syntax, fellow, depth=depth + 1)
    if group.infinitive or _complement(syntax, group, at):
        return _controller(syntax, group, depth)
    if group.progressive and not has_auxiliary(syntax, group) and words[at].tag in ("I", ",", "S"):
        return _participle_subject(syntax, group, at, depth)
    if (words[at].tag == "O" and words[at].lower == "who") or words[at].lower in ("that", "which"):
        return noun_phrase_ending(syntax, at - 2 if at and words[at - 1].tag == "," else at - 1)
    if words[at].tag == ",":
        apposed = apposition(syntax, at)
        if apposed:
            return apposed
        return _before_comma(syntax, at, group, depth)
    return noun_phrase_ending(syntax, at)


def _before_comma(syntax: Syntax, at: int, group: VerbGroup, depth: int) -> tuple[Chunk, ...]:
    """ "the accord, signed in Geneva, gave"; "shelled the town, killing four": the subject of a participle clause."""
    verb = verb_before(syntax, at)
    if verb < 0 and group.passive and not has_auxiliary(syntax, group):
        return noun_phrase_ending(syntax, at - 1)
    return subject_of(syntax, verb, depth=depth + 1) if verb >= 0 and syntax.words[group.head].form in "dg" else ()


def _complement(syntax: Syntax, group: VerbGroup, at: int) -> bool:
    """ "denied bombing": a gerund that is the object of the verb before it."""
    return group.start == group.head and syntax.words[at].tag == "V" and syntax.words[group.head].form == "g"


def _of_time(syntax: Syntax, at: int) -> bool:
    """ "on Monday", "on March 28": a preposition before a day, or the number of one."""
    words = syntax.words
    if words[at].tag == "#":
        return at > 0 and words[at - 1].tag == "W"
    return words[at].tag == "I" and words[at + 1].tag == "W"


def object_of(syntax: Syntax, index: int) -> tuple[Chunk, ...]:
    """The chunks of the grammatical object of the verb at `index`: what follows it without a preposition."""
    told = _told(syntax, index, learned.objects)
    told = tuple(chunk for chunk in told if chunk == told[0] or not _opens_clause(syntax, chunk))
    return _fuller(told, _ruled_object(syntax, index))


def _opens_clause(syntax: Syntax, chunk: Chunk) -> bool:
    """ "..., injuring 20 people, police said": who speaks, though trees list them with the object."""
    return (chunk.start > 0 and syntax.words[chunk.start - 1].text == "," and _is_subject(syntax, chunk)) or (
        opens_clause(syntax, chunk)
    )


def _ruled_object(syntax: Syntax, index: int) -> tuple[Chunk, ...]:
    at = index + 1
    words = syntax.words
    while (
        at < len(words)
        and (words[at].tag == "R" or words[at].lower in _PARTICLES or words[at].tag == "W")
        and syntax.chunk_at[at] < 0
    ):
        at += 1
    found = chunks_from(syntax, at)
    if len(found) == 1 and found[0].end < len(words):
        second = chunk_of(syntax, found[0].end)  # "send Ukraine more missiles"
        if second is not None and second.start == found[0].end and not _is_subject(syntax, second):
            return (*found, second)
    return found


def agent_of(syntax: Syntax, index: int) -> tuple[Chunk, ...]:
    """The chunks after "by" of a passive or a nominal: "rejected by Putin", "strikes by Russia"."""
    told = _told(syntax, index, learned.agents)
    if told:
        return tuple(chunk for chunk in told if chunk == told[0] or not opens_clause(syntax, chunk))
    words = syntax.words
    for at in range(index + 1, min(index + 15, len(words))):
        word = words[at]
        if word.lower == "by" and at + 1 < len(words) and words[at + 1].tag != "V":
            return tuple(c for c in chunks_from(syntax, at + 1) if words[c.head].tag != "W")
        if _ends_phrase(word) and not _permitted_deed(syntax, index, at):
            break
    return ()


def _permitted_deed(syntax: Syntax, index: int, at: int) -> bool:
    """ "were allowed to leave by the army": whether a verb is but what a passive one allows or orders."""
    group, above = group_of(syntax, at), group_of(syntax, index)
    if group is None or above is None or not above.passive or not group.infinitive or group.passive:
        return False
    return group.start == above.head + 1 and syntax.words[index].lemma in CONTROL


def _ends_phrase(word: Word) -> bool:
    return word.tag in ("V", "M", "S", "X") or word.lower in (";", ":", "—", "–")


def after_preposition(syntax: Syntax, index: int, prepositions: frozenset[str], *, reach: int = 8) -> tuple[Chunk, ...]:
    """The chunks after the first of `prepositions` that follows `index` within the clause."""
    words = syntax.words
    for at in range(index + 1, min(index + 1 + reach, len(words))):
        word = words[at]
        if word.lower in prepositions:
            return chunks_from(syntax, at + 1)
        if word.tag in ("V", "M", "S", "X") or word.lower in (";", ":", "—", "–", "."):
            break
    return ()


def _fellow_verb(syntax: Syntax, conjunction: int, group: VerbGroup) -> int:
    """The verb that "and" joins to a verb: of a finite one the last finite one before, else the last of any kind."""
    at = fellow_past(syntax, conjunction, group)
    if at >= 0:
        return at
    at = verb_before(syntax, conjunction)
    finite = has_finite_form(syntax, group)
    for _ in range(4):
        fellow = group_of(syntax, at) if at >= 0 else None
        if fellow is None or not finite or has_finite_form(syntax, fellow):
            return at
        at = verb_before(syntax, fellow.start)
    return at


def verb_before(syntax: Syntax, at: int) -> int:
    """The head of the nearest finite verb group before a word, or -1."""
    for index in range(at - 1, -1, -1):
        number = syntax.group_at[index]
        if number >= 0:
            return syntax.groups[number].head
        word = syntax.words[index]
        of_time = word.lower in _OF_TIME_TOO and _noun_from(syntax, index)
        if word.lower in (";", ":") or (word.tag == "S" and not of_time):
            return -1
    return -1


def _noun_from(syntax: Syntax, at: int) -> bool:
    """ "before dawn", "after the talks": a noun, not a clause, follows what joins clauses as well."""
    chunk = chunk_of(syntax, at + 1) if at + 1 < len(syntax.words) else None
    return chunk is not None


def _controller(syntax: Syntax, group: VerbGroup, depth: int) -> tuple[Chunk, ...]:
    """The understood subject of an infinitive."""
    at = group.start - 1
    chunk = chunk_of(syntax, at)
    if chunk is not None and at > 0:
        verb = chunk.start - 1
        if verb >= 0 and syntax.group_at[verb] >= 0 and syntax.words[verb].lemma in CONTROL:
            return noun_phrase_ending(syntax, at)
        if verb >= 0 and syntax.words[verb].tag == "C":
            listed = noun_phrase_ending(syntax, at)
            before = listed[0].start - 1 if listed else -1
            if before >= 0 and syntax.words[before].lemma in CONTROL:
                return listed
    verb = verb_before(syntax, group.start)
    return subject_of(syntax, verb, depth=depth + 1) if verb >= 0 else ()


def _participle_subject(syntax: Syntax, group: VerbGroup, at: int, depth: int) -> tuple[Chunk, ...]:
    words = syntax.words
    if words[at].tag == "I":
        chunk = chunk_of(syntax, at - 1) if at else None
        if chunk is not None and chunk.start and words[chunk.start - 1].lemma in CONTROL:
            return (chunk,)
    verb = verb_before(syntax, at)
    if verb >= 0 and words[at].tag == "," and described(syntax, verb) and verb_before(syntax, verb) >= 0:
        verb = verb_before(syntax, verb)  # "arrived in trucks mounted with guns, setting fire"
    if verb >= 0:
        return subject_of(syntax, verb, depth=depth + 1)
    for following in syntax.groups:
        if following.start > group.head and has_finite_form(syntax, following):
            return subject_of(syntax, following.head, depth=depth + 1)
    return ()


def chunks_from(syntax: Syntax, at: int) -> tuple[Chunk, ...]:
    """The noun chunk at a word and those that commas and conjunctions join to it."""
    words = syntax.words
    while at < len(words) and words[at].tag == "R" and syntax.chunk_at[at] < 0:
        at += 1  # "at least 30 men"
    chunk = chunk_of(syntax, at) if at < len(words) else None
    if chunk is None:
        return ()
    found = [chunk]
    while True:
        mark = chunk.end
        if mark < len(words) and words[mark].tag == ",":
            mark += 1
        if mark < len(words) and words[mark].tag == "C":
            mark += 1
        if mark == chunk.end or mark >= len(words):
            break
        following = chunk_of(syntax, mark)
        if following is None or following.start != mark or _is_subject(syntax, following):
            break
        if opens_clause(syntax, following):
            break
        found.append(following)
        chunk = following
    return _without_asides(syntax, found)


def _without_asides(syntax: Syntax, found: list[Chunk]) -> tuple[Chunk, ...]:
    """A list without what but says more of one: "took Masisi, a market town"."""
    words = syntax.words
    joined = [at for at, one in enumerate(found) if at and words[one.start - 1].tag == "C"]
    last = joined[-1] if joined else 0
    end = next((at for at in range(last + 1, len(found)) if words[found[at].start].tag == "D"), len(found))
    return tuple(found[:end])


def _is_subject(syntax: Syntax, chunk: Chunk) -> bool:
    """Whether a finite verb follows a chunk, over its prepositional phrases: "..., activists in Beirut said"."""
    for at in range(chunk.end, min(chunk.end + 8, len(syntax.words))):
        group = group_of(syntax, at)
        if group is not None:
            return has_finite_form(syntax, group) and not group.passive
        if syntax.words[at].tag in (",", "S", "C"):
            return False
    return False
