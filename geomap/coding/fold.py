"""One event a happening: settle which of a sentence's hits stand, and with what status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.coding.clauses import VIOLENT, anchored_noun, apart
from geomap.coding.dependence import governors, predicate_of
from geomap.coding.finding import ROBBED, Finding
from geomap.coding.fold_flight import fold_flight
from geomap.coding.fold_protests import OFFICIAL, fold_protests
from geomap.coding.fold_violence import fold_violence
from geomap.coding.roles import agent_of, subject_of
from geomap.coding.status_cues import HEARSAY, TOPIC
from geomap.coding.syntax import chunk_of, group_of

_DEALS = ("DEE.", "DIP.AGREE", "DIP.SIGN", "DIP.MEET", "DIP.CONCEDE")
_ALIKE = ({"DEE.POWSWAP", "DEE.RELEASE"}, {"DIP.CALL", "DIP.MEET"}, {"DIP.AGREE", "DIP.CONCEDE"})
_WRECKING = frozenset("destroy smash flatten level wreck gut set burn ignite damage".split())
_ESCAPING = frozenset("leak escape spill seep waft leakage spillage".split())
_GASSING = ("EXP.CBRN", "STR.DRONE", "STR.SHELL")
_RIOT_GAS = frozenset("tear teargas pepper".split())
_WAR_GAS = frozenset("chlorine sarin nerve mustard novichok vx phosphorus chloropicrin".split())
_HOSTING = frozenset("host hold attend meet".split())
_DOWNING = frozenset("shoot down bring intercept".split())
_SENDING = frozenset("launch fire send fly".split())
_SAYING = frozenset("say tell add stress insist warn declare argue state".split())
_SAYER = 8
"""Words before a verb of saying among which its speaker is named."""
_FLOWN = ("STR.DRONE", "STR.MISSILE")
_DEPLORED = frozenset("condemn denounce deplore criticise criticize slam decry".split())
"""Verbs that take what they deplore for a fact, mostly one told elsewhere."""
_OF_OTHERS = ("CRM.ORG", "COE.RESTRICT")
"""Codes whose weak rules (gangs named, people in flight) only speak where nothing else is told."""
_DENYING = frozenset(
    "deny denial refute dismiss reject rebut dispute contradict debunk rubbish true untrue false baseless unfounded "
    "fabricated wrong incorrect".split()
)
"""What makes of a deed that was not done one that somebody says was not."""
_CLAIMS = {
    "claim": "claimed",
    "boast": "claimed",
    "brag": "claimed",
    "allege": "alleged",
    "report": "alleged",
    "accuse": "alleged",
    "deny": "denied",
}


def settle(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that stand for a happening each, in order."""
    found = [_sourced(one) for one in _governed(list(findings))]
    found = [one for one in found if one.status not in (TOPIC, "") and not _dropped(one)]
    found = [one for one in found if not (one.code in _OF_OTHERS and one.hit.rule.rank == "weak" and len(found) > 1)]
    found = [one for one in found if not _names_doers(one, found)]
    if any(one.code.startswith("HAZ") for one in found):
        found = [
            one for one in found if one.code != "COE.DESTROY" or one.scene.syntax.words[one.hit.head].lemma in ROBBED
        ]
    found = [one for one in found if not (one.code in _GASSING and _harmless(one, found))]
    found = fold_flight(_wreckage(_downed(_hosted(found))))
    found = fold_violence(found)
    found = fold_protests(found)
    return _same_code(found)


def _harmless(one: Finding, found: Sequence[Finding]) -> bool:
    """Whether a gas is no weapon of war: what the police spray at crowds, or what leaks from a plant."""
    said = {word.lower for word in one.scene.syntax.words}
    leaks = any(other.code == "HAZ.MANMADE" and _ESCAPING & _lemmas(other) for other in found)
    return leaks or (not said.isdisjoint(_RIOT_GAS) and said.isdisjoint(_WAR_GAS))


def _hosted(found: list[Finding]) -> list[Finding]:
    """ "next week's summit, which he will host": the promise to hold a meeting is the planned meeting."""
    if not any(one.code == "DIP.MEET" and one.status in ("planned", "promised") for one in found):
        return found
    return [one for one in found if not (one.code == "DIP.AGREE" and _HOSTING & _lemmas(one))]


def _downed(found: list[Finding]) -> list[Finding]:
    """ "shot down 61 of 74 drones launched overnight": an attack told only by what came down is no event beside it."""
    downing = [one for one in found if one.code == "COE.DISRUPT" and _DOWNING & _lemmas(one)]
    if not downing:
        return found
    return [one for one in found if not (one.code in _FLOWN and _SENDING & _lemmas(one) and not _has_doer(one))]


