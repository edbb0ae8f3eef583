"""Deeds that a sentence tells of no time: customs, sayings, definitions, rules and provisions.

"Every Easter villagers fire rockets at each other's churches", "Mortars kill more people than rifles do", "A coup is
the seizure of power by force", "In case of a bomb threat, leave": English puts them in the simple present or under a
modal, with whoever is of a kind for a subject, and without a day, a number or a place. Headlines are in the simple
present too, but end in no full stop and count, date or place what they tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geomap.coding.dependence import predicate_of
from geomap.coding.match import Hit, objects
from geomap.coding.roles import subject_of
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of
from geomap.coding.verbhood import PAST_SAME
from geomap.coding.words import Word

Classes = Sequence[frozenset[str]]

_DEEDS = ("STR.", "EXP.", "BAT.", "VAC.", "MOB.", "COE.", "CRM.", "DEM.", "HAZ.", "DEE.")
_PRESENT = frozenset("is are am do does has have".split())
_EACH = frozenset(["every", "each"])
_YEARLY = frozenset(
    "year spring summer autumn winter easter christmas epiphany halloween carnival lent ramadan eid diwali midsummer "
    "harvest january february march april may june july august september october november december season".split()
)
_YEARLY_AFTER = frozenset("once twice every each".split())
_A_YEAR = (["a", "year"], ["each", "year"], ["every", "year"], ["new", "year"])
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_FEASTS = frozenset("easter christmas halloween carnival mardi epiphany midsummer whitsun pentecost".split())
_BY_CUSTOM = frozenset("annually traditionally customarily".split())
_CUSTOM = frozenset(["custom", "tradition"])
_DEMANDS = frozenset("has demands dictates requires wills decrees".split())
_AGES = frozenset("centuries generations".split())
_RATHER = frozenset("rarely seldom often usually generally typically always never mostly normally sometimes".split())
"""Adverbs of what is so at any time, beside a verb in the simple present."""
_LEAN = frozenset("tend breed deserve require need mean thrive".split())
"""Verbs that are said of kinds."""
_GOING_ON = frozenset(
    "continue rage erupt resume intensify mount rock shake hit follow spread break persist grip engulf begin start "
    "demand leave enter".split()
)
"""What is said of happenings of a day, also where nothing dates them: "Clashes continue."""
_POINTED = frozenset(["D", "#", "P", "'", "O"])
_GATHERED = frozenset(
    "police troops forces authorities officials media people soldiers sources residents witnesses protesters "
    "demonstrators rebels".split()
)
"""Bare plurals that stand for those of the story: "Police fire tear gas."""
_IRREGULAR = frozenset("people men women children mice geese".split())
_EQUATED = frozenset("a an the not only what as when like one no nothing never any among".split())
_RANKED = frozenset("latest first second third fourth worst deadliest biggest largest most last".split())
_ARTICLES = frozenset(["a", "an"])
_WHOEVER = frozenset("a an any anyone anybody those whoever every each".split())
_PROVIDED = (("in", "case", "of"), ("the", "event", "of"))
_SINGLE_MASS = frozenset(
    "artillery infantry cavalry propaganda torture violence terrorism warfare famine hunger".split()
)
_COMPARED = frozenset(["than"])


def timeless(syntax: Syntax, classes: Classes, hit: Hit) -> bool:
    """Whether the words of a hit tell of no particular time."""
    if not hit.rule.code.startswith(_DEEDS):
        return False
    if _provided(syntax, min(hit.words)) or _by_custom(syntax):
        return True
    told = _telling(syntax, hit.head)
    if told is None:
        return _customary(syntax, hit) and all(simple_present(syntax, group) for group in syntax.groups)
    if not simple_present(syntax, told):
        return False
    return (
        _customary(syntax, hit)
        or _defined(syntax, hit, told)
        or _of_a_kind(syntax, classes, told)
        or _whoever(syntax, classes, told)
    )


def _telling(syntax: Syntax, head: int) -> VerbGroup | None:
    """The verb group that says when: the deed's own, that of which it is the subject, or "go on" before "killing"."""
    group = group_of(syntax, head)
    if group is None:
        return predicate_of(syntax, head)
    at = group.start - 1
    if syntax.words[group.start].form != "g" or at < 1:
        return group
    return group_of(syntax, at - 1 if syntax.words[at].lower == "on" else at) or group


def simple_present(syntax: Syntax, group: VerbGroup) -> bool:
    """ "kill", "kills", "is killed": neither past nor future nor going on. "hit" may be either, and counts for past."""
    words = syntax.words
    if group.infinitive or group.modal or group.perfect or group.progressive:
        return False
    if any(words[i].lower == "being" for i in range(group.start, group.head)):
        return False  # "is being smuggled"
    first = words[group.start]
    if group.start < group.head:
        opening = next((words[i] for i in range(group.start, group.head) if words[i].tag == "X"), first)
        return opening.lower in _PRESENT
    if first.tag == "X":
        return first.lower in _PRESENT
    return first.form == "s" or (first.form == "b" and first.lower not in PAST_SAME)


