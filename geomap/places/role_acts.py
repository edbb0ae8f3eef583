"""Whether a toponym acts, or is acted on, as only people can: then its government, or its team, is meant."""

from __future__ import annotations

from functools import cache

from geomap.language.morphology import irregular_pasts, verb_forms
from geomap.places.filters import finite_verbs
from geomap.places.name_span import NameSpan
from geomap.places.role_cues import AUXILIARIES, FUNCTION_WORDS, RoleCues, load_role_cues
from geomap.places.view import View

_ASPECTS = frozenset("continue continues continued used began begins".split())
_HAVE = frozenset(["has", "have", "had"])
_BE = frozenset("is are was were be been being".split())
_FOR_VERBS = ("play", "compete", "score", "appear", "fence", "race", "ride", "debut", "sign", "cap")
_LIST_ENDS = frozenset([".", ";", "to", "of", "in", "for", "a", "he", "she", "they", "who", "said"])
_MODALS = frozenset("will would could should may might must can cannot did does do".split())
_PARTNER_PREPOSITIONS = frozenset(["between", "to", "on", "over", "from", "with", "against", "by", "for"])
_GIVING = ("send", "supply", "deliver", "provide", "give", "sell", "ship", "transfer", "donate", "pledge", "promise")
_GRANTING = (
    "give",
    "sell",
    "owe",
    "offer",
    "lend",
    "grant",
    "hand",
    "show",
    "teach",
    "cost",
    "send",
    "promise",
    "deny",
)
_GIVING_NOUNS = frozenset(
    "delivery deliveries supply supplies shipment shipments transfer transfers sale sales".split()
)
_AID = frozenset("aid assistance money funds loans".split())
_GIFTS = _AID | frozenset(
    "weapons arms ammunition missiles tanks munitions weaponry artillery equipment jets helicopters drones boats"
    " ships howitzers shells rockets systems".split()
)
_GIFT_REACH = 8
_THING_GIVEN = frozenset("a an the more some any its their his no two three four five".split())
_ON_VERBS = ("blame", "impose", "call", "depend", "rely", "count", "pin", "lean")
_ON_STATES = frozenset(["dependent", "reliant", "reliance", "dependence"])
_TO_VERBS = (
    "explain",
    "reply",
    "respond",
    "apologise",
    "apologize",
    "appeal",
    "complain",
    "listen",
    "talk",
    "speak",
    "lose",
)


def acts(view: View, span: NameSpan, cues: RoleCues, *, governs: bool) -> bool:
    """Whether the name is the subject of an act, over auxiliaries, adverbs and a coordinate name.

    What fire and storm do to a land is no act of its own, and a town that is no seat of government acts only by verbs
    that are surely acts.
    """
    at = span.last
    if view.lower(at) in ("and", "or", ",") and _goes_on(view, at):
        at = _past_list(view, at)
    if view.lower(at) == "on" and view.cap(at + 1):
        at += 2  # "the U.S. on Tuesday said"
    if view.sentence.heading and view.lower(at) == "to" and span.first == 0:
        return governs  # "Kenya to send police to Haiti"
    verb_at = at
    while view.lower(verb_at) in AUXILIARIES or view.lower(verb_at).endswith("ly") or view.lower(verb_at) in '“"‘':
        if not view.lower(verb_at):
            return False
        verb_at += 1
    helpers = frozenset(view.lowers[at:verb_at])
    verb_at = _past_aspect(view, verb_at)
    return not _in_name(view, verb_at) and _is_act(view.lower(verb_at), helpers, cues, governs=governs)


def _in_name(view: View, at: int) -> bool:
    """Whether the capital of a word keeps it from being a verb: in headlines and in capitals it tells nothing."""
    return view.cap(at) and view.setting == "plain"


def _is_act(verb: str, helpers: frozenset[str], cues: RoleCues, *, governs: bool) -> bool:
    """Whether a verb with these auxiliaries is an act of its subject."""
    past = verb.endswith("ed") or verb in irregular_pasts()
    if verb in cues.still:
        return False
    if helpers & _HAVE and verb == "to":
        return governs  # "China had to answer"
    if verb in FUNCTION_WORDS and not helpers & _MODALS:
        return False
    if helpers & _BE and past:
        return verb in cues.addressed or (governs and verb not in cues.suffered)
    if verb in cues.acts:
        return True
    if not governs:
        return False
    if verb in finite_verbs() or past or (helpers & _MODALS and verb.isalpha() and verb not in FUNCTION_WORDS):
        return True
    return bool(helpers & AUXILIARIES) and verb.endswith("ing")


