"""Train the linear-chain CRF recogniser, and run it.

    python -m training.crf CORPORA OUT.crfsuite [--clusters TABLE] [--without ID ...] [--c1 .15]

The settings that are not given are those that ship: `training.stack` takes them from here.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import pycrfsuite

from geomap.places.gazetteer import open_gazetteer
from geomap.places.tagger import read_clusters
from geomap.places.word_features import Knowledge, features, gazetteer_knowledge, spaces_of
from training import casing
from training.entities import Sample, read_samples, summary
from training.manifest import cleared, manifest
from training.names import gazetteer_names
from training.swap import pools, swapped
from training.whole import whole


def load_samples(corpora: Path, *, without: Sequence[str] = (), hidden: frozenset[str] = frozenset()) -> list[Sample]:
    """The samples of every cleared entity corpus but those named, without texts that begin like a `hidden` one."""
    with open_gazetteer() as gazetteer:
        names = gazetteer_names(gazetteer)
        paths = {corpora / corpus.path: corpus.id for corpus in manifest()}
        chosen = [path for path in cleared(corpora, use="recogniser") if paths[path] not in without]
        return [sample for path in chosen for sample in read_samples(path, names) if opening(sample.text) not in hidden]


def clusters_of(path: Path | None) -> dict[str, tuple[str, ...]]:
    """The word clusters of a file that `training.clusters` wrote; none without a file."""
    return read_clusters(path.read_text(encoding="utf-8")) if path else {}


def opening(text: str) -> str:
    """The first letters of a text: enough to tell that two copies, spaced differently, are one document."""
    return "".join(filter(str.isalnum, text))[:60].lower()


def hidden_texts(gold: Iterable[Path]) -> frozenset[str]:
    """The openings of the documents of gold sets that a measured model must not have seen."""
    return frozenset(
        opening(json.loads(line)["text"]) for path in gold for line in path.open(encoding="utf-8") if line.strip()
    )


def augmented(
    samples: Iterable[Sample], *, seed: int = 1, up: float = 0.07, title: float = 0.05
) -> Iterator[tuple[str, Sample]]:
    """Each sample as it is and, for some, a recased copy: (text, sample)."""
    chance = random.Random(seed)
    for sample in samples:
        yield sample.text, sample
        recase = casing.draw(chance, up=up, title=title, down=0.0)
        if recase:
            yield recase(sample.text), sample


@dataclass(frozen=True, slots=True)
class Settings:
    """How a CRF is fitted: elastic-net penalties, steps of L-BFGS, how often a feature must be seen, and the seed."""

    c1: float = 0.6
    c2: float = 0.02
    iterations: int = 60
    least: int = 2
    seed: int = 1


SWAP = 0.6
"""The share of samples that are copied with other names."""


def add_settings(parser: argparse.ArgumentParser) -> None:
    """The options that every command which trains a CRF has, with the values that ship."""
    parser.add_argument("--without", nargs="*", default=[], help="corpora of the manifest to leave out")
    parser.add_argument("--swap", type=float, default=SWAP, help="the share of samples copied with other names")
    for field in fields(Settings):
        parser.add_argument(f"--{field.name}", type=type(field.default), default=field.default)


def settings_of(args: argparse.Namespace) -> Settings:
    """The settings of a command line."""
    return Settings(**{field.name: getattr(args, field.name) for field in fields(Settings)})


def train(samples: Iterable[Sample], know: Knowledge, out: Path, settings: Settings) -> None:
    """Fit by L-BFGS and write the model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for text, sample in augmented(samples, seed=settings.seed):
        words = [text[start:end] for start, end in sample.spans]
        trainer.append(features(words, spaces_of(sample.spans), know), sample.tags())
    trainer.select("lbfgs", "crf1d")
    trainer.set_params({
        "c1": settings.c1, "c2": settings.c2, "max_iterations": settings.iterations,
        "feature.minfreq": settings.least, "feature.possible_transitions": 1,
    })  # fmt: skip
    with whole(out) as part:
        trainer.train(str(part))


def main() -> None:
    """Read the arguments, train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clusters", type=Path)
    parser.add_argument(
        "--hide", nargs="*", type=Path, default=[], help="gold sets whose documents must not be trained on"
    )
    add_settings(parser)
    args = parser.parse_args()
    samples = load_samples(args.corpora, without=args.without, hidden=hidden_texts(args.hide))
    print(json.dumps(summary(samples)), file=sys.stderr)
    with open_gazetteer() as gazetteer:
        know = gazetteer_knowledge(gazetteer, clusters_of(args.clusters))
        samples += swapped(samples, pools(gazetteer), seed=args.seed + 1, share=args.swap) if args.swap else ()
        train(samples, know, args.out, settings_of(args))


if __name__ == "__main__":
    main()
