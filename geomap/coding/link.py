"""Where an event was: choose among the toponyms of its sentence and of what came before, or none.

A place must be spoken of as a place. Governments named by their capital, peoples and adjectives never are the scene.
What the words around a toponym make of it ("near X") has been settled before: see `relative`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.coding.bystanders import bystander, of_land
from geomap.coding.dependence import clause_of, predicate_of
from geomap.coding.dwellers import dwelt
from geomap.coding.linker import LEARNED, chances, learned_site
from geomap.coding.linking_features import Question, goes_on
from geomap.coding.listing import listed_with
from geomap.coding.match import LIGHT_VERBS, Hit, objects
from geomap.coding.roles import subject_of
from geomap.coding.struck import aimed_at, heard, in_this, struck, undergoes, whence
from geomap.coding.syntax import Syntax, chunk_of
from geomap.coding.toponyms import AREAS, Site, finest, sites_in
from geomap.model import EventPlace, LocationRole, Mention, Participant
from geomap.places.gazetteer import Gazetteer

NEAR_KM = 15.0
"""Radius of "near X" where the text gives no distance, in km."""

_SCENE = frozenset(
    "in at near on into around inside outside across throughout within over along off toward towards "
    "through onto".split()
)
_ARRANGED = frozenset("expect plan schedule set hold resume begin start open continue conclude end".split())
"""Verbs that say of talks or a meeting only when: where they stand is where the meeting is."""
_DISCUSSING = frozenset("discuss address tackle review end settle resolve negotiate debate".split())
_MATTERS = frozenset(
    "war ceasefire truce conflict fighting situation crisis peace violence unrest famine coup election".split()
)
"""What envoys meet about."""
_FROM = frozenset("from of to between against for by with".split())
_SHUT = frozenset("crossing post airport port bridge road highway checkpoint border gate corridor terminal".split())
_THRESHOLD = 1.0


@dataclass(frozen=True, slots=True)
class Located:
    """A place of an event and what it is to it."""

    place: EventPlace | None
    role: LocationRole


NOWHERE = Located(None, "none")


def scene_of(
    syntax: Syntax,
    hit: Hit,
    mentions: Sequence[Mention],
    *,
    source: tuple[int, int] | None = None,
    status: str = "happened",
) -> EventPlace | None:
    """The place in the sentence where the event of a hit was, or None. `source` is the stretch that names who says so,
    `status` how the event is told.

    The linker answers for the types that it has learnt (violence, protest, arrests, movements of forces), the rules
    for the others.
    """
    question = question_of(syntax, hit, mentions, source=source, status=status)
    if question is None:
        return None
    certain = (at for at, site in enumerate(question.sites) if _certain(syntax, hit, site))
    number = next(certain, None)
    if number is not None:
        return place_at(finest(syntax, question.sites, number))
    if in_this(syntax, hit, question.sites):
        return None
    number = learned_site(question) if hit.rule.code.startswith(LEARNED) else _ruled(question)
    number = dwelt(syntax, hit, question.sites) if number is None else number
    return place_at(finest(syntax, question.sites, number)) if number is not None else None


def _certain(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether a site leaves nothing to weigh."""
    certain = (_affected, struck, undergoes, aimed_at, heard, whence)
    return any(test(syntax, hit, site) for test in certain) and not bystander(syntax, hit, site)


def _ruled(question: Question) -> int | None:
    """The number of the site that the rules choose, None where none scores enough."""
    best, number = max((score, -number) for number, score in enumerate(question.rule_scores))
    return -number if best >= _THRESHOLD else None


def scene_chance(
    syntax: Syntax, hit: Hit, mentions: Sequence[Mention], place: EventPlace | None, *, status: str = "happened"
) -> float:
    """The linker's chance that a place of the sentence, or one listed with it, is the scene of a hit; 1 where the
    linker did not choose it."""
    if place is None or place.start is None or not hit.rule.code.startswith(LEARNED):
        return 1.0
    question = question_of(syntax, hit, mentions, status=status)
    starts = [site.mention.start for site in question.sites] if question is not None else []
    if question is None or place.start not in starts:
        return 1.0
    listed = listed_with(syntax, question.sites, starts.index(place.start))
    found = chances(question)
    return min(1.0, sum(found[1 + number] for number in listed))


