"""Explanations of why a name means what it means."""

from __future__ import annotations

import pytest

from geomap.errors import UsageError
from geomap.language import parse
from geomap.model import Article, Candidate
from geomap.pipeline import explain_places, locate_articles
from geomap.places import find_mentions
from geomap.places.explain import explain, lines
from geomap.places.gazetteer import CompiledGazetteer
from geomap.places.ranker import FEATURES
from geomap.places.record import toponym_record

TEXT = "Police in Paris, Texas, arrested a man. He had come from Dallas. The village of Nulipa is unknown."


def test_the_first_reason_is_the_place_that_geoparsing_chose(gazetteer: CompiledGazetteer) -> None:
    doc = parse(Article("a", TEXT))
    chosen = {m.start: m.place for m in find_mentions(doc, gazetteer)}
    found = explain(doc, gazetteer)
    assert [one.name for one in found][:2] == ["Paris", "Texas"]
    for one in found:
        for start in one.starts:
            assert chosen[start] == (one.reasons[0].place if one.reasons else None)


def test_a_plain_text_is_explained_with_the_embedded_gazetteer_unless_another_is_given() -> None:
    ((article, found),) = explain_places("Police in Paris, Texas, arrested a man.", countries=["US"])
    assert article.doc_id == "text"
    assert [one.name for one in found] == ["Paris", "Texas"]
    paris = found[0].reasons[0].place
    assert (paris.country, paris.admin1) == ("USA", "Texas")


def test_a_country_that_is_none_is_told(gazetteer: CompiledGazetteer) -> None:
    with pytest.raises(UsageError, match="'Atlantis' is no country"):
        list(explain_places("Troops left.", gazetteer=gazetteer, countries=["Atlantis"]))


MANY = """Clashes erupted near Goma on Monday. Gunmen fired at trucks on the Kirkuk-Tikrit road. Shelling hit villages
near the border with Belarus, Ukraine said. Twenty died in Kafr Nulan, Homs Governorate. Troops shelled Pisky, 12 km
north of Donetsk. He was born in Springfield. Shells fell by the Dnipro river in Kherson oblast."""


def test_an_explanation_and_the_records_agree_exactly(gazetteer: CompiledGazetteer) -> None:
    """Confidence, alternatives, relation and parent are those of the records, for each mention."""
    ((_, mentions),) = locate_articles([Article("a", MANY)], gazetteer=gazetteer)
    ((_, explained),) = explain_places([Article("a", MANY)], gazetteer=gazetteer)
    assert sorted((one for each in explained for one in each.mentions), key=lambda one: one.start) == list(mentions)
    for each in explained:
        chances = {reason.place.gazetteer_id: reason.chance for reason in each.reasons}
        for one in each.mentions:
            told = [Candidate(one.place, one.score), *one.alternatives] if one.place else []
            assert all(chances.get(c.place.gazetteer_id, c.score) == c.score for c in told), each.name
    text = "\n".join(line for each in explained for line in lines(each))
    for told_as in ("near: Goma", "corridor: Kirkuk–Tikrit", "border: Ukraine–Belarus", "lies in Homs Governorate"):
        assert told_as in text


def test_a_record_tells_relation_and_parent(gazetteer: CompiledGazetteer) -> None:
    ((_, mentions),) = locate_articles([Article("a", MANY)], gazetteer=gazetteer)
    told = {one.name: toponym_record(one) for one in mentions}
    near, offset = told["Goma"]["relation"], told["Donetsk"]["relation"]
    assert (near["kind"], near["precision"], near["radius_km"]) == ("near", "near_city", 15.0)
    assert (offset["kind"], offset["distance_km"], offset["bearing"]) == ("offset", 12.0, 0.0)
    assert told["Kafr Nulan"]["parent"]["name"] == "Homs Governorate"
    assert "relation" not in told["Springfield"]


def test_a_containing_region_speaks_for_its_town(gazetteer: CompiledGazetteer) -> None:
    paris = explain(parse(Article("a", TEXT)), gazetteer)[0]
    assert paris.reasons[0].adds("after a comma") > 3
    assert [reason.chance for reason in paris.reasons] == sorted((r.chance for r in paris.reasons), reverse=True)


def test_the_parts_add_up_to_the_score_and_are_in_the_table(gazetteer: CompiledGazetteer) -> None:
    for one in explain(parse(Article("a", TEXT)), gazetteer):
        for reason in one.reasons:
            assert sum(part.adds for part in reason.parts) == pytest.approx(reason.score, abs=0.01)
            assert {part.name for part in reason.parts} <= set(FEATURES)


def test_a_country_that_was_asked_for_is_evidence(gazetteer: CompiledGazetteer) -> None:
    doc = parse(Article("a", "A bomb went off in Tripoli."))
    (plain,) = explain(doc, gazetteer)
    (asked,) = explain(doc, gazetteer, countries=("LBN",))
    assert plain.reasons[0].place.country == "LBY"
    assert asked.reasons[0].place.country == "LBN"
    assert asked.reasons[0].adds("in a country that was asked for") > 0


def test_an_explanation_reads_as_lines(gazetteer: CompiledGazetteer) -> None:
    text = "\n".join(line for one in explain(parse(Article("a", TEXT)), gazetteer) for line in lines(one))
    assert "Paris (city; Texas, USA)" in text
    assert "the gazetteer has no such name" in text


def test_a_text_without_places_explains_nothing(gazetteer: CompiledGazetteer) -> None:
    assert explain(parse(Article("a", "He slept well.")), gazetteer) == ()
    with pytest.raises(TypeError):
        explain(parse(Article("a", TEXT)))  # type: ignore[call-arg]
