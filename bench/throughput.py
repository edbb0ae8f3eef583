"""Words a second of the whole pipeline, from reading to the frame, beside the plain spaCy pipeline of the same width.

    python -m bench.throughput $GEOMAP_CORPORA/gold/places/lgl.jsonl … [-n ARTICLES] [--learn GOLD] [--profile LINES]

Over the same articles on one core, in alternating batches: (a) everything that `geomap events` does (reading JSON
Lines, language, places, coding; merging and the frame once, at the end); (b) the plain pipeline of `bench.plain`:
tagger and parser over every sentence, and a recogniser of names. Seconds of CPU, by stage. Two ratios: against tagger,
parser and recogniser, and against tagger and parser alone. `--learn` trains the recogniser a little on the toponyms of
a gold file; without it, it is only initialised. With --profile, one more pass of (a) under cProfile prints the
functions that take the most time themselves.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import os
import pstats
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bench.plain import Marked, plain_pipeline, seconds_of
from geomap.cli import NEW_OBJECTS
from geomap.coding import Coder, coding_article, load_coder
from geomap.frame import to_frame
from geomap.language import Asking, Doc, load, parse, together
from geomap.model import Article, Event
from geomap.pipeline import TOGETHER, merge_articles
from geomap.places import finding_mentions
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.remember import remembering
from geomap.places.shapes import open_shapes
from geomap.read import Options, read_articles

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = TOGETHER

Made = TypeVar("Made")


@dataclass(slots=True)
class Ours:
    """What geomap has done so far, and the CPU seconds of each stage."""

    gazetteer: Gazetteer
    coder: Coder
    places: Gazetteer
    seconds: dict[str, float] = field(default_factory=dict)
    articles: list[Article] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    words: int = 0


def main() -> int:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="JSON Lines with a text a line")
    parser.add_argument("-n", "--articles", type=int, default=200)
    parser.add_argument("--learn", type=Path, metavar="GOLD", help="train the plain pipeline's recogniser on it first")
    parser.add_argument("--profile", type=int, metavar="LINES", default=0)
    arguments = parser.parse_args()
    lines = list(islice((line for path in arguments.gold for line in path.open(encoding="utf-8")), arguments.articles))
    nlp = plain_pipeline(list(marked(arguments.learn)) if arguments.learn else ())
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])  # as every command does; the plain pipeline gains by it too
    load()
    with open_gazetteer() as gazetteer:
        coder = load_coder()
        finish(run(lines[:5], Ours(gazetteer, coder, remembering(gazetteer))))  # warm: imports and tables are start-up
        ours, parsing, naming = paired(lines, Ours(gazetteer, coder, remembering(gazetteer)), nlp)
        print_rates(ours, parsing, naming)
        if arguments.profile:
            with cProfile.Profile(time.process_time) as profile:
                finish(run(lines, Ours(gazetteer, coder, remembering(gazetteer))))
            pstats.Stats(profile).sort_stats("tottime").print_stats(arguments.profile)
    return 0


def marked(path: Path) -> Iterator[Marked]:
    """The texts of a gold file, with their toponyms."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        yield Marked(row["text"], [(each["start"], each["end"]) for each in row["toponyms"]])


def paired(lines: Sequence[str], ours: Ours, nlp: Language) -> tuple[Ours, float, float]:
    """Our stages, and the CPU seconds of the plain pipeline's parser and recogniser, batch by batch in turn."""
    parsing = naming = 0.0
    for number, start in enumerate(range(0, len(lines), BATCH)):
        batch = lines[start : start + BATCH]
        texts = [json.loads(line)["text"] for line in batch]
        for side in ("ours", "plain") if number % 2 else ("plain", "ours"):
            if side == "ours":
                run(batch, ours)
            else:
                parsed, named = seconds_of(nlp, texts)
                parsing, naming = parsing + parsed, naming + named
    return finish(ours), parsing, naming


def run(lines: Sequence[str], ours: Ours) -> Ours:
    """Read and code the articles, adding to what was done before."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as news:
        news.writelines(lines)
        news.flush()
        began = time.process_time()
        articles = list(read_articles(news.name, options=Options(any_language=True, keep_copies=True)))
        spent(ours, read=time.process_time() - began)
    for start in range(0, len(articles), TOGETHER):
        batch = articles[start : start + TOGETHER]
        began, before = time.process_time(), sum(ours.seconds.values())
        for coded in together([coding(article, ours) for article in batch]):
            ours.events += coded.result()
        spent(ours, parsing=time.process_time() - began - (sum(ours.seconds.values()) - before))
    ours.articles += articles
    return ours


def coding(article: Article, ours: Ours) -> Asking[tuple[Event, ...]]:
    """What `code_articles` does with an article, with the time of each stage; what is left is parsing."""
    began = time.process_time()
    doc = parse(article)
    spent(ours, language=time.process_time() - began)
    ours.words += words_of(doc)
    mentions = yield from timed(finding_mentions(doc, ours.places), ours, "places")
    coded = coding_article(doc, mentions, coder=ours.coder, gazetteer=ours.places)
    return (yield from timed(coded, ours, "coding"))


def timed(stage: Asking[Made], ours: Ours, name: str) -> Asking[Made]:
    """The stage, and the time that it takes between its questions."""
    while True:
        began = time.process_time()
        try:
            wanted = next(stage)
        except StopIteration as ended:
            made: Made = ended.value
            return made
        finally:
            spent(ours, **{name: time.process_time() - began})
        yield wanted


def finish(ours: Ours) -> Ours:
    """Merge the events of all articles and make the frame."""
    began = time.process_time()
    with open_shapes() as shapes:
        to_frame(merge_articles(ours.events), ours.articles, shapes=shapes)
    spent(ours, frame=time.process_time() - began)
    return ours


def spent(ours: Ours, **seconds: float) -> None:
    """Add to the seconds of stages."""
    for stage, taken in seconds.items():
        ours.seconds[stage] = ours.seconds.get(stage, 0.0) + taken


def words_of(doc: Doc) -> int:
    """Tokens, as geomap counts them."""
    return sum(len(sentence.tokens) for sentence in doc.sentences)


def print_rates(ours: Ours, parsing: float, naming: float) -> None:
    """One line a stage, then the rates and their ratios."""
    seconds, words = sum(ours.seconds.values()), ours.words
    print(f"{len(ours.articles):,} articles, {words:,} words, {len(ours.events):,} reports; ", end="")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    for name, taken in ours.seconds.items():
        print(f"  {name:10}{taken:8.2f} s CPU  {taken / seconds:5.1%}")
    for name, taken in (
        ("whole pipeline, read to frame", seconds),
        ("plain: tagger, parser, names", parsing + naming),
        ("plain: tagger, parser", parsing),
        ("plain: names alone", naming),
    ):
        print(f"{name:32}{words / taken:8,.0f} words/s ({taken:.2f} s CPU)")
    print(f"ratio to the plain pipeline     {(parsing + naming) / seconds:8.2f}")
    print(f"ratio without the recogniser    {parsing / seconds:8.2f}")


if __name__ == "__main__":
    raise SystemExit(main())