def question_of(
    syntax: Syntax,
    hit: Hit,
    mentions: Sequence[Mention],
    *,
    source: tuple[int, int] | None = None,
    status: str = "happened",
) -> Question | None:
    """What the linker is asked of a hit: every toponym of its sentence with the rules' score. None without any."""
    named = sites_in(syntax, mentions)
    firsts = {site.first for site in named if site.place.precision not in ("country", "adm1", "adm2")}
    sites = tuple(site for site in named if of_land(syntax, site) not in firsts)
    scores = tuple(
        -5.0 if bystander(syntax, hit, site) else round(_score(syntax, hit, site, source), 4) for site in sites
    )
    return Question(syntax, hit, sites, scores, source, status) if sites else None


def place_at(site: Site) -> EventPlace:
    """The site as the place of an event."""
    mention = site.mention
    return EventPlace(site.place, mention.name, mention.start, mention.end, mention.alternatives)


def country_place(gazetteer: Gazetteer, alpha3: str, name: str | None = None) -> EventPlace | None:
    """A country that no toponym spells out as the scene, without offsets."""
    place = gazetteer.country(alpha3)
    return EventPlace(place, name or place.name) if place is not None else None


def war_country(parties: Sequence[Participant], weights: dict[str, int]) -> str | None:
    """The country of the war among the parties' own: the one that the article is mostly about, if it plainly is."""
    codes = sorted({one.code[:3] for one in parties if one.code and len(one.code) >= 3})
    ranked = sorted(((weights.get(code, 0), code) for code in codes), reverse=True)
    if not ranked or not ranked[0][0]:
        return None
    if len(ranked) == 1 or ranked[0][0] >= 1.3 * ranked[1][0]:
        return ranked[0][1]
    return None


