"""The language stages at work, lazily and on every sentence, paired; and what loading the pipeline costs.

    python bench/language.py $GEOMAP_CORPORA/gold/places/lgl.jsonl … [-n ARTICLES]

Over the same articles, one core, in alternating batches of a hundred: (a) names recognised, roles given, the sentences
found that tell something, and those parsed; (b) names and roles the same, and the same spaCy components run over every
sentence. Words a second, by CPU time. Load time and resident memory are measured first, in a process of their own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from geomap.coding import load_coder
from geomap.coding.participants import Discourse
from geomap.coding.reading import Coder, findings_in, read_scene
from geomap.coding.syntax import analyse
from geomap.language import Asking, Doc, load, parse, together, wanted
from geomap.model import Article
from geomap.pipeline import TOGETHER
from geomap.places import finding_mentions
from geomap.places.gazetteer import Gazetteer, open_gazetteer

BATCH = 100
LOAD = """
import resource, sys, time
from geomap.language import load
from geomap.language.spacy_late import import_spacy
import_spacy()
before = time.process_time(); load(); seconds = time.process_time() - before
load().nlp('Troops left.')
print(round(seconds, 3), round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""


def main() -> int:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-n", "--articles", type=int, default=2000)
    arguments = parser.parse_args()
    told = subprocess.run(
        [sys.executable, "-c", LOAD], check=True, capture_output=True, encoding="utf-8"
    ).stdout.split()
    print(f"load {told[0]} s CPU; resident afterwards {told[1]} MB")
    texts = list(islice(texts_of(arguments.gold), arguments.articles))
    load()
    with open_gazetteer() as gazetteer:
        seconds, words, parsed = paired(texts, gazetteer, load_coder())
    lazy, every = (words / seconds[name] for name in ("lazy", "every"))
    print(f"{len(texts)} articles, {words} words; {parsed / words:.0%} of the words parsed lazily")
    print(f"lazily {lazy:,.0f} words/s; every sentence {every:,.0f} words/s; ratio {lazy / every:.2f}")
    return 0


def texts_of(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of gold files, file by file."""
    for path in paths:
        for line in path.open(encoding="utf-8"):
            yield json.loads(line)["text"]


def paired(texts: Sequence[str], gazetteer: Gazetteer, coder: Coder) -> tuple[dict[str, float], int, int]:
    """CPU seconds of both ways, all words, and the words that were parsed lazily."""
    seconds = {"lazy": 0.0, "every": 0.0}
    words = parsed = 0
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        order = ("lazy", "every") if start // BATCH % 2 else ("every", "lazy")
        for way in order:
            before = time.process_time()
            for start_of in range(0, len(batch), TOGETHER):
                reading = [read(text, way, gazetteer, coder) for text in batch[start_of : start_of + TOGETHER]]
                for done in together(reading):
                    words += done.result()[0] * (way == "lazy")
                    parsed += done.result()[1] * (way == "lazy")
            seconds[way] += time.process_time() - before
    return seconds, words, parsed


def read(text: str, way: str, gazetteer: Gazetteer, coder: Coder) -> Asking[tuple[int, int]]:
    """Read a text one way; its words, and those of the sentences that tell something."""
    doc = parse(Article("one", text))
    yield from finding_mentions(doc, gazetteer)
    numbers = telling(doc, coder) if way == "lazy" else list(range(len(doc.sentences)))
    yield wanted(doc, numbers)
    counts = [len(sentence.tokens) for sentence in doc.sentences]
    return sum(counts), sum(counts[number] for number in numbers)


def telling(doc: Doc, coder: Coder) -> list[int]:
    """The numbers of the sentences in which a trigger rule holds: finding them is part of the lazy way's time."""
    found = []
    for number, sentence in enumerate(doc.sentences):
        if sentence.heading or len(sentence.tokens) < 3:
            continue
        scene = read_scene(doc, analyse(sentence, case=doc.case), (), coder=coder, discourse=Discourse())
        if findings_in(scene, (), coder=coder, silenced=frozenset())[0]:
            found.append(number)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
