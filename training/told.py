"""What the fits of coding learn from: what the coder makes of texts of which it is known what they tell."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geomap.coding import Coder
from geomap.coding.code import tell
from geomap.coding.confidence import Grounds
from geomap.coding.dates import find_dates
from geomap.coding.ontology import ontology
from geomap.coding.story import Story
from geomap.coding.triggers import NONE
from geomap.evaluate._article import match_events
from geomap.language import Doc, parse
from geomap.model import Article, Event, Mention
from geomap.places import find_mentions
from geomap.places.gazetteer import Gazetteer
from geomap.store import event_record
from training.annotated import Annotated, annotated_articles, overlap
from training.manifest import cleared
from training.wire import wire_lines

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "tests" / "data" / "articles"


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the coder made, its grounds and evidence, the codes that are right for it, its text's number."""

    event: Event
    grounds: Grounds
    evidence: frozenset[str]
    right: frozenset[str]
    share: float
    text: int


@dataclass(frozen=True, slots=True)
class Read:
    """An annotated article, read up to its toponyms."""

    gold: Annotated
    doc: Doc
    mentions: Sequence[Mention]


def read_articles(gazetteer: Gazetteer, *, without: int = 0) -> list[Read]:
    """Our annotated articles; every `without`-th by its number is left out, to be measured on."""
    found: list[Read] = []
    for gold in annotated_articles():
        if not without or int(gold.name.rpartition("/")[2]) % without:
            doc = parse(Article(gold.name, gold.text, published=gold.published))
            found.append(Read(gold, doc, find_mentions(doc, gazetteer)))
    return found


def story_of(doc: Doc, mentions: Sequence[Mention], *, coder: Coder, gazetteer: Gazetteer) -> Story:
    """What the coder makes of a document, unmerged."""
    return tell(doc, mentions, expressions=find_dates(doc), coder=coder, gazetteer=gazetteer)


def told_in_annotated(read: Read, *, number: int, coder: Coder, gazetteer: Gazetteer) -> Iterator[Told]:
    """The events of an article; right are the codes of the event that its words are marked as telling."""
    state = story_of(read.doc, read.mentions, coder=coder, gazetteer=gazetteer)
    for event in state.events:
        grounds, evidence = state.grounds[event.event_id]
        yield Told(event, grounds, evidence, _codes_at(read.gold, event), 1.0, number)


def _codes_at(gold: Annotated, event: Event) -> frozenset[str]:
    """The codes of the gold event whose words an event's trigger touches, or whose sentence it shares by its code."""
    trigger = (event.trigger.start, event.trigger.end)
    touched = [one for one in gold.events if any(overlap(trigger, span) for span in one.spans)]
    fit = [one for one in touched if event.event_type in one.codes]
    if not fit:
        sentence = (event.start, event.end)
        fit = [one for one in gold.events if event.event_type in one.codes and overlap(sentence, one.spans[0])]
    chosen = fit or touched
    return frozenset(chosen[0].codes) if chosen else frozenset([NONE])


def own_sentences() -> Iterator[tuple[str, frozenset[str]]]:
    """Sentences that we wrote, and the code of the event that each tells."""
    with (HERE / "data" / "sentences.toml").open("rb") as file:
        for code, lines in tomllib.load(file).items():
            for line in lines.strip().split("\n"):
                yield line, frozenset([code])


def wire_sentences() -> Iterator[tuple[str, frozenset[str]]]:
    """Plain sentences of the news that we wrote, without every third, which is held out, and the codes of each."""
    for line in wire_lines():
        if not line.held_out:
            yield line.sentence, line.codes or frozenset([NONE])


def corpus_sentences(corpora: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Sentences of cleared corpora, and the codes of their events."""
    for path in cleared(corpora, use="types"):
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            codes = frozenset(code for event in row["events"] for code in codes_of(event))
            if codes or not row["events"]:
                yield row["text"], codes or frozenset([NONE])


def codes_of(event: Mapping[str, Any]) -> frozenset[str]:
    """Our codes that stand for a PLOVER type or a CAMEO code."""
    if event.get("type"):
        return frozenset(code for code, kind in ontology().items() if kind.plover == event["type"])
    cameo = str(event["code"])
    mapped = {code: [one.strip() for one in kind.cameo.split(",") if one.strip()] for code, kind in ontology().items()}
    return frozenset(
        code for code, ours in mapped.items() if any(cameo.startswith(one) or one.startswith(cameo) for one in ours)
    )


def told_in_sentences(
    sentences: Iterable[tuple[str, frozenset[str]]], *, share: float, coder: Coder, gazetteer: Gazetteer
) -> Iterator[Told]:
    """Every event that the coder makes of sentences; `share` is what one counts."""
    for number, (text, right) in enumerate(sentences):
        doc = parse(Article(f"{number}", text))
        state = story_of(doc, find_mentions(doc, gazetteer), coder=coder, gazetteer=gazetteer)
        for event in state.events:
            yield Told(event, *state.grounds[event.event_id], right, share, number)


def told_in_articles(*, coder: Coder, gazetteer: Gazetteer) -> Iterator[Told]:
    """Every event that the coder makes of the articles of the tests; right is the code of the gold event matched."""
    for number, path in enumerate(sorted(ARTICLES.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        doc = parse(Article(path.stem, text, published=date.fromisoformat(gold["article"]["date"])))
        state = story_of(doc, find_mentions(doc, gazetteer), coder=coder, gazetteer=gazetteer)
        rows = [event_record(event) for event in state.events]
        matched = {index for _, index in match_events(rows, gold["events"]).pairs}
        for index, event in enumerate(state.events):
            right = frozenset([event.event_type] if index in matched else [NONE])
            yield Told(event, *state.grounds[event.event_id], right, 1.0, number)
