"""What a toponym does in its sentence: it is a place, modifies one, stands for a government, or names a people.

Rules over the words around it: subjects of verbs that only people can do, objects of verbs done to people, possessors,
and partners in talks stand for a government where they are a country, its capital or a seat of power. A country may
also be a land, with its economy, its weather and its people: then it is a place. The distinctions follow the annotation
of GeoWebNews (Gritta and others, 2020).
"""

from __future__ import annotations

from dataclasses import dataclass

from geomap.language.morphology import irregular_pasts
from geomap.model import Place, ToponymRole
from geomap.places.cues import load_cues
from geomap.places.filters import CALENDAR, common_words, finite_verbs
from geomap.places.fold import fold
from geomap.places.name_span import NameSpan
from geomap.places.role_acts import acts, is_addressed, is_partner, is_recipient
from geomap.places.role_cues import AUXILIARIES, CLAUSE_STARTS, DIRECTIONS, FUNCTION_WORDS, RoleCues, load_role_cues
from geomap.places.view import View

_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_CAN_GOVERN = ("country", "multi_country", "adm1")
_DETERMINERS = frozenset("a an its their his this that potential new".split())
_PHRASE = 6
"""A possessed noun is sought no further than so many words."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a toponym, and by which of them: the `ground` tells how far they can be trusted."""

    role: ToponymRole
    ground: str


def rule_role(span: NameSpan, place: Place | None) -> Judgement:
    """The role that the rules give a toponym that means `place`."""
    cues, view = load_role_cues(), span.view
    if span.kind == "people":
        return Judgement("associative" if _before_location(view, span.last, cues) else "demonym", "people")
    if span.kind in ("street", "unknown") or _is_named_site(span, place):
        return Judgement("literal", "named")
    if view.dateline or _is_address(view, span) or _is_bordered(view, span.first):
        return Judgement("literal", "address")
    governs = _governs(span, place, cues)
    metonym: ToponymRole = "government" if governs else "associative"
    if view.lower(span.last) in _POSSESSIVES:
        return _as_owner(view, span, cues, metonym=metonym)
    if _ends_name(view, span) or _opens_name(view, span):
        return Judgement("associative", "in a name")
    if _modifies(view, span, cues):
        return Judgement("literal" if _before_location(view, span.last, cues) else "associative", "modifies")
    if view.lower(span.first - 1) == "of" or (view.lower(span.first - 1), view.lower(span.first - 2)) == ("the", "of"):
        return Judgement(_after_of(view, span, cues, metonym=metonym), "after of")
    if view.lowers[span.first - 1 : span.first] and view.lower(span.first - 1) in DIRECTIONS:
        return Judgement("literal", "after a direction")
    if governs and place is not None and is_recipient(view, span, coarse=place.precision == "adm1", cues=cues):
        return Judgement(metonym, "recipient")
    if _in_place(view, span.first, cues):
        return Judgement("literal", "in place")
    if acts(view, span, cues, governs=governs):
        return Judgement(metonym, "acts")
    return Judgement(metonym, "addressed") if is_addressed(view, span, cues) else Judgement("literal", "nothing said")


def _as_owner(view: View, span: NameSpan, cues: RoleCues, *, metonym: ToponymRole) -> Judgement:
    if _owns_place(view, span, cues):
        return Judgement("literal", "owns")
    official = any(word in cues.official for word in noun_phrase(view, span.last + 1))
    return Judgement(metonym, "owns what is official" if official else "owns")


def _after_of(view: View, span: NameSpan, cues: RoleCues, *, metonym: ToponymRole) -> ToponymRole:
    """ "Bank of Japan" names a bank; "the government of Ukraine" a government; "Norman of Lindsay" is from there; "the
    people of Gaza" are people.
    """
    at = span.first - (2 if view.lower(span.first - 1) == "of" else 3)
    before = view.lower(at)
    if at > 0 and view.cap(at) and (_tells(view, before) or before in load_cues().organisation):
        return "associative"
    if before in load_cues().titles or before in cues.folk:
        return "associative"
    if before in cues.location or before in cues.land:
        return "literal"
    return metonym if before in cues.official or before in cues.relation else "literal"


