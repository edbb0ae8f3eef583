"""What a toponym does in its sentence: it is a place, modifies one, stands for a government, or names a people.

Rules over the words around it, since there is no parser yet: subjects of verbs that only people can do, objects of
verbs done to people, possessors, and partners in talks stand for a government where they are a country, its capital or
a seat of power. The distinctions follow the annotation of GeoWebNews (Gritta and others, 2020).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geomap.language.morphology import irregular_pasts, noun_forms, verb_forms
from geomap.model import Place, ToponymRole
from geomap.places.cues import load_cues
from geomap.places.filters import CALENDAR, common_words, finite_verbs
from geomap.places.fold import fold
from geomap.places.spans import NameSpan
from geomap.places.view import View
from geomap.tables import check_keys, read_toml_table

_TABLE = Path(__file__).parent / "tables" / "cues_roles.toml"
_KEYS: Mapping[str, tuple[str, ...]] = {
    "verbs": ("acts", "addressed", "still"),
    "nouns": ("official", "relation", "location"),
    "seats": ("names",),
    "prepositions": ("place", "partner"),
}
_AUXILIARIES = frozenset(
    "has have had will would could should may might must can cannot did does do is are was were be been being not n't"
    " also already still now then never again recently repeatedly reportedly both all once itself".split()
)
_CLAUSE_STARTS = frozenset(
    "that and as when if while because but or said says the which until although though since after before where so"
    " what how whether once unless then".split()
)
_HAVE = frozenset(["has", "have", "had"])
_LIST_ENDS = frozenset([".", ";", "to", "of", "in", "for", "a", "he", "she", "they", "who", "said"])
_MODALS = frozenset("will would could should may might must can cannot did does do".split())
_PARTNER_PREPOSITIONS = frozenset(["between", "to", "on", "over", "from", "with", "against", "by"])
_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_GIVING = ("send", "supply", "deliver", "provide", "give", "sell", "ship", "transfer", "donate", "pledge", "promise")
_GIVING_NOUNS = frozenset(
    "delivery deliveries supply supplies shipment shipments transfer transfers sale sales".split()
)
_AID = frozenset("aid assistance money funds loans".split())
_GIFTS = _AID | frozenset("weapons arms ammunition missiles tanks munitions weaponry".split())
_GIFT_REACH = 8
_CAN_GOVERN = ("country", "multi_country", "adm1")


@dataclass(frozen=True, slots=True)
class RoleCues:
    """Inflected cue words in small letters."""

    acts: frozenset[str]
    still: frozenset[str]
    addressed: frozenset[str]
    official: frozenset[str]
    relation: frozenset[str]
    location: frozenset[str]
    seats: frozenset[str]
    place_prepositions: frozenset[str]
    partner_prepositions: frozenset[str]


@cache
def load_role_cues(path: Path = _TABLE) -> RoleCues:
    """The role cues. Raises TableError for an unknown key."""
    table = read_toml_table(path, allowed=_KEYS)
    for section, keys in _KEYS.items():
        check_keys(table.get(section, {}), keys, where=f"{path}, [{section}]")
    verbs, nouns = table["verbs"], table["nouns"]
    return RoleCues(
        acts=frozenset(form for verb in verbs["acts"] for form in verb_forms(verb)),
        still=frozenset(form for verb in verbs["still"] for form in verb_forms(verb)),
        addressed=frozenset(form for verb in verbs["addressed"] for form in verb_forms(verb)),
        official=frozenset(form for noun in nouns["official"] for form in noun_forms(noun)),
        relation=frozenset(form for noun in nouns["relation"] for form in noun_forms(noun)),
        location=frozenset(form for noun in nouns["location"] for form in noun_forms(noun)),
        seats=frozenset(table["seats"]["names"]),
        place_prepositions=frozenset(table["prepositions"]["place"]),
        partner_prepositions=frozenset(table["prepositions"]["partner"]),
    )


def role_of(span: NameSpan, place: Place | None) -> ToponymRole:
    """The role of a toponym that means `place`."""
    cues = load_role_cues()
    view = span.view
    if span.kind == "people":
        return "associative" if _before_location(view, span.last, cues) else "demonym"
    if span.kind in ("street", "unknown"):
        return "literal"
    if _is_named_site(span, place) or _is_region_of(view, span):
        return "literal"
    governs = _governs(span, place, cues)
    metonym: ToponymRole = "government" if governs else "associative"
    if view.lower(span.last) in _POSSESSIVES:
        return metonym if governs and not _owns_place(view, span, cues) else "literal"
    if _modifies(view, span, cues):
        return "literal" if _before_location(view, span.last, cues) else "associative"
    if view.lower(span.first - 1) == "of" or (view.lower(span.first - 1), view.lower(span.first - 2)) == ("the", "of"):
        return _after_of(view, span, cues, metonym=metonym)
    if governs and place is not None and _is_recipient(view, span.first, place):
        return metonym
    if not _in_place(view, span.first, cues) and (_acts(view, span, cues) or _is_addressed(view, span, cues)):
        return metonym
    return "literal"


def _after_of(view: View, span: NameSpan, cues: RoleCues, *, metonym: ToponymRole) -> ToponymRole:
    """ "Bank of Japan" names a bank; "the government of Ukraine" a government; "Norman of Lindsay" is from there."""
    at = span.first - (2 if view.lower(span.first - 1) == "of" else 3)
    before = view.lower(at)
    if at > 0 and view.cap(at) and (before in common_words() or before in load_cues().organisation):
        return "associative"
    if before in cues.location:
        return "literal"
    return metonym if before in cues.official or before in cues.relation else "literal"


def _is_named_site(span: NameSpan, place: Place | None) -> bool:
    """ "the Zaporizhzhia plant": the name stands for the site that it is part of the name of."""
    return place is not None and place.precision == "site" and fold(place.name) != fold(span.key)


def _is_region_of(view: View, span: NameSpan) -> bool:
    """ "Moscow, Idaho, voted": the region between commas only says where the town is."""
    if span.first == 0:
        return view.lower(span.last) == "," and view.cap(span.last + 1)  # "Khartoum, More than 35 people"
    return view.lower(span.first - 1) == "," and view.cap(span.first - 2) and view.lower(span.last) in (",", ")", ".")


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
    return view.lower(at) in cues.location or (view.lower(at + 1) in cues.location and not view.cap(at))


def _owns_place(view: View, span: NameSpan, cues: RoleCues) -> bool:
    """ "Iraq's north", "in Syria's Idlib province": the possessor is where the possession is."""
    reach = 7 if view.cap(span.last + 1) else 4
    nouns = (view.lower(at) for at in range(span.last + 1, span.last + reach))
    return any(noun in cues.location for noun in nouns) or _in_place(view, span.first, cues)


def _modifies(view: View, span: NameSpan, cues: RoleCues) -> bool:
    """Whether the name stands before a noun: "US troops", "Boston Globe", "U.S.-led coalition"."""
    after = view.lower(span.last)
    if not after or not after[0].isalpha():
        return after == "-" and view.glued(span.last)
    if view.cap(span.last) and view.setting == "plain" and after not in CALENDAR:
        return True
    before = view.lower(span.first - 1)
    if after in _AUXILIARIES or after in _FUNCTION_WORDS or after.endswith("ly") or before in cues.place_prepositions:
        return False
    if after in cues.acts or after in finite_verbs() or after.endswith("ed") or after in irregular_pasts():
        if after.endswith("s") and before.isalpha() and before not in _CLAUSE_STARTS and not view.cap(span.first - 1):
            return True  # "the recent Paris attacks"
        # "US plans", "US says": a verb unless a determiner makes the name part of a noun phrase
        return before in ("a", "an", "its", "their", "his", "this", "that", "potential", "new")
    return True


def _in_place(view: View, first: int, cues: RoleCues) -> bool:
    """Whether a preposition of place governs the name, over "the", directions and names in a list."""
    at = first - 1
    if view.lower(at) in CALENDAR:
        return False  # "On Monday Moscow said"
    while at >= 0 and view.lowers[at] not in cues.place_prepositions and _skipped(view, at):
        if first - at > 6:
            return False
        at -= 1
    return at >= 0 and view.lowers[at] in cues.place_prepositions and not _partners(view, at, cues)


def _skipped(view: View, at: int) -> bool:
    if view.lowers[at] in CALENDAR:
        return False
    return view.lowers[at] in ("the", ",", "and", "or") or view.cap(at) or view.lowers[at] in _DIRECTIONS


def _partners(view: View, at: int, cues: RoleCues) -> bool:
    """ "talks between Russia and Ukraine", "ties to Moscow", "sanctions on Iran"."""
    if view.lower(at) not in _PARTNER_PREPOSITIONS:
        return False
    return any(view.lower(before) in cues.relation for before in (at - 1, at - 2))


def _acts(view: View, span: NameSpan, cues: RoleCues) -> bool:
    """Whether the name is the subject of an act, over auxiliaries, adverbs and a coordinate name."""
    at = span.last
    if view.lower(at) in ("and", ",", "or"):
        at = _past_list(view, at)
    if view.lower(at) == "on" and view.cap(at + 1):
        at += 2  # "the U.S. on Tuesday said"
    helpers = set()
    while view.lower(at) in _AUXILIARIES or view.lower(at).endswith("ly") or view.lower(at) in '“"‘':
        if not view.lower(at):
            return False
        helpers.add(view.lower(at))
        at += 1
    verb = view.lower(at)
    if verb in cues.still or view.cap(at):
        return False
    if verb in cues.acts or verb in finite_verbs() or verb.endswith("ed") or verb in irregular_pasts():
        return True
    if helpers & _MODALS and verb.isalpha():
        return True
    return bool(helpers & _HAVE) or (bool(helpers & _AUXILIARIES) and verb.endswith("ing"))


def _is_recipient(view: View, first: int, place: Place) -> bool:
    """ "send weapons to Kyiv", "the supply of arms to Ukraine": arms are given to governments; so is aid to a capital,
    while aid to a country may be food for its people.
    """
    if view.lower(first - 1) != "to" or place.precision == "adm1":
        return False
    before = view.lowers[max(0, first - 2 - _GIFT_REACH) : first - 1]
    gift = next((at for at in reversed(range(len(before))) if before[at] in _GIFTS), None)
    if gift is None or (before[gift] in _AID and place.feature != "PPLC" and "military" not in before):
        return False
    return any(word in _giving() for word in before[:gift])


@cache
def _giving() -> frozenset[str]:
    return frozenset(form for verb in _GIVING for form in verb_forms(verb)) | _GIVING_NOUNS


def _past_list(view: View, at: int) -> int:
    """After "and its European partners" or ", Germany and France" the verb still has the name as subject."""
    for step in range(at + 1, min(at + 7, len(view.tokens))):
        lower = view.lowers[step]
        if lower in _AUXILIARIES or (lower in load_role_cues().acts and not view.cap(step)):
            return step
        if lower in _LIST_ENDS or (lower == "the" and view.lowers[step - 1] == ","):
            break
    return at


def _is_addressed(view: View, span: NameSpan, cues: RoleCues) -> bool:
    at = span.first - 1
    while view.lower(at) in ("the", "and", ",") or (view.cap(at) and at >= 0):
        at -= 1
    lower = view.lower(at)
    if lower in cues.addressed:
        return True
    if lower in cues.partner_prepositions:
        return view.lower(at - 1) not in cues.location  # "the border with Azerbaijan"
    return lower in ("between", "to", "on", "from") and _partners(view, at, cues)


_DIRECTIONS = frozenset("north south east west northern southern eastern western central".split())
_FUNCTION_WORDS = frozenset(
    "and or but as in on at to of for from with by than that which who whom whose where when while after"
    " before during since until if because although though about over under between into through against near"
    " he she it they we i you this these those there here so yet nor the a an its his her their our your my is"
    " are was were has have had will would can could may might must should do does did not today yesterday"
    " tomorrow monday tuesday wednesday thursday friday saturday sunday last next this early late earlier later"
    " around across including such like despite amid without within toward towards up down out off both either"
    " also only even ahead alone again more most less".split()
)
