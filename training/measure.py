"""Score a recogniser on the development sets of toponyms, with the corpora's own scorer.

python -m training.measure CORPORA MODEL.crfsuite [--clusters TABLE] [--sets gwn lgl …]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from geomap.language import parse
from geomap.language.records import Sentence
from geomap.model import Article
from geomap.places.gazetteer import CompiledGazetteer, open_gazetteer
from training.crf import spaces_of
from training.entities import bio_spans
from training.features import Knowledge, features, gazetteer_knowledge

SETS = ("gwn", "lgl", "tud-loc2013", "re3d")
Labeller = Callable[[Sequence[Sentence]], list[list[str]]]
"""Sentences of one document in, BIO tags of their tokens out."""


def toponyms(article: Article, label: Labeller, gazetteer: CompiledGazetteer) -> list[dict[str, Any]]:
    """Named places and peoples, and places named inside the names of groups."""
    sentences = parse(article).sentences
    found = []
    for sentence, tags in zip(sentences, label(sentences), strict=True):
        for first, last, kind in bio_spans(tags):
            tokens = sentence.tokens[first : last + 1]
            name = article.text[tokens[0].start : tokens[-1].end]
            if kind == "LOC":
                found.append(_toponym(article, tokens[0].start, tokens[-1].end, "literal"))
            elif kind == "NORP" and is_demonym(name, gazetteer):
                found.append(_toponym(article, tokens[0].start, tokens[-1].end, "demonym"))
            elif kind == "ORG":
                found += [
                    _toponym(article, start, end, "associative")
                    for start, end in nested(article.text, tokens, gazetteer)
                ]
    return found


def _toponym(article: Article, start: int, end: int, role: str) -> dict[str, Any]:
    return {"start": start, "end": end, "name": article.text[start:end], "role": role, "lat": None, "lon": None}


def is_demonym(name: str, gazetteer: CompiledGazetteer) -> bool:
    return any(match.kind in ("demonym", "adjective") for match in gazetteer.lookup(name))


def nested(text: str, tokens: Sequence[Any], gazetteer: CompiledGazetteer) -> list[tuple[int, int]]:
    """Longest gazetteer names inside a group's name that are surely places: countries, divisions, larger cities."""
    found, at = [], 0
    while at < len(tokens):
        for size in range(min(4, len(tokens) - at), 0, -1):
            start, end = tokens[at].start, tokens[at + size - 1].end
            if size < len(tokens) and text[start].isupper() and _surely_place(text[start:end], gazetteer):
                found.append((start, end))
                at += size - 1
                break
        at += 1
    return found


def _surely_place(name: str, gazetteer: CompiledGazetteer) -> bool:
    for match in gazetteer.lookup(name)[:1]:
        if match.kind == "abbreviation" and match.name != name:
            continue
        if match.place.precision in ("country", "adm1", "multi_country") or match.place.population >= 15_000:
            return len(name) > 2
        if match.place.precision == "adm2":
            return True
    return False


def crf_labeller(tagger: pycrfsuite.Tagger, know: Knowledge) -> Labeller:
    """A labeller over a trained CRF."""

    def label(sentences: Sequence[Sentence]) -> list[list[str]]:
        tags = []
        for sentence in sentences:
            spans = [(token.start, token.end) for token in sentence.tokens]
            tags.append(tagger.tag(features([token.text for token in sentence.tokens], spaces_of(spans), know)))
        return tags

    return label


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The documents of a gold set."""
    return [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]


def scorer(corpora: Path) -> Callable[..., dict[str, Any]]:
    """The `evaluate` of the corpora's bench/evaluate_places.py."""
    spec = importlib.util.spec_from_file_location("evaluate_places", corpora / "bench" / "evaluate_places.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(corpora / "bench" / "evaluate_places.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    evaluate: Callable[..., dict[str, Any]] = module.evaluate
    return evaluate


def measure(
    corpora: Path, predict: Callable[[Article], list[dict[str, Any]]], sets: Iterable[str] = SETS
) -> dict[str, Any]:
    """Strict scores (with and without demonyms) and speed on each set."""
    evaluate, report = scorer(corpora), {}
    for name in sets:
        gold = read_gold(corpora / "gold" / "places" / f"{name}.jsonl")
        started = time.process_time()
        predicted = [
            {"doc_id": row["doc_id"], "toponyms": predict(Article(row["doc_id"], row["text"], title=row.get("title")))}
            for row in gold
        ]
        seconds = time.process_time() - started
        words = sum(len(row["text"].split()) for row in gold)
        places = [t for row in gold for t in row["toponyms"] if t.get("subtype") == "Location-named"]
        report[name] = {
            "strict": evaluate(gold, predicted)["strict"],
            "strict, no demonyms": evaluate(gold, predicted, drop_demonyms=True)["strict"],
            "words/s": round(words / seconds),
        }
        if places:
            report[name]["location recall"] = _location_recall(gold, predicted)
    return report


def _location_recall(gold: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]]) -> float:
    """The share of named locations (no descriptions, no nationalities) that were found exactly."""
    hits = total = 0
    for ours, theirs in zip(predicted, gold, strict=True):
        spans = {(t["start"], t["end"]) for t in ours["toponyms"]}
        named = [t for t in theirs["toponyms"] if t.get("subtype") == "Location-named"]
        hits, total = hits + sum((t["start"], t["end"]) in spans for t in named), total + len(named)
    return round(hits / total, 4)


def main() -> None:
    """Read the arguments, print a line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--sets", nargs="+", default=SETS)
    args = parser.parse_args()
    tagger = pycrfsuite.Tagger()
    tagger.open(str(args.model))
    with open_gazetteer() as gazetteer:
        label = crf_labeller(tagger, gazetteer_knowledge(gazetteer, args.clusters))
        report = measure(args.corpora, lambda article: toponyms(article, label, gazetteer), args.sets)
    for name, scores in report.items():
        print(name, json.dumps(scores))


if __name__ == "__main__":
    main()
