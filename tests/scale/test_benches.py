"""The benchmarks of scale run, at a small size, and what they make up is fit for them."""

from __future__ import annotations

import json
from itertools import islice

from bench.articles import made_up
from bench.plain import Marked, plain_pipeline
from bench.skew import dealt, one_block
from bench.throughput import Ours, finish, run
from geomap.coding import load_coder
from geomap.coding.across import blocks_of
from geomap.places.gazetteer import open_gazetteer


def test_made_up_articles_are_the_same_each_time_and_differ_from_each_other() -> None:
    first, again = list(made_up(12)), list(made_up(12))
    assert first == again
    assert len({row["text"] for row in first}) == 12
    assert list(made_up(12, seed=1)) != first


def test_made_up_articles_tell_events_with_places() -> None:
    from geomap import code_events
    from geomap.model import Article

    rows = islice(made_up(12), 4)
    frame = code_events([Article(row["doc_id"], row["text"]) for row in rows])
    assert len(frame) >= 4
    assert frame.geometry.notna().mean() > 0.5


def test_short_articles_differ_and_few_tell_something() -> None:
    texts = [row["text"] for row in made_up(100, short=True)]
    assert len(set(texts)) == 100
    assert sum(len(text.split()) for text in texts) < 45 * 100
    assert sum("\n\n" in text for text in texts) == 100


def test_every_report_of_the_simulation_is_dealt_as_a_run_deals_it() -> None:
    blocks = dealt(2_000, 1.0)
    assert sum(blocks.values()) >= 2_000
    families = {family for family, *_ in blocks}
    assert len(families) > 10
    assert max(blocks.values()) > 2 * sum(blocks.values()) / len(blocks)


def test_a_block_of_the_simulation_is_one_block() -> None:
    assert len({tuple(blocks_of(event)) for event in one_block(20)}) == 1


def test_the_plain_pipeline_parses_and_names_every_text() -> None:
    texts = [row["text"] for row in made_up(2)]
    learnt = [Marked("Rebels took Goma.", [(12, 16)]), Marked("They left Goma for Bukavu.", [(10, 14), (19, 25)])]
    for nlp in (plain_pipeline(), plain_pipeline(learnt, epochs=30)):
        for doc in nlp.pipe(texts):
            assert all(doc.has_annotation(given) for given in ("TAG", "DEP", "ENT_IOB"))
    assert [ent.text for ent in nlp("Rebels took Goma.").ents] == ["Goma"]


def test_the_pipeline_is_timed_from_reading_to_the_frame() -> None:
    lines = [json.dumps(row) + "\n" for row in made_up(2)]
    with open_gazetteer() as gazetteer:
        ours = finish(run(lines, Ours(gazetteer, load_coder(), gazetteer)))
    assert list(ours.seconds) == ["read", "language", "places", "coding", "parsing", "frame"]
    assert all(taken > 0 for taken in ours.seconds.values())
    assert len(ours.articles) == 2
    assert ours.events
    assert ours.words > 100
