"""Resolve toponyms that somebody else has found: of another recogniser, or of a gold corpus."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from geomap.language import Doc
from geomap.model import Mention
from geomap.places.cues import Cues, load_cues
from geomap.places.filters import common_words
from geomap.places.find import mentions_of
from geomap.places.gazetteer import Gazetteer
from geomap.places.name_span import NameSpan
from geomap.places.prominence import well_known
from geomap.places.recognise import Recognised, recognise
from geomap.places.remember import Remembering
from geomap.places.spans import named_span
from geomap.places.truecase import plain_views
from geomap.places.view import View


def resolve_given(
    doc: Doc, bounds: Iterable[tuple[int, int]], gazetteer: Gazetteer, *, countries: Collection[str] = ()
) -> tuple[Mention, ...]:
    """The meaning of each stretch of the article that is said to name a place, in order of offset.

    `bounds` are (start, end) in code points; those that hold no word, and repeats, are left out. Where geomap
    recognises the same stretch, it is read as geomap reads it; else it is looked up as it stands, and then a well known
    name within it ("Bank of England") is taken.
    """
    remembering = Remembering(gazetteer)
    found = read_given(doc, bounds, remembering)
    mentions = mentions_of(doc, list(found.values()), remembering, countries=countries)
    text = doc.article.text
    return tuple(
        replace(mention, start=start, end=end, name=text[start:end])
        for (start, end), mention in zip(found, mentions, strict=True)
    )


def read_given(doc: Doc, bounds: Iterable[tuple[int, int]], gazetteer: Gazetteer) -> dict[tuple[int, int], Recognised]:
    """The toponyms at `bounds`, in order, not yet resolved."""
    known = {(item.span.start, item.span.end): item for item in recognise(doc, gazetteer)}
    cues, sentences = load_cues(), plain_views(doc, gazetteer)
    wanted = {
        (start, end): known.get((start, end)) or _looked_up(sentences, start, end, gazetteer, cues)
        for start, end in sorted(set(bounds))
    }
    return {stretch: item for stretch, item in wanted.items() if item is not None}


def _looked_up(sentences: Sequence[View], start: int, end: int, gazetteer: Gazetteer, cues: Cues) -> Recognised | None:
    for view in sentences:
        inside = [at for at, token in enumerate(view.tokens) if token.start < end and start < token.end]
        if inside:
            return Recognised(_span(view, inside[0], inside[-1] + 1, gazetteer, cues), 1.0)
    return None


def _span(view: View, first: int, last: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan:
    found = named_span(view, first, last, gazetteer, cues) or _within(view, first, last, gazetteer, cues)
    return found or NameSpan(view, first, last, "unknown", view.slice(first, last), (), None, last)


def _within(view: View, first: int, last: int, gazetteer: Gazetteer, cues: Cues) -> NameSpan | None:
    """The longest name inside a longer one that no gazetteer has, the last of equals: "Tipperary County Council"."""
    for length in range(last - first - 1, 0, -1):
        for begin in range(last - length, first - 1, -1):
            words = view.lowers[begin : begin + length]
            if not view.caps[begin] or (length == 1 and (len(words[0]) < 3 or words[0] in common_words())):
                continue
            found = named_span(view, begin, begin + length, gazetteer, cues)
            if found is not None and well_known(found.matches):
                return found
    return None
