"""Find the paragraphs of a text, whether each line is one or lines are wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]*\S[^\n\r\x0b\x0c\x85\u2028\u2029]*")
_FINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_SEPARATOR = re.compile("[\x0b\x85\u2028]")
_OPEN_WORDS = frozenset("the a an of in on at to by for from with near and or as that its his her their".split())
"""Words that never end a sentence or a title."""
_MAX_WIDTH = 120
_MIN_WIDTH = 40
_GREEDY_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text[start:end]`, without the white space around it. `break_before` counts the empty lines above it."""

    start: int
    end: int
    break_before: int


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text`, in order; they cover every character that is not white space."""
    lines = [_stripped(found) for found in _LINE.finditer(text)]
    if not lines:
        return ()
    blanks = [0] + [max(0, text.count("\n", before[1], after[0]) - 1) for before, after in pairwise(lines)]
    soft = _soft_breaks(text, lines, blanks)
    found: list[Paragraph] = []
    for (start, end), blank, joined in zip(lines, blanks, soft, strict=True):
        if joined:
            found[-1] = Paragraph(found[-1].start, end, found[-1].break_before)
        else:
            found.append(Paragraph(start, end, blank))
    return tuple(found)


def _stripped(line: re.Match[str]) -> tuple[int, int]:
    content = line.group()
    start = line.start() + len(content) - len(content.lstrip())
    return start, line.start() + len(content.rstrip())


def _soft_breaks(text: str, lines: Sequence[tuple[int, int]], blanks: Sequence[int]) -> list[bool]:
    """For each line, whether it goes on with the paragraph of the line before.

    A break is soft when the next word would not have fitted on the line before: that is how wrapped text comes about.
    Indented lines begin paragraphs.
    """
    width = max(end - start for start, end in lines)
    soft = [False] * len(lines)
    greedy = []
    for index in range(1, len(lines)):
        if blanks[index] or _indented(text, lines[index][0]):
            continue
        before = text[slice(*lines[index - 1])]
        after = text[slice(*lines[index])]
        if after[0].islower() and before[-1].isalnum() and len(before) >= _MIN_WIDTH:
            soft[index] = True
        if _SEPARATOR.search(text, lines[index - 1][1], lines[index][0]) and _runs_on(before, after):
            soft[index] = True
        if len(before) + 1 + len(after.split(None, 1)[0]) > width * 0.93:
            greedy.append(index)
        elif not soft[index]:
            greedy.append(-index)
    wrapped = [index for index in greedy if index > 0]
    if _MIN_WIDTH <= width <= _MAX_WIDTH and len(wrapped) >= 2 and len(wrapped) >= _GREEDY_SHARE * len(greedy):
        for index in wrapped:
            soft[index] = True
        for index in range(1, len(lines)):
            if -index in greedy and _long_open(text[slice(*lines[index - 1])], width):
                soft[index] = True
    return soft


def _runs_on(before: str, after: str) -> bool:
    """Whether a line separator cuts a sentence in two: "in | Kharkiv", "killing | four people"."""
    if _FINAL.search(before):
        return False
    return after[0].islower() or before[-1] == "," or before.rpartition(" ")[2].casefold() in _OPEN_WORDS


def _indented(text: str, start: int) -> bool:
    return start >= 2 and text[start - 2 : start] in ("  ", " \t", "\t\t")


def _long_open(line: str, width: int) -> bool:
    return len(line) > width * 0.75 and not _FINAL.search(line)
