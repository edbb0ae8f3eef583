"""Who says so decides how sure an event is: what a party to a conflict says of its enemy or of itself is its claim, and
what the bereaved say of a death is an allegation, not a fact.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.attribution import Source
from geomap.coding.clauses import VIOLENT
from geomap.coding.finding import Finding
from geomap.coding.match import doers
from geomap.coding.participants import participants
from geomap.model import Participant

_SAID = frozenset("say tell inform state announce add insist maintain declare assert write note according".split())
_STATE = ("", "GOV", "MIL")
_ARMED = ("REB", "SEP", "UAF", "PRM", "IMG")
_NEUTRAL = frozenset(
    "official governor mayor administration police medic doctor hospital service prosecutor rescuer resident witness "
    "lawmaker authority emergency ombudsman agency media nurse trader monitor".split()
)
"""Who reports what they saw rather than speaking for a side, though of a side's country."""
_FORCES = frozenset(
    "army military force command navy coalition militia brigade battalion corps division guard staff junta air-force "
    "spokesman spokeswoman spokesperson".split()
)
"""Who speaks for those that fight."""
_BEREAVED = frozenset(
    "widow widower mother father wife husband brother sister son daughter relative family parent cousin survivor "
    "victim lawyer captive detainee prisoner deserter neighbour neighbor".split()
)
_SEERS = frozenset("witness eyewitness medic doctor nurse journalist reporter".split())
"""Who saw it, or keeps the count."""
_ANYBODY = frozenset("they some many most others whom who".split())
_OWN = frozenset("it they we its their our".split())
_OTHERS = frozenset("health interior rescue un union company court".split())
"""Whose spokesmen do not speak for those that fight."""
_FELLED = frozenset("kill neutralise neutralize eliminate liquidate destroy".split())
_OFFICES = frozenset("police court prosecutor tribunal inspector investigator verdict laboratory agency".split())
"""Who says what was found out."""
_TESTIFIED = ("VAC.SEXUAL", "EXP.CBRN")
"""What is told by those who bear witness to it, and stays disputed until an office has looked into it."""
_TAKING = ("BAT.", "TER.TRANSFER", "COE.DISRUPT")
"""What a state tells of its own forces as a success."""
_PRIVATE = ("CVL", "REF", "LAB", "EDU")
_CLAIMABLE = (*VIOLENT, "DEE.WITHDRAW", "COE.DISRUPT", "COE.ARREST", "COE.DESTROY", "TER.TRANSFER")


def party_status(finding: Finding, actors: Sequence[Participant]) -> str:
    """The status of an event once it is asked who says so.

    "alleged" where a state says it of another's forces, an armed group of anybody else or the bereaved of a death;
    "claimed" where those who fight say it of themselves. The status that grammar gave stands for every other source.
    """
    source = finding.source
    if source is None or source.verb not in _SAID or finding.status != "happened":
        return finding.status
    if not finding.code.startswith(_CLAIMABLE):
        return finding.status
    syntax = finding.scene.syntax
    sayers = {syntax.words[i].lemma for chunk in source.chunks for i in range(chunk.start, chunk.end)}
    if finding.code in _TESTIFIED and not sayers & _OFFICES:
        return "alleged"
    if finding.code.startswith((*VIOLENT, "COE.DESTROY")) and _hearsay(finding, source, sayers):
        return "alleged"
    if sayers & _NEUTRAL:
        return finding.status
    sayer = next((one.code for one in participants(finding.scene, source.chunks) if one.code), "")
    codes = [one.code for one in actors if one.code]
    if sayer in _ARMED or sayer[3:] in _ARMED:
        return "claimed" if sayer in codes or _own_act(finding) else "alleged"
    own = _own_act(finding) or (sayer != "" and ({sayer} == set(codes) or _of_one_state(sayer, codes)))
    if own and _for_those_that_fight(finding, sayer, sayers) and _success(finding):
        return "claimed"
    if sayers & _OTHERS:
        return finding.status  # a health ministry counts the dead, whoever killed them
    if finding.code[:3] not in VIOLENT or len(sayer) < 3 or sayer[3:] not in _STATE or sayer in (*_STATE, *_ARMED):
        return finding.status
    if any(code[:3] == sayer[:3] for code in codes):
        return finding.status  # a state that owns to its own act, or to a fight that it was in
    foreign = any(code[:3] != sayer[:3] and len(code) > 3 and code[3:] in (*_STATE, *_ARMED) for code in codes)
    return "alleged" if foreign else finding.status


def _of_one_state(sayer: str, codes: Sequence[str]) -> bool:
    """ "Russian troops took Stepove, Moscow said": a state and its forces."""
    if len(sayer) < 3 or not codes or sayer[3:] not in _STATE or sayer in _STATE:
        return False
    return all(len(code) >= 3 and code[:3] == sayer[:3] and code[3:] in _STATE for code in codes)


def _for_those_that_fight(finding: Finding, sayer: str, sayers: set[str]) -> bool:
    """Whether who speaks is a force, or a state that tells of its own forces: "Moscow says it downed 102 drones"."""
    if sayers & _OTHERS:
        return False
    state = len(sayer) >= 3 and sayer[3:] in _STATE and sayer not in _STATE
    return bool(sayers & _FORCES) or (state and finding.code.startswith(_TAKING))


def _hearsay(finding: Finding, source: Source, sayers: set[str]) -> bool:
    """ "His widow says", "villagers say that": people in the present tense, so a standing allegation."""
    words, roles = finding.scene.syntax.words, finding.scene.roles
    if finding.code == "VAC.ATTACK" and sayers & _BEREAVED and source.verb in ("say", "tell"):
        return True
    present = source.at >= 0 and words[source.at].lower in ("say", "says", "insist", "insists", "maintain")
    private = any(roles.get(lemma) in _PRIVATE for lemma in sayers - _SEERS)
    return present and bool(private or sayers & (_BEREAVED | _ANYBODY) or source.text.lower() in _ANYBODY)


def _own_act(finding: Finding) -> bool:
    """ "said its aircraft had struck", "said they had withdrawn": the sayer is the doer."""
    syntax = finding.scene.syntax
    return any(
        syntax.words[i].lower in _OWN for chunk in doers(syntax, finding.hit.head) for i in (chunk.start, chunk.head)
    )


def _success(finding: Finding) -> bool:
    """Whether what is told is a success over an enemy; a strike that a state owns to is no boast."""
    if not finding.code.startswith("STR"):
        return True
    return any(word.lemma in _FELLED for word in finding.scene.syntax.words)
