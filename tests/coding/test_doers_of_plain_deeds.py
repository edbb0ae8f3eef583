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
        ("EXP.IED", ["al-Shabaab"], "A bomb killed two guards in Afgoye, and al-Shabaab claimed the attack."),
    ],
)
def test_a_clause_that_and_opens_has_its_own_doer(events_of: Coding, code: str, actors: list[str], text: str) -> None:
    assert sides(events_of(text), code)[0] == actors


def test_what_and_opens_is_not_done_to_the_subject_of_the_next_clause(events_of: Coding) -> None:
    first, second = events_of("The army shelled Kadugli and the SPLM-N shelled El Obeid.")
    assert [[one.text for one in each.actors] for each in (first, second)] == [["army"], ["SPLM-N"]]
    assert not first.targets
    assert sides(events_of("Militants seized Menaka and herders fled to Ansongo."), "BAT.NSAGAIN")[1] == []


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


@pytest.mark.parametrize(
    ("code", "actors", "targets", "text"),
    [
        (
            "VAC.ATTACK",
            ["Gunmen"],
            ["two nurses"],
            "Gunmen shot two nurses in a clinic in Jos, colleagues said.",
        ),
        (
            "STR.MISSILE",
            ["Russia"],
            ["four people"],
            "Russia fired an Iskander at Izium, killing four people, the mayor said.",
        ),
        ("STR.DRONE", ["Ukrainian"], ["refinery"], "A refinery in Ryazan caught fire after a Ukrainian drone attack."),
        ("STR.DRONE", ["Russia"], ["port buildings"], "Russia attacked Izmail with drones, damaging port buildings."),
        ("STR.SHELL", ["Turkish army"], ["villages"], "The Turkish army fired shells at villages around Tal Rifaat."),
        ("EXP.SUICIDE", ["man"], ["mosque"], "A man blew himself up in a mosque in Peshawar."),
        ("EXP.IED", ["al-Shabaab"], ["patrol"], "A patrol hit a roadside bomb laid by al-Shabaab near Afgoye."),
        (
            "BAT.NSAGAIN",
            ["Russian troops"],
            ["Ukrainian forces"],
            "Russian troops captured Bakhmut after Ukrainian forces withdrew.",
        ),
        ("BAT.NSAGAIN", ["M23 rebels"], [], "M23 rebels have captured Masisi, a market town in eastern Congo."),
        (
            "COE.ARREST",
            [],
            ["Three ministers"],
            "Three ministers were put in detention in Bamako over a fraud inquiry.",
        ),
        ("COE.ARREST", ["Agents"], ["professor"], "Agents took a professor from his office in Shiraz on Sunday."),
        (
            "COE.CYBER",
            ["Russian hackers"],
            ["ministry"],
            "Russian hackers broke into the e-mails of a ministry in Warsaw.",
        ),
        ("COE.CYBER", ["Hackers"], ["bank"], "Hackers stole two million euros from a bank in Tallinn."),
        ("COE.RESTRICT", ["Iraq"], ["Telegram"], "Iraq has blocked access to Telegram, the ministry said."),
        ("COE.RESTRICT", ["Egypt"], ["newspaper"], "Egypt blocked the website of a newspaper in Cairo."),
        ("COE.RESTRICT", ["Taliban"], ["women"], "The Taliban banned women from parks in Kabul."),
        (
            "DIP.CONCEDE",
            ["United States"],
            ["Syria"],
            "The United States lifted most of its sanctions on Syria on Monday.",
        ),
        ("MOB.BASE", ["Russia"], [], "Russia is building a runway at a desert base near Tobruk."),
        ("MOB.FORCES", ["China"], [], "China sent thirty warplanes and seven ships towards Taiwan on Monday."),
        ("DEE.RELEASE", ["Hamas"], ["two Thai hostages"], "Hamas handed two Thai hostages to the Red Cross in Gaza."),
        (
            "DEM.PEACEFUL",
            ["Polish farmers"],
            [],
            "Polish farmers drove their tractors through Warsaw in anger over grain imports.",
        ),
        (
            "DEM.VIOLENT",
            ["Supporters"],
            ["police"],
            "Supporters of the former president hurled dynamite at police in La Paz.",
        ),
    ],
)
def test_who_does_and_who_undergoes_what_other_words_say(
    events_of: Coding, code: str, actors: list[str], targets: list[str], text: str
) -> None:
    assert sides(events_of(text), code) == (actors, targets)


@pytest.mark.parametrize(
    ("code", "actors", "targets", "text"),
    [
        ("STR.DRONE", ["Houthis"], ["tanker"], "A drone launched by the Houthis set a tanker on fire in the Red Sea."),
        (
            "EXP.SUICIDE",
            ["Islamic State"],
            ["market"],
            "Islamic State claimed a suicide bombing at a market in Kunduz.",
        ),
        ("STR.UNSPEC", ["Jordan"], [], "Jordan was behind the strikes on Suwayda, a minister said."),
        (
            "STR.AIR",
            ["coalition"],
            ["prison"],
            "The bombing of a prison in Saada by the coalition killed dozens of inmates.",
        ),
        ("VRB.REJECT", ["Hamas"], ["Israel"], "Hamas said no to Israel's latest offer."),
        ("VRB.ACCUSE", ["Manila"], ["China"], "Manila protested to China over the use of water cannon."),
        ("VRB.REQUEST", ["Zelenskiy"], ["allies"], "Zelenskiy begged allies for more air defences."),
        ("AID.MIL", ["Denmark"], ["Ukraine"], "Ukraine has received tanks from Denmark."),
        ("DEE.WITHDRAW", ["Wagner"], [], "Wagner has left Bakhmut, its boss said."),
        ("HAZ.MANMADE", [], [], "A boat capsized on a lake near Mwanza on Sunday, and thirty people are missing."),
    ],
)
def test_whose_deed_it_is_by_other_words(
    events_of: Coding, code: str, actors: list[str], targets: list[str], text: str
) -> None:
    assert sides(events_of(text), code) == (actors, targets)


@pytest.mark.parametrize(
    ("code", "actors", "targets", "text"),
    [
        ("EXP.IED", [], ["cafe"], "Police in Basra blamed a cell for a car bomb that went off outside a cafe."),
        (
            "DEM.VIOLENT",
            ["Residents"],
            ["town hall"],
            "Residents barricaded roads with tyres and torched the town hall in Kisii.",
        ),
        ("DEM.INTERVENTION", ["police"], [], "Protesters in Lima went home on Monday after police cleared the road."),
        (
            "COE.CYBER",
            ["Hackers"],
            ["tax service"],
            "Hackers broke into thousands of servers of the tax service in Riga.",
        ),
        ("COE.RESTRICT", ["Russia"], ["Deutsche Welle"], "Russia shut the office of Deutsche Welle in Moscow."),
        (
            "BAT.GOVGAIN",
            ["federal troops"],
            [],
            "Mekelle is back in the hands of federal troops after a week of fighting.",
        ),
    ],
)
def test_whom_the_rest_of_the_sentence_names(
    events_of: Coding, code: str, actors: list[str], targets: list[str], text: str
) -> None:
    assert sides(events_of(text), code) == (actors, targets)
