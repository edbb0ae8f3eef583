"""Make the events of a document: a fold over its sentences, each seen with what was said before it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from geomap.coding import retelling
from geomap.coding.arguments import parties
from geomap.coding.attribution import Source
from geomap.coding.bearers import places_alone
from geomap.coding.by_reference import taken
from geomap.coding.capitals import with_capitals
from geomap.coding.claimants import credit_claimants
from geomap.coding.claims import party_status
from geomap.coding.confidence import Grounds, confidence_of, enough, told_chance
from geomap.coding.continuity import Placing
from geomap.coding.dates import DateExpression, date_of, find_dates
from geomap.coding.finding import Finding
from geomap.coding.later_tolls import with_later_tolls
from geomap.coding.link import scene_chance
from geomap.coding.merge import merge_events
from geomap.coding.ontology import EventType
from geomap.coding.participants import note, participants
from geomap.coding.placing import locate
from geomap.coding.quantities import quantities_of
from geomap.coding.reading import Coder, Telling, spoken_of
from geomap.coding.scene import Scene
from geomap.coding.setting import Setting, country_weights, settings
from geomap.coding.several import at_each_place
from geomap.coding.sites import site_tags
from geomap.coding.somebody import known
from geomap.coding.span import clause_span, context_of, full_trigger, quote_of, trigger_of
from geomap.coding.story import (
    Story,
    dated_again,
    doubt,
    keep,
    remember_pair,
    what_went_off,
)
from geomap.coding.syntax import with_tree
from geomap.coding.tellings import tellings_of
from geomap.coding.territory import taker
from geomap.coding.told_evidence import article_evidence, told_evidence
from geomap.coding.typing_features import type_evidence
from geomap.coding.typing_model import Typed, typed
from geomap.coding.weapons import weapons_of
from geomap.language import Asking, Doc, alone, wanted
from geomap.model import Event, EventPlace, Mention, Report, Span, Status, When
from geomap.places.gazetteer import Gazetteer
from geomap.places.related import main_country

_SAID = ("alleged", "claimed", "denied", "rejected")
_STATE = "TER.CONTROL"


def code_article(doc: Doc, mentions: Sequence[Mention], *, coder: Coder, gazetteer: Gazetteer) -> tuple[Event, ...]:
    """The events of a document, in order of offset, each happening once."""
    return alone(coding_article(doc, mentions, coder=coder, gazetteer=gazetteer))


def coding_article(
    doc: Doc, mentions: Sequence[Mention], *, coder: Coder, gazetteer: Gazetteer
) -> Asking[tuple[Event, ...]]:
    """What `code_article` does, as a stage that stops for the trees it needs."""
    expressions = find_dates(doc)
    state = yield from telling(doc, mentions, expressions=expressions, coder=coder, gazetteer=gazetteer)
    doubt(doc, state)
    merged = merge_events(believed(dated_again(doc, state, expressions), state, coder))
    return tuple(replace(event, trigger=state.told_by[event.event_id]) for event in merged)


def believed(events: Sequence[Event], state: Story, coder: Coder) -> list[Event]:
    """The events of a document without those that its words hardly tell.

    What somebody is accused of, claims, denies or turns down stays: that is the news, however it is put. Who holds a
    place stays too: it is a state, which texts tell in passing, and no happening that they could tell better.
    """
    return [
        event
        for event in events
        if event.status in _SAID
        or event.event_type == _STATE
        or told_chance(event, state.grounds[event.event_id][0]) >= enough(event.event_type, coder.least_told)
    ]


def tell(
    doc: Doc,
    mentions: Sequence[Mention],
    *,
    expressions: tuple[DateExpression, ...],
    coder: Coder,
    gazetteer: Gazetteer,
) -> Story:
    """The events of a document before they are merged, each with its grounds."""
    return alone(telling(doc, mentions, expressions=expressions, coder=coder, gazetteer=gazetteer))


def telling(
    doc: Doc,
    mentions: Sequence[Mention],
    *,
    expressions: tuple[DateExpression, ...],
    coder: Coder,
    gazetteer: Gazetteer,
) -> Asking[Story]:
    """What `tell` does, as a stage that stops for the trees it needs."""
    mentions = places_alone(doc, mentions)
    state = Story(weights=country_weights(mentions))
    country = main_country(mentions, gazetteer=gazetteer)
    mentions = with_capitals(doc, mentions, home=country, gazetteer=gazetteer)
    set_at = settings(doc, mentions, country=country, gazetteer=gazetteer)
    tellings = tellings_of(doc, mentions, state, set_at=set_at, country=country, coder=coder)
    tone = article_evidence(doc)
    everywhere = spoken_of(doc, mentions, tellings)
    yield wanted(doc, (told.index for told in tellings if told.found))
    for told in tellings:
        for order, finding in enumerate(told.found):
            judged = typed(finding, type_evidence(finding, others=(*told.found, *told.folded)))
            event = _event(
                doc,
                told.index,
                judged.finding,
                told.mentions,
                everywhere=everywhere,
                set_at=set_at,
                state=state,
                expressions=expressions,
                coder=coder,
                gazetteer=gazetteer,
            )
            if event is None:
                continue
            speaks = frozenset(told_evidence(doc, told.index, finding, event, state)) | tone
            grounds = _grounds(told, judged, order, event.location, speaks)
            event = replace(event, confidence=confidence_of(event, grounds))
            words = full_trigger(doc.article.text, finding, told.folded, told.found)
            for each in at_each_place(event, told.scene.syntax, told.mentions, doc.article.text):
                keep(state, each)
                state.grounds[each.event_id] = (grounds, judged.evidence)
                state.told_from[each.event_id] = (told, finding, judged)
                state.told_by[each.event_id] = words
                state.sentence_of.append(told.index)
            remember_pair(state, event)
        credit_claimants(told, state)
        note(_parsed(doc, told.index, told.scene) if told.found else told.scene)
    with_later_tolls(doc, everywhere, state)
    return state


def _grounds(telling: Telling, judged: Typed, order: int, place: EventPlace | None, told: frozenset[str]) -> Grounds:
    """What the event of a finding rests on."""
    finding = telling.found[order]
    chance = scene_chance(telling.scene.syntax, finding.hit, telling.mentions, place, status=finding.status)
    rule = finding.hit.rule
    return Grounds(rule.weight, rule.rank, judged.chance, chance, order, len(telling.found), told)


def _parsed(doc: Doc, index: int, scene: Scene) -> Scene:
    """The scene as the learned tree of its sentence sees it, where trees are to be had."""
    return scene if doc.trees is None else replace(scene, syntax=with_tree(scene.syntax, doc.trees.of(index)))


def _event(
    doc: Doc,
    index: int,
    finding: Finding,
    mentions: Sequence[Mention],
    *,
    everywhere: Sequence[Mention],
    set_at: Sequence[Setting],
    state: Story,
    expressions: tuple[DateExpression, ...],
    coder: Coder,
    gazetteer: Gazetteer,
) -> Event | None:
    """The event of a finding; None where it only points back to an event already told, or lacks all anchors."""
    text = doc.article.text
    kind = coder.types[what_went_off(doc, index, finding) or finding.hit.rule.code]
    scene = finding.scene
    told_of = parties(_parsed(doc, index, scene), finding, kind)
    actors, targets = told_of.actors, told_of.targets
    trigger = trigger_of(text, finding)
    placing = Placing(
        doc,
        index,
        finding,
        mentions,
        kind,
        actors,
        targets,
        told_of.aimed,
        state.events,
        state.sentence_of,
        state.weights,
        set_at,
        earlier=everywhere,
    )
    located = locate(placing, gazetteer=gazetteer)
    if kind.code == "COE.ARREST" and taken(placing):
        kind = coder.types["BAT.NSAGAIN"]
    kind = taker(kind, actors, located.place, coder)
    status = cast(Status, party_status(finding, told_of.doing))
    when = date_of(
        doc,
        sentence_index=index,
        trigger=trigger,
        status=status,
        expressions=expressions,
        others=state.dates,
        event_type=kind.code,
    )
    clause = clause_span(scene.syntax, finding)
    quantities = quantities_of(doc, sentence_index=index, clause=clause, event_type=kind.code)
    quoted = quote_of(doc, index, clause)
    own = located.place if located.role == "event" else None
    mention = retelling.Retelling(kind, actors + targets, when, trigger, own, quantities)
    again = retelling.retold(state, mention) if finding.points_back else None
    bare = again is None and not any(m.role == "literal" for m in mentions) and not retelling.another_day(state, when)
    if bare and retelling.toll_of_last(state, doc, index, finding, actors):
        again = len(state.events) - 1
    if again is not None:
        name = _identity(doc.article.doc_id, kind.code, trigger)
        report = Report(name, doc.article.doc_id, *quoted, text[slice(*quoted)])
        retelling.tell_again(state, again, mention=mention, report=report)
        return None
    nowhere = located.place is None or not located.place.place.located
    anchors = quantities or told_of.aimed or (actors and finding.result) or _in_force(kind, expressions, quoted)
    if finding.unanchored and nowhere and not anchors:
        return None
    if kind.code.startswith(("VRB.", "DIP.")) and nowhere and not known(finding, told_of):
        return None
    if status == "hypothetical" and not _kept_hypothetical(kind, located.role):
        return None
    told = _historical(status, when, doc)
    if told == "historical" and kind.code.startswith("HAZ.") and not quantities:
        return None  # "famine was confirmed last August": what the news of today stands against
    if told == "historical" and status != told and finding.unanchored and finding.in_phrase:
        return None
    start, end = quoted
    context = context_of(doc, index)
    return Event(
        event_id=_identity(doc.article.doc_id, kind.code, trigger),
        doc_id=doc.article.doc_id,
        event_type=kind.code,
        status=told,
        start=start,
        end=end,
        quote=text[start:end],
        trigger=trigger,
        actors=actors,
        targets=targets,
        location=located.place,
        location_role=located.role,
        date=when,
        quantities=quantities,
        site_tags=site_tags(doc, clause=clause),
        weapons=weapons_of(doc, clause=clause, event_type=kind.code),
        attribution=_attributed(scene, finding.source),
        context_start=context[0],
        context_end=context[1],
    )


def _in_force(kind: EventType, expressions: Sequence[DateExpression], clause: tuple[int, int]) -> bool:
    """Whether a clause says from when a measure holds: "a state of emergency has been in force since 15 May"."""
    dated = (one for one in expressions if one.kind in ("absolute", "since") and one.when is not None)
    return kind.code == "COE.RESTRICT" and any(clause[0] <= one.start < clause[1] for one in dated)


def _kept_hypothetical(kind: EventType, role: str) -> bool:
    """A threat is an act, though what it threatens is none; violence that may come counts where the text says where."""
    return kind.code == "VRB.THREAT" or (kind.code[:3] in ("STR", "EXP", "BAT", "VAC", "MOB") and role == "event")


def _identity(doc_id: str, code: str, trigger: Span) -> str:
    """A stable name: a hash of the article, the type and where the trigger stands."""
    return hashlib.sha256(f"{doc_id}|{code}|{trigger.start}|{trigger.end}".encode()).hexdigest()[:16]


def _historical(status: Status, when: When | None, doc: Doc) -> Status:
    """What ended more than two months before publication is background."""
    published = doc.article.published
    if status not in ("happened", "ongoing") or published is None or when is None or when.end is None:
        return status
    return "historical" if (published - when.end).days > 60 else status


def _attributed(scene: Scene, source: Source | None) -> str | None:
    """The source in the article's words; a pronoun's person by name."""
    if source is None:
        return None
    if source.chunks and scene.syntax.words[source.chunks[0].head].tag == "O":
        named = participants(scene, source.chunks)
        return named[0].text if named else source.text
    return source.text
