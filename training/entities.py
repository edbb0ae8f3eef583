"""One set of entity sentences out of corpora that label differently, on our own words.

    python -m training.entities CORPORA        prints what each corpus gives, and what was changed

The labels are PER, LOC, ORG and NORP. LOC is any named place that could be on a map, also where it
stands for a government; NORP a people, adjective or creed.
Countries labelled ORG become LOC, peoples labelled PER or ORG become NORP, titles leave the names of persons, and
pronouns and descriptions are no entities. The names come from geomap's own tables (`Names`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.words import join, word_spans

LABELS = ("LOC", "NORP", "ORG", "PER")
NO_NAMES = frozenset(
    "i he she it we they you him her us them me this that these those who which his its their our my your".split()
)
TITLES = frozenset(
    """mr mrs ms miss dr sir lord lady president vice prime minister foreign secretary defence defense senator sen rep
    representative governor gov general gen colonel col major maj captain capt lieutenant lt sergeant sgt private
    admiral
    king queen prince princess pope bishop archbishop cardinal rev reverend father sheikh imam ayatollah judge justice
    professor prof chancellor ambassador mayor chief deputy spokesman spokeswoman congressman congresswoman
    former then""".split()
)
TITLE_GLUE = frozenset("for of the and state middle east".split())
ARTICLES = frozenset(("the", "a", "an", "#"))
HANDLE = re.compile(r"@\s?\w+|https?://\S+")


@dataclass(frozen=True, slots=True)
class Entity:
    """A labelled stretch of a sentence's text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence (or document) with its words and entities. `partial`: only LOC is annotated, the rest is unknown."""

    text: str
    spans: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    corpus: str
    partial: bool = False

    @property
    def words(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]

    def tags(self) -> list[str]:
        """BIO tags of the words."""
        tags, first = ["O"] * len(self.spans), {start: at for at, (start, _) in enumerate(self.spans)}
        for entity in self.entities:
            at = first[entity.start]
            tags[at] = "B-" + entity.label
            while (at := at + 1) < len(self.spans) and self.spans[at][1] <= entity.end:
                tags[at] = "I-" + entity.label
        return tags


@dataclass(frozen=True, slots=True)
class Names:
    """What the normalisation asks of the gazetteer."""

    is_polity: Callable[[str], bool]
    """Whether a name is that of a country, a first-level division or a capital."""
    is_people: Callable[[str], bool]
    """Whether a name is a demonym or the adjective of a place."""
    is_plain: Callable[[str], bool]
    """Whether a name is surely that of a country or a first-level division: no word, no first name."""
    longest: int = 4


def read_samples(path: Path, names: Names) -> Iterator[Sample]:
    """The sentences of a corpus of words and BIO tags, normalised, on our own words."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text, spans = join(row["words"], row["spaces"])
            found = [Entity(spans[first][0], spans[last][1], label) for first, last, label in bio_spans(row["tags"])]
            ours = word_spans(text)
            if ours:
                entities = completed(text, aligned(normalise(text, found, names), ours), ours, names)
                yield Sample(text, tuple(ours), tuple(entities), path.stem)


def bio_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first word, last word, label) of each entity in BIO tags; an I- that continues nothing begins one."""
    at = 0
    while at < len(tags):
        if tags[at] == "O":
            at += 1
            continue
        first, label = at, tags[at][2:]
        at += 1
        while at < len(tags) and tags[at] == "I-" + label:
            at += 1
        yield first, at - 1, label


def normalise(text: str, entities: Iterable[Entity], names: Names) -> list[Entity]:
    """The entities under one convention."""
    kept: list[Entity] = []
    handles = [found.span() for found in HANDLE.finditer(text)]
    for entity in entities:
        for part in _pieces(text, entity):
            piece = _trimmed(text, part)
            name = text[piece.start : piece.end]
            if not _is_name(name) or any(start < piece.end and piece.start < end for start, end in handles):
                continue
            kept.append(Entity(piece.start, piece.end, _label(name, piece.label, names)))
    return kept


def _pieces(text: str, entity: Entity) -> Iterator[Entity]:
    """ "Incirlik Air Base, Turkey" is two places."""
    if entity.label != "LOC":
        yield entity
        return
    at = entity.start
    for part in re.split(r"(\s*,\s*|\n+)", text[entity.start : entity.end]):
        if part.strip(" ,\n"):
            yield Entity(at, at + len(part), entity.label)
        at += len(part)


