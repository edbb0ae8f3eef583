"""Cut the tokens of a paragraph into sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from geomap.language.records import Case, Token
from geomap.language.tokenise import abbreviation_kind
from geomap.tables import read_csv_table

_TABLE = Path(__file__).parent / "tables" / "sentence_starters.csv"
_END = frozenset([".", "!", "?", "...", "....", "…"])
_DOTS = frozenset(["...", "....", "…"])
_CLOSING = frozenset("\"'”’»)]}")
_OPENING = frozenset("\"'“‘«([{—–-•*")
_INSIDE = frozenset(
    "And Or So As If By With From Since During Until To Among Between Over About Against Of On In At For Despite Such"
    " Other One Two Three Police Officials Authorities No Still Both All".split()
)
"""Words that in capitals go on with a sentence ("U.S. AND TALIBAN SIGN DEAL") more often than they open one."""
_NEVER_LAST = frozenset(["title", "month", "initial"])


@cache
def starters() -> frozenset[str]:
    """Words that commonly open a sentence and seldom open a name."""
    return frozenset(row["word"] for row in read_csv_table(_TABLE, columns=("word", "source")))


def split_sentences(tokens: Sequence[Token], *, case: Case = "mixed") -> list[tuple[Token, ...]]:
    """The tokens of one paragraph, cut after final punctuation and the quotes or brackets that close on it."""
    found: list[tuple[Token, ...]] = []
    first = index = 0
    while index < len(tokens):
        after = _boundary(tokens, index, case=case)
        if after is None:
            index += 1
            continue
        found.append(tuple(tokens[first:after]))
        first = index = after
    if first < len(tokens):
        found.append(tuple(tokens[first:]))
    return found


def _boundary(tokens: Sequence[Token], index: int, *, case: Case) -> int | None:
    """The index after the last token of a sentence that ends at `index`, or None when none does."""
    text = tokens[index].text
    kind = None if text in _END else abbreviation_kind(text)
    if text not in _END and kind is None:
        return None
    after = index + 1
    while after < len(tokens) and (tokens[after].text in _END or _closes(tokens, after)):
        after += 1
    if after >= len(tokens):
        return None
    opening = _opening_word(tokens, after)
    if kind is not None:
        return after if _abbreviation_ends(kind, opening=opening, case=case) else None
    if opening is None:
        return after
    if _between_digits(tokens, index):
        return None
    if case == "mixed" and opening[0].islower():
        return after if text == "." and _lower_case_name(opening) else None
    return after


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quote or bracket belongs to what stands before it: it closes up without a space."""
    return tokens[at].text in _CLOSING and tokens[at - 1].end == tokens[at].start


def _opening_word(tokens: Sequence[Token], at: int) -> str | None:
    for token in tokens[at : at + 3]:
        if token.text[0].isalnum():
            return token.text
        if token.text not in _OPENING:
            return None
    return None


def _abbreviation_ends(kind: str, *, opening: str | None, case: Case) -> bool:
    """ "... in the U.S. The ..." ends a sentence; "the U.S. Senate" and "Lt. Col." do not."""
    if kind in _NEVER_LAST or opening is None or case == "lower":
        return False
    if case == "upper":
        opening = opening.capitalize()
        return opening in starters() and opening not in _INSIDE
    return opening in starters()


def _between_digits(tokens: Sequence[Token], index: int) -> bool:
    """ "9 . 30" in text that was tokenised before: a decimal point, not an end."""
    if index == 0 or index + 1 >= len(tokens) or tokens[index].text != ".":
        return False
    return tokens[index - 1].text.isdigit() and tokens[index + 1].text.isdigit()


def _lower_case_name(word: str) -> bool:
    """A sentence may open with "al-Shabab", "eBay", "iPhone"."""
    return word in ("al", "el", "de", "van", "von") or any(letter.isupper() for letter in word[1:])
