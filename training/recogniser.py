"""Train a spaCy entity recogniser that sees what the CRF sees of the gazetteer, as token attributes.

    python -m training.recogniser CORPORA OUT --vectors VECTORS.npz [--epochs 8] [--hide GOLD …]

They travel as attributes that the recogniser's documents do not otherwise use: the gazetteer's mark as TAG, the name
lists and cue words as LEMMA.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from geomap.places.gazetteer import open_gazetteer
from geomap.places.word_features import Knowledge, cue_words, gazetteer_knowledge, lists_of, place_marks, spaces_of
from training import casing, loop
from training.crf import hidden_texts, load_samples
from training.entities import Sample
from training.swap import pools, swapped
from training.vectors import add_vectors
from training.words import Spans

ATTRIBUTES = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "TAG": 1000, "LEMMA": 1000}


def build(width: int, depth: int, vectors: Path | None) -> Language:
    """An untrained recogniser with its own tok2vec."""
    nlp = spacy.blank("en")
    if vectors:
        add_vectors(nlp, vectors)
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": list(ATTRIBUTES),
        "rows": list(ATTRIBUTES.values()), "include_static_vectors": vectors is not None,
    }  # fmt: skip
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth, "window_size": 1,
        "maxout_pieces": 3,
    }  # fmt: skip
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None,
        "tok2vec": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode},
    }  # fmt: skip
    nlp.add_pipe("ner", config={"model": model})
    return nlp


def make_doc(nlp: Language, text: str, spans: Spans, know: Knowledge) -> Doc:
    """A document that carries what the gazetteer, the lists and the cue words say of each word."""
    words, spaces = [text[start:end] for start, end in spans], spaces_of(spans)
    marks = place_marks(words, spaces, know)
    lists = [lists_of(word) + "|" + cue_words().get(word.lower().rstrip("."), "") for word in words]
    return Doc(nlp.vocab, words=words, spaces=spaces, tags=[mark or "-" for mark in marks], lemmas=lists)


def example(nlp: Language, sample: Sample, text: str, know: Knowledge) -> Example:
    doc = make_doc(nlp, text, sample.spans, know)
    return Example(
        doc, Doc(nlp.vocab, words=[token.text for token in doc], spaces=spaces_of(sample.spans), ents=sample.tags())
    )


def f1(nlp: Language, samples: Sequence[Sample], know: Knowledge) -> dict[str, float]:
    """Strict F1 a label."""
    hits, ours, golds = {}, {}, {}  # type: dict[str, int], dict[str, int], dict[str, int]
    docs = nlp.pipe((make_doc(nlp, sample.text, sample.spans, know) for sample in samples), batch_size=64)
    for doc, sample in zip(docs, samples, strict=True):
        where = {at: start for at, (start, _) in enumerate(sample.spans)}
        found = {(where[ent.start], sample.spans[ent.end - 1][1], ent.label_) for ent in doc.ents}
        gold = {(each.start, each.end, each.label) for each in sample.entities}
        for counter, items in ((hits, found & gold), (ours, found), (golds, gold)):
            for _, _, label in items:
                counter[label] = counter.get(label, 0) + 1
    return {label: round(2 * hits.get(label, 0) / (ours.get(label, 0) + golds[label]), 4) for label in sorted(golds)}


def main() -> None:
    """Read the arguments, train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--hide", nargs="*", type=Path, default=[])
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--swap", type=float, default=0.6)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    fix_random_seed(args.seed)
    samples = load_samples(args.corpora, without=args.without, hidden=hidden_texts(args.hide))
    dev = [sample for at, sample in enumerate(samples) if at // 10 % 20 == 7]
    kept = [sample for at, sample in enumerate(samples) if at // 10 % 20 != 7]
    loop.multiply_as_numpy_does()
    nlp = build(args.width, args.depth, args.vectors)
    with open_gazetteer() as gazetteer:
        know, pool = gazetteer_knowledge(gazetteer, {}), pools(gazetteer)
        first = [example(nlp, sample, sample.text, know) for sample in kept[:2000]]
        optimizer = nlp.initialize(lambda: first)

        def epoch_examples(epoch: int) -> Iterator[Example]:
            chance = random.Random(f"{args.seed} {epoch}")
            stream = [*kept, *swapped(kept, pool, seed=epoch, share=args.swap)]
            chance.shuffle(stream)
            for sample in stream:
                recase = casing.draw(chance, up=0.05, title=0.04, down=0.0)
                yield example(nlp, sample, recase(sample.text) if recase else sample.text, know)

        def judge() -> tuple[float, dict[str, float]]:
            scores = f1(nlp, dev, know)
            return scores["LOC"], scores

        size = round(sum(len(sample.spans) for sample in kept) * (1 + args.swap / 2))
        progress = loop.run(nlp, optimizer, loop.Task(epoch_examples, judge, size, args.epochs), args.out)
    print(progress["history"][-1])


if __name__ == "__main__":
    main()
