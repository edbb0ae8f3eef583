"""Words that name a happening without telling it: what is merely deplored, feared, weighed or said not to be.

`unreal.py` knows titles, figures and questions; this module reads the grammar around a hit: a call that nobody makes, a
deed whose doer is an abstract noun, a gerund that would do something, a sign that there was none.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.dependence import governors, predicate_of
from geomap.coding.match import Hit, doers
from geomap.coding.roles import after_preposition, object_of, subject_of
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of

Classes = Sequence[frozenset[str]]

_VOICES = frozenset("country leader igo group body person stateforce name named force rebel civilian protester".split())
_MEANT = frozenset("person body force rebel civilian protester crowd group country leader igo stateforce name".split())
_ARMS = frozenset("weapon artillery explosive aircraft infrastructure body stateforce".split())
_FROM = frozenset(["from", "by"])
_OF = frozenset(["of"])
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ence", "ance", "ship", "ure", "acy", "sis")
_DEEDS = frozenset(
    "attack strike aggression raid war violence conflict failure success decision plan deal law policy move act step "
    "rule ruling rise fall lack loss crisis tension sanction presence behaviour behavior drought virus disease "
    "battle offensive siege bombing shelling killing operation project idea charge future result vote "
    "election bill amendment measure price cost trade growth practice abuse crime silence speech word weapon "
    "bomb drone missile ban tariff".split()
)
"""What cannot mean to do anything, besides nouns that end like one."""
_BODIES = frozenset(
    "government administration organisation organization federation delegation opposition parliament commission "
    "mission regiment contingent detachment department community majority minority authority coalition union nation "
    "institution foundation corporation leadership ministry secretariat regime establishment settlement population "
    "generation faction legislature judiciary presidency chancery embassy confederation convention association "
    "university municipality democracy alliance conference intelligence resistance resolution declaration petition "
    "communication".split()
)
_WILLED = ("VRB.", "DIP.", "DEE.CEASEFIRE", "DEE.RELEASE", "SAN.")
_ANY = frozenset("each every any whatever whichever".split())
_ARTICLES = frozenset("a an the one its their".split())
_CHANGES = frozenset("increase rise fall drop decline decrease jump surge soar double triple climb grow shrink".split())
_TRENDS = frozenset("increase rise surge spike decline drop decrease uptick reduction upsurge fall".split())
_DEED_CODES = ("STR", "EXP", "BAT", "VAC", "COE", "CRM", "DEM", "HAZ")
_CLASSES = frozenset("offence offense crime form type kind act felony charge danger".split())
_BLOWS = frozenset("explosion blast attack bombing strike shelling raid bombardment assault".split())
_NO_SUCH = frozenset("sign evidence indication proof suggestion confirmation trace reason record hint".split())
_NOT_ONE = frozenset("no any little without scant".split())
_MAYBE = frozenset("would could might may will can should".split())
_OWN_NOUN = frozenset("bomb death nuclear hoax".split())
_CARRIERS = frozenset(
    "step renew repeat reiterate intensify lead echo join back support level direct hurl trade keep press amplify "
    "endorse second add ramp offer file lodge mount submit voice heap pile circulate pen deliver drop withdraw "
    "retract".split()
)
_SPEAKING = frozenset(
    "say tell add argue allege claim believe think know feel fear hope insist note explain recall write complain be "
    "have see want describe dress wear denounce condemn accuse reject blame dismiss criticise criticize welcome".split()
)
_BASIS = frozenset("under of on per with to from despite in against by".split())
_REACHED = frozenset("reach sign agree conclude end follow come yield produce result strike announce".split())


def untold(syntax: Syntax, classes: Classes, hit: Hit) -> bool:
    """Whether a hit only names what may have happened, elsewhere or never."""
    code, group = hit.rule.code, group_of(syntax, hit.head)
    if _none_such(syntax, hit.head):
        return True
    if group is None:
        return (
            _general(syntax, hit)
            or _counted(syntax, hit.head)
            or (code[:3] in _DEED_CODES and _of_a_list(syntax, hit.head))
            or (code == "CRM.ORG" and _trade(syntax, hit))
            or (code.startswith("VRB.") and _voiceless(syntax, classes, hit))
            or (code == "DIP.SIGN" and _as_basis(syntax, hit))
            or (code == "DEM.PEACEFUL" and _speakers(syntax, classes, hit))
        )
    if code == "COE.DESTROY" and _told_elsewhere(syntax, group):
        return True
    if code == "DEM.EXCESSIVE" and not group.passive and _by_a_thing(syntax, classes, group):
        return True
    if code.startswith("AID.") and syntax.words[hit.words[-1]].tag == "T":
        return True  # "sent jets to monitor them": for a purpose, and to nobody
    if code == "DEM.PEACEFUL" and syntax.words[hit.head].lemma == "demonstrate" and _shows(syntax, hit.head):
        return True
    return (code.startswith(_WILLED) and _willed_by_none(syntax, classes, group)) or _weighed(syntax, group)


def _general(syntax: Syntax, hit: Hit) -> bool:
    """ "before each airstrike", "Abduction is a crime": a kind of happening, and none in particular."""
    chunk = chunk_of(syntax, hit.head)
    if chunk is None:
        return False
    first = syntax.words[chunk.start]
    if first.lower in _ANY and _ANY & {syntax.words[i].lower for i in range(chunk.start, hit.head)}:
        return True
    bare = not any(syntax.words[i].tag in ("D", "P", "'", "#", "W") for i in range(chunk.start, chunk.end))
    return bare and chunk.head in hit.words and _is_a_kind(syntax, predicate_of(syntax, hit.head))


def _counted(syntax: Syntax, head: int) -> bool:
    """ "Attacks increased by 106 percent", "a rise in kidnappings": statistics."""
    words = syntax.words
    told = predicate_of(syntax, head)
    if told is not None and words[told.head].lemma in _CHANGES:
        return any(word.lower in ("percent", "%", "per", "fold") for word in words[told.head :])
    governor = next(governors(syntax, head), -1)
    if governor < 0 or group_of(syntax, governor) is not None:
        return False
    return words[governor].lemma in _TRENDS or (
        words[governor].lemma == "number" and words[governor - 1].lower in ("growing", "rising", "increasing")
    )


def _of_a_list(syntax: Syntax, head: int) -> bool:
    """ "offences such as treason, rape and abduction": what a law speaks of."""
    words = syntax.words
    for index in range(head - 1, 0, -1):
        if syntax.group_at[index] >= 0 or words[index].lower in (";", "."):
            return False
        if words[index].lower in ("as", "like", "including") and index > 1:
            opened = index - 2 if words[index].lower == "as" and words[index - 1].lower == "such" else index - 1
            if words[opened].tag == ",":
                opened -= 1
            return words[opened].lemma in _CLASSES
    return False


def _trade(syntax: Syntax, hit: Hit) -> bool:
    """ "the fight against organised crime", "a drug trafficking group": a trade, and no deed."""
    chunk = chunk_of(syntax, hit.head)
    if chunk is None:
        return False
    before = syntax.words[chunk.start - 1].tag if chunk.start else ""
    return (before == "I" or chunk.head > hit.words[-1]) and predicate_of(syntax, hit.head) is None


def _is_a_kind(syntax: Syntax, told: VerbGroup | None) -> bool:
    """Whether a predicate says what something is: "is a crime", "has been the latest tactic"."""
    if told is None or told.passive or told.progressive or syntax.words[told.head].lemma != "be":
        return False
    following = syntax.words[told.head + 1] if told.head + 1 < len(syntax.words) else None
    return following is not None and following.lower in _ARTICLES


def _voiceless(syntax: Syntax, classes: Classes, hit: Hit) -> bool:
    """ "gave substance to allegations that", "amid calls for": a noun of speech that nobody in the sentence utters."""
    chunk = chunk_of(syntax, hit.head)
    if chunk is None or not _OWN_NOUN.isdisjoint(syntax.words[i].lower for i in hit.words):
        return False
    if hit.rule.code == "VRB.REJECT" and _whose(syntax, classes, hit.head):
        return False
    if doers(syntax, hit.head) or after_preposition(syntax, hit.head, _FROM, reach=10):
        return False
    if any(syntax.words[i].tag in ("P", "'") or _VOICES & classes[i] for i in range(chunk.start, chunk.end)):
        return False
    if _uttered(syntax, classes, next(governors(syntax, hit.head), -1)):
        return False
    told = predicate_of(syntax, hit.head)
    return told is None or told.passive or syntax.words[chunk.start].lower in ("the", "these", "those", "such")


def _whose(syntax: Syntax, classes: Classes, head: int) -> bool:
    """ "the refusal of the rebels to attend": whose refusal it is."""
    return any(_VOICES & classes[chunk.head] for chunk in after_preposition(syntax, head, _OF, reach=2))


def _uttered(syntax: Syntax, classes: Classes, carrier: int) -> bool:
    """ "Lawmakers stepped up calls for": a verb that lends the noun its own subject for a speaker."""
    group = group_of(syntax, carrier) if carrier >= 0 else None
    if group is None or syntax.words[carrier].lemma not in _CARRIERS:
        return False
    return any(not _thing(syntax, classes, chunk) for chunk in subject_of(syntax, carrier))


def _as_basis(syntax: Syntax, hit: Hit) -> bool:
    """ "based on a security agreement", "under the deal": what something else rests on."""
    chunk = chunk_of(syntax, hit.head)
    if chunk is None or not chunk.start or syntax.words[chunk.start - 1].lower not in _BASIS:
        return False
    nearest = next(governors(syntax, hit.head), -1)
    return nearest < 0 or syntax.words[nearest].lemma not in _REACHED


def _speakers(syntax: Syntax, classes: Classes, hit: Hit) -> bool:
    """ "a protester said", "to protect protesters": people who are named after their protest, and do something else."""
    if any(syntax.words[i].tag in ("N", "P") and "protester" not in classes[i] for i in hit.words):
        return False
    if "protester" not in classes[hit.head] or any(group_of(syntax, i) is not None for i in hit.words):
        return False
    following = syntax.words[hit.head + 1] if hit.head + 1 < len(syntax.words) else None
    if following is not None and following.tag == "'":
        return True  # "backed the protesters' demands"
    told = predicate_of(syntax, hit.head)
    if told is not None:
        return not told.passive and syntax.words[told.head].lemma in _SPEAKING and not told.progressive
    governor = next(governors(syntax, hit.head), -1)
    own = group_of(syntax, governor) if governor >= 0 else None
    return own is not None and (own.infinitive or bool(own.modal))


def _told_elsewhere(syntax: Syntax, group: VerbGroup) -> bool:
    """ "The explosion severely damaged the school": what a blow that was told before did is part of it."""
    subjects = () if group.passive else subject_of(syntax, group.head)
    return any(
        syntax.words[chunk.head].lemma in _BLOWS and syntax.words[chunk.start].lower in ("the", "this", "that", "these")
        for chunk in subjects
    )


def _shows(syntax: Syntax, head: int) -> bool:
    """ "demonstrates the strength of feeling": what shows something is no march."""
    following = syntax.words[head + 1].lower if head + 1 < len(syntax.words) else ""
    return bool(object_of(syntax, head)) or following in ("that", "how", "why", "what")


def _willed_by_none(syntax: Syntax, classes: Classes, group: VerbGroup) -> bool:
    """ "The attacks will help terrorists", "a lack that threatens": the subject of a willed deed can will nothing."""
    if group.passive:
        return False
    subjects = subject_of(syntax, group.head)
    return bool(subjects) and all(_thing(syntax, classes, chunk) for chunk in subjects)


def _by_a_thing(syntax: Syntax, classes: Classes, group: VerbGroup) -> bool:
    """ "the collapse of a canopy that killed 16 and led to protests": no force did it to a crowd."""
    subjects = subject_of(syntax, group.head)
    words = syntax.words
    return bool(subjects) and all(
        words[chunk.head].tag == "N" and not (_MEANT | _ARMS) & classes[chunk.head] for chunk in subjects
    )


def _thing(syntax: Syntax, classes: Classes, chunk: Chunk) -> bool:
    word = syntax.words[chunk.head]
    if word.tag != "N" or word.lemma in _BODIES or _MEANT & classes[chunk.head]:
        return False
    return word.lemma in _DEEDS or (len(word.lemma) > 6 and word.lemma.endswith(_ABSTRACT))


def _weighed(syntax: Syntax, group: VerbGroup) -> bool:
    """ "Easing the ban could shift": a gerund that is the subject of what may be."""
    words = syntax.words
    bare = words[group.head].form == "g" and group.start == group.head
    before = words[group.start - 1] if group.start else None
    if not bare or (before is not None and before.tag not in ("S", "V", ",")):
        return False
    for index in range(group.head + 1, len(words)):
        after = group_of(syntax, index)
        if after is not None and index == after.start:
            return (after.modal in _MAYBE and not after.infinitive) or _is_a_kind(syntax, after)
        if words[index].tag in ("S", ",", "C"):
            return False
    return False


def _none_such(syntax: Syntax, head: int) -> bool:
    """ "There are no signs that troops left", "found no evidence of shelling"."""
    words = syntax.words
    for index in range(1, head):
        if words[index].lemma not in _NO_SUCH or index + 1 >= len(words):
            continue
        near = {words[i].lower for i in range(max(0, index - 3), index)}
        if words[index + 1].lower in ("that", "of", "to", "for", "it") and _NOT_ONE & near:
            between = words[index + 2 : head]
            return not any(word.lower in (";", "but", "while", "and") or word.tag == "," for word in between)
    return False
