"""The reports of several articles: what becomes one event, what never does, and that no order or parting matters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.coding.across import blocks_of, components, family_of, links, merge_across
from geomap.coding.merge import merge_events
from geomap.coding.merge_evidence import FAMILIES, evidence
from geomap.coding.ontology import ontology
from geomap.model import Event, EventPlace, Participant, Place, Span, When

MONDAY = date(2025, 3, 17)
NYALA = Place("gn:1", "Nyala", 12.05, 24.88, "city", "SDN", "South Darfur")
SUDAN = Place("iso:SD", "Sudan", 15.0, 30.0, "country", "SDN")
LVIV = Place("gn:3", "Lviv", 49.84, 24.03, "city", "UKR", "Lviv Oblast")


def who(*codes: str) -> tuple[Participant, ...]:
    return tuple(Participant(code.lower(), None, None, code) for code in codes)


def on(day: date, days: int = 1) -> When:
    return When(day, day + timedelta(days - 1), "day" if days == 1 else "range")


def report(doc_id: str, offset: int = 0, **changes: Any) -> Event:
    quote = "Jets struck the town."
    event: dict[str, Any] = {
        "event_id": f"{doc_id}/{offset}",
        "doc_id": doc_id,
        "event_type": "STR.AIR",
        "status": "happened",
        "start": offset,
        "end": offset + len(quote),
        "quote": quote,
        "trigger": Span(offset + 5, offset + 11, "struck"),
        "actors": who("SDNMIL"),
        "location": EventPlace(NYALA, "Nyala"),
        "location_role": "event",
        "date": on(MONDAY),
    }
    return Event(**(event | changes))


def test_three_articles_on_one_strike_are_one_event_with_three_reports() -> None:
    (event,) = merge_across([report("a"), report("b"), report("c")])
    assert event.doc_id == "a"
    assert [(one.doc_id, one.event_id, one.quote) for one in event.supporting] == [
        ("b", "b/0", "Jets struck the town."),
        ("c", "c/0", "Jets struck the town."),
    ]


def test_conflicting_tolls_of_two_articles_are_a_range() -> None:
    (event,) = merge_across([report("a", quantities=(("killed", 12),)), report("b", quantities=(("killed", 15),))])
    assert dict(event.quantities) == {"killed": 12, "killed_max": 15}


@pytest.mark.parametrize(
    "changes",
    [
        {"date": on(MONDAY + timedelta(1))},
        {"date": None},
        {"date": When(MONDAY, None, "unknown")},
        {"date": on(MONDAY, 30)},
        {"location": EventPlace(LVIV, "Lviv")},
        {"location": None},
        {"actors": who("UKRMIL")},
        {"actors": ()},
        {"event_type": "DIP.MEET"},
        {"status": "planned"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_another_day_place_party_type_or_status_is_another_event(changes: dict[str, Any]) -> None:
    assert len(merge_across([report("a"), report("b", **changes)])) == 2


def test_one_call_told_in_two_articles_is_one_although_it_has_no_place() -> None:
    call: dict[str, Any] = {"event_type": "DIP.CALL", "location": None}
    call |= {"actors": who("USAGOV"), "targets": who("UKRGOV")}
    assert len(merge_across([report("a", **call), report("b", **call)])) == 1
    assert len(merge_across([report("a", **call), report("b", **call | {"targets": who("RUSGOV")})])) == 2


def test_what_an_article_keeps_apart_another_article_does_not_join() -> None:
    drone, shell = report("a", event_type="STR.DRONE"), report("a", 100, event_type="STR.SHELL")
    vague = report("b", event_type="STR.UNSPEC")
    merged = merge_across([drone, shell, vague])
    assert sorted(event.event_type for event in merged) == ["STR.DRONE", "STR.SHELL"]


def test_a_wave_of_copies_costs_two_comparisons_each(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[None] = []

    def counted(one: Event, two: Event) -> object:
        compared.append(None)
        return evidence(one, two)

    monkeypatch.setattr("geomap.coding.across.evidence", counted)
    (event,) = merge_across([report(f"{number:04}") for number in range(1000)])
    assert len(event.supporting) == 999
    assert len(compared) < 2100


def test_a_family_is_closed_and_names_itself_alike_for_all_its_types() -> None:
    for low, highs in FAMILIES:
        assert {family_of(code) for code in highs} == {family_of(low)}
    assert family_of("DIP.CALL") == "DIP.CALL"
    assert all(family_of(family_of(code)) == family_of(code) for code in ontology())


PLACES = st.sampled_from([None, EventPlace(NYALA, "Nyala"), EventPlace(SUDAN, "Sudan"), EventPlace(LVIV, "Lviv")])
PARTIES = st.lists(st.sampled_from(["SDN", "SDNMIL", "SDNREB", "UKR"]), max_size=2, unique=True)
DAYS = st.builds(lambda day, days: on(MONDAY + timedelta(day), days), st.integers(0, 2), st.sampled_from([1, 1, 3]))


@st.composite
def newsroom(draw: st.DrawFn) -> list[Event]:
    """What the articles of a few days tell, each article merged for itself."""
    told: list[Event] = []
    for doc_id in "abcd"[: draw(st.integers(1, 4))]:
        found = []
        for index in range(draw(st.integers(0, 3))):
            place = draw(PLACES)
            found.append(
                report(
                    doc_id,
                    1000 * index,
                    event_type=draw(st.sampled_from(["STR.AIR", "STR.UNSPEC", "STR.DRONE", "DIP.CALL"])),
                    status=draw(st.sampled_from(["happened", "claimed", "planned"])),
                    actors=who(*draw(PARTIES)),
                    targets=who(*draw(PARTIES)),
                    location=place,
                    location_role="event" if place else "none",
                    date=draw(st.one_of(st.none(), DAYS)),
                    quantities=draw(st.sampled_from([(), (("killed", 2),), (("killed", 5),)])),
                )
            )
        told += merge_events(found)
    return told


@settings(max_examples=120)
@given(newsroom(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(events: list[Event], chance: Any) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert merge_across(shuffled) == merge_across(events)


@settings(max_examples=120)
@given(newsroom())
def test_nothing_is_lost_and_nothing_is_told_twice(events: list[Event]) -> None:
    merged = merge_across(events)
    own = [event.event_id for event in merged]
    others = [one.event_id for event in merged for one in event.supporting]
    told = [event.event_id for event in events] + [one.event_id for event in events for one in event.supporting]
    assert sorted(own + others) == sorted(told)


@settings(max_examples=120)
@given(newsroom())
def test_only_reports_that_share_a_block_are_one(events: list[Event]) -> None:
    by_id = {event.event_id: event for event in events}
    for event in merge_across(events):
        for other in {one.event_id for one in event.supporting} & by_id.keys() - {event.event_id}:
            mates = [by_id[one] for one in {event.event_id, *(r.event_id for r in event.supporting)} & by_id.keys()]
            assert any(set(blocks_of(by_id[other])) & set(blocks_of(mate)) for mate in mates if mate.event_id != other)


@settings(max_examples=120)
@given(newsroom(), st.integers(1, 5))
def test_links_found_in_parts_chain_the_same_groups(events: list[Event], parts: int) -> None:
    blocks = sorted({block for event in events for block in blocks_of(event)}, key=repr)
    found: list[tuple[str, str]] = []
    for part in range(parts):
        mine = set(blocks[part::parts])
        found += links(event for event in events if mine & set(blocks_of(event)))
    assert components(found) == components(links(events))


@settings(max_examples=120)
@given(newsroom())
def test_one_article_alone_stays_as_it_is(events: list[Event]) -> None:
    alone = [event for event in events if event.doc_id == "a"]
    assert list(merge_across(alone)) == alone
