"""Take capitals back that say nothing, so that the pipeline sees words as it mostly saw them in training.

Headlines and old newswire stand in capitals. The pipeline was trained on some text in capitals too and reads it fairly
(attachment .811 to .817 where the same text as written has .829 to .833); small letters with one capital at the
beginning are read a little better still (.813 to .826). Headline Style is best left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

_FEWEST = 3  # words with letters; fewer, such as "UN" or "KYIV, UKRAINE", may well be names
_SHARE = 0.9


def recased(words: Sequence[str]) -> list[str]:
    """The words of a sentence for the pipeline, each as long as it was."""
    if not in_capitals(words):
        return list(words)
    first = next((at for at, word in enumerate(words) if word[:1].isalpha()), 0)
    return [_lowered(word, keep=at == first) for at, word in enumerate(words)]


def in_capitals(words: Sequence[str]) -> bool:
    """Whether a sentence is set in capitals."""
    lettered = [word for word in words if any(map(str.isalpha, word))]
    upper = sum(len(word) for word in lettered if word.isupper())
    return len(lettered) >= _FEWEST and upper >= _SHARE * sum(map(len, lettered))


def _lowered(word: str, *, keep: bool) -> str:
    """A word in small letters; with `keep`, its first letter as it is; abbreviations with full stops stay."""
    if "." in word[:-1]:
        return word
    start = 1 if keep else 0
    lower = word[:start] + word[start:].lower()
    return lower if len(lower) == len(word) else word