def _customary(syntax: Syntax, hit: Hit) -> bool:
    """ "every Easter", "once a year", "as they have done for centuries": what is done whenever its day comes round."""
    lowers = [word.lower for word in syntax.words]
    marches = hit.rule.code.startswith("DEM.")
    for index, lower in enumerate(lowers):
        following = lowers[index + 1] if index + 1 < len(lowers) else ""
        if lower in _BY_CUSTOM or (lower == "for" and following in _AGES):
            return True
        if lower in _EACH and following in _YEARLY:
            return True
        if lower in _EACH and following in _WEEKDAYS and not marches:
            return True
        if (
            lower in _EACH
            and following == "day"
            and _at_an_hour(lowers[index + 2 : index + 4], lowers[index - 2 : index])
        ):
            return True
        if lower in _YEARLY_AFTER and lowers[index + 1 : index + 3] in _A_YEAR:
            return True
    opening = lowers[:2]
    return opening in (["by", "tradition"], ["by", "custom"]) or (opening[0] in ("at", "on") and opening[-1] in _FEASTS)


def _at_an_hour(*beside: Sequence[str]) -> bool:
    """ "each day at noon", "at six each day": a fixed hour."""
    return any(len(pair) == 2 and pair[0] == "at" for pair in beside)


def _by_custom(syntax: Syntax) -> bool:
    """ "as custom has it", "as tradition demands"."""
    return any(
        one.lower in _CUSTOM and two.lower in _DEMANDS and index and syntax.words[index - 1].lower in ("as", "which")
        for index, (one, two) in enumerate(pairwise(syntax.words))
    )


def _defined(syntax: Syntax, hit: Hit, told: VerbGroup) -> bool:
    """ "A coup is the seizure of power", "a ceasefire is only as good as its monitors"."""
    chunk = chunk_of(syntax, hit.head)
    words, at = syntax.words, told.head + 1
    if chunk is None or words[chunk.start].lower not in _ARTICLES or words[told.head].lemma != "be":
        return False
    if at + 1 >= len(words) or words[at].lower not in _EQUATED:
        return False
    return words[at + 1].lower not in _RANKED


def _of_a_kind(syntax: Syntax, classes: Classes, told: VerbGroup) -> bool:
    """ "Mortars kill more people than rifles do", "Ceasefires tend to fail", "Pirates attack ships"."""
    words = syntax.words
    subjects = subject_of(syntax, told.head)
    if len(subjects) != 1 or not _kind(syntax, classes, subjects[0]):
        return False
    beside = {word.lower for word in words[subjects[0].end : told.head + 2]}
    verb = words[told.head].lemma
    if verb in _LEAN or not _RATHER.isdisjoint(beside) or _compares(syntax, told):
        return True
    if words[-1].lower != "." or verb in _GOING_ON or words[subjects[0].head].lower in _GATHERED:
        return False
    if any(not one.isdisjoint(("place", "country", "number", "time")) for one in classes[: _closing(syntax, told)]):
        return False
    return all(_unpointed(syntax, chunk) for chunk in objects(syntax, told.head, told.head))


def _whoever(syntax: Syntax, classes: Classes, told: VerbGroup) -> bool:
    """ "A player who is captured misses two turns", "those who kidnap are jailed": whoever does, is done so to."""
    words, at = syntax.words, told.start - 1
    if at < 1 or words[at].lower not in ("who", "that"):
        return False
    chunk = chunk_of(syntax, at - 1)
    if chunk is None or words[chunk.start].lower not in _WHOEVER:
        return False
    named = any(word.tag in ("P", "W") for word in words) or any("place" in one for one in classes)
    return not named and all(
        group.modal or group.infinitive or simple_present(syntax, group) for group in syntax.groups
    )


def _compares(syntax: Syntax, told: VerbGroup) -> bool:
    """ "kill more Americans than guns do"."""
    words, at = syntax.words, told.head + 1
    more = at < len(words) and words[at].lower in ("more", "fewer")
    rest = words[at:] if more else ()
    return any(one.lower == "than" and two.tag != "#" for one, two in pairwise(rest))


def _closing(syntax: Syntax, told: VerbGroup) -> int:
    """Where what is said ends and who says it begins: ", a study of 300 of them found"; a comparison ends it too."""
    words = syntax.words
    for index in range(told.head + 1, len(words)):
        if words[index].tag == "," or words[index].lower in _COMPARED:
            return index
    return len(words)


def _kind(syntax: Syntax, classes: Classes, chunk: Chunk) -> bool:
    """Whether a noun phrase is of a kind: a bare plural, or a mass."""
    words = syntax.words
    if any(words[i].tag in _POINTED for i in range(chunk.start, chunk.end)):
        return False
    if any(
        not classes[i].isdisjoint(("country", "place", "group", "leader", "igo")) for i in range(chunk.start, chunk.end)
    ):
        return False
    return _plural(words[chunk.head]) or (chunk.start == chunk.head and words[chunk.head].lower in _SINGLE_MASS)


def _plural(word: Word) -> bool:
    return word.tag == "N" and word.lower != word.lemma and (word.lower.endswith("s") or word.lower in _IRREGULAR)


def _unpointed(syntax: Syntax, chunk: Chunk) -> bool:
    """Whether an object is a bare plural too: "attack ships", not "storm the palace", "kill two", "seize town"."""
    words = syntax.words
    bare = not any(
        words[i].tag in _POINTED and words[i].lower not in ("more", "most") for i in range(chunk.start, chunk.end)
    )
    return bare and _plural(words[chunk.head])


def _provided(syntax: Syntax, head: int) -> bool:
    """ "in case of a bomb threat", "in the event of an attack": what is provided for."""
    words = syntax.words
    chunk = chunk_of(syntax, head)
    start = chunk.start if chunk is not None else head
    before = tuple(word.lower for word in words[max(0, start - 4) : start])
    return any(before[at : at + 3] in _PROVIDED for at in range(2))
