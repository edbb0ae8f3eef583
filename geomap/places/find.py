"""The places stage: a document's toponyms, resolved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from geomap.language import Asking, Doc, alone
from geomap.model import Mention, Place, ToponymRole
from geomap.places.cues import load_cues
from geomap.places.gazetteer import Gazetteer
from geomap.places.name_span import NameSpan
from geomap.places.neighbours import with_neighbours
from geomap.places.nested import outer_of, part_of
from geomap.places.recognise import Recognised
from geomap.places.relative import is_suburb, relate, relation_of
from geomap.places.remember import remembering
from geomap.places.resolve import Resolved, resolve
from geomap.places.role_model import roles_of
from geomap.places.tagger import Tagger

_DIVISIONS = ("adm1", "adm2", "area")


def find_mentions(
    doc: Doc, gazetteer: Gazetteer, *, tagger: Tagger | None = None, countries: Collection[str] = ()
) -> tuple[Mention, ...]:
    """Every toponym of a document, in order of offset, without overlap.

    A name that only a cue word makes a place ("the Neches River", "Rue Monge") has `place` None.
    `tagger` is asked where the rules are unsure: the embedded one by default, `rules_only` for none. Names are likelier
    to mean places in `countries` (alpha-3).
    """
    return alone(finding_mentions(doc, gazetteer, tagger=tagger, countries=countries))


def finding_mentions(
    doc: Doc, gazetteer: Gazetteer, *, tagger: Tagger | None = None, countries: Collection[str] = ()
) -> Asking[tuple[Mention, ...]]:
    """What `find_mentions` does, as a stage that stops for the trees it needs."""
    places = remembering(gazetteer)
    found, meanings = with_neighbours(doc, places, tagger=tagger, countries=countries)
    return (yield from _meaning(doc, found, meanings, places))


def mentions_of(
    doc: Doc, found: Sequence[Recognised], gazetteer: Gazetteer, *, countries: Collection[str] = ()
) -> tuple[Mention, ...]:
    """What recognised toponyms mean, in the same order."""
    meanings = resolve(doc, found, gazetteer, countries=countries)
    return alone(_meaning(doc, found, meanings, gazetteer))


def _meaning(
    doc: Doc, found: Sequence[Recognised], meanings: Sequence[Resolved], gazetteer: Gazetteer
) -> Asking[tuple[Mention, ...]]:
    toponyms = [(item.span, meaning.place) for item, meaning in zip(found, meanings, strict=True)]
    roles = yield from roles_of(doc, toponyms)
    return tuple(
        _nested(_mention(doc, item, meaning, role=role, before=before), item.span, gazetteer)
        for item, meaning, role, before in zip(found, meanings, roles, [None, *toponyms], strict=False)
    )


def _nested(mention: Mention, span: NameSpan, gazetteer: Gazetteer) -> Mention:
    """A mention with the longer name around it, or the toponym in its name."""
    within = outer_of(span, mention.place, gazetteer)
    part = None if within else part_of(mention.place, span, gazetteer)
    return replace(mention, within=within, part=part) if within or part else mention


def _mention(
    doc: Doc, item: Recognised, meaning: Resolved, *, role: ToponymRole, before: tuple[NameSpan, Place | None] | None
) -> Mention:
    span = item.span
    end = _end(item, meaning)
    return Mention(
        start=span.start,
        end=end,
        name=doc.article.text[span.start : end],
        role=role,
        place=_outskirts(span, meaning.place, before),
        score=round(meaning.score, 4),
        alternatives=meaning.alternatives,
        parent=meaning.parent if meaning.place is None else None,
    )


def _outskirts(span: NameSpan, place: Place | None, before: tuple[NameSpan, Place | None] | None) -> Place | None:
    """ "the outskirts of Goma" are a ring, not the town."""
    if place is None:
        return None
    text, opening, closing = span.view.text, span.view.tokens[0].start, span.view.tokens[-1].end
    relation = relation_of(text[opening : span.start], text[span.end : closing])
    if relation is None or relation.kind != "outskirts":
        return place
    suburb = before is not None and is_suburb(before[1], text[before[0].end : span.start], place)
    return place if suburb else relate(place, relation)


def _end(item: Recognised, meaning: Resolved) -> int:
    """ "Krasnodar region": the cue word belongs to the name where the name alone would mean the city."""
    span = item.span
    if span.cue_last <= span.last or meaning.place is None or meaning.place.precision not in _DIVISIONS:
        return span.end
    if all(match.place.precision != "city" for match in span.matches):
        return span.end
    if span.view.lowers[span.cue_last - 1] not in load_cues().in_name:
        return span.end
    return span.view.tokens[span.cue_last - 1].end
