"""Train the tagger, morphologizer, lemmatiser and parser on the treebanks.

    python -m training.syntax CORPORA OUT [--epochs 14] [--width 96] [--vectors VECTORS.npz] [--seed 1]

Restartable: run it again with the same OUT and it goes on from the last finished epoch.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from geomap.language.lemmas import lemma_of
from geomap.language.packing import unpack
from training import casing, loop
from training.manifest import cleared
from training.pack import pack
from training.treebank import Tree, read_trees
from training.vectors import add_vectors, load
from training.whole import write_text
from training.words import make_doc, word_spans

DROPOUT = 0.2
ATTRIBUTES = {"NORM": 7000, "PREFIX": 2000, "SUFFIX": 4000, "SHAPE": 2000}


def build(width: int = 96, depth: int = 4, hidden: int = 96, vectors: Path | None = None) -> Language:
    """An untrained pipeline: a shared tok2vec, four components that listen. `vectors` come from `training.clusters`."""
    nlp = spacy.blank("en")
    if vectors:
        add_vectors(nlp, vectors)
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(width, depth, vectors is not None)})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}
    softmax = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "nO": None, "normalize": False}
    nlp.add_pipe("tagger", config={"model": softmax})
    nlp.add_pipe("morphologizer", config={"model": softmax})
    nlp.add_pipe("trainable_lemmatizer", config={"model": softmax, "min_tree_freq": 3, "backoff": "orth", "top_k": 3})
    state = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": True,
        "hidden_width": hidden, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": listener,
    }  # fmt: skip
    nlp.add_pipe("parser", config={"model": state, "min_action_freq": 20, "learn_tokens": False})
    return nlp


def _tok2vec(width: int, depth: int, vectors: bool) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": list(ATTRIBUTES),
            "rows": list(ATTRIBUTES.values()), "include_static_vectors": vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth,
            "window_size": 1, "maxout_pieces": 3,
        },
    }  # fmt: skip


def examples(nlp: Language, groups: Iterable[Sequence[Tree]], chance: random.Random | None) -> Iterator[Example]:
    """One example a group of neighbouring sentences, on our own words; recased at random when `chance` is given."""
    for group in groups:
        recase = casing.draw(chance, up=0.06, title=0.04, down=0.03) if chance else None
        yield example(nlp, group, recase or str)


def example(nlp: Language, group: Sequence[Tree], recase: Any = str) -> Example:
    """The sentences of `group` as one example: our words on one side, the treebank's annotation on the other."""
    text, gold, spans = "", [], []
    for tree in group:
        written = recase(tree.text)
        gold += [(start + len(text), end + len(text)) for start, end in tree.spans]
        spans += [(start + len(text), end + len(text)) for start, end in word_spans(written)]
        text += written + " "
    heads, at = [], 0
    for tree in group:
        heads += [head + at for head in tree.heads]
        at += len(tree.heads)
    reference = make_doc(nlp.vocab, text, gold)
    annotated = Doc(
        nlp.vocab,
        words=[token.text for token in reference],
        spaces=[bool(token.whitespace_) for token in reference],
        tags=[tag for tree in group for tag in tree.tags],
        pos=[pos for tree in group for pos in tree.pos],
        morphs=[feats for tree in group for feats in tree.feats],
        lemmas=[lemma for tree in group for lemma in tree.lemmas],
        heads=heads,
        deps=[dep for tree in group for dep in tree.deps],
    )
    return Example(make_doc(nlp.vocab, text, spans), annotated)


def group_trees(trees: Sequence[Tree], chance: random.Random) -> list[list[Tree]]:
    """Sentences, most alone, some with those that follow, so that the parser learns their bounds too."""
    groups: list[list[Tree]] = []
    at = 0
    while at < len(trees):
        size = 1 if chance.random() < 0.75 else chance.choice((2, 3, 4))
        group = [tree for tree in trees[at : at + size] if tree.document == trees[at].document]
        groups.append(group)
        at += len(group)
    chance.shuffle(groups)
    return groups


