"""The benchmarks of scale run, at a small size, and what they make up is fit for them."""

from __future__ import annotations

from itertools import islice

from bench.articles import made_up
from bench.skew import dealt, one_block
from geomap.coding.across import blocks_of


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


def test_every_report_of_the_simulation_is_dealt_as_a_run_deals_it() -> None:
    blocks = dealt(2_000, 1.0)
    assert sum(blocks.values()) >= 2_000
    families = {family for family, *_ in blocks}
    assert len(families) > 10
    assert max(blocks.values()) > 2 * sum(blocks.values()) / len(blocks)


def test_a_block_of_the_simulation_is_one_block() -> None:
    assert len({tuple(blocks_of(event)) for event in one_block(20)}) == 1
