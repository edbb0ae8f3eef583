"""Who does a plain deed and to whom: clauses that "and" opens, relative clauses, means, things seized, towns lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def sides(events: tuple[Event, ...], code: str) -> tuple[list[str], list[str]]:
    event = next(one for one in events if one.event_type == code)
    return [one.text for one in event.actors], [one.text for one in event.targets]


@pytest.mark.parametrize(
    ("code", "actors", "text"),
    [
        ("VRB.ACCUSE", ["Jordan"], "Iran bombed Erbil and Jordan denounced the raid."),
        ("DEE.WITHDRAW", ["soldiers"], "Militants seized Menaka and soldiers fled to Ansongo."),
        ("COE.ARREST", ["police"], "Rioters burned a bus in Lima and police arrested nine people."),
        ("VRB.ACCUSE", ["Jordan"], "Erbil was bombed by Iran and Jordan denounced the raid."),
        ("VRB.ACCUSE", ["Kuwait", "Jordan"], "Kuwait and Jordan denounced the raid on Erbil."),
        ("BAT.NSAGAIN", ["Militants"], "Militants seized Menaka and Ansongo on Monday."),
    ],
)
def test_a_clause_that_and_opens_has_its_own_doer(events_of: Coding, code: str, actors: list[str], text: str) -> None:
    assert sides(events_of(text), code)[0] == actors


def test_what_and_opens_is_not_done_to_the_subject_of_the_next_clause(events_of: Coding) -> None:
    assert sides(events_of("Militants seized Menaka and soldiers fled to Ansongo."), "BAT.NSAGAIN")[1] == []


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("guard", "The guard who shot the minister in Bissau was arrested."),
        ("man", "The man that stabbed two nurses in Lille was detained by police."),
        ("mayor", "The mayor, who had accused the army of looting Gao, was arrested."),
    ],
)
def test_whoever_a_relative_clause_says_more_of_undergoes_the_verb_after_it(
    events_of: Coding, target: str, text: str
) -> None:
    assert sides(events_of(text), "COE.ARREST")[1] == [target]


@pytest.mark.parametrize(
    ("code", "actor", "target", "text"),
    [
        ("STR.AIR", "Jordan", "drug smuggler", "Jordan killed a drug smuggler in an air strike near Suwayda."),
        (
            "STR.DRONE",
            "Ukraine",
            "Russian patrol boat",
            "Ukraine sank a Russian patrol boat with sea drones off Yalta.",
        ),
        ("STR.AIR", "Turkey", "four shelters", "Turkey destroyed four shelters in air strikes in northern Syria."),
    ],
)
def test_who_does_harm_by_a_strike_does_the_strike(
    events_of: Coding, code: str, actor: str, target: str, text: str
) -> None:
    assert sides(events_of(text), code) == ([actor], [target])


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("70 pistols", "Police in Accra seized 70 pistols from smugglers."),
        ("Iranian drone", "Saudi troops shot down an Iranian drone over Najran."),
        ("roadside bomb", "Sappers defused a roadside bomb near Mosul."),
        ("30 crates of grenades", "The navy recovered 30 crates of grenades off Berbera."),
        ("six militants", "Soldiers disarmed six militants in Jos."),
    ],
)
def test_what_is_seized_or_shot_down_is_the_target(events_of: Coding, target: str, text: str) -> None:
    assert sides(events_of(text), "COE.DISRUPT")[1] == [target]


def test_what_is_shot_down_has_the_code_of_its_owner(events_of: Coding) -> None:
    (event,) = events_of("Ukraine shot down nine Russian drones over Kyiv on Monday.")
    assert [(one.text, one.code) for one in event.targets] == [("nine Russian drones", "RUSMIL")]


def test_a_foiled_attack_is_no_target(events_of: Coding) -> None:
    assert sides(events_of("Police foiled a bomb attack on a church in Jakarta."), "COE.DISRUPT")[1] == []


@pytest.mark.parametrize(
    ("actors", "targets", "text"),
    [
        (["M23 rebels"], [], "Bukavu fell to M23 rebels on Friday."),
        (["ISIL fighters"], ["Syrian army"], "The Syrian army lost Palmyra to ISIL fighters."),
        ([], [], "Bukavu fell after a week of fighting."),
    ],
)
def test_to_whom_a_town_is_lost_took_it(events_of: Coding, actors: list[str], targets: list[str], text: str) -> None:
    assert sides(events_of(text), "BAT.NSAGAIN") == (actors, targets)


@pytest.mark.parametrize(
    ("code", "actors", "targets", "text"),
    [
        ("VAC.ATTACK", ["Chadian soldiers"], ["12 herders"], "Chadian soldiers executed at least 12 herders in Mao."),
        ("COE.ARREST", [], ["40 people"], "So far 40 people rounded up in Minsk since Sunday, the group said."),
        ("COE.ARREST", ["Police"], ["four men"], "Police picked up four men in Lagos."),
        ("COE.ARREST", [], ["Three editors"], "Three editors remain behind bars in Asmara."),
        ("COE.ARREST", [], ["man"], "A man of 31 is in custody in Leeds over the attack."),
        ("COE.ARREST", ["Police"], ["five men"], "Police raided a farm in Fayoum and arrested five men."),
        ("COE.ARREST", ["Police"], ["editor, Maria Lopez"], "Police arrested an editor, Maria Lopez, in Managua."),
        ("VAC.ATTACK", [], ["farmer, Musa Bello"], "A farmer, Musa Bello, was shot dead near Gusau."),
        ("DIP.MEET", ["Vladimir Putin", "Xi"], [], "The president, Vladimir Putin, met Xi in Moscow."),
        (
            "VRB.ACCUSE",
            ["Amnesty International"],
            ["police agencies"],
            "Amnesty International faulted the police agencies.",
        ),
        ("VRB.ACCUSE", ["Cuba"], ["U.S. marines"], "Cuba condemned the raid carried out by U.S. marines in Caracas."),
        ("VRB.ACCUSE", ["Manila"], ["China Coast Guard"], "Manila denounced the actions of the China Coast Guard."),
        ("VRB.REJECT", ["Iran"], ["United States"], "Iran rejected the accusation of the United States."),
        ("VRB.ACCUSE", ["Cuba"], [], "Cuba condemned the killing of a priest in Lima."),
        (
            "VRB.ACCUSE",
            ["party chairman"],
            ["provincial authorities"],
            "The party chairman laid the blame on the provincial authorities for the floods in Sindh.",
        ),
    ],
)
def test_who_does_and_who_undergoes_it(
    events_of: Coding, code: str, actors: list[str], targets: list[str], text: str
) -> None:
    assert sides(events_of(text), code) == (actors, targets)
