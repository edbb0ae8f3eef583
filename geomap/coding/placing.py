"""Which place an event gets: its scene where the type has one, else the theatre, the beneficiary, the subject, or
none.
"""

from __future__ import annotations

from dataclasses import replace

from geomap.coding.by_reference import referred_place
from geomap.coding.clauses import VIOLENT
from geomap.coding.continuity import Placing, from_before, moved_on, passage_place, story_place
from geomap.coding.crowds import crowd_place
from geomap.coding.dependence import clause_of, governors, predicate_of
from geomap.coding.either import of_either
from geomap.coding.in_town import in_town
from geomap.coding.inferring import inferred, main_country, nationwide
from geomap.coding.layout import filed_place, laid_out, or_set
from geomap.coding.link import NOWHERE, Located, country_place, place_at, scene_of, war_country
from geomap.coding.match import doers, objects
from geomap.coding.participants import participants
from geomap.coding.pointed import spoken_place
from geomap.coding.roles import subject_of
from geomap.coding.syntax import chunk_of, group_of
from geomap.coding.toponyms import Site, nowhere, sites_in
from geomap.model import EventPlace, LocationRole, Mention, Participant
from geomap.places.gazetteer import Gazetteer

_OF_PRISONERS = ("DEE.POWSWAP", "DEE.RELEASE")
"""Where nobody says whose prisoners they are, they are those of the war that the article is about."""
_MEMORIES = (from_before, spoken_place, laid_out, story_place, passage_place, filed_place)
"""What was said before an event that its own sentence does not place, in the order of asking."""
_GRIPS = frozenset("grip rock shake sweep plague hit convulse engulf paralyse paralyze roil rattle".split())


def locate(placing: Placing, *, gazetteer: Gazetteer) -> Located:
    """The place of the event and its role."""
    policy = placing.kind.place
    if policy == "none":
        return NOWHERE
    if policy == "scene":
        return _scene(placing, gazetteer)
    if policy == "theatre":
        return or_set(placing, _theatre(placing, gazetteer))
    if policy == "recipient":
        return or_set(placing, _of_party(placing, gazetteer, "recipient"))
    return _subject(placing, gazetteer)


def _in_sentence(placing: Placing, *, on_map: bool = False) -> EventPlace | None:
    """The scene that the sentence names; `on_map` asks for one whose whereabouts are known."""
    finding = placing.finding
    outside = [mention for mention in placing.mentions if not _in_name(placing, mention)]
    if on_map:
        outside = [mention for mention in outside if mention.place is not None and mention.place.located]
    return scene_of(finding.scene.syntax, finding.hit, outside, source=_source_span(placing), status=finding.status)


def _in_name(placing: Placing, mention: Mention) -> bool:
    """Whether a toponym is but part of a body's name: "Islamic State of Iraq", "Sinaloa Cartel"."""
    words = placing.finding.scene.syntax.words
    for entity in placing.finding.scene.entities:
        start, end = words[entity.first].start, words[entity.last].end
        inside = start <= mention.start and mention.end <= end
        if entity.kind == "body" and inside and mention.end - mention.start < end - start - 4:
            return True
    return False


def _source_span(placing: Placing) -> tuple[int, int] | None:
    source = placing.finding.source
    if source is None or not source.chunks:
        return None
    words = placing.finding.scene.syntax.words
    start = words[source.chunks[0].start].start
    return start, max(words[source.chunks[-1].end - 1].end, start + len(source.text) + 4)


def _scene(placing: Placing, gazetteer: Gazetteer) -> Located:
    place = referred_place(placing) or _in_sentence(placing) or _gripped(placing) or _named_after(placing)
    place = place or crowd_place(placing)
    if place is not None:
        open_one = of_either(placing.finding.scene, placing.mentions, place, gazetteer=gazetteer)
        if open_one is not None:
            return Located(open_one, "event")
        place = in_town(placing, place, _MEMORIES)
        place = place if place.place.located else _parented(placing, place, gazetteer)
        return Located(_not_at_home(placing, place), "event")
    for remembered in _MEMORIES:
        place = remembered(placing)
        if place is not None and not moved_on(placing, place):
            return Located(place, "event")
    if placing.kind.code[:3] in VIOLENT:
        return inferred(placing, gazetteer)
    return nationwide(placing, gazetteer)


def _not_at_home(placing: Placing, place: EventPlace) -> EventPlace:
    """A place that no gazetteer lists is not in the country of those who struck it, where that is named as a people
    alone: "Turkish warplanes bombed Berkevan".
    """
    land = place.place
    if not placing.kind.code.startswith("STR") or land.precision != "country" or land.name == place.name:
        return place
    spoken = [one for one in placing.mentions if one.role in ("literal", "associative") and one.name != place.name]
    at_home = any(one.place is not None and one.place.country == land.country for one in spoken)
    struck_by = {one.code[:3] for one in placing.actors if one.code}
    return replace(place, place=nowhere(place.name)) if land.country in struck_by and not at_home else place


