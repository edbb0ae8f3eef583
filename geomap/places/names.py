"""Names of all kinds in a document: places and peoples as the recogniser has them, persons and groups as the tagger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from geomap.language import Doc
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.name_span import NameSpan
from geomap.places.nested import bounds_around, part_of
from geomap.places.recognise import recognise
from geomap.places.remember import remembering
from geomap.places.tagger import Tagger, embedded_tagger
from geomap.places.truecase import plain_views

Name = tuple[int, int, str]
"""Start, end and label: PER, LOC, ORG or NORP."""
_OURS = ("PER", "ORG")


def name_finder() -> Callable[[Doc], tuple[Sequence[Name], Sequence[Name]]]:
    """`names_of` with the embedded gazetteer, opened once."""
    gazetteer = remembering(open_gazetteer())
    return lambda doc: names_of(doc, gazetteer)


def names_of(
    doc: Doc, gazetteer: Gazetteer, *, tagger: Tagger | None = None
) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """The names of a document without overlap, the longer ones first; and every toponym, also within a longer name.

    A hospital or an airport is a place (LOC), a ministry or a bank a group (ORG), whether the gazetteer has it or not.
    """
    asked = tagger or embedded_tagger()
    found = recognise(doc, gazetteer, tagger=asked)
    toponyms = [(each.span.start, each.span.end, "NORP" if each.span.kind == "people" else "LOC") for each in found]
    around = [name for each in found if (name := _around(each.span)) is not None]
    inside = [name for each in found if (name := _inside(each.span, gazetteer)) is not None]
    others = [name for name in _tagged(doc, gazetteer, asked) if name[2] in _OURS]
    sites = [name for name in around if name[2] == "LOC"]
    return tuple(_longest([*toponyms, *around, *others])), tuple(sorted({*toponyms, *inside, *sites}))


def _around(span: NameSpan) -> Name | None:
    """The longer name that a toponym stands in."""
    around = None if any(match.place.precision == "site" for match in span.matches[:1]) else bounds_around(span)
    if around is None:
        return None
    first, last, kind = around
    tokens = span.view.tokens
    return tokens[first].start, tokens[last - 1].end, "LOC" if kind == "site" else "ORG"


def _inside(span: NameSpan, gazetteer: Gazetteer) -> Name | None:
    """The toponym in the name of a site that the gazetteer has."""
    places = [match.place for match in span.matches]
    site = next((place for place in places if place.precision == "site"), places[0] if places else None)
    part = part_of(site, span, gazetteer)
    return None if part is None else (part.start, part.end, "LOC")


def _tagged(doc: Doc, gazetteer: Gazetteer, tagger: Tagger) -> Iterator[Name]:
    """The names that the tagger's likeliest tags make."""
    for view in plain_views(doc, gazetteer):
        marginals = tagger(view, gazetteer)
        at, tags = 0, () if marginals is None else marginals.tags
        while at < len(tags):
            first, at = at, at + 1
            if tags[first] != "O":
                while at < len(tags) and tags[at] == f"I-{tags[first][2:]}":
                    at += 1
                yield view.tokens[first].start, view.tokens[at - 1].end, tags[first][2:]


def _longest(names: Iterable[Name]) -> list[Name]:
    """The names that no longer one overlaps, in order; of two with the same bounds the first given."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda each: each[0] - each[1]):
        if not any(name[0] < end and start < name[1] for start, end, _ in kept):
            kept.append(name)
    return sorted(kept)
