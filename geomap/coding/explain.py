"""Why an event was coded as it was: the rule, the type, the status and its cue, the parties, the place, the day, the
confidence, and the reports that were merged into it. For people who check, and for those who correct the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geomap.coding.across import merge_across
from geomap.coding.code import believed, tell
from geomap.coding.confidence import Grounds, confidence_weights, grounds_of
from geomap.coding.dates import find_dates
from geomap.coding.finding import Finding
from geomap.coding.link import question_of
from geomap.coding.linker import LEARNED, chances
from geomap.coding.merge import merge_events
from geomap.coding.merge_why import why_joined
from geomap.coding.reading import Coder, Telling
from geomap.coding.story import Story, dated_again
from geomap.coding.typing_model import BIAS, Typed, type_chances, type_weights
from geomap.language import Doc
from geomap.model import Event, Mention, Participant, Report
from geomap.places.gazetteer import Gazetteer

_MOST_TYPES = 3
_MOST_WORDS = 4
_LIKELY = 0.02


@dataclass(frozen=True, slots=True)
class Site:
    """A toponym of the sentence: what the rules score it as the scene, and the linker's chance (None: not asked)."""

    name: str
    precision: str
    score: float
    chance: float | None


@dataclass(frozen=True, slots=True)
class Why:
    """What an event rests on. `pattern` is the line of the table of triggers that matched `words`; `likely` are the
    type model's codes and chances, `spoke` the evidence that spoke most for the chosen one; `cue` is the word that
    decided the status, None where nothing spoke against a fact; `grounds` are the names of the grounds of the
    confidence, each with what it adds (in log odds); `joined` are the reports merged into it, each with why.
    """

    event: Event
    pattern: str
    rule_code: str
    rank: str
    words: str
    likely: tuple[tuple[str, float], ...]
    spoke: tuple[tuple[str, float], ...]
    cue: str | None
    sites: tuple[Site, ...]
    grounds: tuple[tuple[str, float], ...]
    place_chance: float
    joined: tuple[tuple[Report, str], ...] = ()


def explain_events(doc: Doc, mentions: Sequence[Mention], *, coder: Coder, gazetteer: Gazetteer) -> tuple[Why, ...]:
    """The events of a document, as `code_article` gives them, each with what it rests on."""
    expressions = find_dates(doc)
    state = tell(doc, mentions, expressions=expressions, coder=coder, gazetteer=gazetteer)
    told = believed(dated_again(doc, state, expressions), state, coder)
    reports = {event.event_id: event for event in told}
    return tuple(_why(event, state, reports) for event in merge_events(told))


def explain_merged(events: Sequence[Event]) -> Iterator[str]:
    """Which events of several articles are one happening, and why each report was joined, as text."""
    reports = {event.event_id: event for event in events}
    for event in merge_across(events):
        others = [(report, why) for report, why in why_joined(event, reports) if report.event_id in reports]
        if others:
            yield f"{event.doc_id}: {event.event_type} {event.status}: {' '.join(event.quote.split())}"
            yield from (_joined_line(report, why, where=f"{report.doc_id} ") for report, why in others)


def _joined_line(report: Report, why: str, *, where: str = "") -> str:
    return f"  merged  {where}{report.event_id} ({why}): {' '.join(report.quote.split())}"