def _goes_on(view: View, at: int) -> bool:
    """Not where a new clause begins: "before leaving for America, her mother wrote"."""
    return view.lower(at) != "," or view.cap(at + 1) or view.lower(at + 1) == "which"


def _past_aspect(view: View, at: int) -> int:
    """ "continued to lead", "used to be": the verb that counts is the one after."""
    if (
        view.lower(at) in ("continue", "continues", "continued", "used", "began", "begins")
        and view.lower(at + 1) == "to"
    ):
        return at + 2
    return at


def is_recipient(view: View, span: NameSpan, *, coarse: bool, cues: RoleCues) -> bool:
    """ "send weapons to Kyiv", "the supply of arms to Ukraine": arms are given to governments; so is aid to a capital,
    while aid to a country may be food for its people. "sell Taiwan missiles", "order Britain to leave".
    """
    before = view.lower(span.first - 1)
    if before in _granting() and view.lower(span.last) in _THING_GIVEN:
        return True
    if _is_ordered(view, span, cues):
        return True
    if before != "to" or coarse:
        return False
    words = view.lowers[max(0, span.first - 2 - _GIFT_REACH) : span.first - 1]
    gift = next((at for at in reversed(range(len(words))) if words[at] in _GIFTS), None)
    if gift is None or words[gift] in _AID:
        return False
    return any(word in _giving() for word in words[:gift]) or any(word in _GIVING_NOUNS for word in words[gift:])


def _is_ordered(view: View, span: NameSpan, cues: RoleCues) -> bool:
    """ "ordered Colombia to pay", "wants Britain to explain"."""
    at, last = span.first - 1, span.last
    while at > 0 and (view.lowers[at] in ("the", "and") or view.caps[at]):
        at -= 1
    while view.lower(last) == "and" or view.cap(last):
        last += 1
    after = view.lower(last + 1)
    if view.lower(last) != "to" or view.cap(last + 1) or after in FUNCTION_WORDS - {"have", "be"}:
        return False
    verb = view.lower(at)
    return verb in cues.addressed or verb in cues.commanding


@cache
def _giving() -> frozenset[str]:
    return frozenset(form for verb in _GIVING for form in verb_forms(verb)) | _GIVING_NOUNS


@cache
def _granting() -> frozenset[str]:
    return frozenset(form for verb in _GRANTING for form in verb_forms(verb))


@cache
def _leaning() -> frozenset[str]:
    return frozenset(form for verb in _ON_VERBS for form in verb_forms(verb)) | _ON_STATES


@cache
def _playing() -> frozenset[str]:
    return frozenset(form for verb in _FOR_VERBS for form in verb_forms(verb))


@cache
def _speaking() -> frozenset[str]:
    return frozenset(form for verb in _TO_VERBS for form in verb_forms(verb))


def _past_list(view: View, at: int) -> int:
    """After "and its European partners" or ", Germany and France" the verb still has the name as subject."""
    for step in range(at + 1, min(at + 7, len(view.tokens))):
        lower = view.lowers[step]
        if lower in AUXILIARIES or (lower in load_role_cues().acts and not _in_name(view, step)):
            return step
        if lower in _LIST_ENDS or (lower == "the" and view.lowers[step - 1] == ","):
            break
    return at


def is_partner(view: View, at: int, cues: RoleCues) -> bool:
    """Whether the preposition at token `at` makes a partner: "talks between Russia and Ukraine", "ties to Moscow",
    "sanctions on Iran", "blamed on Iran".
    """
    word = view.lower(at)
    if word not in _PARTNER_PREPOSITIONS:
        return False
    before = view.lower(at - 1), view.lower(at - 2)
    if (word == "on" and before[0] in _leaning()) or (word == "to" and before[0] in _speaking()):
        return True
    if word == "for" and before[0] in _playing():
        return True
    return any(noun in cues.relation for noun in before)


def is_addressed(view: View, span: NameSpan, cues: RoleCues) -> bool:
    """Whether the name is the object of a verb done to people, or of a preposition that makes a partner of it."""
    at = span.first - 1
    while view.lower(at) in ("the", "and", ",") or (view.cap(at) and at >= 0):
        at -= 1
    lower = view.lower(at)
    if lower in cues.addressed:
        return True
    if lower in cues.partner_prepositions:
        return view.lower(at - 1) not in ("border", "borders", "frontier", "coast", "shore")
    return is_partner(view, at, cues)