def _parented(placing: Placing, place: EventPlace, gazetteer: Gazetteer) -> EventPlace:
    """A place that is on no map, with the country of what would be the scene without it, or that the event is inferred
    to be in."""
    other = _in_sentence(placing, on_map=True)
    code = other.place.country if other is not None else None
    if code is None and placing.kind.code[:3] in VIOLENT:
        home = inferred(placing, gazetteer).place
        code = home.place.country if home is not None else None
    within = gazetteer.country(code) if code is not None else None
    return replace(place, place=within) if within is not None else place


def _gripped(placing: Placing) -> EventPlace | None:
    """ "Georgia has been gripped by protests": the subject is the scene, and nothing finer is."""
    syntax = placing.finding.scene.syntax
    verb = next(governors(syntax, placing.finding.hit.head), -1)
    group = group_of(syntax, verb) if verb >= 0 else None
    if group is None or not group.passive or syntax.words[verb].lemma not in _GRIPS:
        return None
    for chunk in subject_of(syntax, verb):
        start, end = syntax.words[chunk.start].start, syntax.words[chunk.end - 1].end
        for one in placing.mentions:
            if one.place is not None and start <= one.start and one.end <= end:
                return EventPlace(one.place, one.name, one.start, one.end, one.alternatives)
    return None


def _named_after(placing: Placing) -> EventPlace | None:
    """ "the Bucha massacre", "the Gujarat riots": a happening that bears the name of its scene; capitals and countries
    are parties as often.
    """
    syntax, head = placing.finding.scene.syntax, placing.finding.hit.head
    chunk = chunk_of(syntax, head)
    if chunk is None or group_of(syntax, head) is not None:
        return None
    for site in sites_in(syntax, placing.mentions):
        wide = site.place.precision in ("country", "multi_country", "unknown") or site.place.feature == "PPLC"
        if chunk.start <= site.first and site.last < head and not wide:
            owner = syntax.words[site.last + 1].tag == "'"
            return None if owner else place_at(site)
    return None


def _theatre(placing: Placing, gazetteer: Gazetteer) -> Located:
    place = None if _but_circumstance(placing) else _in_sentence(placing)
    if place is not None and place.place.precision != "country":
        return Located(place, "event")
    if place is not None and _explicit(placing, place):
        return Located(place, "event")
    if placing.finding.status == "rejected":
        code = war_country(_spoken_of(placing, without=_refuser(placing)), placing.weights)
        found = country_place(gazetteer, code) if code else None
        return Located(found, "theatre") if found is not None else NOWHERE
    parties = (*placing.actors, *placing.targets)
    states = any(one.code and gazetteer.country(one.code[:3]) is not None for one in parties)
    code = (
        _object_country(placing)
        or war_country(parties, placing.weights)
        or (war_country(_spoken_of(placing), placing.weights) if placing.kind.code == "DEE.CEASEFIRE" else None)
        or (main_country(placing, set()) if placing.kind.code in _OF_PRISONERS and not states else None)
    )
    found = country_place(gazetteer, code) if code else None
    return Located(found, "theatre") if found is not None else NOWHERE


def _but_circumstance(placing: Placing) -> bool:
    """ "killed ten in X despite a truce": what holds besides is not where the deed was."""
    syntax, head = placing.finding.scene.syntax, placing.finding.hit.head
    chunk = chunk_of(syntax, head)
    return chunk is not None and chunk.start > 0 and syntax.words[chunk.start - 1].lower in ("despite", "amid", "under")


def _explicit(placing: Placing, place: EventPlace) -> bool:
    """Whether "in X" says where, rather than X being a party."""
    syntax = placing.finding.scene.syntax
    for index, word in enumerate(syntax.words):
        if word.start == place.start and index:
            before = syntax.words[index - 1]
            return before.lower in ("in", "at", "near", "across") or (
                before.tag == "D" and syntax.words[index - 2].lower == "in"
            )
    return False


def _spoken_of(placing: Placing, *, without: frozenset[str] = frozenset()) -> list[Participant]:
    named = [e for e in placing.finding.scene.entities if e.country and e.country not in without]
    return [Participant(e.full, None, None, e.country) for e in named]


