"""Tell titles, section lines and bylines from sentences: they announce, they do not report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.language.records import Case, Setting, Token

_MAX_WORDS = 14
_MAX_TITLE_WORDS = 20
_MAX_FRONT_WORDS = 30
_SMALL = frozenset("a an the and or but nor of in on at to for from by with as vs via over into after amid is".split())
_FINAL = frozenset(".!…:;,")
_ENDS = frozenset(".!?…")
_NO_TITLE = frozenset([".", "!", "?", ":", ";", "”", '"'])
"""What closes no headline."""
_BULLET = re.compile(r"[-–—•*▪●]|\d+[.)]")
_SPOKEN = frozenset("\"“‘'«[(-–—•*▪●")
_BYLINE = re.compile(
    r"(?:By|(?:Written|Reported|Photo(?:graph)?s?) by|Updated|Published|Posted|From (?:our|a|staff))\b[\s:]",
    re.IGNORECASE,
)
_BODY_RATIO = 1.5
_RUN = 3
_MAX_BARE_WORDS = 8


def setting_of(tokens: Sequence[Token], case: Case) -> Setting:
    """How a sentence is set, in a text of that `case`: a text set as usual may have single lines in capitals."""
    if case == "lower":
        return "lower"
    words = [token.text for token in tokens if token.text[0].isalpha() and len(token.text) > 1]
    upper = sum(map(str.isupper, words))
    if words and upper >= 0.8 * len(words) and (case == "upper" or len(words) >= 4):
        return "upper"
    if len(words) >= 3 and tokens[-1].text not in _NO_TITLE and is_title_case(words):
        return "title"
    return "plain"


def in_runs(paragraphs: Sequence[str]) -> frozenset[int]:
    """Which paragraphs stand in a run of at least three short lines that nothing closes: the headings of a front page.
    Two may be a title and a report without its full stop.
    """
    found: set[int] = set()
    run: list[int] = []
    for number, text in enumerate(paragraphs):
        run = [*run, number] if _is_bare_line(text) else []
        if len(run) >= _RUN:
            found.update(run)
    return frozenset(found)


def stands_above(texts: Sequence[str], number: int) -> bool:
    """Whether one of the three paragraphs below a paragraph ends as sentences do."""
    return any(text.rstrip("\"'”’)")[-1:] in _ENDS for text in texts[number + 1 : number + 4])


def is_heading(
    text: str, tokens: Sequence[Token], *, following: str | None, first: bool, above: bool, case: Case
) -> bool:
    """Whether a paragraph of one line is a heading. `following` is the next paragraph, None for the last one; `first`
    says that the text begins with it, `above` that it stands over the first sentence of the text.

    A line of up to thirty words above the first sentence of a text (a title, a strap line) needs nothing else; any
    other heading is short and lacks final punctuation, or is a short question. It is set in title case or capitals, or
    is plainly shorter than the paragraph it opens, or stands above a byline. Quoted lines, list items and the last
    paragraph are not headings.
    """
    words = [token.text for token in tokens if token.text[0].isalnum()]
    if above and words and len(words) <= _MAX_FRONT_WORDS and text[0] not in _SPOKEN and not _closed(text):
        return True
    if not words or len(words) > _MAX_TITLE_WORDS or _BULLET.match(text) or text[0] in "\"“‘'«[(":
        return False
    if is_byline(text):
        return True
    last = text.rstrip("\"'”’)")[-1:]
    if last in _FINAL or following is None:
        return False
    if last == "?":
        return len(words) <= 8 and (is_title_case(words) or _opens(text, following))
    if case == "mixed" and (is_title_case(words) or text.isupper()):
        return True
    return len(words) <= _MAX_WORDS and (first or _opens(text, following) or is_byline(following))


def _closed(text: str) -> bool:
    return text.rstrip("\"'”’)")[-1:] in _FINAL | {"?"}


def is_title_case(words: Sequence[str]) -> bool:
    """Whether all but the small words begin with a capital or a digit, with one lapse allowed in longer lines."""
    large = [word for word in words if word.lower() not in _SMALL and not word.startswith(("'", "’", "n't"))]
    if not large or words[0][0].islower():
        return False
    lapses = sum(word[0].islower() for word in large)
    return lapses <= len(large) // 5


def is_title_of(sentence: str, title: str | None) -> bool:
    """Whether a sentence is the article's own title, as some corpora and feeds put it before the text."""
    if not title:
        return False
    return _bare(sentence) == _bare(title)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def is_byline(text: str) -> bool:
    """Whether a line says by whom or when the text was written."""
    # "By nightfall the town had fallen." is a sentence.
    return len(text.split()) <= 10 and text[-1:] not in ".!?…" and _BYLINE.match(text) is not None


def _is_bare_line(text: str) -> bool:
    """Whether a paragraph is one short line that nothing closes."""
    if "\n" in text or len(text.split()) > _MAX_BARE_WORDS or _BULLET.match(text) or text[0] in "\"“‘'«[(":
        return False
    return text.rstrip("\"'”’)")[-1:] not in ".!?…:;,"


def _opens(text: str, following: str) -> bool:
    ends = following.rstrip("\"'”’)")[-1:] in ".!?…"
    return ends and len(following) > _BODY_RATIO * len(text)
