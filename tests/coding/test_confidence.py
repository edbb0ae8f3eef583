"""How sure an event is, and what is hardly told: examples of `confidence.py` and `told_evidence.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geomap.coding import Coder, code_article
from geomap.coding.code import tell
from geomap.coding.dates import find_dates
from geomap.language import parse
from geomap.model import Article, Event
from geomap.places import find_mentions
from geomap.places.gazetteer import Gazetteer

PLAIN = "Government troops shelled the village of Robotyne on Tuesday, killing three people."


def coded(text: str, coder: Coder, gazetteer: Gazetteer) -> tuple[Event, ...]:
    doc = parse(Article("a", text, published=date(2024, 5, 3)))
    return code_article(doc, find_mentions(doc, gazetteer), coder=coder, gazetteer=gazetteer)


def test_a_plain_report_is_surer_than_talk_of_the_like(coder: Coder, gazetteer: Gazetteer) -> None:
    every = replace(coder, least_told=0.0)
    (report,) = coded(PLAIN, every, gazetteer)
    talk = coded("We have often seen attacks on villages, and you would ask who is next.", every, gazetteer)
    assert all(event.confidence < report.confidence for event in talk)


def test_what_is_hardly_told_makes_no_event_and_an_allegation_always_does(coder: Coder, gazetteer: Gazetteer) -> None:
    strict = replace(coder, least_told=1.0)
    assert coded(PLAIN, strict, gazetteer) == ()
    accused = coded("Ukraine accused Russia of bombing a hospital in Kherson.", strict, gazetteer)
    assert [event.status for event in accused] == ["alleged"]


def test_what_speaks_for_an_event_holds_no_name(coder: Coder, gazetteer: Gazetteer) -> None:
    told = []
    for name in ("Pavel Novak", "Petr Svoboda"):
        doc = parse(Article("a", f"Police arrested {name} in Karachi on Monday."))
        state = tell(doc, find_mentions(doc, gazetteer), expressions=find_dates(doc), coder=coder, gazetteer=gazetteer)
        told.append([state.grounds[event.event_id][0].told for event in state.events])
    assert told[0]
    assert told[0] == told[1]


def test_who_holds_a_place_is_told_however_briefly(coder: Coder, gazetteer: Gazetteer) -> None:
    strict = replace(coder, least_told=1.0)
    held = coded(
        "The talks were on the Zaporizhzhia nuclear plant, currently under Russian control.", strict, gazetteer
    )
    assert [event.event_type for event in held] == ["TER.CONTROL"]