def _tells(view: View, word: str) -> bool:
    """Whether the capital of a word makes it part of a name: "the Town of Ramapo", but not "THE TOWN OF IZIUM"."""
    return view.setting == "plain" and word in common_words()


def _is_named_site(span: NameSpan, place: Place | None) -> bool:
    """ "the Zaporizhzhia plant": the name stands for the site that it is part of the name of."""
    return place is not None and place.precision == "site" and fold(place.name) != fold(span.key)


def _is_address(view: View, span: NameSpan) -> bool:
    """ "Moscow, Idaho, voted": the region between commas only says where the town is. So does a dateline."""
    if span.first == 0:
        if view.setting == "plain" and span.key.isupper() and len(span.key) > 3 and "." not in span.key:
            return True  # "LONDON The latest on the strike"
        if view.lower(span.last) != "," or not view.cap(span.last + 1):
            return False
        return not _is_listed_subject(view, span.last + 1)  # "Khartoum, More than 35 people"
    between = (
        view.lower(span.first - 1) == "," and view.cap(span.first - 2) and view.lower(span.last) in (",", ")", ".")
    )
    return between and not _is_listed_subject(view, span.last)


def _is_listed_subject(view: View, at: int) -> bool:
    """ "Washington, Beijing agree to talks": a headline joins its subjects by a comma, and their verb is a plural's."""
    if not view.sentence.heading and not view.styled:
        return False
    acts = load_role_cues().acts
    while view.lower(at) == "," or (view.cap(at) and view.lower(at) not in acts):
        at += 1
    word = view.lower(at)
    plural = word in acts and word not in irregular_pasts() and not word.endswith(("s", "ed", "ing"))
    return plural or word == "to"


def _is_bordered(view: View, first: int) -> bool:
    """ "the border with Belarus", "the frontier with the Sudan": no partner in talks."""
    at = first - (2 if view.lower(first - 1) == "the" else 1)
    return view.lower(at) == "with" and view.lower(at - 1) in ("border", "borders", "frontier", "boundary")


def _governs(span: NameSpan, place: Place | None, cues: RoleCues) -> bool:
    if span.key.lower() in cues.seats:
        return True
    return place is not None and (place.precision in _CAN_GOVERN or place.feature == "PPLC")


def _before_location(view: View, at: int, cues: RoleCues) -> bool:
    """Whether the noun that a name modifies is a place: "Syrian capital", "Syrian-Turkish border"."""
    if view.lower(at) == "-":
        return view.lower(at + 1) in ("based", "born", "area", "held", "controlled", "occupied") or view.lower(
            at + 2
        ) in ("border", "borders", "frontier")
    if view.cap(at) and view.setting == "plain":
        return view.lower(at) in cues.location and view.lower(at + 1) != "of" and not view.cap(at + 1)
    phrase = noun_phrase(view, at)
    return any(word in cues.location for word in phrase[:2]) or bool(phrase and phrase[-1] in cues.location)


def _owns_place(view: View, span: NameSpan, cues: RoleCues) -> bool:
    """ "Iraq's north", "in Syria's Idlib province": the possessor is where the possession is. "Ghana's economy" is the
    land's.
    """
    phrase = noun_phrase(view, span.last + 1)
    if phrase and (phrase[-1] in cues.location or any(word in cues.land for word in phrase[-2:])):
        return True
    return _in_place(view, span.first, cues)


def noun_phrase(view: View, at: int) -> tuple[str, ...]:
    """The words of the noun phrase that goes on at token `at`."""
    last = at
    while last < min(at + _PHRASE, len(view.tokens)):
        word = view.lowers[last]
        if not (word[0].isalpha() or (word == "-" and view.glued(last))):
            break
        if word in FUNCTION_WORDS or word in AUXILIARIES or (last > at and _is_verb(word)):
            break
        last += 1
    return view.lowers[at:last]


