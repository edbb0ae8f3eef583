"""Places that an event must not take over from the one told before, and happenings that bear the name of theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def _places(events: tuple[Event, ...]) -> list[str | None]:
    return [event.location.name if event.location is not None else None for event in events]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels shelled Kupiansk on Monday. They bombed another village and withdrew.", ["Kupiansk", None]),
        ("Rebels shelled Kupiansk on Monday. They bombed the town again on Tuesday.", ["Kupiansk", "Kupiansk"]),
        ("Protesters occupied Tahrir Square. Thousands later protested outside the palace.", ["Tahrir Square", None]),
    ],
)
def test_a_scene_without_a_name_is_no_scene_told_before(events_of: Coding, text: str, places: list[str | None]) -> None:
    assert _places(events_of(text)) == places


def test_a_happening_bears_the_name_of_its_scene(events_of: Coding) -> None:
    assert _places(events_of("The Gujarat riots left hundreds of people dead.")) == ["Gujarat"]


def test_an_attempt_on_somebody_and_the_shots_at_him_are_one(events_of: Coding) -> None:
    told = events_of(
        "Mayor Carlos Benitez survived an assassination attempt in Asunción on Tuesday. Benitez was shot seven times."
    )
    assert [event.event_type for event in told] == ["VAC.ATTACK"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The call for genocide of Muslims in Sittwe was met with silence.", "VAC.ATTACK proposed"),
        ("Fears of an attack on Kharkiv grew.", "STR.UNSPEC hypothetical"),
        ("A monk set fire to himself in Lhasa in protest at Chinese rule.", "DEM.PEACEFUL happened"),
        ("Two factions of the army clashed in Kassala.", "BAT.CLASH happened"),
        ("The prime minister called on the two main opposition parties to stay in parliament.", "VRB.REQUEST happened"),
    ],
)
def test_what_hangs_on_a_noun_of_speech_has_its_status(events_of: Coding, text: str, told: str) -> None:
    assert [f"{event.event_type} {event.status}" for event in events_of(text)] == [told]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The prime minister called on the two main opposition parties to stay in parliament.", "prime minister"),
        ("Morales chose to go after the military called for him to step down.", "military"),
    ],
)
def test_who_calls_on_somebody_is_the_speaker(events_of: Coding, text: str, actor: str) -> None:
    (event,) = events_of(text)
    assert [one.text for one in event.actors] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "Talks scheduled for Thursday in Tskhinvali were put off, and later derailed.",
        "The constitution gave the president a 10-year term.",
        "The general marched his troops from Concepción to Santiago.",
        "The head of the armed forces backed the protesters' demands.",
        "The group is one of several fighting for independence for Balochistan.",
        "In an effort to prevent such attacks in Anantnag, the authorities have checked vehicles.",
        "Gordillo formed her own New Alliance Party.",
    ],
)
def test_figures_of_terms_and_marches_are_no_events(events_of: Coding, text: str) -> None:
    assert {event.event_type for event in events_of(text)} <= {"VRB.REJECT", "MOB.FORCES"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The party announced protest marches in Malabo and Bata for Sunday.", ["Malabo", "Bata"]),
        ("Russia and the European Union met in Vienna on Monday.", ["Vienna"]),
        ("The name means alliance in Sango language. Fighters shelled the camp.", [None]),
        ("Fighters of the Aleppo Brigade shelled Idlib.", ["Idlib"]),
    ],
)
def test_places_that_are_part_of_another_name_are_no_scenes(
    events_of: Coding, text: str, places: list[str | None]
) -> None:
    assert _places(events_of(text)) == places


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hindu Muslim clashes broke out in the Baina area of Vasco.", "DEM.MOB"),
        ("The international community is protesting against the lawlessness in Bangui.", "VRB.ACCUSE"),
    ],
)
def test_communities_clash_and_governments_protest_in_words(events_of: Coding, text: str, code: str) -> None:
    assert [event.event_type for event in events_of(text)] == [code]
