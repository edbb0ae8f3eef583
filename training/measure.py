"""Score a recogniser on the development sets of toponyms, with the corpora's own scorer.

python -m training.measure CORPORA OUT/places [--clusters TABLE] [--sets gwn lgl …] [--only rules tagger together]
python -m training.measure CORPORA OUT/places --tagger larger.crfsuite --only tagger       # another CRF, alone
python -m training.measure CORPORA OUT/places --ner NER/best --only ner                    # the spaCy NER, alone
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
from geomap.places.name_span import NameSpan
from geomap.places.recognise import recognise
from geomap.places.remember import Remembering
from geomap.places.second_opinion import tagger_weights
from geomap.places.tagger import CrfTagger, rules_only
from geomap.places.word_features import Knowledge, features, gazetteer_knowledge, spaces_of
from training.casing import upper
from training.crf import clusters_of
from training.entities import bio_spans
from training.whole import write_text

SETS = ("gwn", "lgl", "tud-loc2013", "re3d")
WAYS = ("rules", "tagger", "together")
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


def ner_labeller(folder: Path, know: Knowledge) -> Labeller:
    """A labeller over a spaCy recogniser that `training.recogniser` made."""
    from training.recogniser import make_doc
    from training.vectors import load

    nlp = load(folder)

    def label(sentences: Sequence[Sentence]) -> list[list[str]]:
        tags = []
        for sentence in sentences:
            start = sentence.start
            spans = [(token.start - start, token.end - start) for token in sentence.tokens]
            text = " " * (sentence.end - start)
            for (first, last), token in zip(spans, sentence.tokens, strict=True):
                text = text[:first] + token.text + text[last:]
            doc = nlp(make_doc(nlp, text, spans, know))
            tags.append([f"{word.ent_iob_}-{word.ent_type_}" if word.ent_type_ else "O" for word in doc])
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


Predict = Callable[[Article], list[dict[str, Any]]]


def measure(
    corpora: Path, predict: Predict, sets: Iterable[str] = SETS, *, recase: Callable[[str], str] | None = None
) -> dict[str, dict[str, Any]]:
    """Strict scores with and without demonyms, recall of named locations where they are marked, and speed, by set.

    `recase` changes the texts first, and must keep their length.
    """
    evaluate, report = scorer(corpora), {}
    for name in sets:
        gold = read_gold(corpora / "gold" / "places" / f"{name}.jsonl")
        if recase is not None:
            gold = [{**row, "text": recase(row["text"])} for row in gold]
        started = time.process_time()
        predicted = [
            {"doc_id": row["doc_id"], "toponyms": predict(Article(row["doc_id"], row["text"], title=row.get("title")))}
            for row in gold
        ]
        seconds = time.process_time() - started
        strict = evaluate(gold, predicted)["strict"]
        report[name] = {
            **strict,
            "f1 without demonyms": evaluate(gold, predicted, drop_demonyms=True)["strict"]["f1"],
            "named locations found": _location_recall(gold, predicted, exactly=True),
            "or overlapped": _location_recall(gold, predicted, exactly=False),
            "words/s": round(sum(len(row["text"].split()) for row in gold) / seconds),
        }
    return report


def _location_recall(
    gold: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]], *, exactly: bool
) -> float | None:
    """The share of named locations (no descriptions, no nationalities) that were found."""
    hits = total = 0
    for ours, theirs in zip(predicted, gold, strict=True):
        for each in theirs["toponyms"]:
            if each.get("subtype") != "Location-named":
                continue
            total += 1
            if exactly:
                hits += any((t["start"], t["end"]) == (each["start"], each["end"]) for t in ours["toponyms"])
            else:
                hits += any(t["start"] < each["end"] and each["start"] < t["end"] for t in ours["toponyms"])
    return round(hits / total, 4) if total else None


def as_toponyms(article: Article, spans: Iterable[NameSpan]) -> list[dict[str, Any]]:
    """Spans of the rules in the form that the scorer reads."""
    return [
        _toponym(article, span.start, span.end, "demonym" if span.kind == "people" else "literal") for span in spans
    ]


def settings(args: argparse.Namespace, gazetteer: CompiledGazetteer) -> dict[str, Predict]:
    """The ways to recognise that are compared."""
    folder: Path = args.folder
    groups = clusters_of(args.clusters)
    know = gazetteer_knowledge(gazetteer, groups)
    if args.ner:
        names = ner_labeller(args.ner, know)
        return {"ner": lambda article: toponyms(article, names, gazetteer)}
    crf, model = pycrfsuite.Tagger(), args.tagger or folder / "tagger.crfsuite"
    crf.open(str(model))
    label = crf_labeller(crf, know)
    tagger = CrfTagger(model.read_bytes(), groups)
    weights = tagger_weights(folder / "weights.csv")

    def rules(article: Article) -> list[dict[str, Any]]:
        found = recognise(parse(article), Remembering(gazetteer), tagger=rules_only)
        return as_toponyms(article, (each.span for each in found))

    def together(article: Article) -> list[dict[str, Any]]:
        found = recognise(parse(article), Remembering(gazetteer), tagger=tagger, weights=weights)
        return as_toponyms(article, (each.span for each in found))

    return {"rules": rules, "tagger": lambda article: toponyms(article, label, gazetteer), "together": together}


def main() -> None:
    """Read the arguments, print a line a set and setting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--only", nargs="+", default=WAYS, help="the settings to measure")
    parser.add_argument("--tagger", type=Path, help="a CRF other than the folder's")
    parser.add_argument("--ner", type=Path, help="a spaCy recogniser, measured alone")
    parser.add_argument("--capitals", action="store_true", help="measure on the texts in capitals")
    args = parser.parse_args()
    report: dict[str, dict[str, Any]] = {name: {} for name in args.sets}
    recase = upper if args.capitals else None
    with open_gazetteer() as gazetteer:
        for setting, predict in settings(args, gazetteer).items():
            if setting not in args.only:
                continue
            for name, scores in measure(args.corpora, predict, args.sets, recase=recase).items():
                report[name][setting] = scores
                print(name, setting, json.dumps(scores), flush=True)
    if not args.capitals and tuple(args.only) == WAYS:
        write_text(args.folder / "scores.json", json.dumps({"test": report}, indent=1) + "\n")


if __name__ == "__main__":
    main()
