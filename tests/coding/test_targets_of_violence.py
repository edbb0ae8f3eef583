"""Whom violence is done to where no object says it: the other side of a fight, what was aimed at, who was hurt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def parties(events: tuple[Event, ...], code: str) -> tuple[list[str], list[str]]:
    event = next(one for one in events if one.event_type.startswith(code))
    return [one.text for one in event.actors], [one.text for one in event.targets]


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        (
            "Gun battles raged on Monday between the Kenyan army and al-Shabaab fighters near Mandera.",
            ["Kenyan army"],
            ["al-Shabaab fighters"],
        ),
        (
            "Fighting between the Sudanese army (SAF) and the RSF continued in Omdurman on Friday.",
            ["Sudanese army"],
            ["RSF"],
        ),
        (
            "Skirmishes erupted overnight between Houthi fighters and tribesmen in Marib.",
            ["Houthi fighters"],
            ["tribesmen"],
        ),
        ("Bandits traded shots with soldiers near Gusau on Sunday.", ["Bandits"], ["soldiers"]),
        ("Two policemen died in a gun battle with smugglers near Zahedan.", ["smugglers"], ["Two policemen"]),
        ("Three rebels were killed in a clash with troops near Bohol on Monday.", ["troops"], ["Three rebels"]),
    ],
)
def test_a_fight_has_two_sides(events_of: Coding, text: str, actors: list[str], targets: list[str]) -> None:
    assert parties(events_of(text), "BAT.CLASH") == (actors, targets)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Somali troops retook the centre of Bardhere from al-Shabaab on Sunday.", ["al-Shabaab"]),
        ("M23 rebels captured Sake on Monday after heavy fighting with the Congolese army.", ["Congolese army"]),
        ("Syrian rebels seized a hill held by the army near Hama on Monday.", ["army"]),
        ("The army retook Baga on Wednesday after defeating Boko Haram fighters there.", ["Boko Haram fighters"]),
        ("The rebels captured Sake from the east on Friday.", []),
        ("The rebels captured Bunia after a march from Goma.", []),
    ],
)
def test_a_town_is_taken_from_those_who_lost_it(events_of: Coding, text: str, targets: list[str]) -> None:
    assert parties(events_of(text), "BAT")[1] == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Houthi gunners fired four rockets at an army camp near Marib, wounding a cook.", ["army camp"]),
        ("Hamas fired rockets at Israel on Monday.", ["Israel"]),
        ("Two drones crashed into a hangar at Erbil airport on Saturday.", ["hangar"]),
        ("Jets dropped bombs on a camp of bandits near Gusau on Sunday.", ["bandits"]),
        ("A man blew himself up at the main market of Maroua on Monday, killing nine.", ["main market"]),
        ("A grenade was thrown at the gate of a school in Kayanza on Monday.", ["school"]),
    ],
)
def test_what_force_is_brought_to_is_the_target(events_of: Coding, text: str, targets: list[str]) -> None:
    assert parties(events_of(text), "")[1] == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A shepherd was killed when his donkey stepped on a mine near Marib on Monday.", ["shepherd"]),
        ("Two boys herding goats in the hills of Shabwa died in the blast of a landmine.", ["Two boys"]),
        (
            "US forces carried out an airstrike near Jilib at the request of the government, killing two militants.",
            ["two militants"],
        ),
        ("A mortar round landed near Donetsk on Monday, leaving a nurse dead.", ["nurse"]),
        ("Russian guns shelled Kherson on Monday, wounding four.", []),
        ("A bomb went off in Quetta on Monday, a week after a policeman was killed there.", []),
    ],
)
def test_whoever_was_hurt_is_the_target_where_nothing_was_aimed_at(
    events_of: Coding, text: str, targets: list[str]
) -> None:
    assert parties(events_of(text), "")[1] == targets


def test_whose_request_or_support_it_is_suffers_nothing(events_of: Coding) -> None:
    told = events_of("The Houthis launched drones at a base near Eilat in support of the Palestinians on Monday.")
    assert parties(told, "STR") == (["Houthis"], ["base"])


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A senior al-Qaeda leader was killed in a U.S. drone strike near Marib on Monday.", ["U.S."]),
        ("Drones operated by Haitian police killed eight children in Cite Soleil on Monday.", ["Haitian police"]),
        ("Ten policemen were killed in an IED blast triggered by Maoists near Sukma on Monday.", ["Maoists"]),
        ("A clinic in Mrauk-U was struck by shells from junta artillery on Saturday.", ["junta"]),
        ("Nine herders were killed in an army air strike near Gusau on Monday.", ["army"]),
        ("Russian troops used chloropicrin against trenches near Robotyne on Monday.", ["Russian troops"]),
        ("Al-Shabaab claimed responsibility for a car bomb that went off in Mogadishu on Monday.", ["Al-Shabaab"]),
        ("Two suicide bombers struck a clothes market in Baghdad on Thursday.", ["Two suicide bombers"]),
        ("Ten people were killed in a Kabul bombing on Monday.", []),
        ("Rockets from Lebanon hit a house in Metula on Monday.", []),
        ("A swarm of Shaheds hit Odesa on Monday.", []),
        ("Two boys herding goats in the hills of Shabwa died in the blast of a landmine.", []),
    ],
)
def test_whose_the_weapon_or_the_attack_is_did_it(events_of: Coding, text: str, actors: list[str]) -> None:
    assert parties(events_of(text), "")[0] == actors


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Rebels handed over the town of Kidal to the army on Sunday.", ["army"]),
        ("The UN mission handed its base at Tessalit to the Malian army on Saturday.", ["Malian army"]),
    ],
)
def test_a_place_is_given_to_somebody(events_of: Coding, text: str, targets: list[str]) -> None:
    assert parties(events_of(text), "TER")[1] == targets


def test_grenades_thrown_into_a_bus_station_abduct_nobody(events_of: Coding) -> None:
    told = events_of("Masked men threw grenades into a bus station in Bujumbura on Monday, killing two people.")
    assert {one.event_type for one in told} == {"EXP.GRENADE"}


def test_who_speaks_after_a_comma_was_not_hurt(events_of: Coding) -> None:
    told = events_of("A bomb exploded in Makassar on Monday, injuring two monks, Indonesian police said.")
    assert parties(told, "EXP")[1] == ["two monks"]


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Kyrgyz and Tajik border guards exchanged fire near Batken on Monday.", ["Kyrgyz"], ["Tajik border guards"]),
        ("Soldiers and police exchanged fire with bandits near Gusau on Monday.", ["Soldiers", "police"], ["bandits"]),
        ("Police repelled an attack by gang members on Cabaret on Monday.", ["Police"], ["gang members"]),
        ("Somali troops beat back an al-Shabaab attack near Adale on Monday.", ["Somali troops"], ["al-Shabaab"]),
    ],
)
def test_who_repels_and_who_exchanges_fire(events_of: Coding, text: str, actors: list[str], targets: list[str]) -> None:
    assert parties(events_of(text), "BAT.CLASH") == (actors, targets)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Gunmen caught three boys near Mokwa on Monday and executed them.", ["three boys"]),
        ("The wife of a lawyer said four men snatched him from their car in Khujand on Tuesday.", ["lawyer"]),
    ],
)
def test_whom_a_pronoun_stands_for_is_the_target(events_of: Coding, text: str, targets: list[str]) -> None:
    assert parties(events_of(text), "VAC")[1] == targets


def test_a_fight_of_two_is_no_claim_of_one_of_them(events_of: Coding) -> None:
    told = events_of("Indian and Pakistani troops exchanged fire near Uri on Monday, the Indian army said.")
    assert [one.status for one in told if one.event_type == "BAT.CLASH"] == ["happened"]


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("A bus hit a roadside bomb near Wardak on Monday.", [], ["bus"]),
        ("Two peacekeepers died after their truck struck a landmine near Kidal on Monday.", [], ["Two peacekeepers"]),
        ("A roadside bomb hit a bus near Quetta on Monday.", [], ["bus"]),
        ("A suicide attack on a bus carrying Chinese engineers near Besham killed five.", [], ["Chinese engineers"]),
        ("Gunmen fired on a bus of Fulani traders near Bukuru on Monday.", ["Gunmen"], ["Fulani traders"]),
        ("A bomb tore through a truck carrying fuel near Kandahar on Monday.", [], ["truck"]),
        ("An army lorry hit a mine on the Tatvan road on Monday.", [], ["army lorry"]),
    ],
)
def test_who_drives_over_a_mine_or_sits_in_a_bus_is_the_target(
    events_of: Coding, text: str, actors: list[str], targets: list[str]
) -> None:
    assert parties(events_of(text), "") == (actors, targets)