def _is_verb(word: str) -> bool:
    return word in finite_verbs() or word in irregular_pasts()


def _ends_name(view: View, span: NameSpan) -> bool:
    """ "Air Zimbabwe": a word with a capital right before, that is no title, direction or day, makes it a name."""
    at = span.first - 1
    if at < 1 or view.setting != "plain" or view.sentence.heading or not view.cap(at) or view.lowers[at] == "the":
        return False
    word = view.lowers[at]
    known = load_cues()
    if (
        word in CALENDAR
        or word in DIRECTIONS
        or word in known.titles
        or word in known.prefix
        or word in known.direction
    ):
        return False
    return word in known.organisation or common_words().get(word) in ("frequent", "usual")


def _opens_name(view: View, span: NameSpan) -> bool:
    """ "Kyiv School of Economics", "NJ State Federation": capitals run on to the name of a group."""
    at = span.last
    if view.setting != "plain" or not view.cap(at) or view.lowers[at] in FUNCTION_WORDS:
        return False
    if view.lower(at + 1) == "of" and view.cap(at + 2):
        return True
    while view.cap(at + 1):
        at += 1
    return at > span.last and view.lowers[at] in load_cues().organisation


def _modifies(view: View, span: NameSpan, cues: RoleCues) -> bool:
    """Whether the name stands before a noun: "US troops", "Boston Globe", "U.S.-led coalition"."""
    after = view.lower(span.last)
    if not after or not after[0].isalpha():
        return after == "-" and view.glued(span.last)
    if view.cap(span.last) and view.setting == "plain" and after not in CALENDAR and after not in FUNCTION_WORDS:
        return True
    before = view.lower(span.first - 1)
    if after in irregular_pasts():
        return before in _DETERMINERS
    if after in AUXILIARIES or after in FUNCTION_WORDS or after.endswith("ly") or before in cues.place_prepositions:
        return False
    several = before in ("and", "or", ",")
    if (after.endswith(("s", "ed")) or several) and (after in cues.acts or _is_verb(after) or after.endswith("ed")):
        if after.endswith("s") and before.isalpha() and before not in CLAUSE_STARTS and not view.cap(span.first - 1):
            return True  # "the recent Paris attacks"
        # "US plans", "US says": a verb unless a determiner makes the name part of a noun phrase
        return before in _DETERMINERS
    return True


def _in_place(view: View, first: int, cues: RoleCues) -> bool:
    """Whether a preposition of place governs the name, over "the", directions and names in a list."""
    at = first - 1
    if view.lower(at) in CALENDAR:
        return False  # "On Monday Moscow said"
    if _opens_clause(view, first, cues):
        return False  # "If they fire at Kyiv, Moscow warned"
    while at >= 0 and view.lowers[at] not in cues.place_prepositions and _skipped(view, at):
        if first - at > 6:
            return False
        at -= 1
    return at >= 0 and view.lowers[at] in cues.place_prepositions and not is_partner(view, at, cues)


def _opens_clause(view: View, first: int, cues: RoleCues) -> bool:
    """Whether a name after a comma, or "and" and a comma, is the subject of an act."""
    at = first - 1
    while view.lower(at) in ("the", "and", "but"):
        at -= 1
    if view.lower(at) != ",":
        return False
    at = first
    while view.cap(at) or view.lower(at).endswith("ly") or (view.lower(at) in AUXILIARIES and view.lower(at)):
        at += 1
    return view.lower(at) in cues.acts


def _skipped(view: View, at: int) -> bool:
    if view.lowers[at] in CALENDAR:
        return False
    return view.lowers[at] in ("the", ",", "and", "or") or view.cap(at) or view.lowers[at] in DIRECTIONS
