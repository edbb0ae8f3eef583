"""What a verb's tense and its parties say: that it goes on, is long ago, is a custom, or was done by nobody."""

from __future__ import annotations

from itertools import pairwise

from geomap.coding.roles import object_of, subject_of
from geomap.coding.status_cues import TOPIC, Verdict, habitual, in_the_past, when
from geomap.coding.syntax import Syntax, VerbGroup

_NOBODY = frozenset("no nobody none neither".split())
_NEAR = 9
"""Words after a verb among which its object and how often it is done stand."""
_REGULAR = frozenset("usual customary weekly monthly yearly traditional".split())
_SPANS_OR_DAYS = frozenset("year month week day decade summer spring autumn winter morning evening night".split())
_SPANS = frozenset("year decade month century".split())


def of_long(syntax: Syntax, group: VerbGroup) -> Verdict | None:
    """ "they always blamed somebody else", "has targeted officials in the past": a custom, or history."""
    if any(syntax.words[i].lower == "always" for i in range(max(0, group.start - 1), group.head)):
        return Verdict(TOPIC, group.start)
    long = next((i for i in range(group.start, group.head) if syntax.words[i].lower == "long"), -1)
    past = long if long >= 0 and group.perfect else in_the_past(syntax, group)
    return Verdict("historical", past) if past >= 0 else None


def goes_on(syntax: Syntax, group: VerbGroup) -> bool:
    """ "is blocking", "have been fighting since 2021", "has been closed since", "have marched every week"."""
    auxiliaries = {syntax.words[i].lower for i in range(group.start, group.head)}
    if group.progressive:
        return bool(auxiliaries & {"is", "are", "have", "has"})
    if not auxiliaries & {"have", "has"}:
        return False
    after = [word.lower for word in syntax.words[group.head + 1 : group.head + 6]]
    return "every" in after or (group.passive and "since" in after)


def _spans_years(syntax: Syntax, group: VerbGroup) -> bool:
    """ "Two years of fighting have driven millions from their homes": a reckoning, not the news."""
    words = syntax.words
    for at in range(max(0, group.start - 5), group.start - 1):
        if words[at].lemma in _SPANS and words[at + 1].lower == "of":
            return at == 0 or words[at - 1].tag in ("#", "D", "A", "N")
    return False


def nothing_new(syntax: Syntax, group: VerbGroup) -> Verdict | None:
    """The verdict on a verb whose subject or object makes no event of it."""
    denier = _not_meant(syntax, group)
    if denier >= 0:
        return Verdict(TOPIC, denier)
    if _spans_years(syntax, group):
        return Verdict(TOPIC, group.start)
    nobody = _nobody(syntax, group)
    return Verdict("denied", nobody) if nobody >= 0 else None


def _not_meant(syntax: Syntax, group: VerbGroup) -> int:
    """The verb that denies what follows: "The swap does not mean that Washington will ease its sanctions"; or -1."""
    before = [one for one in syntax.groups if one.head < group.start]
    meant = bool(before) and before[-1].negated and syntax.words[before[-1].head].lemma in ("mean", "imply", "signal")
    return before[-1].head if meant else -1


def _nobody(syntax: Syntax, group: VerbGroup) -> int:
    """The word that empties a verb: "nobody was killed", "had killed nobody"; -1 for none."""
    subject = next((chunk.start for chunk in subject_of(syntax, group.head)), -1)
    if subject >= 0 and syntax.words[subject].lower in _NOBODY:
        return subject
    done = -1 if group.passive or group.negated else next((c.start for c in object_of(syntax, group.head)), -1)
    return done if done >= 0 and syntax.words[done].lower in ("nobody", "none", "no") else -1


def _at_intervals(syntax: Syntax, head: int) -> bool:
    """ "meets every five years", "holds its usual session", "convenes once a week": what is done again and again."""
    following = syntax.words[head + 1 : head + 1 + _NEAR]
    for word, after in pairwise(following):
        if word.lower in _REGULAR or (word.lower == "every" and (after.lemma in _SPANS_OR_DAYS or after.tag == "#")):
            return True
    return False


def in_present(syntax: Syntax, group: VerbGroup) -> Verdict:
    """A present tense: a custom, what is to come, or the news of a headline."""
    if habitual(syntax, group.start, group.head) or _at_intervals(syntax, group.head):
        return Verdict(TOPIC, group.start)
    if group.start == group.head and when(syntax, group.start):
        return Verdict("planned", group.start)
    return Verdict("happened")
