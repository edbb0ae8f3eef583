"""Verb, noun or adjective? A known verb's form is judged by its neighbours: "strikes", "targeted", "shelling",
"attack".
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.triggers import lexicon
from geomap.coding.words import Word, closed_classes, noun_lemma, verb_lexicon
from geomap.places.filters import common_words


def verb_or_noun(
    lower: str, known: tuple[str, str], before: Sequence[Word], previous: str, following: str
) -> tuple[str, str, str]:
    lemma, form = known
    if following == "by" and previous in (",", "N", "P") and lower in (*PARTICIPLE_SAME, *PAST_SAME):
        return lemma, "V", "d"  # "Palma, overrun by insurgents"
    if lower == "supplies" and _counted_out(before, previous):
        return "supply", "N", ""
    decide = {"g": _is_gerund_verb, "d": _is_past_verb, "b": _is_base_verb, "s": _is_s_verb}[form]
    tag = decide(lower, before, previous, following)
    if tag == "V":
        return lemma, "V", form
    if tag == "N" and form == "g" and following in _NOMINAL and lower not in _GERUND_NOUNS:
        return lemma, "N", "g"
    return (lemma if tag == "A" else noun_lemma(lower)), tag, form if tag == "A" else ""


_NOMINAL = frozenset("of up down off out over".split())
"""What follows a gerund that is a noun and tells a deed: "the dropping of leaflets", "the blowing up of a bridge"."""


def _counted_out(before: Sequence[Word], previous: str) -> bool:
    """Whether "supplies" is what is given: "relief supplies", "the supplies", "medical supplies"."""
    if previous in ("D", "A", "'", "#", "I", "V"):
        return True
    return previous == "N" and "aid" in lexicon().classes.get(before[-1].lemma, frozenset())


def starts_object(word: str) -> bool:
    """Whether the next word could begin an object or a clause."""
    return bool(word) and (
        word[0].isdigit() or word[0].isupper() or closed_classes().get(word.lower()) in ("D", "O", "#", "S", "T", "W")
    )


def adjectival(lower: str) -> bool:
    return lower.endswith(("ian", "ish", "ese", "eli", "aqi", "udi", "emeni")) and len(lower) > 5


_ADJECTIVE = ("al", "ous", "ive", "ful", "ic", "ish", "less", "ible", "able", "ary", "ern", "ese", "ian")
_NO_ADJECTIVES = frozenset("hungary nepal senegal portugal montreal bengal".split())


def adjective_before(lower: str, following: str) -> bool:
    """Whether an unknown word is an adjective by its ending. "Hungary" is none, nor is who did something: "an official
    threw".
    """
    if not lower.endswith(_ADJECTIVE) or lower in _NO_ADJECTIVES:
        return False
    if not following[:1].isalpha() or following.lower() in closed_classes():
        return False
    known = verb_lexicon().get(following)
    did = known is not None and known[1] == "d"
    return not (did and "person" in lexicon().classes.get(lower, frozenset()))


def _is_gerund_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> str:
    if previous == "C" and lower in _GERUND_NOUNS and not starts_object(following):
        return "N"
    if previous in ("X", "M", "T", "R", "I", "V", "O", "S"):
        after = closed_classes().get(following.lower())
        noun_like = (
            previous == "I"
            and (after in ("C", "I", "X", "M") or not following[:1].isalpha())
            and lower in _GERUND_NOUNS
        )
        return (
            "N" if noun_like or (previous == "V" and lower in _GERUND_NOUNS and not starts_object(following)) else "V"
        )
    if not before or previous in ("D", "A", "'", "#"):
        if not before and starts_object(following) and lower not in ("shelling", "fighting"):
            return "V"
        plain = following.isalpha() and following.lower() not in closed_classes() and following.islower()
        return "A" if plain and before and lower not in _GERUND_NOUNS else "N"
    if previous in ("N", "P"):
        return "N" if lower in _GERUND_NOUNS and not starts_object(following) else "V"
    return "V"


_GERUND_NOUNS = frozenset(
    "shelling bombing fighting killing shooting meeting bombardment looting stabbing kidnapping hearing training "
    "building gathering uprising rioting hacking trafficking smuggling poisoning beheading flooding sinking "
    "crossing briefing ruling understanding warning drilling bearing holding landing lightning mining patrolling "
    "negotiating".split()
)


_PEOPLE = frozenset("displaced wounded injured accused detained kidnapped convicted abducted disappeared".split())
"""Participles that "the" makes people of: "the displaced"."""


def _is_past_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> str:
    if lower in _PEOPLE and previous == "D" and (closed_classes().get(following) or not following[:1].isalnum()):
        return "N"
    if lower in ("left", "felt", "cost", "hurt", "shed", "spread", "hit", "set", "put", "cut", "broadcast", "split"):
        if previous in ("D", "A", "'"):
            return "N"
        return "V"
    lowercase = following.isalpha() and following.islower() and following != "to" and following not in closed_classes()
    if lowercase and (previous in ("D", "#", "A", "'", "I", "V", "") or lower in ("renewed", "increased", "continued")):
        return "A"
    if previous == "R" and following == "and" and len(before) > 1 and before[-2].tag in ("D", "#"):
        return "A"  # "all seriously wounded and young prisoners"
    named = (
        following.isalpha()
        and following != "to"
        and following.lower() not in closed_classes()
        and (following.islower() or adjectival(following.lower()))
    )
    if named and (
        previous in ("D", "#") or (previous == "R" and len(before) > 1 and before[-2].tag in ("D", "#", "A", "'", "I"))
    ):
        return "A"
    return "V"


def _is_base_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> str:
    if previous in ("T", "M"):
        return "V"
    if previous in ("R", "E") and len(before) > 1 and before[-2].tag in ("T", "M", "X", "O"):
        return "V"
    if previous in ("N", "P", "O") and mandate_before(before) >= 0:
        return "V"
    if _plainly_verb(lower, before, previous, following):
        return "V"
    if previous == "N" and before[-1].lower == "police" and _police_noun(lower, following):
        return "N"
    if lower in PAST_SAME and previous not in ("D", "A", "'", "#"):
        return "V" if starts_object(following) or previous in ("N", "P", "O", "X", ")") else "N"
    if previous in ("D", "A", "'", "#", "I", "", "W", "C", ",", "V"):
        if previous == "C" and len(before) > 2 and any(w.tag in ("T", "M") for w in before[-6:-1]):
            return "V"
        return "N"
    if previous in ("O", "S"):
        if previous == "S" and before[-1].lower not in ("who", "which", "that"):
            return "N"
        return "V" if before[-1].lower not in ("it", "he", "she", "his") or lower in PAST_SAME else "N"
    if previous in ("N", "P") and (is_plural(before[-1]) or (len(before) > 2 and before[-2].tag == "C")):
        return "V" if following.islower() or following[:1].isalnum() else "N"
    return "N"


def _plainly_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> bool:
    """ "unions in Manila want", "but hit back at", "and put out a warning": verbs for what stands beside them."""
    if lower == "want":
        return previous in ("N", "P", "O")
    if lower in PARTICIPLE_SAME and previous == "X":
        return True
    if lower in _SAYING and following == "that":
        return previous in ("N", "P", "O", "R")
    if previous == "R" and _midway(before, plural=True):
        return True
    return lower in PAST_SAME and previous in ("C", ",") and following in _PARTICLES


_MIDWAY = frozenset("still now also again already often always sometimes even just then".split())
"""Adverbs that stand between a subject and its verb."""


def _midway(before: Sequence[Word], *, plural: bool) -> bool:
    """Whether an adverb before a word parts it from its subject: "the gangs now control", "the group still runs"."""
    adverb = before[-1].lower
    if len(before) < 2 or not (adverb in _MIDWAY or (adverb.endswith("ly") and adverb not in _OF_MEASURE)):
        return False
    subject = before[-2]
    return subject.tag in ("N", "P", "O") and (subject.tag == "O" or is_plural(subject) == plural)


_OF_MEASURE = frozenset("nearly roughly only early mostly mainly especially particularly including".split())


def _police_noun(lower: str, following: str) -> bool:
    """ "a police station", "police post": "police" before a noun that is also a verb, with no object after it."""
    known = lexicon().classes.get(lower, frozenset())
    return bool(known & {"military_site", "civil_site", "person", "force", "ground"}) and not starts_object(following)


def mandate_before(before: Sequence[Word]) -> int:
    """The index of "proposes" in "proposes that Israel leave": the verb or noun whose clause has a bare verb; -1 for
    none."""
    for at in range(len(before) - 1, max(0, len(before) - 9), -1):
        if before[at].lower == "that" and before[at - 1].lemma in _MANDATES:
            return at - 1
        if before[at].lower == "that" and (before[at - 1].tag == "C" or before[at - 1].lower == ";"):
            return next((i for i in range(at - 1, -1, -1) if before[i].lemma in _MANDATES), -1)
        if before[at].tag in ("V", "M", "X") and before[at].form != "g":
            return -1
    return -1


_MANDATES = frozenset(
    "propose demand insist urge ask recommend suggest require order request stipulate proposal demand recommendation "
    "request condition requirement".split()
)


PAST_SAME = frozenset("hit set put cut hurt shut burst cast spread quit beat let shed split broadcast".split())


_PARTICLES = frozenset("back out off down up forward into".split())
_SAYING = frozenset("insist say argue warn allege believe deny complain agree announce maintain".split())
"""Verbs of saying that are no nouns: "leaders in Maputo insist that"."""
PARTICIPLE_SAME = frozenset("overrun come become run".split())


NEVER_NOUNS = frozenset(
    "says wants agrees vows warns tells urges denies accuses rejects kills insists believes gives takes makes sends "
    "provides receives announces continues begins becomes remains refuses accepts reduces expels seizes detains "
    "condemns criticises criticizes imposes suspends recalls withdraws deploys joins meets holds approves extends "
    "donates threatens opens closes asks seeks finds destroys intercepts invades occupies resumes agrees declines "
    "confirms delivers hosts supplies frees retakes recaptures evacuates accuses praises welcomes thanks sees expects "
    "disclaims balks scoffs begs implores swears chides deplores decries denounces blames puts lays throws keeps "
    "brings pours beseeches bridles appoints".split()
)
_SAYINGS = frozenset("promises pledges disputes demands complains".split())
_REPORTED = frozenset("it its they their he she his her that".split())
"""What opens the clause that a verb of saying brings: "the ministry claims its troops have captured the village"."""
_OPENS_OBJECT = frozenset("the a an its their his her no less more most much many half".split())
_MEANS = frozenset("phone telephone video conference emergency".split())


def _is_s_verb(lower: str, before: Sequence[Word], previous: str, following: str) -> str:
    if lower in NEVER_NOUNS:
        return "V"
    if previous in ("D", "A", "'", "#", "I", "", "V", "T"):
        return "N"
    if lower in ("claims", "reports", "states", "plans") and following in _REPORTED:
        return "V"
    if lower in ("calls", "appeals") and following in ("on", "for") and before[-1].lower not in _MEANS:
        return "V"
    if lower == "appeals" and following == "to" and previous in ("N", "P") and not is_plural(before[-1]):
        return "V"
    if lower in _SAYINGS and following == "that" and previous in ("N", "P", "C"):
        return "V"
    if previous in ("O", "S") and before[-1].lower in ("he", "she", "it", "which", "that", "who"):
        return "V"
    if previous == "R" and len(before) > 1 and before[-2].tag in ("N", "P", "O"):
        return "V" if starts_object(following) or _midway(before, plural=False) else "N"
    if previous == "P" and not before[-1].lower.endswith(("ian", "ish", "ese", "eli", "aqi")):
        return "V" if starts_object(following) else "N"
    if previous == "N" and _singular_acts(before, following):
        return "V"
    return "N"


def _singular_acts(before: Sequence[Word], following: str) -> bool:
    """ "the army reserves the right", "the navy rescues 40 migrants", "Kenya dispatches nine officers"."""
    noun = before[-1]
    if is_plural(noun):
        return False
    if following in _OPENS_OBJECT:
        return True
    counted = following[:1].isupper() or following[:1].isdigit() or closed_classes().get(following) == "#"
    return counted and (bool(_WILLS & lexicon().classes.get(noun.lemma, frozenset())) or _opens_as_name(before))


def _opens_as_name(before: Sequence[Word]) -> bool:
    """Whether the one word before is the name that opens a sentence, whose capital tells nothing: "Kenya"."""
    word = before[-1]
    capital = len(before) == 1 and word.text[:1].isupper()
    return capital and word.lower not in common_words() and word.lemma not in lexicon().classes


_WILLS = frozenset(["person", "body", "force"])
"""Classes of those whose singular is followed by a verb of theirs, not by a plural that it would describe."""


def is_plural(word: Word) -> bool:
    """Whether a noun looks like a plural: "rebels", "police", "gunmen"."""
    lower = word.lower
    if lower.endswith("men"):
        return lower not in _NO_MEN
    return (lower.endswith("s") and not lower.endswith(("ss", "us")) and lower not in _SINGULARS) or lower in _PLURALS


_PLURALS = frozenset("police people troops children peshmerga mujahideen clergy".split())
_SINGULARS = frozenset("gas crisis basis analysis oasis".split())
_NO_MEN = frozenset("yemen specimen regimen omen abdomen acumen".split())
