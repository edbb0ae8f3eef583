"""What a party to a conflict says of its enemy or itself is its claim, not a fact."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.fold import VIOLENT, Finding
from geomap.coding.participants import participants
from geomap.model import Participant

_SAID = frozenset("say tell state announce add insist maintain declare assert write note according".split())
_STATE = ("", "GOV", "MIL")
_ARMED = ("REB", "SEP", "UAF", "PRM")
_NEUTRAL = frozenset(
    "official governor mayor administration police medic doctor hospital service prosecutor rescuer resident witness "
    "spokesman spokeswoman spokesperson lawmaker authority emergency ombudsman agency media".split()
)
"""Who reports what they saw rather than speaking for a side, though of a side's country."""


def party_status(finding: Finding, actors: Sequence[Participant]) -> str:
    """The status of a violent event once it is asked who says so.

    "alleged" where a state says it of another's forces or an armed group of anybody else, "claimed" where an armed
    group says it of itself. The status that grammar gave stands for every other source.
    """
    source = finding.source
    if source is None or source.verb not in _SAID or finding.status != "happened":
        return finding.status
    if finding.code[:3] not in VIOLENT:
        return finding.status
    words = finding.scene.syntax.words
    if any(words[i].lemma in _NEUTRAL for chunk in source.chunks for i in range(chunk.start, chunk.end)):
        return finding.status
    sayer = next((one.code for one in participants(finding.scene, source.chunks) if one.code), "")
    codes = [one.code for one in actors if one.code]
    if sayer[3:] in _ARMED:
        return "claimed" if sayer in codes else "alleged"
    if len(sayer) < 3 or sayer[3:] not in _STATE or sayer in (*_STATE, *_ARMED):
        return finding.status
    if any(code[:3] == sayer[:3] for code in codes):
        return finding.status  # a state that owns to its own act, or to a fight that it was in
    foreign = any(code[:3] != sayer[:3] and len(code) > 3 and code[3:] in (*_STATE, *_ARMED) for code in codes)
    return "alleged" if foreign else finding.status
