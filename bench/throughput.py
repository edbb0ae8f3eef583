"""Words a second of the whole pipeline, beside the plain spaCy pipeline of the same width, and where the time goes.

    python -m bench.throughput $GEOMAP_CORPORA/gold/places/lgl.jsonl … [-n ARTICLES] [--profile LINES]

Over the same articles on one core, in alternating batches: (a) everything that `geomap events` does with a text
(language, places, coding); (b) the embedded spaCy components (tagger and parser) over every sentence, split and
tokenised by geomap. Seconds of CPU. The stages of (a) are timed in the same run. With --profile, one more pass of (a)
under cProfile prints the functions that take the most time themselves.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from geomap.coding import Coder, code_article, load_coder
from geomap.language import Doc, load, parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import Gazetteer, open_gazetteer

BATCH = 25
STAGES = ("language", "places", "coding")


def main() -> int:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="JSON Lines with a text a line")
    parser.add_argument("-n", "--articles", type=int, default=200)
    parser.add_argument("--profile", type=int, metavar="LINES", default=0)
    arguments = parser.parse_args()
    lines = (line for path in arguments.gold for line in path.open(encoding="utf-8"))
    articles = [
        Article(str(number), json.loads(line)["text"]) for number, line in enumerate(islice(lines, arguments.articles))
    ]
    load()
    with open_gazetteer() as gazetteer:
        coder = load_coder()
        run(articles[:5], gazetteer, coder, seconds=dict.fromkeys(STAGES, 0.0))  # warm
        stages, plain, words = paired(articles, gazetteer, coder)
        print_rates(len(articles), words, stages, plain)
        if arguments.profile:
            with cProfile.Profile() as profile:
                run(articles, gazetteer, coder, seconds=dict.fromkeys(STAGES, 0.0))
            pstats.Stats(profile).sort_stats("tottime").print_stats(arguments.profile)
    return 0


def paired(articles: Sequence[Article], gazetteer: Gazetteer, coder: Coder) -> tuple[dict[str, float], float, int]:
    """CPU seconds of our stages and of the plain pipeline, batch by batch in turn, and the number of words."""
    stages, plain, words = dict.fromkeys(STAGES, 0.0), 0.0, 0
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        for ours in (True, False) if start // BATCH % 2 else (False, True):
            if ours:
                words += run(batch, gazetteer, coder, seconds=stages)
            else:
                plain += parsed(batch)
    return stages, plain, words


def run(articles: Sequence[Article], gazetteer: Gazetteer, coder: Coder, *, seconds: dict[str, float]) -> int:
    """Code the articles, adding to the `seconds` of each stage; the number of words."""
    words = 0
    for article in articles:
        began = time.process_time()
        doc = parse(article)
        language = time.process_time()
        mentions = find_mentions(doc, gazetteer)
        places = time.process_time()
        code_article(doc, mentions, coder=coder, gazetteer=gazetteer)
        ended = time.process_time()
        for name, taken in zip(STAGES, (language - began, places - language, ended - places), strict=True):
            seconds[name] += taken
        words += words_of(doc)
    return words


def parsed(articles: Sequence[Article]) -> float:
    """CPU seconds of the plain pipeline over every sentence."""
    began = time.process_time()
    for article in articles:
        doc = parse(article)
        if doc.trees is not None:
            doc.trees.prepare(range(len(doc.sentences)))
    return time.process_time() - began


def words_of(doc: Doc) -> int:
    """Tokens, as geomap counts them."""
    return sum(len(sentence.tokens) for sentence in doc.sentences)


def print_rates(articles: int, words: int, stages: dict[str, float], plain: float) -> None:
    """One line a stage, then the two rates and their ratio."""
    ours = sum(stages.values())
    print(f"{articles:,} articles, {words:,} words; load of the machine {os.getloadavg()[0]:.1f}")
    for name, seconds in stages.items():
        print(f"  {name:9}{seconds:8.2f} s CPU  {seconds / ours:5.0%}")
    print(f"whole pipeline      {words / ours:8,.0f} words/s ({ours:.2f} s CPU)")
    print(f"plain, all sentences{words / plain:8,.0f} words/s ({plain:.2f} s CPU)")
    print(f"ratio               {plain / ours:8.2f}")


if __name__ == "__main__":
    raise SystemExit(main())
