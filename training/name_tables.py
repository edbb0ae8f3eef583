"""Make the name and word tables of the place recogniser.

    python -m training.name_tables CORPORA OUT

From the corpora that the manifest clears for "words" (entities), "verbs" (treebanks) and "names" (the census of 1990,
out of the Python package `names`). OUT receives names_first.csv, names_last.csv, filter_words.csv and
filter_verbs.csv. The tables hold names and words with frequency bands, no text.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from training.manifest import cleared
from training.whole import write_text

CENSUS_SOURCE = "US Census 1990 (public domain) and person names in the training corpora"
WORD_SOURCE = "lower-case words of UD EWT and GUM and of the entity corpora"
LICENCE = """\
# Made by training/name_tables.py. Licence: CC BY-SA 4.0. From UD English EWT (CC BY-SA 4.0), GUM, wikigold, WNUT17, BTC
# (CC BY 4.0), CrossNER (MIT), re3d (open sources), UNER PUD and EWT dev (CC BY-SA 4.0); names also from the US Census.
"""
FIRST_KEPT, LAST_KEPT = 2400, 6000


def census(path: Path) -> Iterator[tuple[str, float]]:
    for line in path.read_text(encoding="ascii").splitlines():
        name, share = line.split()[:2]
        yield name.capitalize(), float(share)


def entities(paths: Iterable[Path]) -> Iterator[tuple[list[str], list[str]]]:
    """The words and tags of each row of the entity corpora."""
    for path in paths:
        if path.suffix == ".jsonl":
            for line in path.open(encoding="utf-8"):
                row = json.loads(line)
                yield row["words"], row["tags"]


def tree_words(paths: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """The word, part of speech and features of each line of the treebanks whose word is in small letters."""
    for path in paths:
        if path.suffix == ".conllu":
            for line in path.open(encoding="utf-8"):
                cells = line.rstrip("\n").split("\t")
                if len(cells) == 10 and cells[1].islower() and cells[1].isalpha():
                    yield cells[1], cells[3], cells[5]


def person_names(paths: Iterable[Path]) -> tuple[Counter[str], Counter[str]]:
    """How often a word begins, and ends, the name of a person of two words or more."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for words, tags in entities(paths):
        person: list[str] = []
        for word, tag in [*zip(words, tags, strict=True), ("", "O")]:
            if tag != "I-PER" and len(person) > 1:
                first[person[0]] += 1
                last[person[-1]] += 1
            if tag == "B-PER":
                person = [word]
            elif tag == "I-PER" and person:
                person.append(word)
            else:
                person = []
    return first, last


def lower_words(paths: Sequence[Path]) -> Counter[str]:
    """How often each word stands in small letters outside names."""
    found: Counter[str] = Counter()
    for words, tags in entities(paths):
        found.update(
            word for word, tag in zip(words, tags, strict=True) if tag == "O" and word.islower() and word.isalpha()
        )
    found.update(word for word, pos, _ in tree_words(paths) if pos != "PROPN")
    return found


def finite_verbs(paths: Iterable[Path]) -> list[str]:
    """Small-letter forms that the treebanks mostly tag as finite verbs ("spews", "arrived"), seen at least twice."""
    finite: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for word, pos, features in tree_words(paths):
        total[word] += 1
        finite[word] += pos in ("VERB", "AUX") and "VerbForm=Fin" in features
    return [word for word, count in finite.items() if count >= 2 and count >= 0.5 * total[word]]


def write(path: Path, bands: dict[str, list[str]], *, source: str, comment: str) -> None:
    """One row a band and initial, so that a table of thousands loads at once."""
    lines = [f"# {comment}\n{LICENCE}band,initial,words,source\n"]
    for band, words in bands.items():
        for initial, group in groupby(sorted(set(words)), key=lambda word: word[0].upper()):
            lines.append(f"{band},{initial},{' '.join(group)},{source}\n")
    write_text(path, "".join(lines))


def make_names(corpora: Path, out: Path, *, small: frozenset[str]) -> None:
    """Write the tables of names; a word that is usual in small letters is no rare name."""
    paths = {path.name: path for path in cleared(corpora, use="names")}
    first, last = person_names(cleared(corpora, use="words"))
    shares: dict[str, float] = defaultdict(float)
    for sex in ("male", "female"):
        for name, share in census(paths[f"dist.{sex}.first"]):
            shares[name] += share
    ranked = [name for name, _ in sorted(shares.items(), key=lambda item: (-item[1], item[0]))]
    common = [name for name in ranked[:700] if len(name) > 1]
    rare = without(ranked[700:FIRST_KEPT] + often(first, least=3), common, small)
    write(out / "names_first.csv", {"common": common, "rare": rare}, source=CENSUS_SOURCE, comment="First names.")
    surnames = [name for name, _ in census(paths["dist.all.last"])]
    common = surnames[:1000]
    rare = without(surnames[1000:LAST_KEPT] + often(last, least=2), common, small)
    write(out / "names_last.csv", {"common": common, "rare": rare}, source=CENSUS_SOURCE, comment="Surnames.")


def often(names: Counter[str], *, least: int) -> list[str]:
    """The words that look like names and were seen at least so often."""
    return [
        name for name, count in names.items() if count >= least and name.isalpha() and name[0].isupper() and name[2:]
    ]


def without(names: Iterable[str], common: Iterable[str], small: frozenset[str]) -> list[str]:
    """The names that are neither common ones nor words."""
    known = set(common)
    return [name for name in names if name not in known and name.lower() not in small]


def make_words(corpora: Path, out: Path) -> frozenset[str]:
    """Write the tables of words; the most frequent ones."""
    words = lower_words(cleared(corpora, use="words"))
    bands = {
        "frequent": [word for word, count in words.items() if count >= 40],
        "usual": [word for word, count in words.items() if 6 <= count < 40],
        "seen": [word for word, count in words.items() if 3 <= count < 6 and len(word) > 2],
    }
    write(out / "filter_words.csv", bands, source=WORD_SOURCE, comment="Words that are words before they are places.")
    verbs = {"finite": finite_verbs(cleared(corpora, use="verbs"))}
    write(out / "filter_verbs.csv", verbs, source="UD EWT and GUM", comment="Words that mostly are finite verbs.")
    return frozenset(bands["frequent"])


def main() -> None:
    """Read the arguments, write the tables."""
    parser = argparse.ArgumentParser(prog="python -m training.name_tables", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    make_names(args.corpora, args.out, small=make_words(args.corpora, args.out))


if __name__ == "__main__":
    main()