def _has_doer(one: Finding) -> bool:
    """Whether the sentence says who sent what was shot down: "fired drones", not "drones launched", "drones flying"."""
    syntax = one.scene.syntax
    verb = next((i for i in one.hit.words if group_of(syntax, i) is not None), one.hit.head)
    return verb == one.hit.words[0] or bool(agent_of(syntax, verb))


def _wreckage(found: list[Finding]) -> list[Finding]:
    """ "a glide bomb smashed into a block of flats": what a blow does to a building is the blow itself."""
    if not any(one.code[:3] in ("STR", "EXP") for one in found):
        return found
    return [one for one in found if not (one.code == "COE.DESTROY" and _WRECKING & _lemmas(one))]


def _lemmas(one: Finding) -> set[str]:
    return {one.scene.syntax.words[i].lemma for i in one.hit.words}


def _names_doers(one: Finding, found: Sequence[Finding]) -> bool:
    """ "Armed gangs attacked the town": a gang that does what another finding tells is its doer, no event."""
    if one.code != "CRM.ORG":
        return False
    verbs = (other for other in found if other.code[:3] in VIOLENT)
    subjects = (chunk for verb in verbs for chunk in subject_of(one.scene.syntax, verb.hit.head))
    return any(chunk.start <= index < chunk.end for chunk in subjects for index in one.hit.words)


def _dropped(one: Finding) -> bool:
    """A negated event that nobody denies is none."""
    if one.code.startswith("HAZ") and one.status not in ("happened", "ongoing", "historical"):
        return True
    if _comment(one):
        return True
    if one.status != "denied" or one.override:
        return False
    syntax = one.scene.syntax
    cue = one.verdict.cue
    return cue >= 0 and syntax.words[cue].lemma not in _DENYING


def _comment(one: Finding) -> bool:
    """ "The world must act": a demand only where a party says so, comment where the writer or nobody known does."""
    words = one.scene.syntax.words
    if one.code != "VRB.REQUEST" or not one.hit.words or words[one.hit.words[0]].tag != "M":
        return False
    said = [group for group in one.scene.syntax.groups if words[group.head].lemma in _SAYING]
    before = [i for group in said for i in range(max(0, group.start - _SAYER), group.start)]
    chunks = one.source.chunks if one.source is not None else ()
    return not any(
        OFFICIAL & one.classes[i] for i in (*before, *(i for chunk in chunks for i in range(chunk.start, chunk.end)))
    )


def _governed(found: list[Finding]) -> list[Finding]:
    """What one hit does to another that depends on it."""
    kept: list[Finding] = []
    for one in found:
        master = _master(one, found)
        kept.append(_under(one, master) if master is not None else one)
    lifted = {id(m) for one in found if (m := _master(one, found)) is not None and _lifts(m, one)}
    return [one for one, original in zip(kept, found, strict=True) if id(original) not in lifted]


def _master(one: Finding, found: Sequence[Finding]) -> Finding | None:
    """The hit that governs another: as verb over object, noun over complement, predicate over subject."""
    syntax = one.scene.syntax
    chain = list(governors(syntax, one.hit.head))[:4]
    if one.source is not None and one.code.startswith("VRB."):
        chain.append(one.source.at)  # "warned that it would not allow"
    predicate = predicate_of(syntax, one.hit.head) if group_of(syntax, one.hit.head) is None else None
    if predicate is not None and predicate.passive:
        chain.append(predicate.head)
    for index in chain:
        for other in found:
            if other is not one and (index == other.hit.head or index in other.hit.words):
                return other
    return None


def _lifts(master: Finding, one: Finding) -> bool:
    """ "agreed to help Ukraine source weapons": the promise is told by the deed's own code and status."""
    return (
        master.code in ("DIP.AGREE", "DIP.CONCEDE")
        and _is_deed(one)
        and not (one.code == "DIP.MEET" and master.status == "proposed")
        and group_of(master.scene.syntax, master.hit.head) is not None
    )


def _is_deed(one: Finding) -> bool:
    if one.code == "DIP.MEET":
        return one.scene.syntax.words[one.hit.head].lemma in (
            "meet",
            "visit",
            "travel",
            "hold",
            "convene",
            "host",
            "attend",
        )
    return one.code.startswith(("AID.MIL", "DEE.RELEASE", "DEE.POWSWAP", "DEE.WITHDRAW", "DEE.ACCESS", "MOB."))