def _trimmed(text: str, entity: Entity) -> Entity:
    """Without articles and, for persons, titles in front; without marks at either end."""
    start, end = entity.start, entity.end
    words = list(re.finditer(r"[^\s]+", text[start:end]))
    while len(words) > 1:
        word = words[0].group().lower().rstrip(".")
        if (word in ARTICLES and text[start : start + 3] != "The") or (
            entity.label == "PER" and _title_ahead([found.group() for found in words])
        ):
            words.pop(0)
        else:
            break
    start, end = (start + words[0].start(), start + words[-1].end()) if words else (start, end)
    while start < end and text[start] in "#\"“”'‘’([ \n":
        start += 1
    while end > start and text[end - 1] in '"“”‘’)],;: \n':
        end -= 1
    return Entity(start, end, entity.label)


def _title_ahead(words: Sequence[str]) -> bool:
    """Whether the name begins with a title: "Foreign Secretary Anna Ozola", "Minister for the East Jan Berg"."""
    first = words[0].lower().rstrip(".")
    return first in TITLES or (first in TITLE_GLUE and words[-1].lower() not in TITLE_GLUE and first != "state")


def _is_name(name: str) -> bool:
    lowered = name.lower()
    return bool(name) and lowered not in NO_NAMES and lowered not in TITLES and any(map(str.isalpha, name))


def _label(name: str, label: str, names: Names) -> str:
    if label in ("ORG", "PER", "LOC") and names.is_people(name) and not names.is_plain(name):
        return "NORP"
    if label == "ORG" and names.is_polity(name):
        return "LOC"
    return label


def aligned(entities: Iterable[Entity], spans: Sequence[tuple[int, int]]) -> list[Entity]:
    """The entities widened to whole words, without overlap (the first wins), in order."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda each: (each.start, -each.end)):
        inside = [span for span in spans if span[0] < entity.end and entity.start < span[1]]
        if inside and (not kept or kept[-1].end <= inside[0][0]):
            kept.append(Entity(inside[0][0], inside[-1][1], entity.label))
    return kept


def completed(text: str, entities: Sequence[Entity], spans: Sequence[tuple[int, int]], names: Names) -> list[Entity]:
    """The entities, and the countries and peoples that the corpus left out ("the US embassy", "an Iraqi official")."""
    taken = [(entity.start, entity.end) for entity in entities]
    free = [
        not any(start < end_ and start_ < end for start_, end_ in taken) and text[start].isupper()
        for start, end in spans
    ]
    added, at = [], 0
    while at < len(spans):
        size = next((size for size in range(names.longest, 0, -1) if _is_missed(text, spans, free, at, size, names)), 0)
        if size:
            name = text[spans[at][0] : spans[at + size - 1][1]]
            added.append(Entity(spans[at][0], spans[at + size - 1][1], "LOC" if names.is_plain(name) else "NORP"))
        at += max(size, 1)
    return sorted([*entities, *added], key=lambda entity: entity.start)


def _is_missed(
    text: str, spans: Sequence[tuple[int, int]], free: Sequence[bool], at: int, size: int, names: Names
) -> bool:
    last = at + size - 1
    if last >= len(spans) or not free[at] or not free[last]:
        return False
    name = text[spans[at][0] : spans[last][1]]
    return names.is_plain(name) or (size == 1 and names.is_people(name))


def read_toponyms(path: Path) -> Iterator[Sample]:
    """The documents of a toponym corpus (LOC only) on our own words."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = word_spans(row["text"])
            places = [
                Entity(each["start"], each["end"], "LOC") for each in row["toponyms"] if not each.get("bad_offset")
            ]
            if spans:
                yield Sample(row["text"], tuple(spans), tuple(aligned(places, spans)), path.stem, partial=True)


def summary(samples: Iterable[Sample]) -> dict[str, Any]:
    """Sentences, words and entities a label."""
    count: Counter[str] = Counter()
    for sample in samples:
        count.update(["sentences"] + ["words"] * len(sample.spans) + [entity.label for entity in sample.entities])
    return dict(sorted(count.items()))
