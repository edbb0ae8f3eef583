"""The tagger, and what its word counts beside the rules."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import LanguageError
from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer, Gazetteer
from geomap.places.tagger import KINDS, Marginals, embedded_tagger, read_clusters, rules_only
from geomap.places.view import View, views
from tests.places.small_gazetteer import SmallGazetteer, place, small_gazetteer

GAZETTEER = small_gazetteer()
HAMLETS = SmallGazetteer([("Lornby", place("Lornby", 1, 1, country="CAN", population=900), "name")])
UNSURE = "Critics of Lornby gathered."


def names(text: str, gazetteer: Gazetteer, tagger: object) -> list[str]:
    return [m.name for m in find_mentions(parse(Article("a", text)), gazetteer, tagger=tagger)]  # type: ignore[arg-type]  # stubs


class Says:
    """To this tagger "Lornby" is of one kind and nothing else a name. Counts the sentences that it is asked about."""

    def __init__(self, kind: str) -> None:
        self.kind, self.asked = kind, 0

    def __call__(self, view: View, gazetteer: Gazetteer) -> Marginals:
        del gazetteer
        self.asked += 1
        named = [token.text == "Lornby" for token in view.tokens]
        rows = [{kind: 0.999 * (kind == self.kind and name) for kind in KINDS} for name in named]
        return Marginals(rows, rows, [f"B-{self.kind}" if name else "O" for name in named])


@given(
    st.text(min_size=1, max_size=80) | st.sampled_from(["Shells hit Aleppo.", "MR JORDAN SPOKE IN PARIS", "a\u0000b"])
)
def test_chances_are_chances_and_every_word_has_them(text: str) -> None:
    for view in views(parse(Article("a", text))):
        said = embedded_tagger()(view, GAZETTEER)
        assert len(said.inside) == len(said.begins) == len(said.tags) == len(view.tokens)
        for inside, begins in zip(said.inside, said.begins, strict=True):
            assert sum(inside.values()) <= 1 + 1e-6
            assert all(0 <= begins[kind] <= inside[kind] + 1e-9 for kind in KINDS)


def test_the_tagger_knows_places_people_and_groups_by_their_company() -> None:
    (view,) = views(parse(Article("a", "John Vanter of the Vanter Institute flew to Vanterby, Ohio.")))
    said = embedded_tagger()(view, GAZETTEER)
    likeliest = {
        token.text: max(KINDS, key=chances.__getitem__) for token, chances in zip(view.tokens, said.inside, strict=True)
    }
    assert likeliest["John"] == "PER"
    assert likeliest["Institute"] == "ORG"
    assert likeliest["Vanterby"] == "LOC"


def test_threads_may_share_the_tagger() -> None:
    sentences = [
        views(parse(Article("a", f"Shells hit Aleppo and {name} at noon.")))[0] for name in ("Paris", "Homs")
    ] * 20
    one_by_one = [embedded_tagger()(view, GAZETTEER) for view in sentences]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda view: embedded_tagger()(view, GAZETTEER), sentences)) == one_by_one


def test_the_tagger_decides_where_the_rules_are_unsure() -> None:
    assert names(UNSURE, HAMLETS, Says("LOC")) == ["Lornby"]
    assert names(UNSURE, HAMLETS, Says("PER")) == []


def test_the_tagger_is_not_asked_where_the_rules_are_sure() -> None:
    tagger = Says("PER")
    assert names("Shells hit Aleppo, Syria, at noon.", GAZETTEER, tagger) == ["Aleppo", "Syria"]
    assert tagger.asked == 0


def test_a_tagger_with_nothing_to_say_leaves_the_rules_as_they_are() -> None:
    assert names("Shells hit Aleppo near Tarqiya; nobody fled.", GAZETTEER, rules_only) == ["Aleppo", "Tarqiya"]


def test_a_dateline_and_a_name_with_a_cue_word_need_no_tagger() -> None:
    tagger = Says("PER")
    assert names("MOBILE (AP) — The Zaporizhzhia plant burnt.", GAZETTEER, tagger) == ["MOBILE", "Zaporizhzhia"]


def test_weights_that_cannot_be_read_are_one_line_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="install geomap again"):
        embedded_tagger(tmp_path)
    (tmp_path / "tagger.crfsuite.zz").write_bytes(b"no stream")
    with pytest.raises(LanguageError, match="cannot be read"):
        embedded_tagger(tmp_path)


def test_a_table_of_clusters_has_a_word_and_its_clusters_a_line() -> None:
    assert read_clusters("army\t3\t70\ntown\t4\t71\n") == {"army": ("3", "70"), "town": ("4", "71")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wounded men lay in Aleppo University Hospital.", "Aleppo"),
        ("He was taken to the Baghdad Medical City.", "Baghdad"),
        ("The Mosul Dam held.", "Mosul"),
        ("A shell hit Donetsk International Airport.", "Donetsk"),
    ],
)
def test_a_place_is_found_within_the_name_of_another_thing(text: str, name: str, gazetteer: CompiledGazetteer) -> None:
    assert any(m.name.startswith(name) for m in find_mentions(parse(Article("a", text)), gazetteer))