def _under(one: Finding, master: Finding) -> Finding:
    code = master.code
    if code == one.code:
        return one
    if code == "VRB.REJECT":
        return _refused(one, master)
    if code == "VRB.ACCUSE":
        return _accused(one, master)
    if code in ("DIP.AGREE", "DIP.CONCEDE"):
        if not _lifts(master, one):
            return replace(one, override=TOPIC)
        return replace(one, override="planned" if one.code == "DIP.MEET" else "promised", promiser=master)
    if code in ("VRB.THREAT", "VRB.REQUEST", "COE.DISRUPT", "SAN.SANCTION", "DIP.CALL", "DEE.CEASEFIRE"):
        return replace(one, override=TOPIC)
    if code == "DIP.MEET" and one.code == "DIP.SIGN" and _outcome(one):
        return one
    if code == "DIP.MEET" and one.code.startswith(("DIP.", "DEE.", "VRB.")):
        return replace(one, override=TOPIC)
    if code == "DEE.ACCESS" and one.code == "COE.RESTRICT":
        return replace(one, override=TOPIC)
    if code == "DIP.SIGN" and one.code.startswith(("DIP.", "DEE.")):
        return replace(one, override=TOPIC)
    return one


def _refused(one: Finding, master: Finding) -> Finding:
    """What is refused, or denied: a deal, or a deed."""
    if one.code.startswith(_DEALS):
        return replace(one, override="rejected")
    syntax = one.scene.syntax
    verb = syntax.words[master.hit.head].lemma
    between = {word.lemma for word in syntax.words[master.hit.head : one.hit.head]}
    said = verb in ("deny", "refute") or (verb == "dismiss" and not HEARSAY.isdisjoint(between))
    return replace(one, override="denied" if said else TOPIC)


def _accused(one: Finding, master: Finding) -> Finding:
    """What is deplored or laid to somebody's charge."""
    verb = master.scene.syntax.words[master.hit.head].lemma
    if verb in _DEPLORED:
        if one.code[:3] in VIOLENT and one.status in (TOPIC, "happened") and anchored_noun(one):
            return replace(one, override="happened")
        return replace(one, override=TOPIC) if one.code[:3] in VIOLENT and one.unanchored else one
    return replace(one, override="alleged" if one.code[:3] in (*VIOLENT, "COE") else TOPIC)


def _outcome(one: Finding) -> bool:
    """ "ended with an agreement": what came of a meeting, not what it was about."""
    chunk = chunk_of(one.scene.syntax, one.hit.head)
    return chunk is not None and chunk.start > 0 and one.scene.syntax.words[chunk.start - 1].lower in ("with", "by")


def _sourced(one: Finding) -> Finding:
    """ "claimed", "reported": what the verb of the source makes of a fact."""
    if one.code.startswith("DEM.") and one.status in ("proposed", "promised"):
        return replace(one, override="planned")
    if one.code.startswith("AID.") and one.code != "AID.COOP" and one.status == "planned":
        return replace(one, override="promised")
    if one.source is None or one.status != "happened" or one.code.startswith("VRB."):
        return one
    if one.source.verb == "report" and not one.source.direct:
        return one
    status = _CLAIMS.get(one.source.verb, "")
    return replace(one, override=status) if status else one


def _other_time(one: Finding, other: Finding) -> bool:
    """Whether two alike happenings are two: in clauses of their own, or the one done and the other to come."""
    return apart(one, other) or {one.status, other.status} == {"happened", "planned"}


def _in_one_phrase(one: Finding, kept: Sequence[Finding]) -> Finding | None:
    """The finding of the same code that shares a phrase with another: "announced protest marches" are one plan."""
    at = one.scene.syntax.chunk_at
    phrases = {at[i] for i in one.hit.words} - {-1}
    return next(
        (other for other in kept if other.code == one.code and phrases & {at[i] for i in other.hit.words}), None
    )


def _as_sure(one: Finding, other: Finding) -> bool:
    """Whether two statuses may be of one happening: "fighting continued in X, where the army repelled attacks"."""
    return one.status == other.status or {one.status, other.status} == {"happened", "ongoing"}


def _same_code(found: list[Finding]) -> list[Finding]:
    """Two hits of a code in a sentence are one happening, unless their status differs or they stand apart."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.in_phrase and one.points_back, -one.hit.rule.weight, one.hit.head)):
        verbal = one.code.startswith(("VRB.", "DIP.MEET"))
        same = [other for other in kept if other.code == one.code and (verbal or _as_sure(one, other))]
        paired = any({other.code, one.code} in _ALIKE and not _other_time(one, other) for other in kept)
        twin = next((other for other in same if not apart(one, other)), None) or _in_one_phrase(one, kept)
        if twin is not None:
            if one.status == "hypothetical" and one.code == "VRB.THREAT":
                kept[kept.index(twin)] = replace(twin, override="hypothetical")
            continue
        if paired:
            continue
        kept.append(one)
    return sorted(kept, key=lambda one: one.hit.head)
