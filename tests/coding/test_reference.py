"""Who is meant where the text does not say the name again: pronouns, descriptions, pairs; and what never is a party."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def last(events: tuple[Event, ...], *codes: str) -> Event:
    """The last event of one of the codes, or families of codes."""
    return [event for event in events if event.event_type.startswith(codes)][-1]


def texts(event: Event) -> tuple[list[str], list[str]]:
    return [one.text for one in event.actors], [one.text for one in event.targets]


def codes(event: Event) -> tuple[set[str | None], set[str | None]]:
    return {one.code for one in event.actors}, {one.code for one in event.targets}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("M23 rebels seized Sake on Monday. They then shelled a camp near Goma.", "M23 rebels"),
        ("Gunmen stormed a church in Jos. They then abducted four worshippers in Jos.", "Gunmen"),
        ("Al-Shabaab attacked a base in Kismayo. It then bombed a hotel in Mogadishu.", "Al-Shabaab"),
        ("Boko Haram burned a village in Borno. The group abducted nine girls in Chibok.", "Boko Haram"),
        ("Sudan's army retook Omdurman. The army then shelled Bahri.", "Sudan's army"),
        ("Myanmar's junta lost Lashio. The junta then bombed Laukkai on Friday.", "Myanmar's junta"),
        ("The M23 took Rutshuru on Sunday. The rebels then shelled Kanyabayonga.", "M23"),
        ("Iran's foreign ministry summoned an envoy. The ministry condemned Israel.", "Iran's foreign ministry"),
    ],
)
def test_who_was_named_before_is_the_actor_again(events_of: Coding, text: str, actor: str) -> None:
    events = events_of(text)
    assert texts(events[-1])[0] == [actor], events


@pytest.mark.parametrize(
    "text",
    [
        "In Beirut, Fatah denounced Islamic Jihad. The group abducted nine men in Sidon.",
        "The talks in Doha went on for days. They then shelled Khan Younis.",
        "Police watched as protesters marched in Bukavu. They then shelled Sake.",
    ],
)
def test_nobody_is_the_actor_where_two_could_be_or_a_thing_was_spoken_of(events_of: Coding, text: str) -> None:
    assert texts(events_of(text)[-1])[0] == []


def test_each_country_of_a_list_is_a_party(events_of: Coding) -> None:
    for text in (
        "The foreign ministers of Armenia and Azerbaijan met in Geneva on Monday.",
        "Armenian and Azerbaijani foreign ministers met in Geneva on Monday.",
        "Armenia and Azerbaijan have been at odds for years. Leaders of the two countries met in Geneva on Monday.",
    ):
        event = last(events_of(text), "DIP.MEET")
        assert codes(event)[0] == {"ARMGOV", "AZEGOV"}, text
    event = last(events_of("Envoys from Turkey, Qatar and Egypt met in Doha on Monday."), "DIP.MEET")
    assert codes(event)[0] == {"TURGOV", "QATGOV", "EGYGOV"}


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("A roadside bomb killed three soldiers near Kunduz on Monday.", [], ["three soldiers"]),
        ("The killing of two journalists by militiamen in Goma drew protests.", ["militiamen"], ["two journalists"]),
        ("The US imposed sanctions on two traders on Monday.", ["US"], ["two traders"]),
        ("The European Union imposed sanctions on Iran on Monday.", ["European Union"], ["Iran"]),
        ("The arrest of a lawmaker by police in Harare on Monday angered his party.", ["police"], ["lawmaker"]),
        ("An attack by Hezbollah on an Israeli base wounded two on Monday.", ["Hezbollah"], ["Israeli base"]),
        ("The shelling of Kherson by Russian forces on Monday wounded four.", ["Russian forces"], []),
    ],
)
def test_the_object_of_a_trigger_of_several_words_is_the_target(
    events_of: Coding, text: str, actors: list[str], targets: list[str]
) -> None:
    assert texts(events_of(text)[0]) == (actors, targets)


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Russian drones hit a warehouse in Odesa on Monday.", {"RUSMIL"}, {"BUS"}),
        ("A missile hit a warehouse in Odesa on Monday.", set(), {"BUS"}),
        ("Artillery shelled two schools in Kharkiv on Monday.", set(), {"CVL"}),
        ("A drone launched by the Houthis struck a hotel in Eilat on Monday.", {"YEMREB"}, {None}),
    ],
)
def test_a_weapon_is_no_party_but_its_owner_is(
    events_of: Coding, text: str, actors: set[str], targets: set[str]
) -> None:
    (event,) = events_of(text)
    assert codes(event) == (actors, targets)
    assert not any("drone" in one.text or "missile" in one.text for one in (*event.actors, *event.targets))


def test_each_of_those_who_are_joined_is_a_party(events_of: Coding) -> None:
    (event,) = events_of("Police and soldiers arrested nine men in Lusaka on Monday.")
    assert texts(event) == (["Police", "soldiers"], ["nine men"])
    (event,) = events_of("Gunmen killed two policemen, a teacher and three farmers in Katsina on Monday.")
    assert texts(event) == (["Gunmen"], ["two policemen", "teacher", "three farmers"])


def test_both_sides_of_a_leader_and_anothers_power_plants_are_the_two_states(events_of: Coding) -> None:
    text = (
        "Putin agreed to halt attacks on Ukraine's power plants. On Monday both sides conducted a prisoner swap, each"
        " releasing 60 soldiers."
    )
    (swap,) = (each for each in events_of(text) if each.event_type == "DEE.POWSWAP")
    assert sorted(one.code or "" for one in swap.actors) == ["RUS", "UKR"]


def test_with_brings_a_participle_its_own_subject(events_of: Coding) -> None:
    text = "Both armies launched new attacks on Monday, with Ukraine accusing Russia of shelling a clinic in Kherson."
    (blamed,) = (each for each in events_of(text) if each.event_type == "VRB.ACCUSE")
    assert [one.code for one in blamed.actors] == ["UKR"]
    assert [one.code for one in blamed.targets] == ["RUS"]


def test_his_is_no_thing_that_was_named_last(events_of: Coding) -> None:
    text = "Putin agreed to halt attacks on Ukraine's power grid during his visit to Minsk on Tuesday."
    (visit,) = (each for each in events_of(text) if each.event_type == "DIP.MEET")
    assert [one.text for one in visit.actors] == ["Putin"]
