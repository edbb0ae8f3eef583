"""Did it happen? Modals, negation, conditions, governing verbs and nouns, sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.coding.status_cues import cues
from geomap.errors import TableError
from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("Rebels attacked an army base near Goma on Monday.", "BAT.CLASH", "happened"),
        ("The two presidents are set to meet in Geneva next week.", "DIP.MEET", "planned"),
        ("The foreign ministers will meet in Cairo on Sunday.", "DIP.MEET", "planned"),
        ("Ministers said that another round of talks would take place in Amman.", "DIP.MEET", "planned"),
        ("Ethiopia agreed to halt attacks on the region.", "DIP.CONCEDE", "promised"),
        ("Germany has agreed to send Ukraine more missiles.", "AID.MIL", "promised"),
        ("The proposed ceasefire was rejected by Israel.", "DEE.CEASEFIRE", "rejected"),
        ("The proposed ceasefire was rejected by Israel.", "VRB.REJECT", "happened"),
        ("Rwanda denied that its troops had shelled Goma.", "STR.SHELL", "denied"),
        ("Police foiled an attack on a church in Lahore.", "COE.DISRUPT", "happened"),
        ("Iran would retaliate if Israel attacked, he warned.", "VRB.THREAT", "hypothetical"),
        ("Azerbaijan accused Armenia of shelling its positions.", "STR.SHELL", "alleged"),
        ("Sudanese officials reported a drone strike on the port.", "STR.DRONE", "alleged"),
        ("Gunmen reportedly killed four farmers near Jos.", "VAC.ATTACK", "alleged"),
        ("The president's previous visit to Ankara was short.", "DIP.MEET", "historical"),
        ("Shelling of the town of Lyman continued; troops are fighting rebels near Goma.", "BAT.CLASH", "ongoing"),
        ("All 300 prisoners are to be released on Friday.", "DEE.RELEASE", "planned"),
        ("The rebels claimed to have captured the town of Masisi.", "BAT.NSAGAIN", "claimed"),
        ("The union is calling a nationwide strike for Monday.", "DEM.PEACEFUL", "planned"),
        ("A rally called for Friday in Nairobi has been put off.", "DEM.PEACEFUL", "planned"),
        ("A protest march planned for Sunday in Minsk was cancelled.", "DEM.PEACEFUL", "rejected"),
        ("Organisers called off Saturday's rally in Tbilisi after threats.", "DEM.PEACEFUL", "rejected"),
        ("The military exercise in Poland was called off on Tuesday.", "MOB.FORCES", "rejected"),
        ("A planned strike on Tehran was called off at the last minute.", "STR.UNSPEC", "rejected"),
        ("The prisoner swap due on Friday was postponed, Kyiv said.", "DEE.POWSWAP", "planned"),
        ("Talks between Iran and the US in Oman on Saturday were cancelled.", "DIP.MEET", "rejected"),
        ("The army dismissed reports that rebels had captured Bukavu.", "BAT.NSAGAIN", "denied"),
        (
            "A spokesman rejected as false the claim that police had shot two students in Kampala.",
            "VAC.ATTACK",
            "denied",
        ),
        ("It was not true that troops had entered Khartoum, a spokesman said.", "MOB.FORCES", "denied"),
        ("The mayor played down reports that gunmen had attacked a school in Kaduna.", "VAC.ATTACK", "alleged"),
        ("There were reports that militants had seized a base near Palma.", "BAT.NSAGAIN", "alleged"),
        ("Residents confirmed reports that the army had shelled Bara on Sunday.", "STR.SHELL", "happened"),
        ("The parade in Moscow was cancelled because of drone attacks on the region.", "STR.DRONE", "happened"),
    ],
)
def test_cues_decide_the_status(events_of: Coding, text: str, code: str, status: str) -> None:
    assert (code, status) in {(event.event_type, event.status) for event in events_of(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The talks focused on strikes on power plants.", "STR.UNSPEC"),
        ("The ministers held talks concerning strikes on Kharkiv on Monday.", "STR.UNSPEC"),
        ("The ministers held talks concerning strikes on Kharkiv on Monday.", "DEM.PEACEFUL"),
        ("A meeting about the attacks on Goma was held in Nairobi on Monday.", "STR.UNSPEC"),
        ("Talks about the shelling of Donetsk were held in Vienna on Friday.", "STR.SHELL"),
        ("The report on the massacre in Bucha was published on Monday.", "VAC.ATTACK"),
        ("The army did not shell the town of Lyman.", "STR.SHELL"),
        ("He was jailed for organising protests.", "DEM.PEACEFUL"),
        ("The city has been quiet since the coup of 2021.", "COE.RESTRICT"),
        ("The two leaders called for a ceasefire.", "DEE.CEASEFIRE"),
        ("The general threatened to bomb the capital.", "STR.AIR"),
    ],
)
def test_what_is_only_spoken_of_is_no_event(events_of: Coding, text: str, code: str) -> None:
    assert code not in {event.event_type for event in events_of(text)}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Gunmen killed four farmers near Jos, police said.", "police"),
        ("According to the mayor, gunmen killed four farmers near Jos.", "mayor"),
        ("Sudanese officials reported a drone strike on the port.", "Sudanese officials"),
        ("The army said that rebels had killed four farmers near Jos.", "army"),
        ("Gunmen killed four farmers near Jos.", None),
    ],
)
def test_the_source_is_kept_in_the_words_of_the_article(events_of: Coding, text: str, source: str | None) -> None:
    assert [event.attribution for event in events_of(text)] == [source]


def test_an_unknown_status_in_the_cue_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "status.toml"
    path.write_text('[modal]\nplaned = "will"\n', encoding="utf-8")
    with pytest.raises(TableError, match=r"unknown status 'planed' \(did you mean 'planned'\?\)"):
        cues(path)


@pytest.mark.parametrize(
    "text",
    [
        "Reports that rebels shelled Goma were false.",
        "The novel “The Bombing of Hamburg” was published in Vienna.",
        "“The Siege of Sarajevo” opened in Paris.",
        "The cook shelled prawns in Manila.",
        "Pakistan attacked the visitors' bowling in Lahore.",
    ],
)
def test_titles_rumours_and_figures_of_speech_are_no_events(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


def test_a_quoted_sentence_is_no_title(events_of: Coding) -> None:
    assert events_of("“Gunmen killed two farmers in Jos on Monday,” police said.")


def test_what_an_anniversary_counts_from_is_history(events_of: Coding) -> None:
    events = events_of("Twenty years after the bombing of Madrid, survivors gathered.")
    assert [event.status for event in events if event.event_type == "EXP.IED"] == ["historical"]


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("Armenia said Azerbaijan shelled Goris.", "STR.SHELL", "alleged"),
        ("Hezbollah said 12 people were killed in Tyre.", "VAC.ATTACK", "alleged"),
        ("Police said gunmen killed two traders in Jos.", "VAC.ATTACK", "happened"),
        ("Medics said gunmen killed two traders in Jos.", "VAC.ATTACK", "happened"),
        ("Israel denied bombing a school in Rafah.", "STR.UNSPEC", "denied"),
    ],
)
def test_a_party_s_word_is_a_claim(events_of: Coding, text: str, code: str, status: str) -> None:
    assert (code, status) in {(event.event_type, event.status) for event in events_of(text)}


def test_the_day_of_a_decision_is_not_the_day_of_what_was_put_off(events_of: Coding) -> None:
    (event,) = events_of("The talks in Doha between Iran and Qatar were postponed on Monday.")
    assert (event.status, event.date and event.date.precision) == ("planned", "unknown")
