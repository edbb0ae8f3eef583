"""What the fold carries from sentence to sentence: the events so far, who was spoken of, which mentions point back."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from geomap.coding.clauses import VIOLENT
from geomap.coding.confidence import Grounds
from geomap.coding.dates import DateExpression, date_of, reference_day
from geomap.coding.dates_loose import with_loose_dates
from geomap.coding.finding import Finding
from geomap.coding.nominal import country_in
from geomap.coding.reading import Telling
from geomap.coding.scene import Discourse
from geomap.coding.typing_model import Typed
from geomap.language import Doc
from geomap.model import Event, Participant, Span, When


@dataclass(slots=True)
class Story:
    """What the fold carries from sentence to sentence."""

    discourse: Discourse = field(default_factory=Discourse)
    events: list[Event] = field(default_factory=list)
    dates: list[tuple[Span, When]] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    echoes: list[tuple[Span, str]] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    told_by: dict[str, Span] = field(default_factory=dict)
    grounds: dict[str, tuple[Grounds, frozenset[str]]] = field(default_factory=dict)
    told_from: dict[str, tuple[Telling, Finding, Typed]] = field(default_factory=dict)


def keep(state: Story, event: Event) -> None:
    """Add an event, and its date to those that others may hang on, in order of offset."""
    state.events.append(event)
    if event.date is not None:
        insort(state.dates, (event.trigger, event.date), key=lambda told: told[0].start)


def remember_pair(state: Story, event: Event) -> None:
    """The two parties of an event are "both sides" from now on."""
    known = [one for one in (*event.actors, *event.targets) if one.code and not one.code.endswith(_BYSTANDERS)]
    if len({one.code for one in known}) >= 2 and event.status != "historical":
        state.discourse.pair = _sides(known[:2], state.discourse.names)


def _sides(parties: Sequence[Participant], names: Mapping[str, str]) -> tuple[Participant, ...]:
    """Two parties as "both sides" means them: states where they are of two states ("Putin" and "Ukraine's grid"),
    themselves where one is an armed group, a body or of the same country.
    """
    codes = [str(one.code) for one in parties]
    states = [code[:3] for code in codes if country_in(code) and code[3:] in _OF_STATES]
    if len(set(states)) == len(parties):
        return tuple(Participant(names.get(code, code), None, None, code) for code in states)
    return tuple(replace(one, start=None, end=None) for one in parties)


_OF_STATES = frozenset(("", "GOV", "MIL"))
_SUMMARIES = frozenset(("highlights", "key points", "key messages", "key developments", "at a glance", "in brief"))
_CONTRADICTS = re.compile(
    r"\b(?:insist|say|maintain|claim|state|add)(?:s|ed|said)? (?:that )?(?:no|there (?:was|had been) no) (?:such )?"
    r"(?:attack|strike|explosion|blast|raid|shelling|incident|fighting|clash|killing)"
    r"|\b(?:den(?:y|ied|ies)|dispute[sd]?|reject(?:s|ed)?|dismiss(?:es|ed)?) (?:it|this|that"
    r"|the (?:claim|report|account|allegation|accusation)s?|(?:any )?(?:involvement|responsibility)"
    r"|(?:carrying out|launching|conducting) (?:the|any))\b"
    r"|\b(?:claim|report|account|allegation)s? (?:was|were|is|are) (?:false|untrue|baseless|fabricated)\b",
    re.IGNORECASE,
)
_WEAPONS = {
    "drone": "STR.DRONE", "quadcopter": "STR.DRONE", "missile": "STR.MISSILE", "rocket": "STR.MISSILE",
    "shell": "STR.SHELL", "mortar": "STR.SHELL", "grenade": "EXP.GRENADE", "bomb": "EXP.IED", "mine": "EXP.IED",
    "landmine": "EXP.IED", "ied": "EXP.IED",
}  # fmt: skip
_DISPUTABLE = (*VIOLENT, "COE", "DEM")
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_SHORT = 60
"""Characters of a section's title in capitals."""
FACTS = ("happened", "ongoing", "alleged", "claimed")
_BYSTANDERS = ("CVL", "BUS", "MED", "REF", "NGO", "IGO", "LAB")


def dated(event: Event) -> bool:
    """Whether the day of an event is known."""
    return event.date is not None and event.date.precision == "day"


