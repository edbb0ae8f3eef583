"""Link triggers that somebody else has found: the place of the event that a given word tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.coding.capitals import with_capitals
from geomap.coding.link import question_of
from geomap.coding.linker import learned_site
from geomap.coding.linking_features import Question
from geomap.coding.listing import listed_with
from geomap.coding.match import Hit
from geomap.coding.reading import Coder, findings_in, read_scene
from geomap.coding.scene import Discourse
from geomap.coding.setting import settings
from geomap.coding.span import full_trigger
from geomap.coding.syntax import Syntax, analyse
from geomap.coding.triggers import Rule
from geomap.coding.unlisted import with_unlisted
from geomap.language import Doc
from geomap.model import Mention
from geomap.places.gazetteer import Gazetteer
from geomap.places.related import main_country

_NO_TYPE = Rule("", "weak", 0.0, None, (), (), 0, "")


def places_of_trigger(
    doc: Doc, mentions: Sequence[Mention], span: tuple[int, int], *, coder: Coder, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """The toponyms where the event that the words `span` (start, end) tell was: one, or all of a list; none where the
    sentence does not say.
    """
    question, _ = next(questions(doc, mentions, span, coder=coder, gazetteer=gazetteer), (None, False))
    number = learned_site(question) if question is not None else None
    if question is None or number is None:
        return ()
    return tuple(question.sites[each].mention for each in listed_with(question.syntax, question.sites, number))


def questions(
    doc: Doc, mentions: Sequence[Mention], span: tuple[int, int], *, coder: Coder, gazetteer: Gazetteer
) -> Iterator[tuple[Question, bool]]:
    """What the linker is asked of given words, and whether a finding tells the event: each finding that they belong
    to; the bare word where there is none. Nothing where the sentence has no toponym.
    """
    country = main_country(mentions, gazetteer=gazetteer)
    mentions = with_capitals(doc, mentions, home=country, gazetteer=gazetteer)
    set_at = settings(doc, mentions, country=country, gazetteer=gazetteer)
    for sentence, setting in zip(doc.sentences, set_at, strict=True):
        if not sentence.start <= span[0] < sentence.end or len(sentence.tokens) < 3:
            continue
        inside = [one for one in mentions if sentence.start <= one.start < sentence.end]
        syntax = analyse(sentence, case=doc.case, names=((one.start, one.end) for one in inside))
        scene = read_scene(doc, syntax, inside, coder=coder, discourse=Discourse())
        known = with_unlisted(scene, inside, parent=setting.ground, home=country)
        found, folded = findings_in(scene, known, coder=coder)
        spans = [(finding, full_trigger(doc.article.text, finding, folded)) for finding in found]
        own = [finding for finding, told in spans if told.start < span[1] and span[0] < told.end]
        bare = _bare(syntax, span[0]) if not own else None
        asked = [(finding.hit, finding.status) for finding in own] + ([(bare, "happened")] if bare else [])
        for hit, status in asked:
            question = question_of(syntax, hit, known, status=status)
            if question is not None:
                yield question, bool(own)


def _bare(syntax: Syntax, start: int) -> Hit | None:
    """The word at an offset as a hit of a rule without a type."""
    for index, word in enumerate(syntax.words):
        if word.start <= start < word.end:
            return Hit(_NO_TYPE, (index,), index)
    return None
