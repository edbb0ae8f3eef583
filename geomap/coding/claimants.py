"""Who claims an attack that the sentences before tell without its doer: "Al Shabaab claimed responsibility."."""

from __future__ import annotations

from dataclasses import replace

from geomap.coding.clauses import VIOLENT
from geomap.coding.participants import participants
from geomap.coding.partyhood import can_act
from geomap.coding.reading import Telling
from geomap.coding.roles import subject_of
from geomap.coding.story import FACTS, Story
from geomap.coding.wielders import takes_credit
from geomap.model import Participant

_REACH = 4
"""Sentences back over which an attack is still the one that is claimed."""
_UNKNOWN = ("", "UAF", "CVL")


def credit_claimants(telling: Telling, state: Story) -> None:
    """Give the last violent event whose doer nobody named to those who claim it, where a sentence tells no other."""
    if any(one.code.startswith(VIOLENT) for one in telling.found):
        return
    claimants = _claimants(telling)
    for position in range(len(state.events) - 1, -1, -1):
        event = state.events[position]
        if not claimants or telling.index - state.sentence_of[position] > _REACH:
            return
        if event.event_type.startswith(VIOLENT) and event.status in FACTS:
            if all((one.code or "") in _UNKNOWN for one in event.actors):
                state.events[position] = replace(event, actors=claimants)
            return


def _claimants(telling: Telling) -> tuple[Participant, ...]:
    """The subject of "claimed responsibility"; nobody where it was denied, or only may be claimed."""
    syntax = telling.scene.syntax
    for group in syntax.groups:
        if syntax.words[group.head].lemma != "claim" or group.negated or group.modal or group.infinitive:
            continue
        if takes_credit(syntax, group):
            who = participants(telling.scene, subject_of(syntax, group.head))
            return tuple(one for one in who if one.code and can_act(telling.scene, one, code="EXP.IED"))
    return ()
