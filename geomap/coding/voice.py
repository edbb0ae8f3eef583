"""In which voice a verb without auxiliaries stands: "troops killed in the attack", "assailants gunned down a man"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.words import Word

_TIMES = frozenset("week month year night morning afternoon evening weekend".split())
_PARTICLES = frozenset("on with at off out back up down over away".split())
_NEED_OBJECT = frozenset("arrest detain kidnap abduct jail capture behead wound injure seize displace".split())
"""Verbs of what is always done to somebody."""
_PAIRS = frozenset(
    ("round up", "pick up", "gun down", "shoot down", "haul in", "haul away", "take away", "lock up", "mow down")
)
"""Such verbs with their particles."""
_FRAMES = {
    "call": "for on upon", "appeal": "for to", "clash": "with", "agree": "to on", "withdraw": "from", "retreat": "from",
    "protest": "against at", "respond": "to with", "vow": "to", "refuse": "to", "decline": "to", "march": "on to",
}  # fmt: skip


def never_passive(words: Sequence[Word], start: int, head: int) -> bool:
    """ "after the military called for", "two assailants gunned down a minister": without an auxiliary, a verb of such a
    frame, or one with its object, is active, whatever a tree says.
    """
    if start != head:
        return False
    at = head + 1
    following = words[at].lower if at < len(words) else ""
    if following in _FRAMES.get(words[head].lemma, "").split():
        return True
    while at < len(words) and words[at].lower in ("down", "up", "out", "off", "back"):
        at += 1
    at += _counts_at(words, at)
    if at >= len(words) or words[at].tag not in ("D", "P", "#", "O") or words[head].lemma in _TWO_OBJECTS:
        return False
    return not any(time_at(words, i) for i in range(at, min(at + 4, len(words))))


_TWO_OBJECTS = frozenset(
    "give grant send hand deny award offer show pay allow ask teach tell promise owe call name dub elect appoint title "
    "nickname label codename make bring lend sell".split()
)
"""Verbs that keep an object in the passive: "a visa denied the minister", "a man called Ahmed"."""


_USUALLY_PASSIVE = frozenset(
    "reach agree negotiate broker conclude kill wound injure arrest detain kidnap abduct displace jail free "
    "execute capture shell bomb target destroy damage behead rape torch loot seize release hurt trap launch fire "
    "stage hold organise organize sign carry impose".split()
)


def joined_passive(words: Sequence[Word], head: int) -> bool:
    """ "was targeted and killed in a raid": a participle that shares the auxiliary of the one before it."""
    if head < 3 or words[head - 1].tag != "C" or words[head].lemma not in _USUALLY_PASSIVE:
        return False
    first = words[head - 2]
    auxiliary = any(word.tag == "X" and word.lemma == "be" for word in words[max(0, head - 4) : head - 2])
    following = words[head + 1] if head + 1 < len(words) else None
    return first.form == "d" and auxiliary and (following is None or following.tag in ("I", ",", "S", "W", "C", "R"))


_CHANGES = frozenset("increase decrease decline drop jump surge soar climb".split())
"""What counts do by so much: never by anybody, without an auxiliary."""


def _counts_at(words: Sequence[Word], at: int) -> int:
    """How many words "at least" or "nearly" takes before a number: "executed at least ten people"."""
    end = at
    while end < len(words) and words[end].tag == "R":
        end += 1
    return end - at if end < len(words) and words[end].tag == "#" else 0


def reduced_passive(words: Sequence[Word], head: int) -> bool:
    """ "troops killed in the attack", "a strike carried out by": a participle after its noun."""
    if head == 0 or words[head - 1].tag not in ("N", "P", "#", "W", ",", "R") or words[head].lemma in _CHANGES:
        return False
    following = words[head + 1 + _counts_at(words, head + 1) :]
    if following and following[0].tag in ("D", "N", "P", "#", "O"):
        return False  # "repelled an attack by rebels": the verb has its object
    for index, word in enumerate(following[:6]):
        if word.lower == "by":
            after = following[index + 1] if index + 1 < len(following) else None
            return after is None or after.tag != "V"
        if word.tag in ("V", "X", "M", "S", "C", ","):
            break
    if _has_no_object(words, head, _PAIRS):
        return True
    if words[head].lemma not in _USUALLY_PASSIVE:
        return False
    if not following or following[0].tag in (",", "C"):
        return True
    return following[0].tag in ("I", "W", "S") and following[0].lower not in ("on", "with", "at", "off", "out", "back")


def never_active(words: Sequence[Word], start: int, head: int) -> bool:
    """ "Two soldiers captured near the border went home": without an object, a verb that needs one is passive, whatever
    a tree says.
    """
    return start == head and words[head].form == "d" and _has_no_object(words, head, _PAIRS | _NEED_OBJECT)


def _has_no_object(words: Sequence[Word], head: int, needy: frozenset[str]) -> bool:
    """Whether a verb of some that need an object, or such a verb with its particle, has none after it."""
    at = head + 1
    particle = words[at].lower if at < len(words) else ""
    if f"{words[head].lemma} {particle}" in needy:
        at += 1
    elif words[head].lemma not in needy or particle in _PARTICLES:
        return False
    while at < len(words) and words[at].tag in ("R", "W"):
        at += 1
    return at >= len(words) or words[at].tag in (",", "C", "I")


def time_at(words: Sequence[Word], at: int) -> bool:
    """Whether a word is one of time: "last week"."""
    return at < len(words) and words[at].lemma in _TIMES
