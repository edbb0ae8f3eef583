"""The place that a sentence points at without its name: "the town's market", "a supermarket here", "one of them"."""

from __future__ import annotations

from geomap.coding.continuity import LOCAL, Placing, set_alike
from geomap.coding.pointing import opens_with_pronoun, pointing_word, points_here
from geomap.model import EventPlace, Mention

_HERE_REACH = 8
"""Paragraphs over which "here" stays where the speaker is: the answers of an interview are short."""
_SETTLED = ("city", "adm1", "adm2")
_CAPITALS = ("PPLC", "PPLA")


def spoken_place(placing: Placing) -> EventPlace | None:
    """The place that "the town", "here" or a pronoun stands for: the town that the sentence names before, that of its
    line, or the one that was last spoken of, in this paragraph or the one before for a town, in the sentence before for
    a pronoun.
    """
    words = placing.finding.scene.syntax.words
    at, here = pointing_word(words), points_here(words)
    if not here and not placing.kind.code.startswith((*LOCAL, "MOB", "DEE.WITHDRAW")):
        return None
    if at is None and not here and not opens_with_pronoun(words):
        return None
    pointed = at is not None or here
    noun = words[at].lemma if at is not None else ""
    return (_of_line(placing) if pointed else None) or _last_spoken(placing, pointed=pointed, here=here, noun=noun)


def _of_line(placing: Placing) -> EventPlace | None:
    """The town that the line of the sentence is set at or told from."""
    setting = placing.set_at[placing.index]
    found = setting.scene or setting.filed
    return found if found is not None and found.place.precision in ("city", "near_city") else None


def _last_spoken(placing: Placing, *, pointed: bool, here: bool, noun: str) -> EventPlace | None:
    sentences = placing.doc.sentences
    reach = _HERE_REACH if here or _one_town(placing) else 1
    for index in range(placing.index - 1, -1, -1):
        away = sentences[placing.index].paragraph - sentences[index].paragraph
        if away > reach or (not pointed and index < placing.index - 1) or not set_alike(placing, index):
            return None
        inside = [
            mention
            for mention in placing.earlier
            if sentences[index].start <= mention.start < sentences[index].end and _may_be(mention, pointed, noun)
        ]
        if inside:
            last = inside[-1]
            return EventPlace(last.place, last.name, last.start, last.end, last.alternatives) if last.place else None
    return None


def _may_be(mention: Mention, pointed: bool, noun: str) -> bool:
    place = mention.place
    if place is None or mention.role not in ("literal", "associative"):
        return False
    if noun == "capital":
        return (place.feature or "").startswith(_CAPITALS)
    return place.precision in _SETTLED if pointed else place.precision != "country"


def _one_town(placing: Placing) -> bool:
    """Whether the document has spoken of one town alone so far, so that "the city" can be no other."""
    start = placing.doc.sentences[placing.index].start
    towns = {
        one.place.gazetteer_id
        for one in placing.earlier
        if one.start < start and one.place is not None and one.place.precision == "city" and one.role == "literal"
    }
    return len(towns) == 1
