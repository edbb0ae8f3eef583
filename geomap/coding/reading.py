"""What one sentence tells: its scene (words, entities, discourse), and what the trigger rules find in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.coding.actor_tables import ActorTables, actor_tables
from geomap.coding.actors import classes_of, find_entities
from geomap.coding.attribution import source_of
from geomap.coding.company import NOBODY, company_of
from geomap.coding.confidence import LEAST_TOLD
from geomap.coding.everyday import everyday
from geomap.coding.figures import figurative, in_the_news, may_be_figurative
from geomap.coding.finding import Finding
from geomap.coding.fold import settle
from geomap.coding.idle import idle
from geomap.coding.match import find_hits, with_pronouns
from geomap.coding.ontology import EventType, ontology
from geomap.coding.ordered import between
from geomap.coding.scene import Discourse, Scene
from geomap.coding.status import judge
from geomap.coding.syntax import Syntax
from geomap.coding.timeless import timeless
from geomap.coding.triggers import Lexicon, lexicon
from geomap.coding.unreal import of_toponym, unreal
from geomap.coding.untold import untold
from geomap.language import Doc
from geomap.model import Mention


@dataclass(frozen=True, slots=True)
class Coder:
    """The loaded tables that coding needs, and the least chance at which words are taken to tell an event."""

    types: Mapping[str, EventType]
    lexicon: Lexicon
    actors: ActorTables
    least_told: float = LEAST_TOLD


def load_coder(*, actors: Path | None = None) -> Coder:
    """Load the tables; `actors` is a user's table in the format of tables/actors.csv. Raises TableError for what is
    wrong in one.
    """
    return Coder(ontology(), lexicon(), actor_tables(actors))


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence, by its number, and what it tells: `found` makes events, `folded` was folded into those or dropped."""

    index: int
    scene: Scene
    mentions: Sequence[Mention]
    found: Sequence[Finding]
    folded: Sequence[Finding]


def read_scene(doc: Doc, syntax: Syntax, mentions: Sequence[Mention], *, coder: Coder, discourse: Discourse) -> Scene:
    """A sentence with its entities; `mentions` are its toponyms, `discourse` is what was said before it."""
    entities = find_entities(syntax.words, tables=coder.actors, published=doc.article.published, mentions=mentions)
    placed = [one for one in mentions if one.role in ("literal", "associative")]
    toponyms = frozenset(
        index for index, word in enumerate(syntax.words) for one in placed if one.start <= word.start < one.end
    )
    return Scene(doc.article.text, syntax, entities, coder.actors.roles, discourse, toponyms)


def findings_in(
    scene: Scene, mentions: Sequence[Mention], *, coder: Coder, silenced: frozenset[str] = frozenset()
) -> tuple[list[Finding], list[Finding]]:
    """What a sentence tells, and the findings that were folded into it or dropped. Types of the `silenced` layers are
    figures of speech here."""
    syntax = scene.syntax
    classes = classes_of(syntax.words, scene.entities, mentions, coder.lexicon.classes)
    classes = with_pronouns(syntax, classes)
    hits = find_hits(syntax, classes, coder.lexicon)
    if not hits:
        return [], []
    company = company_of(syntax, classes) if silenced or any(map(may_be_figurative, hits)) else NOBODY
    found = [
        Finding(
            hit, judge(syntax, hit), source_of(syntax, scene.text, hit.head), scene, tuple(classes), company.leaning
        )
        for hit in hits
        if not (coder.types[hit.rule.code].layer in silenced and not in_the_news(syntax, hit, company, silenced))
        and not of_toponym(hit, syntax.words, scene.toponyms)
        and not unreal(syntax, scene.text, hit)
        and not untold(syntax, classes, hit)
        and not timeless(syntax, classes, hit)
        and not idle(syntax, classes, hit)
        and not everyday(syntax, classes, hit)
        and not figurative(syntax, classes, hit, company)
    ]
    settled = settle(found)
    kept = {finding.hit for finding in settled}
    return settled, [finding for finding in found if finding.hit not in kept]


def spoken_of(doc: Doc, mentions: Sequence[Mention], tellings: Sequence[Telling]) -> tuple[Mention, ...]:
    """The toponyms of an article in order, with the places that no gazetteer lists."""
    read = {telling.index: telling.mentions for telling in tellings}
    found = [
        one
        for index, sentence in enumerate(doc.sentences)
        for one in read.get(index, between(mentions, sentence.start, sentence.end, start=lambda one: one.start))
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))
