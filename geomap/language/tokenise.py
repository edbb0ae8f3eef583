"""Cut text into tokens as Universal Dependencies does for English: clitics and hyphenated parts stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from geomap.language.records import Token
from geomap.tables import read_csv_table

_TABLE = Path(__file__).parent / "tables" / "abbreviations.csv"
_APOSTROPHE = "['’ʼ]"

_TOKEN = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)[^\s<>"]+[^\s<>".,;:!?)\]’”'] | [\w.+-]{1, 64}@[\w-]{1, 64}\.[\w.-]{0, 64}\w)
    | (?P<dotted>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w]))?)            # U.S. a.m. D.C
    | (?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|[ap]m|[kKmM](?!\w))?(?![^\W_]) | \d+(?:[.,:]\d+)*)
    | (?P<word>[^\W_]+(?:{_APOSTROPHE}[^\W\d_]+)*)
    | (?P<dash>-{{2,}}|[–—]+)
    | (?P<dots>\.{{2,}}|…)
    | (?P<mark>[^\s\w]|_+)
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(rf"(?i)(?:n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|re|ve|ll|d|m))$")
_INITIAL = re.compile(r"[A-Z]\Z")


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation without its full stop, as written → kind (title, state, month, company, place, other)."""
    rows = read_csv_table(_TABLE, columns=("abbreviation", "kind", "source"))
    return {row["abbreviation"]: row["kind"] for row in rows}


@cache
def _capital_abbreviations() -> dict[str, str]:
    return {name.upper(): kind for name, kind in abbreviations().items()}


def abbreviation_kind(text: str) -> str | None:
    """The kind of an abbreviation token such as "Lt." or "U.S."; None when it is none."""
    if not text.endswith(".") or len(text) < 2:
        return None
    stem = text[:-1]
    if "." in stem:
        return "dotted"
    if _INITIAL.match(stem):
        return "initial"
    kind = abbreviations().get(stem)
    if kind is None and stem.isupper():
        kind = _capital_abbreviations().get(stem)
    return kind


def tokenise(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Tokens of `text[start:end]`, with offsets into `text`. Every character but white space is in exactly one."""
    stop = len(text) if end is None else end
    at = start
    while found := _TOKEN.search(text, at, stop):
        at = found.end()
        if found.lastgroup == "word":
            if at < stop and text[at] == "." and _keeps_stop(text, found.start(), at, stop):
                at += 1
                yield Token(found.start(), at, text[found.start() : at])
            elif (word := found.group()).isalnum():  # no apostrophe, so no clitic
                yield Token(found.start(), at, word)
            else:
                yield from _split_clitic(found.start(), word)
        else:
            yield Token(found.start(), at, found.group())


def _keeps_stop(text: str, start: int, end: int, stop: int) -> bool:
    """Whether the full stop at `end` belongs to the word before it."""
    if end + 1 < stop and text[end + 1] == ".":
        return False
    word = text[start : end + 1]
    if len(word) == 2:
        return bool(_INITIAL.match(word[0])) and word != "I."
    return abbreviation_kind(word) is not None


def _split_clitic(start: int, word: str) -> Iterator[Token]:
    clitic = _CLITIC.search(word)
    if clitic and clitic.start() > 0:
        cut = clitic.start()
        yield Token(start, start + cut, word[:cut])
        yield Token(start + cut, start + len(word), word[cut:])
    else:
        yield Token(start, start + len(word), word)
