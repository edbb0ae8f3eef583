"""Read Universal Dependencies treebanks (CoNLL-U) into plain records, with the text and the offsets of every word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, _, MISC = range(10)


@dataclass(frozen=True, slots=True)
class Tree:
    """One annotated sentence. `heads` count words from 0; the root's head is itself. `spans` are offsets into `text`.

    `document` tells which sentences stood in one text, so that neighbours can be shown together.
    """

    document: str
    text: str
    spans: tuple[tuple[int, int], ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in self.spans)


def read_trees(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file, in order. Empty nodes are left out; multi-word tokens only give the spacing."""
    document, rows = "", []
    with path.open(encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc id"):
                document = line.partition("=")[2].strip()
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield _tree(rows, document)
                rows = []
    if rows:
        yield _tree(rows, document)


def _tree(rows: list[list[str]], document: str) -> Tree:
    text, spans = _text(rows)
    words = [row for row in rows if row[ID].isdigit()]
    heads = [int(row[HEAD]) - 1 if row[HEAD] != "0" else at for at, row in enumerate(words)]
    deps = ["ROOT" if row[DEPREL] == "root" else row[DEPREL] for row in words]
    return Tree(
        document=document,
        text=text,
        spans=tuple(spans),
        lemmas=tuple(row[LEMMA] if row[LEMMA] != "_" or row[FORM] == "_" else row[FORM] for row in words),
        pos=tuple(row[UPOS] for row in words),
        tags=tuple(row[XPOS] for row in words),
        feats=tuple("" if row[FEATS] == "_" else row[FEATS] for row in words),
        heads=tuple(heads),
        deps=tuple(deps),
    )


def _text(rows: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence as it was written, and where each word stands in it."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at, inside = 0, 0  # `inside`: last word of the multi-word token being read
    for row in rows:
        if "-" in row[ID]:
            inside = int(row[ID].partition("-")[2])
            glued = "SpaceAfter=No" in row[MISC]
            continue
        if not row[ID].isdigit():
            continue
        spans.append((at, at + len(row[FORM])))
        parts.append(row[FORM])
        at += len(row[FORM])
        number = int(row[ID])
        no_space = glued if number == inside else number < inside or "SpaceAfter=No" in row[MISC]
        if not no_space:
            parts.append(" ")
            at += 1
    text = "".join(parts)
    return text.rstrip(" "), spans
