"""The sentences of a document that may tell something, in order, each with what it tells."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.figures import about_sport
from geomap.coding.ordered import between
from geomap.coding.reading import Coder, Telling, findings_in, read_scene
from geomap.coding.setting import Setting
from geomap.coding.story import Story, repeated
from geomap.coding.subject import games_of, in_earnest, silenced
from geomap.coding.syntax import analyse
from geomap.coding.unlisted import with_unlisted
from geomap.language import Doc
from geomap.model import Mention, Place


def tellings_of(
    doc: Doc,
    mentions: Sequence[Mention],
    state: Story,
    *,
    set_at: Sequence[Setting],
    country: Place | None,
    coder: Coder,
) -> list[Telling]:
    """What each sentence tells, headings left out."""
    subject = silenced(doc, coder)
    tellings: list[Telling] = []
    games = games_of(doc, coder)
    told_below = repeated(doc)
    for index, sentence in enumerate(doc.sentences):
        if sentence.heading or index in told_below or len(sentence.tokens) < 3:
            continue
        inside = list(between(mentions, sentence.start, sentence.end, start=lambda one: one.start))
        syntax = analyse(sentence, case=doc.case, names=((one.start, one.end) for one in inside))
        scene = read_scene(doc, syntax, inside, coder=coder, discourse=state.discourse)
        inside = with_unlisted(scene, inside, parent=set_at[index].ground, home=country)
        layers = subject | games.get(sentence.paragraph, frozenset())
        if about_sport(layers) and in_earnest(sentence):
            layers = frozenset()
        tellings.append(Telling(index, scene, inside, *findings_in(scene, inside, coder=coder, silenced=layers)))
    return tellings
