"""What only whole sentences and paragraphs show: who goes on after an aside, whose toll it is, where a list ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


def actors(event: Event) -> list[str]:
    return [one.text for one in event.actors]


def place(event: Event) -> str | None:
    return event.location.name if event.location is not None else None


@pytest.mark.parametrize(
    ("text", "code", "doer"),
    [
        ("Peru halted talks with Chile, saying it had lied, and imposed a curfew in Tacna.", "COE.RESTRICT", "Peru"),
        ("The minister said 60 people had been arrested and accused Iran of sabotage.", "VRB.ACCUSE", "minister"),
        ("The EU imposed sanctions on two airlines, accusing Minsk of piracy.", "VRB.ACCUSE", "EU"),
        ("Gunmen arrived in trucks fitted with guns, setting fire to the stores in Gao.", "COE.DESTROY", "Gunmen"),
        ("William Ruto, who is on a visit to Beijing, spoke of trade.", "DIP.MEET", "William Ruto"),
    ],
)
def test_the_main_subject_does_what_is_told_after_an_aside(events_of: Coding, text: str, code: str, doer: str) -> None:
    assert doer in next(actors(event) for event in events_of(text) if event.event_type == code)


def test_who_was_arrested_may_go_on_to_accuse(events_of: Coding) -> None:
    text = "The senator was arrested and accused the government of a crackdown."
    assert ["senator"] in [actors(event) for event in events_of(text) if event.event_type == "VRB.ACCUSE"]


def test_prisoners_are_no_party_to_their_exchange(events_of: Coding) -> None:
    (swap,) = events_of("Ukraine and Russia each returned 175 prisoners of war on Wednesday in a swap.")
    assert actors(swap) == ["Ukraine", "Russia"]


def test_a_toll_is_of_the_deed_before_it_and_not_of_an_earlier_one(events_of: Coding) -> None:
    text = "Israeli jets struck Baalbek, killing 11 people, hours after Hezbollah fired rockets at Metula."
    raid, salvo = events_of(text)
    assert dict(raid.quantities)["killed"] == 11
    assert "killed" not in dict(salvo.quantities)
    assert (place(raid), place(salvo)) == ("Baalbek", "Metula")


def test_a_salvo_is_where_it_was_aimed_at(events_of: Coding) -> None:
    text = "Israeli jets struck Baalbek hours after Hezbollah fired a salvo of rockets at the town of Kiryat Shmona."
    assert [place(event) for event in events_of(text)] == ["Baalbek", "Kiryat Shmona"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("In Cairo, mediators met a Hamas delegation to discuss a truce in Gaza.", "Cairo"),
        ("The two leaders met to discuss trade in Cairo on Sunday.", "Cairo"),
        ("The foreign ministers met to discuss the war in Sudan.", None),
    ],
)
def test_a_meeting_is_not_where_its_matter_is(events_of: Coding, text: str, where: str | None) -> None:
    assert [place(event) for event in events_of(text)] == [where]


def test_where_goes_on_from_the_last_town_of_a_list(events_of: Coding) -> None:
    text = "Rallies were held in Kisumu, Eldoret and the port city of Mombasa, where shops were looted."
    looted = [place(event) for event in events_of(text) if event.event_type == "COE.DESTROY"]
    assert looted == ["Mombasa"]


def test_arrests_after_rallies_in_many_towns_are_in_none_of_them(events_of: Coding) -> None:
    text = "Rallies were held in Kisumu, Eldoret and Mombasa. Police said 61 people had been arrested."
    arrest = next(event for event in events_of(text) if event.event_type == "COE.ARREST")
    assert place(arrest) not in ("Kisumu", "Eldoret", "Mombasa")


def test_who_denies_an_accusation_denies_that_alone(events_of: Coding) -> None:
    text = "The minister said 61 people had been arrested and accused Iran of sabotage. Iran denied the accusation."
    assert next(event.status for event in events_of(text) if event.event_type == "COE.ARREST") == "happened"


def test_soldiers_along_a_border_are_not_in_the_town_spoken_of_last(events_of: Coding) -> None:
    text = "Balloons forced Vilnius airport to close. Poland has deployed 5,000 extra soldiers along the border."
    assert [place(event) for event in events_of(text) if event.event_type == "MOB.FORCES"] == [None]


def test_attackers_burn_nothing_where_they_withdraw_to(events_of: Coding) -> None:
    text = "The attackers arrived at dawn, setting fire to fuel stores before withdrawing towards the Niger river."
    assert place(next(event for event in events_of(text) if event.event_type == "COE.DESTROY")) is None


def test_what_protesters_vow_is_planned_and_dates_nothing_else(events_of: Coding) -> None:
    text = "Demonstrations were held in Kisumu. The protesters have vowed to march again on Saturday."
    told, vowed = events_of(text)
    assert (vowed.event_type, vowed.status) == ("DEM.PEACEFUL", "planned")
    assert vowed.date is not None
    assert vowed.date.start == date(2025, 6, 21)
    assert told.date is not None
    assert told.date.start is None


def test_a_statement_says_who_says_so(events_of: Coding) -> None:
    (event,) = events_of("The army said in a statement that its troops had killed 12 rebels in Bara.")
    assert (event.attribution, event.status) == ("army", "claimed")


def test_a_health_ministry_counts_the_dead_whoever_killed_them(events_of: Coding) -> None:
    (event,) = events_of("Israeli jets struck Baalbek, killing 11 people, Lebanon's health ministry said.")
    assert event.status == "happened"


@pytest.mark.parametrize(
    ("text", "code", "who"),
    [
        ("Zelenskiy, in Helsinki for talks with Alexander Stubb, was upbeat.", "DIP.MEET", "Zelenskiy"),
        ("Taiwan said it had detected 59 Chinese military aircraft.", "MOB.FORCES", "59 Chinese military aircraft"),
        (
            "Members of the Viv Ansanm gang coalition attacked Mirebalais.",
            "VAC.ATTACK",
            "Members of the Viv Ansanm gang coalition",
        ),
    ],
)
def test_who_comes_or_is_seen_or_belongs_to_a_league_does_it(events_of: Coding, text: str, code: str, who: str) -> None:
    assert who in next(actors(event) for event in events_of(text) if event.event_type == code)


def test_a_verb_of_two_halves_leaves_none_of_them_to_its_target(events_of: Coding) -> None:
    (event,) = events_of("Police baton-charged relatives of missing persons in Quetta.")
    assert [one.text for one in event.targets] == ["relatives"]


def test_one_sentence_tells_a_deportation_and_a_closure(events_of: Coding) -> None:
    text = "Peru, which deported 270 Bolivians in February, has closed its border crossing at Desaguadero."
    assert [event.trigger.text for event in events_of(text)] == ["deported", "closed"]


def test_police_meet_a_crowd_where_it_marched(events_of: Coding) -> None:
    text = "Thousands marched in Lima to demand security; police fired tear gas near the prime minister's office."
    assert [place(event) for event in events_of(text)] == ["Lima"]


@pytest.mark.parametrize(
    "text",
    [
        "Air defences shot down 72 drones while 56 were lost to electronic jamming.",
        "Coast guard ships fired water cannon at two vessels carrying supplies near the shoal, damaging one of them.",
        "Taiwan sent jets to monitor them.",
    ],
)
def test_words_that_go_with_others_tell_nothing_of_their_own(events_of: Coding, text: str) -> None:
    assert not [event for event in events_of(text) if event.event_type in ("COE.CYBER", "HAZ.NATURAL", "AID.MIL")]


def test_gunfire_that_could_be_heard_was_heard(events_of: Coding) -> None:
    (event,) = events_of("Gunfire could be heard in Mirebalais.")
    assert event.status == "happened"


def test_hackers_who_are_believed_to_have_stolen_are_alleged_to_have(events_of: Coding) -> None:
    (event,) = events_of("Chinese hackers are believed to have stolen documents from the office of the president.")
    assert event.status == "alleged"


def test_what_was_shot_down_over_seven_regions_is_in_no_town(events_of: Coding) -> None:
    text = "Drones struck a refinery in Saratov. The ministry said 57 drones were destroyed over seven regions."
    assert [place(event) for event in events_of(text) if event.event_type == "COE.DISRUPT"] == [None]


def test_people_hurt_in_another_town_are_no_part_of_a_toll(events_of: Coding) -> None:
    text = "A guard was killed when a missile hit Odesa. Two people were hurt in the town of Izmail."
    assert "injured" not in dict(events_of(text)[0].quantities)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A bomb killed two people in Quetta. The Pakistani Taliban claimed responsibility.", ["Pakistani Taliban"]),
        ("A bomb killed two people in Quetta. No group has claimed responsibility.", []),
        ("Israel struck Sidon, killing two. Hezbollah has not claimed responsibility.", ["Israel"]),
    ],
)
def test_who_claims_an_attack_that_nobody_is_said_to_have_made_is_its_doer(
    events_of: Coding, text: str, who: list[str]
) -> None:
    assert actors(events_of(text)[0]) == who


def test_a_crowd_that_marks_a_disaster_was_not_killed(events_of: Coding) -> None:
    text = (
        "Thousands gathered in Novi Sad to mark the anniversary of the collapse of a canopy that killed 16 people and "
        "led to the biggest protests in decades."
    )
    (event,) = events_of(text)
    assert event.event_type == "DEM.PEACEFUL"
    assert "killed" not in dict(event.quantities)


def test_a_claim_of_a_ministry_of_a_country_that_is_rejected_is_denied(events_of: Coding) -> None:
    text = "We reject the claims of the Ministry of Defence of Azerbaijan that Armenian units opened fire near Sotk."
    assert [event.status for event in events_of(text) if event.event_type == "VAC.ATTACK"] == ["denied"]


def test_what_a_ministry_condemns_was_done(events_of: Coding) -> None:
    text = "The ministry condemns the shelling by the armed forces of Azerbaijan of the village of Khoznavar in Syunik."
    shelling = next(event for event in events_of(text) if event.event_type == "STR.SHELL")
    assert place(shelling) == "Khoznavar"


def test_what_a_swap_does_not_mean_is_no_event(events_of: Coding) -> None:
    assert not events_of("The swap does not mean that Washington will ease its oil sanctions, an official said.")


def test_a_span_of_captivity_dates_nothing_past_the_news(events_of: Coding) -> None:
    text = "Guerrillas released a policeman in Arauca after 11 days, and a court in Bogota jailed a former minister."
    for event in events_of(text, published=date(2025, 6, 20)):
        assert event.date is not None
        assert event.date.start is None or event.date.start <= date(2025, 6, 20)


def test_a_toll_that_police_put_earlier_is_put_right(events_of: Coding) -> None:
    (event,) = events_of("A bomb killed 24 people in Mogadishu. Police earlier put the death toll at 18.")
    assert dict(event.quantities)["killed"] == 24
    assert "killed_max" not in dict(event.quantities)


def test_a_town_far_from_the_capital_is_not_in_its_district(events_of: Coding) -> None:
    text = (
        "A bomb exploded in Mogadishu on Monday, and another in Mogadishu on Tuesday. Fighters seized a base in Wisilo."
    )
    seized = next(event for event in events_of(text) if event.event_type.startswith("BAT"))
    assert seized.location is not None
    assert seized.location.place.precision in ("country", "unknown")


def test_what_is_said_in_an_aside_is_over_where_that_ends(events_of: Coding) -> None:
    text = "Vucic, who has accused the West of a plot, signed a treaty in Belgrade."
    assert [event.status for event in events_of(text) if event.event_type == "DIP.SIGN"] == ["happened"]


def test_a_judge_shot_in_another_town_is_no_victim_of_the_bomb(events_of: Coding) -> None:
    text = "In Esmeraldas a car bomb went off outside a barracks, and a prosecutor was shot dead in Guayaquil."
    bomb, murder = events_of(text)
    assert (place(bomb), place(murder)) == ("Esmeraldas", "Guayaquil")
    assert "killed" not in dict(bomb.quantities)
    assert dict(murder.quantities)["killed"] == 1


def test_the_time_of_a_live_blog_is_neither_doer_nor_count(events_of: Coding) -> None:
    text = "21:15 Burchuladze is arrested in a clinic in Tbilisi. 11:32 Police detain four activists in Gldani."
    first, second = events_of(text)
    assert [one.text for one in first.targets] == ["Burchuladze"]
    assert dict(first.quantities).get("detained") in (None, 1)
    assert actors(second) == ["Police"]


def test_a_country_whose_name_of_cuts_in_two_is_one_party(events_of: Coding) -> None:
    text = "The Democratic Republic of Congo and the M23 rebel group signed a U.S.-brokered declaration in Doha."
    (event,) = events_of(text)
    assert [one.code for one in event.actors] == ["COD", "CODREB"]


def test_what_a_deal_provides_for_is_promised(events_of: Coding) -> None:
    text = "The declaration provides for the release of prisoners by Ethiopia."
    assert [event.status for event in events_of(text) if event.event_type == "DEE.RELEASE"] == ["promised"]


def test_both_ends_of_a_range_share_its_scale(events_of: Coding) -> None:
    (event,) = events_of("In Geneina between ten and fifteen thousand Masalit were murdered on Monday.")
    assert dict(event.quantities)["killed"] == 10_000


def test_what_a_threat_is_likened_to_does_not_date_it(events_of: Coding) -> None:
    text = "Khamenei said Iran would respond to any new attack by striking U.S. bases, as it did in Qatar in May."
    threat = next(event for event in events_of(text) if event.event_type == "VRB.THREAT")
    assert threat.status == "happened"
    assert threat.date is not None
    assert threat.date.start is None


def test_a_report_filed_from_two_cities_is_by_neither(events_of: Coding) -> None:
    event = events_of("TEHRAN/PARIS - Iran executed three men convicted of spying in Urmia on Wednesday.")[0]
    assert [one.code for one in event.actors] == ["IRN"]


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("Junta troops recaptured the Shan town of Nawnghkio on Wednesday.", "BAT.GOVGAIN", "Nawnghkio"),
        ("The army killed ten people in Depayin on Monday despite a truce.", "DEE.CEASEFIRE", None),
        ("Ukraine and Russia exchanged prisoners on Monday under the Istanbul agreements.", "DEE.POWSWAP", None),
        ("Russia launched 63 drones from the direction of Kursk, damaging a school in Sumy.", "STR.DRONE", "Sumy"),
        ("LEH, Sept 24 (PTI) Protesters clashed with police in Leh on Wednesday.", "DEM.VIOLENT", "Leh"),
    ],
)
def test_a_place_that_only_describes_is_not_the_scene(
    events_of: Coding, text: str, code: str, where: str | None
) -> None:
    found = {place(event) for event in events_of(text) if event.event_type == code}
    assert where in found or (where is None and not found & {"Depayin", "Istanbul"})


@pytest.mark.parametrize(
    ("text", "code", "targets"),
    [
        ("The ship sank off Yemen after Houthi fighters attacked it with sea drones.", "STR.DRONE", []),
        (
            "Six sailors were found; the Houthis said they had rescued others, while the U.S. accused them of piracy.",
            "VRB.ACCUSE",
            [],
        ),
    ],
)
def test_neither_a_sea_nor_who_was_named_long_before_is_meant(
    events_of: Coding, text: str, code: str, targets: list[str]
) -> None:
    event = next(event for event in events_of(text) if event.event_type == code)
    assert [one.text for one in event.targets if one.code] == targets


def test_the_government_is_no_minister_who_was_named_before(events_of: Coding) -> None:
    text = "Prime Minister Francois Bayrou visited Mamoudzou. The government banned maize exports."
    banned = next(event for event in events_of(text) if event.event_type.startswith("SAN"))
    assert actors(banned) == ["government"]


def test_a_group_aligned_with_a_country_is_not_of_it(events_of: Coding) -> None:
    event = next(event for event in events_of("The Iran-aligned group attacked a ship in the Red Sea."))
    assert not any((one.code or "").startswith("IRN") for one in event.actors)