def distance_km(earlier: Sequence[str]) -> float | None:
    """ "30 km north of X", "five miles from X": the distance in km."""
    for index, word in enumerate(earlier):
        if word in ("km", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile") and index:
            number = earlier[index - 1].replace(",", "")
            if number.replace(".", "", 1).isdigit():
                return float(number) * (1.609 if word.startswith("mile") else 1.0)
    return None


def _score(syntax: Syntax, hit: Hit, site: Site, source: tuple[int, int] | None) -> float:
    """How much speaks for a site as the scene of a hit; see `_THRESHOLD`."""
    words = syntax.words
    if source is not None and source[0] <= site.mention.start < source[1]:
        return -5.0
    score = -3.0 if _parted(syntax, hit.head, site.first) else 0.0
    start, end = clause_of(syntax, hit.head)
    if start <= site.first < end or _opens(syntax, hit, site):
        score += 1.5
    if start >= 2 and words[start - 1].lower == "where" and 0 < start - site.last <= 3:
        score += 2.5
    score += _introduced(syntax, hit, site) - _of_another_verb(syntax, hit, site)
    if site.last >= hit.head:
        score += 0.7
    elif _in_subject(syntax, hit, site):
        score -= 0.8
    if site.last + 1 < len(words) and words[site.last + 1].tag == "'":
        score -= 0.5
    chunk = chunk_of(syntax, site.first)
    if chunk is not None and chunk.head > site.last and site.mention.role == "associative":
        score -= 3.0 if words[chunk.head].lemma in ("war", "ministry", "government", "treaty", "accord") else 0.3
    if site.place.precision == "country":
        score -= 0.4
    return score - 0.05 * min(abs(site.first - hit.head), abs(site.last - hit.head))


def _of_another_verb(syntax: Syntax, hit: Hit, site: Site) -> float:
    """A penalty for a site that another verb has nearer: "to be released under an accord reached in X"."""
    if hit.rule.code[:3] in ("STR", "EXP", "BAT", "VAC", "HAZ", "DEM", "COE", "MOB", "TER", "CRM"):
        return 0.0
    own = predicate_of(syntax, hit.head)
    between = [
        group
        for group in syntax.groups
        if not (group == own and syntax.words[group.head].lemma in LIGHT_VERBS)
        and hit.words[-1] < group.start <= group.head < site.first
        and syntax.words[group.head].form in ("d", "s")
        and syntax.words[group.head].lemma not in _ARRANGED
        and syntax.words[group.start - 1].lower != "as"
    ]
    if between:
        return 3.0
    discussed = any(
        hit.words[-1] < group.head < site.first and syntax.words[group.head].lemma in _DISCUSSING
        for group in syntax.groups
    )
    return (4.0 if _of_matter(syntax, site) else 1.0) if discussed else 0.0


def _of_matter(syntax: Syntax, site: Site) -> bool:
    """ "to discuss the war in X": where the matter is, not the meeting."""
    words = syntax.words
    noun = site.first - 2 - (syntax.words[site.first - 1].tag == "D")
    return noun >= 0 and words[noun + 1].lower in ("in", "on") and words[noun].lemma in _MATTERS


def _introduced(syntax: Syntax, hit: Hit, site: Site) -> float:
    """What the words before a site say: "in X" is a scene, "from X" seldom is."""
    words = syntax.words
    before = words[site.first - 1].lower if site.first else ""
    if site.first and words[site.first - 1].tag == "D":
        before = words[site.first - 2].lower if site.first > 1 else ""
    chunk = chunk_of(syntax, site.first)
    lead = words[chunk.start - 1].lower if chunk is not None and chunk.start else ""
    if site.place.shape != "plain":
        return 1.0 if before == "from" else 2.0  # a road, a border, several regions: named only to say where
    if before in _SCENE:
        return 2.0
    if any(word.lower == "between" for word in words[max(0, site.first - 5) : site.first]):
        return -2.0  # a stretch of road or two parties, neither of them the scene
    if lead in _SCENE:
        return 2.0
    if before in ("from", "of") and distance_km([w.lower for w in words[max(0, site.first - 6) : site.first]]):
        return 2.0  # "5 km from X"
    headed = (
        chunk is not None
        and chunk.head - site.last <= 1
        and (chunk.head == site.last or words[chunk.head].lemma in AREAS)
    )
    if headed and chunk in objects(syntax, hit.head, hit.words[-1]):
        return 1.5
    if before == "," and site.first >= 2:
        return 1.0
    if before == "of" and lead != "of" and _in_subject(syntax, hit, site) and site.place.precision == "country":
        return -1.5  # "the presidents of X and Y met": whose they are, not where
    if lead in _FROM or before in _FROM:
        return _by_preposition(hit, lead if lead in _FROM else before, area=_after_area(syntax, site))
    return 0.0


def _parted(syntax: Syntax, one: int, other: int) -> bool:
    """Whether "while", "but" or a semicolon stands between two words."""
    first, last = sorted((one, other))
    return any(
        word.lower in ("while", ";", "but", "whereas", "although", "though") and not goes_on(syntax, first + step)
        for step, word in enumerate(syntax.words[first:last])
    )


def _opens(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """Whether a site stands in the phrases before the first verb: "In X, in the department of Y, rebels attacked"."""
    words = syntax.words
    if words[0].lower not in ("in", "at", "near", "outside", "around", "across", "on") or site.last >= hit.head:
        return False
    first = next((i for i, at in enumerate(syntax.group_at) if at >= 0), -1)
    return first >= 0 and site.last < first and syntax.group_at[hit.head] == syntax.group_at[first]


def _affected(syntax: Syntax, hit: Hit, site: Site) -> bool:
    """ "The X crossing reopened", "X airport was closed": what is shut or opened is the place."""
    if not hit.rule.code.startswith(("COE.RESTRICT", "DEE.ACCESS")) or not _in_subject(syntax, hit, site):
        return False
    chunk = chunk_of(syntax, site.first)
    named = site.place.precision == "site" or (chunk is not None and syntax.words[chunk.head].lemma in _SHUT)
    return named and chunk_of(syntax, hit.head + 1) is None


def _after_area(syntax: Syntax, site: Site) -> bool:
    """ "the coast of X", "the town of X"."""
    before = [word for word in syntax.words[max(0, site.first - 3) : site.first] if word.tag != "D"]
    return len(before) >= 2 and before[-1].lower == "of" and before[-2].lemma in AREAS


def _by_preposition(hit: Hit, preposition: str, *, area: bool = False) -> float:
    """What "to", "from", "of" and the like say depends on the event."""
    if hit.rule.code.startswith(("DIP.MEET", "MOB.", "AID.")) and preposition == "to":
        return 1.5
    if hit.rule.code.startswith(("DEE.WITHDRAW", "COE.RESTRICT")) and preposition == "from":
        return 1.5
    if preposition == "of" and area:
        return 2.2
    if preposition in ("of", "against", "for"):
        return 0.8
    return -1.5 if preposition in ("from", "with", "by", "between") else 0.3


def _in_subject(syntax: Syntax, hit: Hit, site: Site) -> bool:
    return any(chunk.start <= site.first < chunk.end for chunk in subject_of(syntax, hit.head))
