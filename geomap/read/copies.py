"""Copies of an article: the same address, or near-identical text. They are coded once and counted as reports.

Near-identical is a Jaccard likeness of the sets of five-word sequences, estimated by MinHash and looked up by locality
(Broder 1997; the package rensa). Reports that are made from one mould, "On Monday 3 shells …", "On Tuesday 4 shells …",
are alike and yet no copies: where each of two texts has a number, a weekday or a month that the other lacks, they tell
different things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Article

LIKENESS: Final = 0.8
MIN_WORDS: Final = 60
"""Shorter texts (a sentence, a headline, "Read more") are copies by their address only."""

_WIDTH: Final = 5
_PERMUTATIONS: Final = 128
_BANDS: Final = 16
_SEED: Final = 20250320
_DAYS_APART: Final = 3
_WORD: Final = re.compile(r"\w+(?:[.,:]\d+)*")
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december".split()  # "may" is a verb too
)
_TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|ref_src|cmpid|at_\w+|ns_\w+|amp", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is remembered of an article that was kept."""

    doc_id: str
    published: Any
    particulars: frozenset[str]
    sketch: Any


class CopyFinder:
    """Remembers the articles that were kept, and tells whether another is a copy of one of them."""

    def __init__(self) -> None:
        self._by_url: dict[str, str] = {}
        self._by_text: dict[bytes, str] = {}
        self._seen: list[_Seen] = []
        self._waiting: list[Article] = []
        self._index: Any = None

    def original_of(self, article: Article) -> str | None:
        """The `doc_id` of the kept article that this is a copy of, None where it is none."""
        address = comparable_url(article.url)
        if address is not None and address in self._by_url:
            return self._by_url[address]
        if not (self._waiting or self._seen):
            return None
        self._take_in()
        words = _words(article.text)
        if len(words) < MIN_WORDS:
            return None
        return self._by_text.get(_digest(words)) or self._alike(article, words)

    def keep(self, article: Article) -> None:
        """Remember an article that is no copy. Its text is looked at only when another comes."""
        address = comparable_url(article.url)
        if address is not None:
            self._by_url[address] = article.doc_id
        self._waiting.append(article)

    def _alike(self, article: Article, words: Sequence[str]) -> str | None:
        if self._index is None:
            return None
        sketch, particulars = _sketch(words), _particulars(words)
        rated = [(sketch.jaccard(self._seen[at].sketch), -at) for at in self._index.query(sketch)]
        for likeness, at in sorted(rated, reverse=True):
            seen = self._seen[-at]
            if likeness >= LIKENESS and not _tell_apart(particulars, article.published, seen):
                return str(seen.doc_id)
        return None

    def _take_in(self) -> None:
        for article in self._waiting:
            words = _words(article.text)
            if len(words) < MIN_WORDS:
                continue
            self._by_text.setdefault(_digest(words), article.doc_id)
            sketch = _sketch(words)
            if self._index is None:
                self._index = _rensa().RMinHashLSH(LIKENESS, _PERMUTATIONS, _BANDS)
            self._index.insert(len(self._seen), sketch)
            self._seen.append(_Seen(article.doc_id, article.published, _particulars(words), sketch))
        self._waiting.clear()


def comparable_url(url: str | None) -> str | None:
    """An address without what does not change the article: scheme, "www.", tracking, a fragment without a number.

    None for no address and for a mere home page, which many articles share.
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        query = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key)]
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not host or not (path or query):
        return None
    fragment = parts.fragment if re.search(r"\d", parts.fragment) else ""
    return f"{host}{path}?{urlencode(sorted(query))}#{fragment}"


def _tell_apart(particulars: frozenset[str], published: Any, seen: _Seen) -> bool:
    """Whether two like texts tell different things: by the days they appeared, or by what each has alone."""
    if published and seen.published and abs((published - seen.published).days) > _DAYS_APART:
        return True
    return bool(particulars - seen.particulars) and bool(seen.particulars - particulars)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _particulars(words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        word
        for word in words
        if word in _CALENDAR
        or (not word.isalpha() and any(char.isdigit() for char in word))  # few words are asked twice
    )


def _digest(words: Sequence[str]) -> bytes:
    import hashlib

    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()


def _sketch(words: Sequence[str]) -> Any:
    sketch = _rensa().RMinHash(_PERMUTATIONS, _SEED)
    sketch.update(sorted({" ".join(words[at : at + _WIDTH]) for at in range(len(words) - _WIDTH + 1)}))
    return sketch


def _rensa() -> Any:
    return import_module("rensa")
