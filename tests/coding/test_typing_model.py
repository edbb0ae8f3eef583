"""The type model: chances of codes, sister codes, and how sure an event is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.coding import Coder
from geomap.coding.confidence import Grounds, confidence_of
from geomap.coding.finding import Finding
from geomap.coding.ontology import ontology
from geomap.coding.reading import findings_in, read_scene
from geomap.coding.scene import Discourse
from geomap.coding.syntax import analyse
from geomap.coding.triggers import NONE
from geomap.coding.typing_features import type_evidence
from geomap.coding.typing_model import type_chances, type_weights, typed
from geomap.language import parse
from geomap.model import Article, Event

Coding = Callable[..., tuple[Event, ...]]
SURE = Grounds(weight=0.8, rank="specific", typed=0.9, place=1.0, order=0, crowd=1)
chance = st.floats(0.0, 1.0)


@pytest.fixture(scope="module")
def finding(coder: Coder) -> Finding:
    """The finding of "Police arrested a senator"."""
    doc = parse(Article("test", "Police arrested a senator on Monday."))
    syntax = analyse(doc.sentences[0])
    scene = read_scene(doc, syntax, (), coder=coder, discourse=Discourse())
    return findings_in(scene, (), coder=coder)[0][0]


@pytest.fixture(scope="module")
def event(events_of: Coding) -> Event:
    return events_of("Police arrested a senator in Karachi on Monday.")[0]


@given(names=st.sets(st.sampled_from(sorted(type_weights())), max_size=30))
def test_the_chances_of_all_codes_sum_to_one(names: set[str]) -> None:
    found = type_chances(names)
    assert set(found) == {*ontology(), NONE}
    assert math.isclose(math.fsum(found.values()), 1.0)


@given(names=st.lists(st.sampled_from(sorted(type_weights())), max_size=30))
def test_the_order_of_evidence_does_not_matter(names: list[str]) -> None:
    assert type_chances(names) == type_chances(reversed(names))


@pytest.mark.parametrize("code", ["COE.ARREST", "STR.AIR", "DIP.MEET", "SAN.SANCTION", "DEM.PEACEFUL"])
def test_the_rules_label_makes_its_code_likelier(code: str) -> None:
    assert type_chances([f"rule={code}"])[code] > 2 * type_chances([])[code]


def test_a_sister_code_that_is_far_likelier_replaces_the_rules(finding: Finding) -> None:
    weights = {"bias": {"COE.ARREST": 0.0, "COE.DESTROY": 3.0}}
    assert typed(finding, frozenset(), weights=weights).finding.code == "COE.DESTROY"
    close = {"bias": {"COE.ARREST": 0.0, "COE.DESTROY": 0.3}}
    assert typed(finding, frozenset(), weights=close).finding.code == "COE.ARREST"


def test_a_code_of_another_family_never_replaces_the_rules(finding: Finding) -> None:
    weights = {"bias": {"COE.ARREST": 0.0, "VAC.ABDUCT": 9.0}}
    assert typed(finding, frozenset(), weights=weights).finding.code == "COE.ARREST"


def test_evidence_holds_no_name(coder: Coder) -> None:
    texts = [f"Police arrested {name} in Karachi." for name in ("Pavel Novak", "Petr Svoboda")]
    found = []
    for text in texts:
        doc = parse(Article("test", text))
        syntax = analyse(doc.sentences[0])
        scene = read_scene(doc, syntax, (), coder=coder, discourse=Discourse())
        found.append(type_evidence(findings_in(scene, (), coder=coder)[0][0]))
    assert found[0] == found[1]


@given(weight=chance, sure=chance, place=chance, order=st.integers(0, 4), crowd=st.integers(1, 5))
def test_confidence_is_a_chance(event: Event, weight: float, sure: float, place: float, order: int, crowd: int) -> None:
    found = confidence_of(event, Grounds(weight, "generic", sure, place, order, crowd))
    assert 0.02 <= found <= 0.98


@given(low=chance, high=chance)
def test_a_surer_type_and_a_surer_place_never_lower_the_confidence(event: Event, low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert confidence_of(event, replace(SURE, typed=low)) <= confidence_of(event, replace(SURE, typed=high))
    assert confidence_of(event, replace(SURE, place=low)) <= confidence_of(event, replace(SURE, place=high))


def test_a_plain_report_is_surer_than_a_passing_mention(events_of: Coding) -> None:
    plain = events_of("Gunmen killed four farmers in Jos on Monday.")[0]
    passing = events_of("The prize honours, among others, the victims of the attack on the market in Jos.")
    assert plain.confidence > 0.7
    assert all(event.confidence < plain.confidence for event in passing)