def repeated(doc: Doc) -> frozenset[int]:
    """The sentences of a list of highlights that the report below tells again; the others tell their own news."""
    listed: list[int] = []
    inside = False
    for index, sentence in enumerate(doc.sentences):
        line = doc.article.text[sentence.start : sentence.end].strip(" :.-–—\n").casefold()
        if line in _SUMMARIES:
            inside = True
        elif sentence.heading or (len(line) < _SHORT and doc.article.text[sentence.start : sentence.end].isupper()):
            inside = False
        elif inside:
            listed.append(index)
    told = _marks_of_paragraphs(doc, after=listed[-1]) if listed else []
    return frozenset(index for index in listed if _told_again(_marks(doc, index), told))


def _marks_of_paragraphs(doc: Doc, *, after: int) -> list[frozenset[str]]:
    """The names and numbers of each paragraph below a sentence."""
    found: dict[int, frozenset[str]] = {}
    for index in range(after + 1, len(doc.sentences)):
        number = doc.sentences[index].paragraph
        found[number] = found.get(number, frozenset()) | _marks(doc, index)
    return list(found.values())


def _marks(doc: Doc, index: int) -> frozenset[str]:
    """What a sentence is known by again: its names, without the word it opens with, and its numbers."""
    words = [token.text for token in doc.sentences[index].tokens if token.text[0].isalnum()]
    named = (word for word in words[1:] if word[0].isupper() or word[0].isdigit())
    return frozenset(word for word in named if word not in _MONTHS and (len(word) > 2 or word[0].isdigit()))


def _told_again(marks: frozenset[str], paragraphs: Sequence[frozenset[str]]) -> bool:
    """Whether one paragraph has half of the marks; a line without any is a summing up."""
    return not marks or any(len(marks & told) * 2 >= len(marks) for told in paragraphs)


def doubt(doc: Doc, state: Story) -> None:
    """What the next sentence of the paragraph contradicts is alleged: "Officials insist no explosion took place.". Who
    denies an accusation denies that alone.
    """
    accused = {
        at for at, event in zip(state.sentence_of, state.events, strict=True) if event.event_type == "VRB.ACCUSE"
    }
    for position, event in enumerate(state.events):
        following = state.sentence_of[position] + 1
        if event.status != "happened" or event.event_type[:3] not in _DISPUTABLE or following >= len(doc.sentences):
            continue
        one, two = doc.sentences[following - 1], doc.sentences[following]
        denial = _CONTRADICTS.search(doc.article.text, two.start, two.end)
        if denial is None or one.paragraph != two.paragraph:
            continue
        if "accusation" not in denial[0].casefold() or following - 1 not in accused:
            state.events[position] = replace(event, status="alleged")


def what_went_off(doc: Doc, index: int, finding: Finding) -> str:
    """The code of "one went off" by the weapon that the sentences before speak of; "" for every other finding."""
    words = finding.scene.syntax.words
    if [words[i].lemma for i in finding.hit.words[:2]] not in (["one", "go"], ["another", "go"]):
        return ""
    first = max(
        (at for at in range(index) if doc.sentences[at].paragraph < doc.sentences[index].paragraph - 1), default=0
    )
    for sentence in reversed(doc.sentences[first:index]):
        for token in reversed(sentence.tokens):
            code = _WEAPONS.get(token.text.lower().rstrip("s"), "")
            if code:
                return code
    return "EXP.IED"


def dated_again(doc: Doc, state: Story, expressions: tuple[DateExpression, ...]) -> list[Event]:
    """The events, those without a day dated once more, now that all others and the later mentions of each are known."""
    for _ in range(2):
        known = {event.event_id: event.date for event in state.events if event.date is not None and dated(event)}
        others = [(event.trigger, event.date) for event in state.events if event.date is not None and dated(event)]
        others += [(span, known[name]) for span, name in state.echoes if name in known]
        others.sort(key=lambda other: other[0].start)
        for position, event in enumerate(state.events):
            if event.event_id in state.settled or event.status in ("historical", "ongoing"):
                continue
            when = date_of(
                doc,
                sentence_index=state.sentence_of[position],
                trigger=event.trigger,
                status=event.status,
                expressions=expressions,
                others=others,
                event_type=event.event_type,
            )
            if when is not None and (when.precision == "day" or not dated(event)):
                state.events[position] = replace(event, date=when)
    return with_loose_dates(doc, state.events, state.sentence_of, expressions, reference=reference_day(doc))
