"""What only names a happening: calls that nobody makes, deeds of abstract nouns, signs that there was none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "There are no signs that a cyber-attack has materialised, the ministry said.",
        "Investigators found no evidence of shelling in Donetsk.",
        "The report gave substance to allegations that the company lacked a permit.",
        "Easing the blockade of Gaza could win over voters.",
        "The repeated failures of the regime will help armed terrorists.",
        "Its silence threatens the security of the region.",
        "The oil is sold under a trade agreement between Baghdad and Ankara.",
        "A protester said the police had been rough.",
        "The governor promised to protect protesters.",
        "The figures demonstrate the strength of feeling in Tehran.",
        "Rally participants laid flowers at the stone in Moscow.",
        "The lawyer was evading arrest in Hapur.",
        "Enforced disappearance is a crime under international law.",
        "Blaming somebody else has been a strategy of the family.",
        "They always blamed Ethiopia when they were in trouble.",
        "The contribution of Australian soldiers makes them feel entitled.",
        "An officer requesting anonymity said a team was on its way.",
        "Police refused to discuss the motive.",
        "Should the army shell Goma again, the town will be empty.",
    ],
)
def test_what_is_only_named_is_no_event(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lawmakers stepped up calls for sanctions against Iran.", "VRB.REQUEST"),
        ("France led calls for an investigation.", "VRB.REQUEST"),
        ("France discussed key issues including a potential German role in managing Chad's mines.", "DIP.AGREE"),
        ("The Czech delegation offered scathing criticism of the Maltese government.", "VRB.ACCUSE"),
        ("The Senate is considering a resolution demanding that Turkey leave Afrin.", "VRB.REQUEST"),
        ("Eritrea's ambassador said on Tuesday that Qatar must mediate with Djibouti.", "VRB.REQUEST"),
        ("The raid drew criticism from Germany.", "VRB.ACCUSE"),
        ("Protesters blocked a road in Nairobi.", "DEM.PEACEFUL"),
        ("The two sides reached a trade agreement in Geneva.", "DIP.SIGN"),
        ("The army reserves the right to respond to the raid.", "VRB.THREAT"),
        ("Turkey said it had no involvement in the killings in Zakho.", "VRB.REJECT"),
        ("Japan announced a contribution of 20 million dollars to Gaza.", "AID.HUM"),
        ("Iran will not accept the proposal.", "VRB.REJECT"),
        ("The activist was bundled into a police van in Moscow.", "COE.ARREST"),
        ("Opposition parties camped outside the police station in Brixton, demanding an answer.", "DEM.PEACEFUL"),
        ("Lawmakers continued an open-ended sit-in in Kuwait City on Tuesday.", "DEM.PEACEFUL"),
    ],
)
def test_what_somebody_says_or_does_is_one(events_of: Coding, text: str, code: str) -> None:
    assert [event.event_type for event in events_of(text)] == [code]


def test_what_somebody_wants_done_is_proposed(events_of: Coding) -> None:
    told = events_of("Prosecutors want the woman detained in Oregon until her trial.")
    assert [event.status for event in told] == ["proposed"]


def test_a_clause_of_time_tells_again_what_was_told(events_of: Coding) -> None:
    told = events_of(
        "Gabriel Marsh was arrested in Oregon on Friday.\n\nHe had two passports when he was arrested, the court heard."
    )
    assert [event.event_type for event in told] == ["COE.ARREST"]


def test_two_streets_that_cross_are_one_scene(events_of: Coding) -> None:
    told = events_of("About 50 people marched near the corner of Elm Street and Main Street in Springfield, Illinois.")
    assert [event.event_type for event in told] == ["DEM.PEACEFUL"]


@pytest.mark.parametrize(
    "text",
    [
        "Arson attacks in Biobío increased by 106 percent, the report said.",
        "The agency deplored a rise in kidnappings in Lagos.",
        "The law does not apply to offences such as treason, rape, robbery and abduction.",
        "The fight against organised crime in Asunción goes on.",
        "A return to the Oslo Accords is not on the agenda.",
    ],
)
def test_statistics_and_classes_of_crime_are_no_events(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


def test_what_somebody_did_in_the_past_is_history(events_of: Coding) -> None:
    (event,) = events_of("The Taliban has targeted senior officials in Kabul in the past.")
    assert event.status == "historical"


def test_a_verb_with_its_object_is_active(events_of: Coding) -> None:
    (event,) = events_of("Two assailants riding a motorbike gunned down Najia Seddiqi in Laghman province on Monday.")
    assert [one.text for one in event.targets] == ["Najia Seddiqi"]


def test_those_who_join_the_protest_are_of_it(events_of: Coding) -> None:
    told = events_of("Hundreds marched in Abuja on Wednesday. Joining the protest were members of two unions.")
    assert [event.event_type for event in told] == ["DEM.PEACEFUL"]


@pytest.mark.parametrize(
    "text",
    [
        "The world must act to stop the war in Sudan.",
        "The government must show the resolve to end this wave of murders.",
        "The mayor was heading a community meeting in El Tambo.",
        "Israel did not reject the proposal.",
    ],
)
def test_comment_and_local_meetings_are_no_events(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Iran's foreign ministry said the Security Council must fulfil its obligations.", "VRB.REQUEST happened"),
        ("The officers are being investigated for allegedly plotting in Egypt.", "VRB.ACCUSE happened"),
        ("Soldiers previously shelled the town of Kadugli.", "STR.SHELL historical"),
        ("Islamabad has long accused Kabul of sheltering the militants.", "VRB.ACCUSE historical"),
        ("He spoke of a fourth phase of protest, to start in Maputo on Wednesday.", "DEM.PEACEFUL planned"),
        ("Crowds set up barricades of burning tyres in Maputo on Saturday.", "DEM.VIOLENT happened"),
    ],
)
def test_what_is_said_is_said_now_and_what_was_is_history(events_of: Coding, text: str, told: str) -> None:
    assert [f"{event.event_type} {event.status}" for event in events_of(text)] == [told]