def score(nlp: Language, trees: Iterable[Tree], *, gold_words: bool = False) -> dict[str, float]:
    """Attachment (punctuation counted, as the CoNLL shared tasks do), tag and lemma scores, a sentence at a time.

    Lemmas are those that geomap ships: its own word forms, told the tag.
    """
    golds = list(trees)
    docs = [make_doc(nlp.vocab, tree.text, tree.spans if gold_words else word_spans(tree.text)) for tree in golds]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
    hits = dict.fromkeys(("uas", "las", "las_no_punct", "tag", "pos", "lemma"), 0)
    gold_total = ours_total = gold_plain = ours_plain = 0
    for doc, tree in zip(nlp.pipe(docs, batch_size=64), golds, strict=True):
        at = {span: index for index, span in enumerate(tree.spans)}
        where = [(token.idx, token.idx + len(token)) for token in doc]
        gold_total, ours_total = gold_total + len(at), ours_total + len(where)
        gold_plain += sum(dep != "punct" for dep in tree.deps)
        ours_plain += sum(token.dep_ != "punct" for token in doc)
        for token, span in zip(doc, where, strict=True):
            index = at.get(span)
            if index is None:
                continue
            attached = where[token.head.i] == tree.spans[tree.heads[index]]
            labelled = attached and token.dep_ == tree.deps[index]
            hits["uas"] += attached
            hits["las"] += labelled
            hits["las_no_punct"] += labelled and token.dep_ != "punct"
            hits["tag"] += token.tag_ == tree.tags[index]
            hits["pos"] += token.pos_ == tree.pos[index]
            hits["lemma"] += lemma_of(token.text, token.tag_).lower() == tree.lemmas[index].lower()
    totals = dict.fromkeys(hits, gold_total + ours_total)
    totals["las_no_punct"] = gold_plain + ours_plain
    return {name: round(2 * count / totals[name], 4) for name, count in hits.items()}


def train(
    nlp: Language, corpora: Path, out: Path, *, epochs: int, seed: int, words: int | None = None
) -> dict[str, Any]:
    """Train to `epochs`, keep the epoch that is best on the development sets, return its scores."""
    fix_random_seed(seed)
    chance = random.Random(seed)
    trees = [tree for path in cleared(corpora, use="syntax", part="train") for tree in read_trees(path)]
    dev = {path.stem: list(read_trees(path)) for path in cleared(corpora, use="syntax", part="dev")}
    if words:
        trees = trees[: words // 15]
    sample = [example(nlp, [tree]) for tree in trees]
    optimizer = nlp.initialize(lambda: sample)

    def epoch_examples(epoch: int) -> Iterator[Example]:
        chance.seed(f"{seed} {epoch}")
        return examples(nlp, group_trees(trees, chance), chance)

    def judge() -> tuple[float, dict[str, dict[str, float]]]:
        scores = {name: score(nlp, held_out) for name, held_out in dev.items()}
        return sum(each["las"] for each in scores.values()) / len(scores), scores

    size = sum(len(tree.spans) for tree in trees)
    return loop.run(nlp, optimizer, loop.Task(epoch_examples, judge, size, epochs, DROPOUT), out)


def main() -> None:
    """Read the arguments, train, print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--hidden", type=int, default=96)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--only-words", type=int)
    args = parser.parse_args()
    loop.multiply_as_numpy_does()
    nlp = build(args.width, args.depth, args.hidden, args.vectors)
    progress = train(nlp, args.corpora, args.out, epochs=args.epochs, seed=args.seed, words=args.only_words)
    best = unpack(pack(load(args.out / "best")))  # the scores are those of what is shipped
    tests = {path.stem: list(read_trees(path)) for path in cleared(args.corpora, use="syntax", part="test")}
    report = {
        name: {"own words": score(best, trees), "gold words": score(best, trees, gold_words=True)}
        for name, trees in tests.items()
    }
    told = {"best dev las": progress["best"], "history": progress["history"], "test": report}
    write_text(args.out / "scores.json", json.dumps(told, indent=1) + "\n")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
