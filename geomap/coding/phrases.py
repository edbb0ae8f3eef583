"""Noun phrases longer than a chunk: over "of" and over participles to the noun that they hang on."""

from __future__ import annotations

from geomap.coding.syntax import Chunk, Syntax, chunk_of, group_of


def first_of_chain(syntax: Syntax, chunk: Chunk) -> Chunk:
    """The first noun of a phrase that ends with a chunk: "dozens of residents of the town", "men carrying guns"."""
    words = syntax.words
    if chunk.start >= 2 and words[chunk.start - 1].form == "g":
        chunk = _described(syntax, chunk.start - 1) or chunk  # "gunmen riding motorbikes opened fire"
    while (opening := _opening(syntax, chunk)) >= 2 and words[opening - 1].tag == "I":
        preposition = words[opening - 1].lower
        before = chunk_of(syntax, opening - 2)
        if before is None:
            before = _described(syntax, opening - 2)
        if before is None or preposition in ("during", "following", "despite", "amid", "including"):
            break
        if before.start and words[before.start - 1].tag == "," and preposition not in ("of", "from", "in", "for"):
            break
        chunk = before
        if chunk.start >= 2 and words[chunk.start - 1].form == "g":
            chunk = _described(syntax, chunk.start - 1) or chunk  # "boys herding sheep in the hills died"
    return chunk


def _opening(syntax: Syntax, chunk: Chunk) -> int:
    """Where a chunk opens, with the words that bound its number: "of more than five people"."""
    opening = chunk.start
    while opening and syntax.words[opening - 1].tag == "R" and syntax.words[opening - 1].lower in _BOUNDS:
        opening -= 1
    return opening


_BOUNDS = frozenset("more less fewer than at least most nearly almost roughly".split())


def _described(syntax: Syntax, at: int) -> Chunk | None:
    """ "A convoy organised by the agency crossed": the noun that a bare participle at `at` describes, or None."""
    group = group_of(syntax, at)
    if group is None or group.start != group.head or not group.start or group.infinitive:
        return None
    word = syntax.words[group.head]
    with_phrase = word.form == "d" and at + 1 < len(syntax.words) and syntax.words[at + 1].tag == "I"
    if not (group.passive or word.form == "g" or with_phrase):
        return None  # "militants armed with rockets"
    return chunk_of(syntax, group.start - 1)


def noun_phrase_ending(syntax: Syntax, at: int) -> tuple[Chunk, ...]:
    """The head chunks of the noun phrase that ends at a word: over "of"-chains to the first noun, over lists to all."""
    chunk = chunk_of(syntax, at)
    if chunk is None:
        return ()
    words = syntax.words
    chunk = first_of_chain(syntax, chunk)
    found = [chunk]
    while chunk.start >= 2:
        mark = chunk.start - 1
        if words[mark].tag == "C" and words[mark].lower == "and":
            mark -= 1
            if words[mark].tag == ",":
                mark -= 1
        elif words[mark].tag == "," and len(found) > 1:
            mark -= 1
        else:
            break
        before = chunk_of(syntax, mark)
        if before is None or (_clause_ends(syntax, mark, before) and len(found) == 1):
            break
        if before.start and words[before.start - 1].lower in ("from", "between", "of") and len(found) == 1:
            outer = chunk_of(syntax, before.start - 2) if before.start > 1 else None
            if outer is not None:
                return (outer,)
        found.append(before)
        chunk = before
    return tuple(reversed(found))


def _clause_ends(syntax: Syntax, mark: int, chunk: Chunk) -> bool:
    """ "... extend the talks, and the president accused": a comma before "and" after an object joins clauses."""
    comma = syntax.words[mark + 1].tag == "," and syntax.words[mark + 2].tag == "C"
    return comma and chunk.start > 0 and syntax.group_at[chunk.start - 1] >= 0


def past_agent(syntax: Syntax, at: int) -> int:
    """ "the shelling by the armed forces of X of the village": the last word of who did it, where a noun says so."""
    words = syntax.words
    chunk = chunk_of(syntax, at + 2) if at + 2 < len(words) and words[at + 1].lower == "by" else None
    of = chunk.end if chunk is not None and chunk.end + 1 < len(words) and words[chunk.end].lower == "of" else -1
    owner = chunk_of(syntax, of + 1) if of > 0 else None
    if owner is None or owner.end >= len(words) or words[owner.end].lower != "of":
        return at
    return owner.end - 1


def apposition(syntax: Syntax, comma: int) -> tuple[Chunk, ...]:
    """ "X, the Y of Z, said": the chunk before the first of two commas."""
    words = syntax.words
    for at in range(comma - 1, max(-1, comma - 16), -1):
        if words[at].tag == ",":
            chunk = chunk_of(syntax, at - 1) if at else None
            return noun_phrase_ending(syntax, at - 1) if chunk is not None else ()
        if syntax.group_at[at] >= 0 and not _relative(syntax, at) and not _bare_participle(syntax, at):
            return ()
    return ()


def _relative(syntax: Syntax, at: int) -> bool:
    return any(syntax.words[i].lower in ("who", "which", "whose", "where", "that") for i in range(max(0, at - 6), at))


def _bare_participle(syntax: Syntax, at: int) -> bool:
    """ "The crossing, partly reopened last week, was closed": a participle that opens an apposition."""
    words = syntax.words
    before = at - 1
    while before > 0 and words[before].tag == "R":
        before -= 1
    return words[at].form == "d" and before > 0 and words[before].tag == ","