def lines(why: Why) -> Iterator[str]:
    """An explanation as text."""
    event = why.event
    yield f"{event.event_type} {event.status}, confidence {event.confidence:.2f}: {' '.join(event.quote.split())}"
    changed = "" if why.rule_code == event.event_type else f", of {why.rule_code}"
    yield f"  rule    '{why.words}' matched: {why.pattern} ({why.rank}{changed})"
    if why.likely:
        spoke = ", ".join(f"{name} {adds:+.1f}" for name, adds in why.spoke)
        likely = ", ".join(f"{code} {chance:.2f}" for code, chance in why.likely)
        yield f"  type    {likely}" + (f" ({spoke})" if spoke else "")
    yield f"  status  {event.status}: {_reason(why)}"
    if event.attribution:
        yield f"  source  {event.attribution}"
    for name, side in (("actor", event.actors), ("target", event.targets)):
        if side:
            yield f"  {name:<7} {', '.join(map(_party, side))}"
    yield from _place_lines(why)
    if event.date is not None:
        yield f"  when    {event.date.start or '…'} to {event.date.end or '…'} ({event.date.precision})"
    for title, told in (
        ("counts", ", ".join(f"{name} {value}" for name, value in event.quantities)),
        ("sites", ", ".join(event.site_tags)),
        ("weapons", ", ".join(event.weapons)),
    ):
        if told:
            yield f"  {title:<7} {told}"
    sure = ", ".join(f"{name} {adds:+.2f}" for name, adds in why.grounds)
    doubt = f"; chance of the place {why.place_chance:.2f}" if why.place_chance < 1 else ""
    yield f"  sure    {sure}{doubt}"
    yield from (_joined_line(report, because) for report, because in why.joined)


def _reason(why: Why) -> str:
    if why.cue is not None:
        return f"because of '{why.cue}'"
    if why.event.status in ("happened", "historical"):
        return "nothing speaks against a fact" if why.event.status == "happened" else "by its date"
    return "by the rule, the parties or another report of it"


def _place_lines(why: Why) -> Iterator[str]:
    place = why.event.location
    if place is None:
        yield f"  place   none ({why.event.location_role})"
    else:
        yield f"  place   {place.name}: {place.place.name} ({place.place.precision}), as its {why.event.location_role}"
    for site in why.sites:
        chance = "" if site.chance is None else f", chance {site.chance:.2f}"
        yield f"          {site.name} ({site.precision}): rules {site.score:+.1f}{chance}"


def _party(party: Participant) -> str:
    return f"{party.text} [{party.code or 'no code'}]"


def _why(event: Event, state: Story, reports: Mapping[str, Event]) -> Why:
    telling, finding, judged = state.told_from[event.event_id]
    words = finding.scene.syntax.words
    grounds, _ = state.grounds[event.event_id]
    cue = finding.verdict.cue
    return Why(
        event=event,
        pattern=finding.hit.rule.source,
        rule_code=finding.code,
        rank=finding.hit.rule.rank,
        words=" ".join(words[index].text for index in finding.hit.words),
        likely=_likely(judged),
        spoke=_spoke(judged),
        cue=words[cue].text if cue >= 0 and finding.status != "happened" else None,
        sites=_sites(telling, judged.finding),
        grounds=_grounds(event, grounds),
        place_chance=grounds.place,
        joined=tuple(why_joined(event, reports)),
    )


def _likely(judged: Typed) -> tuple[tuple[str, float], ...]:
    chances_of = type_chances(judged.evidence)
    ranked = sorted(chances_of.items(), key=lambda each: (-each[1], each[0]))
    return tuple((code, chance) for code, chance in ranked[:_MOST_TYPES] if chance >= _LIKELY)


def _spoke(judged: Typed) -> tuple[tuple[str, float], ...]:
    code = judged.finding.code
    told = [(name, type_weights().get(name, {}).get(code, 0.0)) for name in judged.evidence if name != BIAS]
    ranked = sorted(told, key=lambda each: (-each[1], each[0]))
    return tuple((name, adds) for name, adds in ranked[:_MOST_WORDS] if adds > 0)


def _sites(telling: Telling, finding: Finding) -> tuple[Site, ...]:
    question = question_of(telling.scene.syntax, finding.hit, telling.mentions, status=finding.status)
    if question is None:
        return ()
    learned = chances(question)[1:] if finding.code.startswith(LEARNED) else (None,) * len(question.sites)
    rows = zip(question.sites, question.rule_scores, learned, strict=True)
    return tuple(Site(site.mention.name, site.place.precision, score, chance) for site, score, chance in rows)


def _grounds(event: Event, grounds: Grounds) -> tuple[tuple[str, float], ...]:
    table = confidence_weights().right
    told = ((name, round(table.get(name, 0.0) * value, 3)) for name, value in grounds_of(event, grounds))
    return tuple((name, adds) for name, adds in told if adds)
