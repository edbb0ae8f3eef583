"""Words in which an article points back to what it told: "the attack", "killed in the clash", "when she was held"."""

from __future__ import annotations

import re

from geomap.coding.words import verb_lexicon
from geomap.model import Event

_DEEDS = (
    "attack|clash|raid|strike|bombing|explosion|blast|shelling|ambush|assault|shooting|incident|fighting|battle|"
    "bombardment|violence|protest|riot"
)
_POINTS_BACK = re.compile(
    r"\b(?:the|this|that|these|those|his|her|their|its|such)(?: [\w’'-]+){0,2} $|\w['’]s(?: [\w’'-]+)? $", re.IGNORECASE
)
_IN_PASSING = re.compile(r"\b(?:when|after|before|since|once|while|until)\b(?: [\w’'-]+){1,5} $", re.IGNORECASE)
"""The clause that tells again what was told: "when she was arrested", "after the rebels had taken"."""
_DEFINITE = re.compile(
    rf"^\w+ing (?:the|this|that|these|those) [\w-]+$|\b(?:the|this|that|these|those) (?:[\w-]+ )?(?:{_DEEDS})s?$",
    re.IGNORECASE,
)
"""A trigger that brings its own article: "joining the protest", "carried out the assault"."""
_HARMED = re.compile(r"\b(?:kill|wound|injur|die|dead|death|hurt|captur|arrest|detain|destroy|damag)", re.IGNORECASE)
_IN_THE_EVENT = re.compile(
    r"[^.;]{0,60}?\b(?:in|during|by|after) (?:the|this|that|these) (?:[\w’'-]+ ){0,2}(?:" + _DEEDS + ")",
    re.IGNORECASE,
)
_SHORTLY = 800
_DOERS_AGAIN = re.compile(
    r"\b(?:the|these|those|both) (?:(?:suicide|armed|masked|two|three|four|five|lone) )?"
    r"(?:attackers?|assailants?|gunm[ae]n|bombers?|raiders?|assassins?|hijackers?|kidnappers?|abductors?|rioters|"
    r"protesters|demonstrators|marchers) (?:(?:had|have|has|later|reportedly|allegedly|first) )*$",
    re.IGNORECASE,
)
"""Those who are known from their deed alone: what "the gunmen" did is what made them gunmen."""
_NEAR = 60
"""Characters after a trigger within which "another village" says that it is a new deed."""
_ANEW = re.compile(r"\b(?:another|second|third|also|then|separate|other|again|next)\b", re.IGNORECASE)

_DEED = re.compile(rf"(?:{_DEEDS})(?:s|es)? $", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be) $")


def reference_points(one: Event, two: Event) -> int:
    """Points for a definite noun in the later of two reports of an article ("the attack", "killed in the clash"), for
    doers who are known from it ("the gunmen attacked"), or a clause of time without a scene ("when she was arrested").

    4 for an event told shortly before, 2 for one further back.
    """
    if one.doc_id != two.doc_id or one.event_type.startswith("VRB."):  # statements are not referred to that way
        return 0
    later = max(one, two, key=lambda event: (event.trigger.start, event.event_id))
    before = later.quote[: max(0, later.trigger.start - later.start)]
    harm = _HARMED.search(later.trigger.text)
    after = later.quote[max(0, later.trigger.start - later.start) + harm.end() :] if harm else ""
    if _DOERS_AGAIN.search(before) and _ANEW.search(later.quote[len(before) :][:_NEAR]) is None:
        return 4 if abs(one.trigger.start - two.trigger.start) <= _SHORTLY else 2
    passing = later.location_role != "event" and _IN_PASSING.search(before)
    if not (
        passing
        or (_POINTS_BACK.search(before) and not _past_verb(later, before))
        or _DEFINITE.search(later.trigger.text)
        or _IN_THE_EVENT.match(after)
    ):
        return 0
    return 4 if abs(one.trigger.start - two.trigger.start) <= _SHORTLY else 2


def _past_verb(event: Event, before: str) -> bool:
    """ "The young people marched": the article before a verb is its subject's and points back to people, not to a deed;
    what a deed did ("the blast killed") and what was done ("the man was shot") may be told again.
    """
    first = event.trigger.text.split(maxsplit=1)
    verb = bool(first) and verb_lexicon().get(first[0], ("", ""))[1] == "d"
    return verb and not _DEED.search(before) and not _PASSIVE.search(before)
