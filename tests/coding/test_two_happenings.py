"""Two happenings in a sentence, deeds that are only deplored, statements by office, violence in news on sport."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def codes(events: tuple[Event, ...]) -> list[str]:
    return sorted(event.event_type for event in events)


def test_two_weapons_each_with_its_target_are_two_blows(events_of: Coding) -> None:
    text = "The army answered with artillery on the pass near Tyre and, at dusk, an air strike on a squad near Naqoura."
    assert codes(events_of(text)) == ["STR.AIR", "STR.SHELL"]


def test_who_is_carried_off_is_more_than_a_raid_comes_to(events_of: Coding) -> None:
    text = "Gunmen killed two farmers in Zamfara and whisked away 19 women."
    assert codes(events_of(text)) == ["VAC.ABDUCT", "VAC.ATTACK"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("France condemned the shelling of a hospital in Omdurman.", ["STR.SHELL", "VRB.ACCUSE"]),
        ("France condemned the shelling of hospitals.", ["VRB.ACCUSE"]),
    ],
)
def test_what_is_deplored_is_told_where_it_is_placed(events_of: Coding, text: str, told: list[str]) -> None:
    assert codes(events_of(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        "The regional communications bureau denied that any clash took place.",
        "The administrator, Benigna Zita, denied it.",
        "James Okello, speaking from exile, denied the charge.",
    ],
)
def test_an_office_or_a_name_speaks(events_of: Coding, text: str) -> None:
    assert codes(events_of(text)) == ["VRB.REJECT"]


def test_a_gun_battle_at_a_match_is_no_figure_of_speech(events_of: Coding) -> None:
    sport = "The striker scored a goal after the goalkeeper's error, and the coach praised the midfielder. "
    assert codes(events_of(sport + "On Friday soldiers exchanged fire with gunmen in Limbe.")) == ["BAT.CLASH"]
    assert codes(events_of(sport + "On Friday Arsenal attacked Chelsea in London.")) == []


def test_a_measure_is_anchored_by_the_day_it_began(events_of: Coding) -> None:
    assert codes(events_of("A state of emergency has been in force since 15 May.")) == ["COE.RESTRICT"]
    assert codes(events_of("A state of emergency is a grave thing.")) == []


def test_looting_is_no_toll_of_the_blow_before(events_of: Coding) -> None:
    told = events_of(
        "A bomb went off in a market in Goma on Monday, killing two. A bank and a petrol station were looted."
    )
    assert "COE.DESTROY" in codes(told)


def test_a_politicians_demand_is_no_part_of_a_rally(events_of: Coding) -> None:
    text = "James Okello called on the government to resign, and a fishermen's group is planning a rally in Kisumu."
    assert "VRB.REQUEST" in codes(events_of(text))
