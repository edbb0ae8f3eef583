"""One happening, one event: what merges, what never does, and that the order of the reports does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.coding.merge import merge_events
from geomap.coding.merge_evidence import evidence
from geomap.model import Event, EventPlace, Participant, Place, Span, When

MONDAY, TUESDAY = date(2025, 3, 17), date(2025, 3, 18)
NYALA = Place("gn:1", "Nyala", 12.05, 24.88, "city", "SDN", "South Darfur")
DARFUR = Place("iso:SD-DS", "South Darfur", 11.5, 24.9, "adm1", "SDN", "South Darfur")
SUDAN = Place("iso:SD", "Sudan", 15.0, 30.0, "country", "SDN")
KHARTOUM = Place("gn:2", "Khartoum", 15.55, 32.53, "city", "SDN", "Khartoum")


def asdict_shallow(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in Event.__slots__}


def at(place: Place | None) -> EventPlace | None:
    return EventPlace(place, place.name) if place else None


def who(*codes: str) -> tuple[Participant, ...]:
    return tuple(Participant(code.lower(), None, None, code) for code in codes)


def on(day: date) -> When:
    return When(day, day, "day")


def report(
    identifier: str, offset: int = 0, *, before: str = "Jets ", trigger: str = "struck", **changes: Any
) -> Event:
    quote = f"{before}{trigger} the town."
    start = offset + len(before)
    event: dict[str, Any] = {
        "event_id": identifier,
        "doc_id": "a",
        "event_type": "STR.AIR",
        "status": "happened",
        "start": offset,
        "end": offset + len(quote),
        "quote": quote,
        "trigger": Span(start, start + len(trigger), trigger),
        "actors": who("SDNMIL"),
        "location": at(NYALA),
        "location_role": "event",
        "date": on(MONDAY),
    }
    return Event(**(event | changes))


def test_two_reports_of_one_strike_are_one_event() -> None:
    merged = merge_events([report("1"), report("2", 100, quantities=(("killed", 12),))])
    assert len(merged) == 1
    assert dict(merged[0].quantities) == {"killed": 12}


def test_place_and_day_alone_never_merge() -> None:
    one, two = report("1", actors=()), report("2", 100, actors=())
    assert len(merge_events([one, two])) == 2


def test_other_places_days_and_parties_never_merge() -> None:
    first = report("1")
    for other in (
        report("2", 100, location=at(KHARTOUM)),
        report("2", 100, date=on(TUESDAY)),
        report("2", 100, actors=who("SDNREB")),
        report("2", 100, event_type="DEM.PEACEFUL"),
    ):
        assert len(merge_events([first, other])) == 2


def test_planned_and_past_meetings_never_merge() -> None:
    parties: dict[str, Any] = {
        "event_type": "DIP.MEET",
        "actors": who("USAGOV", "UKRGOV"),
        "date": None,
        "trigger": "met",
    }
    held, due = report("1", **parties), report("2", 100, status="planned", **parties)
    assert len(merge_events([held, due])) == 2


def test_two_calls_of_one_leader_are_two() -> None:
    call: dict[str, Any] = {
        "event_type": "DIP.CALL",
        "location": None,
        "location_role": "none",
        "date": None,
        "trigger": "call",
    }
    one = report("1", actors=who("USAGOV", "UKRGOV"), before="He held a ", **call)
    two = report("2", 100, actors=who("USAGOV", "RUSGOV"), before="During his ", **call)
    assert len(merge_events([one, two])) == 2


def test_a_later_the_call_supports_the_call_and_lends_it_its_day() -> None:
    call: dict[str, Any] = {"event_type": "DIP.CALL", "location": None, "location_role": "none", "trigger": "call"}
    one = report("1", actors=who("USAGOV", "UKRGOV"), before="They held a ", date=None, **call)
    two = report("2", 100, actors=who("UKRGOV"), before="Monday's ", **call)
    (merged,) = merge_events([one, two])
    assert (merged.event_id, merged.date) == ("1", on(MONDAY))


def test_a_vaguer_type_and_a_wider_place_give_way_to_the_particular() -> None:
    vague = report("1", event_type="STR.UNSPEC", location=at(SUDAN), before="The ", trigger="attack")
    exact = report("2", 100, event_type="STR.DRONE")
    (merged,) = merge_events([vague, exact])
    assert merged.event_type == "STR.DRONE"
    assert merged.location is not None
    assert merged.location.place == NYALA
    assert len(merge_events([report("1", event_type="STR.AIR"), exact])) == 2


def test_conflicting_tolls_are_kept_as_a_range() -> None:
    twelve = report("1", quantities=(("killed", 12),), targets=who("SDNCVL"))
    fifteen = report("2", 100, quantities=(("killed", 15),), targets=who("SDNCVL"))
    (merged,) = merge_events([twelve, fifteen])
    assert dict(merged.quantities) == {"killed": 12, "killed_max": 15}


def test_tolls_beyond_reach_of_each_other_are_two_happenings() -> None:
    few, many = report("1", quantities=(("killed", 3),)), report("2", 100, quantities=(("killed", 34),))
    assert len(merge_events([few, many])) == 2
    at_least = report("1", quantities=(("killed", 3), ("killed_qualifier", "at least")))
    assert len(merge_events([at_least, many])) == 1


def test_a_fact_outweighs_a_claim_of_the_same_happening() -> None:
    claimed = report("1", status="claimed", attribution="the army")
    (merged,) = merge_events([claimed, report("2", 100)])
    assert (merged.status, merged.attribution) == ("happened", None)


def test_reports_in_two_articles_merge_too() -> None:
    one = report("1", quantities=(("killed", 12),))
    two = report("2", doc_id="b", quantities=(("killed", 12),))
    assert len(merge_events([one, two])) == 1
    assert len(merge_events([one, report("2", doc_id="b", location=at(KHARTOUM))])) == 2


def test_the_attack_points_back_to_the_attack_told_shortly_before() -> None:
    first = report("1", actors=())
    near = report("2", 300, before="The ", trigger="raid", actors=(), location=None, date=None)
    far = report("3", 3000, actors=())
    assert [event.event_id for event in merge_events([first, near, far])] == ["1", "3"]
    another = report("2", 300, before="Another ", actors=(), location=None, date=None)
    assert len(merge_events([first, another])) == 2


def test_the_article_of_a_subject_points_back_to_no_deed() -> None:
    first = report("1", actors=())
    plain = report("2", 300, before="The pilots ", trigger="attacked", actors=(), location=None, date=None)
    assert len(merge_events([first, plain])) == 2
    passive = report("2", 300, before="The pilots were ", trigger="attacked", actors=(), location=None, date=None)
    assert len(merge_events([first, passive])) == 1


def test_one_party_on_one_day_may_do_two_things_in_an_article() -> None:
    first = report("1", targets=who("SDNCVL"))
    second = report("2", 3000, targets=who("SDNMIL"), location=None)
    assert len(merge_events([first, second])) == 2
    assert len(merge_events([first, replace(second, location=first.location)])) == 1


def test_killed_in_the_clash_names_other_victims_of_the_clash() -> None:
    clash = report("1", event_type="BAT.CLASH", actors=(), targets=who("SDNREB"), trigger="clash")
    quote = "An officer was killed in the clash."
    second = report("2", 200, event_type="BAT.CLASH", actors=(), targets=who("SDNCOP"), location=None, date=None)
    killed = Event(**{**asdict_shallow(second), "quote": quote, "trigger": Span(215, 221, "killed"), "end": 235})
    (merged,) = merge_events([clash, killed])
    assert {target.code for target in merged.targets} == {"SDNREB", "SDNCOP"}


def test_two_demands_are_two_whatever_their_articles() -> None:
    demand: dict[str, Any] = {"event_type": "VRB.REQUEST", "location": None, "location_role": "none", "actors": ()}
    one, two = report("1", **demand), report("2", 100, before="Their ", **demand)
    assert len(merge_events([one, two])) == 2


def bombing(identifier: str, doc_id: str, **changes: Any) -> Event:
    """A report of a suicide bombing that names nobody."""
    event: dict[str, Any] = {"event_type": "EXP.SUICIDE", "actors": (), "trigger": "blast", "before": "The "}
    return report(identifier, doc_id=doc_id, **(event | changes))


def test_reports_of_a_bombing_without_a_common_party_are_one() -> None:
    told = [
        bombing("1", "a", quantities=(("killed", 12),), site_tags=("religious",)),
        bombing("2", "b", event_type="EXP.IED", quantities=(("killed", 15),)),
        bombing("3", "c", actors=who("UAF"), targets=who("CVL"), quantities=(("killed", 14),)),
    ]
    (event,) = merge_events(told)
    assert event.event_type == "EXP.SUICIDE"
    assert (dict(event.quantities)["killed"], dict(event.quantities)["killed_max"]) == (12, 15)
    assert merge_events(told[::-1]) == (event,)


@pytest.mark.parametrize(
    "changes",
    [
        {"quantities": (("killed", 70),)},
        {"location": at(KHARTOUM)},
        {"date": on(TUESDAY)},
        {"event_type": "EXP.IED", "quantities": ()},
        {"status": "planned"},
    ],
)
def test_what_differs_or_shares_nothing_but_place_and_day_is_another_bombing(changes: dict[str, Any]) -> None:
    one = bombing("1", "a", event_type="EXP.IED", quantities=(("killed", 12),))
    assert len(merge_events([one, bombing("2", "b", **({"quantities": (("killed", 12),)} | changes))])) == 2


def test_gunmen_of_one_report_are_the_fighters_that_another_names() -> None:
    raid: dict[str, Any] = {"event_type": "VAC.ATTACK", "trigger": "raided", "targets": who("CVL")}
    gunmen = report("1", before="Gunmen ", **raid, actors=who("UAF"))
    named = report("2", doc_id="b", before="Fighters ", **raid, actors=who("IMG"))
    (event,) = merge_events([gunmen, named])
    assert "IMG" in {actor.code for actor in event.actors}
    soldiers = report("2", doc_id="b", before="Soldiers ", **raid, actors=who("SDNMIL"))
    assert len(merge_events([gunmen, soldiers])) == 2
    rivals = report("1", before="Fighters ", **raid, actors=who("NGAREB"))
    assert len(merge_events([rivals, named])) == 2


def test_two_unnamed_blows_of_a_day_in_one_article_stay_two() -> None:
    one = bombing("1", "a", event_type="EXP.IED", quantities=(("killed", 12),))
    two = report("2", 3000, event_type="EXP.IED", actors=(), trigger="blast", quantities=(("killed", 15),))
    assert len(merge_events([one, two])) == 2


PLACES = st.sampled_from([None, NYALA, DARFUR, SUDAN, KHARTOUM]).map(at)
DATES = st.sampled_from([None, on(MONDAY), on(TUESDAY), When(MONDAY, TUESDAY, "range"), When(None, TUESDAY, "unknown")])
PARTIES = st.lists(st.sampled_from(["SDN", "SDNMIL", "SDNREB", "SDNCVL", "UAF", "IMG"]), max_size=2, unique=True)
TOLLS = st.dictionaries(st.sampled_from(["killed", "injured"]), st.sampled_from([0, 1, 12, 15, 34]), max_size=2)


@st.composite
def reports(draw: st.DrawFn) -> list[Event]:
    """Reports of a few happenings that are often confusable."""
    events = []
    for index in range(draw(st.integers(0, 6))):
        place = draw(PLACES)
        events.append(
            report(
                str(index),
                40 * index,
                before=draw(st.sampled_from(["Jets ", "The ", "Their "])),
                trigger=draw(st.sampled_from(["struck", "attack", "raid"])),
                doc_id=draw(st.sampled_from(["a", "b"])),
                event_type=draw(st.sampled_from(["STR.AIR", "STR.UNSPEC", "STR.DRONE", "VAC.ATTACK", "DIP.MEET"])),
                status=draw(st.sampled_from(["happened", "claimed", "planned"])),
                actors=who(*draw(PARTIES)),
                targets=who(*draw(PARTIES)),
                location=place,
                location_role="event" if place else "none",
                date=draw(DATES),
                quantities=tuple(sorted(draw(TOLLS).items())),
                site_tags=draw(st.sampled_from([(), ("religious",), ("market", "religious")])),
                confidence=draw(st.sampled_from([0.3, 0.6])),
            )
        )
    return events


@settings(max_examples=200)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(events: list[Event], chance: Any) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert merge_events(shuffled) == merge_events(events)


@settings(max_examples=200)
@given(reports())
def test_merging_again_changes_nothing(events: list[Event]) -> None:
    merged = merge_events(events)
    assert merge_events(merged) == merged
    assert len(merged) <= len(events)
    assert {event.event_id for event in merged} <= {event.event_id for event in events}


@settings(max_examples=200)
@given(reports())
def test_no_statement_of_the_future_turns_into_a_fact(events: list[Event]) -> None:
    planned = {event.event_id for event in events if event.status == "planned"}
    for event in merge_events(events):
        assert (event.status == "planned") == (event.event_id in planned)


def test_a_sentence_said_over_and_over_costs_one_comparison_each(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[None] = []

    def counted(one: Event, two: Event) -> object:
        compared.append(None)
        return evidence(one, two)

    monkeypatch.setattr("geomap.coding.merge.evidence", counted)
    assert len(merge_events([report(str(number), 100 * number) for number in range(200)])) == 1
    assert len(compared) < 400