def _refuser(placing: Placing) -> frozenset[str]:
    """The countries of those who reject: "Moscow rejected the ceasefire" says nothing of a war in Russia."""
    scene = placing.finding.scene
    hit = placing.finding.hit
    predicate = predicate_of(scene.syntax, hit.head)
    verbs = [predicate.head] if predicate is not None else list(governors(scene.syntax, hit.head))
    verbs = [verb for verb in verbs if scene.syntax.group_at[verb] >= 0]
    found = [one for verb in verbs for one in participants(scene, doers(scene.syntax, verb))]
    return frozenset(one.code[:3] for one in found if one.code)


def _object_country(placing: Placing) -> str | None:
    """ "halt attacks on Ukraine's energy infrastructure": the country of what the event is about."""
    if placing.kind.code != "DIP.CONCEDE":
        return None
    _, end = clause_of(placing.finding.scene.syntax, placing.finding.hit.head)
    named = [
        e.country
        for e in placing.finding.scene.entities
        if e.country and e.kind in ("country", "adjective") and placing.finding.hit.head < e.first < end
    ]
    return named[0] if named else None


def _of_party(placing: Placing, gazetteer: Gazetteer, role: LocationRole) -> Located:
    """The country that the event is for or against; its own scene where "in X" gives one."""
    scene = _in_sentence(placing)
    if role == "recipient" and scene is not None and scene.place.precision != "country" and _explicit(placing, scene):
        return Located(scene, "event")
    for one in placing.targets:
        if one.code and gazetteer.country(one.code[:3]) is not None:
            place = _spelled(placing, one) or country_place(gazetteer, one.code[:3])
            return Located(_national(placing, place, gazetteer), role) if place is not None else NOWHERE
    place = _in_sentence(placing)
    if place is not None:
        return Located(_national(placing, place, gazetteer), role)
    actors = {one.code[:3] for one in placing.actors if one.code}
    source = placing.finding.source
    said_by = {i for chunk in source.chunks for i in range(chunk.start, chunk.end)} if source is not None else set()
    named = [
        e.country
        for e in placing.finding.scene.entities
        if e.country
        and e.first not in said_by
        and e.country not in actors
        and e.first > placing.finding.hit.head
        and gazetteer.country(e.country) is not None
    ]
    code = named[0] if named else main_country(placing, actors) if role == "recipient" else None
    found = country_place(gazetteer, code) if code else None
    return Located(found, role) if found is not None else NOWHERE


def _national(placing: Placing, place: EventPlace, gazetteer: Gazetteer) -> EventPlace:
    """ "weapons to Kyiv": a capital that receives arms stands for its country."""
    if not placing.kind.code.startswith("AID.MIL"):
        return place
    if place.place.feature != "PPLC" or place.place.precision != "city" or not place.place.country:
        return place
    country = gazetteer.country(place.place.country)
    return replace(place, place=country, alternatives=()) if country is not None else place


def _spelled(placing: Placing, one: Participant) -> EventPlace | None:
    """The toponym that names a participant, as the place."""
    for site in sites_in(placing.finding.scene.syntax, placing.mentions):
        if one.start is not None and one.end is not None and one.start <= site.mention.start < one.end:
            return place_at(site)
    return None


def _subject(placing: Placing, gazetteer: Gazetteer) -> Located:
    """What an offer or a sanction is about: a place in its object, else the country of the other side."""
    syntax, hit = placing.finding.scene.syntax, placing.finding.hit
    inside = {i for c in objects(syntax, hit.head, hit.words[-1]) for i in range(c.start, c.end)}
    sites: list[Site] = [
        site for site in sites_in(syntax, placing.mentions) if site.first in inside or site.first > hit.head
    ]
    within = [site for site in sites if site.first in inside and site.mention.place is not None]
    if within:
        return Located(place_at(within[0]), "subject")
    if placing.kind.code.startswith("SAN."):
        return _of_party(placing, gazetteer, "subject")
    return _of_party(placing, gazetteer, "subject") if placing.targets else _owned(placing, gazetteer)


def _owned(placing: Placing, gazetteer: Gazetteer) -> Located:
    """ "a role in managing Ukraine's power plants", "openness to a ceasefire": the owner's country, the theatre, or
    none.
    """
    words = placing.finding.scene.syntax.words
    head = placing.finding.hit.head
    for entity in placing.finding.scene.entities:
        owned = entity.last + 1 < len(words) and words[entity.last + 1].tag == "'"
        if entity.first > head and entity.kind == "country" and owned and entity.first - head < 12:
            place = country_place(gazetteer, entity.country)
            return Located(place, "subject") if place is not None else NOWHERE
    if any(words[i].lemma in ("ceasefire", "truce", "peace") for i in range(head, min(head + 8, len(words)))):
        parties = list(placing.actors)
        code = war_country(parties, placing.weights) if parties else None
        found = country_place(gazetteer, code) if code else None
        return Located(found, "theatre") if found is not None else NOWHERE
    return NOWHERE
