"""The place that "it" or "the town" stands for: "fled Bara after rebels shelled it"."""

from __future__ import annotations

from geomap.coding.clauses import VIOLENT
from geomap.coding.continuity import Placing
from geomap.coding.match import objects
from geomap.coding.syntax import group_of
from geomap.coding.toponyms import RANK, UNLISTED
from geomap.model import EventPlace, Mention

_KINDS = (*VIOLENT, "TER", "MOB", "DEE.WITHDRAW", "COE.RESTRICT", "COE.DESTROY")
_FINE = ("site", "city", "near_city", "adm2", "adm1", "area")
_NAMED = frozenset("town city village district camp area settlement suburb port province region place".split())
_OPENING = 4
"""Words before a name that still opens its sentence: "The village of Khor Baska is empty"."""
_ARMED = ("REB", "UAF", "MIL", "IMG", "PRM", "SEP")
_TAKING = frozenset("capture take overrun recapture retake seize".split())
_DEFINITE = frozenset("the that this".split())


def referred_place(placing: Placing) -> EventPlace | None:
    """The place named last before, in the sentence or in the one before it, where the deed is done to "it"."""
    finding = placing.finding
    syntax, head = finding.scene.syntax, finding.hit.head
    if not placing.kind.code.startswith(_KINDS) or group_of(syntax, head) is None:
        return None
    chunks = objects(syntax, head, head)
    if not chunks or not _stands_for_a_place(placing, chunks[0].start, chunks[0].end):
        return None
    start = syntax.words[chunks[0].start].start
    text = placing.doc.article.text
    own = [one for one in placing.mentions if one.end <= start and _may_be(one) and not _beside(text, one)]
    if not own:
        return _of_sentence_before(placing)
    finest = min(_rank(one) for one in own)
    return _as_place([one for one in own if _rank(one) == finest][-1])


def _beside(text: str, one: Mention) -> bool:
    """ "in Duma, near Damascus": what only says where another place lies."""
    return text[max(0, one.start - 24) : one.start].lower().split()[-1:] in (["near"], ["outside"], ["from"], ["to"])


def _rank(one: Mention) -> int:
    """How wide a place is: of "Guma local government area of Benue" it is Guma that is meant."""
    return -1 if one.score == UNLISTED or one.place is None else RANK[one.place.precision]


def _stands_for_a_place(placing: Placing, first: int, end: int) -> bool:
    """Whether an object is "it", or "the town" and the like."""
    words = placing.finding.scene.syntax.words
    if end - first == 1:
        return words[first].lower == "it"
    noun = words[first + 1]
    named = end < len(words) and words[end].lower == "of"  # "the village of X" is X
    return end - first == 2 and words[first].lower in _DEFINITE and noun.lower in _NAMED and not named


def _of_sentence_before(placing: Placing) -> EventPlace | None:
    """The place that the sentence before is about: its subject, else the one that it names last."""
    if not placing.index:
        return None
    sentence = placing.doc.sentences[placing.index - 1]
    if sentence.paragraph != placing.doc.sentences[placing.index].paragraph:
        return None
    named = [one for one in placing.earlier if sentence.start <= one.start < sentence.end and _may_be(one)]
    if not named:
        return None
    lead = [one for one in named if len(placing.doc.article.text[sentence.start : one.start].split()) <= _OPENING]
    return _as_place(lead[0] if lead else named[-1])


def taken(placing: Placing) -> bool:
    """Whether armed people take a place by reference: "rebels captured it", which is no arrest."""
    lemma = placing.finding.scene.syntax.words[placing.finding.hit.head].lemma
    armed = any((one.code or "")[-3:] in _ARMED for one in placing.actors)
    return lemma in _TAKING and armed and referred_place(placing) is not None


def _may_be(one: Mention) -> bool:
    """Whether a toponym can be what is attacked: a town, an area, or what no gazetteer lists."""
    if one.place is None or one.role not in ("literal", "associative"):
        return False
    return one.place.precision in _FINE or one.score == UNLISTED


def _as_place(one: Mention) -> EventPlace | None:
    return EventPlace(one.place, one.name, one.start, one.end, one.alternatives) if one.place is not None else None
