"""The language stages at work, lazily and on every sentence, paired; and what loading the pipeline costs.

    python bench/language.py $GEOMAP_CORPORA/gold/places/{lgl,gwn,tud-loc2013,worldwide,wotr-train}.jsonl [-n 2000]

Over the same articles, one core, in alternating batches of a hundred, three ways: (lazy) names recognised, roles given,
the sentences found that tell something, and those parsed; (spacy) names and roles the same, and the components of the
embedded pipeline run by spaCy itself over every word, an article a document, sixteen at a time, which is the fastest
that spaCy has; (every) names and roles the same, and every sentence parsed by geomap's own forward pass of the same
components. Where roles ask for trees, the way "spacy" has them for nothing: it has parsed all. Words a second, by CPU
time. Load time and resident memory are measured first, in a process of their own.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.cli import NEW_OBJECTS
from geomap.coding import load_coder
from geomap.coding.reading import Coder, findings_in, read_scene
from geomap.coding.scene import Discourse
from geomap.coding.syntax import analyse
from geomap.language import Asking, Doc, load, parse, together, wanted
from geomap.language.packing import unpack, words_as_doc
from geomap.language.pipelines import WEIGHTS, prepare
from geomap.model import Article
from geomap.pipeline import TOGETHER
from geomap.places import finding_mentions
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.remember import remembering

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 100
AT_ONCE = 16
"""Documents that spaCy takes at a time, as in bench.plain."""
WAYS = {
    "lazy": "names, roles, the sentences that tell something found and parsed",
    "spacy": "names, roles, and spaCy's own components over every sentence",
    "every": "names, roles, and every sentence parsed by our forward pass",
}
LOAD = """
import resource, sys, time
from geomap.language import load
from geomap.language.spacy_late import import_spacy
import_spacy()
before = time.process_time(); load(); seconds = time.process_time() - before
load().nlp('Troops left.')
print(round(seconds, 3), round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """What the ways share: gazetteer, tables, and the embedded pipeline opened a second time, as spaCy runs it."""

    gazetteer: Gazetteer
    coder: Coder
    nlp: Language


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
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])  # as every command does
    load()
    with open_gazetteer() as gazetteer:
        bench = Bench(remembering(gazetteer), load_coder(), unpack((WEIGHTS / "syntax.zz").read_bytes()))
        read_batch(texts[:5], "spacy", bench)  # warm: imports and tables are start-up
        read_batch(texts[:5], "lazy", bench)
        seconds, words, parsed = paired(texts, bench)
    print(f"{len(texts)} articles, {words} words; {parsed / words:.0%} of the words parsed lazily", end="; ")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    for way, what in WAYS.items():
        print(f"{way:6}{words / seconds[way]:8,.0f} words/s ({seconds[way]:.2f} s CPU)  {what}")
    print(f"lazy against spaCy on every sentence          {seconds['spacy'] / seconds['lazy']:.2f}")
    print(f"lazy against our own parser on every sentence {seconds['every'] / seconds['lazy']:.2f}")
    return 0


def texts_of(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of gold files, file by file."""
    for path in paths:
        for line in path.open(encoding="utf-8"):
            yield json.loads(line)["text"]


def paired(texts: Sequence[str], bench: Bench) -> tuple[dict[str, float], int, int]:
    """CPU seconds of each way, all words, and the words that were parsed lazily."""
    seconds = dict.fromkeys(WAYS, 0.0)
    words = parsed = 0
    for number, start in enumerate(range(0, len(texts), BATCH)):
        ways = list(WAYS)
        for way in ways[number % len(ways) :] + ways[: number % len(ways)]:
            taken, counted, of_those = read_batch(texts[start : start + BATCH], way, bench)
            seconds[way] += taken
            if way == "lazy":
                words, parsed = words + counted, parsed + of_those
    return seconds, words, parsed


def read_batch(texts: Sequence[str], way: str, bench: Bench) -> tuple[float, int, int]:
    """Read texts one way: CPU seconds, their words, and the words of the sentences that were to be parsed."""
    began = time.process_time()
    docs = [parse(Article("one", text)) for text in texts]
    if way == "spacy":
        parsed_by_spacy(docs, bench)
        spent = time.process_time() - began
        prepare((doc.trees, range(len(doc.sentences))) for doc in docs if doc.trees is not None)  # its trees, for roles
        began = time.process_time() - spent
    made = []
    for start in range(0, len(docs), TOGETHER):
        made += [done.result() for done in together([read(doc, way, bench) for doc in docs[start : start + TOGETHER]])]
    return time.process_time() - began, sum(words for words, _ in made), sum(parsed for _, parsed in made)


def parsed_by_spacy(docs: Sequence[Doc], bench: Bench) -> None:
    """Run spaCy's components over every word of the documents."""
    tokens = [[token for sentence in doc.sentences for token in sentence.tokens] for doc in docs]
    made = (
        words_as_doc(bench.nlp.vocab, [each.text for each in of_one], [(each.start, each.end) for each in of_one])
        for of_one in tokens
    )
    for _ in bench.nlp.pipe(made, batch_size=AT_ONCE):
        pass


def read(doc: Doc, way: str, bench: Bench) -> Asking[tuple[int, int]]:
    """Read a text one way; its words, and those of the sentences that were to be parsed."""
    yield from finding_mentions(doc, bench.gazetteer)
    numbers = telling(doc, bench.coder) if way == "lazy" else list(range(len(doc.sentences)))
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
