"""Make the name and word tables of the place recogniser.

    python training/name_tables.py CORPORA CENSUS OUT

CORPORA holds `entities/*.jsonl` and `treebank/*.conllu` (see docs/quality.md for the corpora and their licences).
CENSUS holds the 1990 census name files of the United States, which are in the public domain: dist.male.first,
dist.female.first, dist.all.last. OUT receives names_first.csv, names_last.csv, filter_words.csv and
filter_verbs.csv. The tables hold names and words with frequency bands, no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

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


def entities(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            yield row["words"], row["tags"]


def person_names(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """How often a word begins, and ends, the name of a person of two words or more."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for words, tags in entities(folder):
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


def lower_words(corpora: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for words, tags in entities(corpora / "entities"):
        found.update(
            word for word, tag in zip(words, tags, strict=True) if tag == "O" and word.islower() and word.isalpha()
        )
    for path in sorted((corpora / "treebank").glob("*.conllu")):
        for line in path.open(encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[3] != "PROPN" and cells[1].islower() and cells[1].isalpha():
                found[cells[1]] += 1
    return found


def finite_verbs(folder: Path) -> list[str]:
    """Small-letter forms that the treebanks mostly tag as finite verbs ("spews", "arrived"), seen at least twice."""
    finite: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*.conllu")):
        for line in path.open(encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[1].islower() and cells[1].isalpha():
                total[cells[1]] += 1
                finite[cells[1]] += cells[3] in ("VERB", "AUX") and "VerbForm=Fin" in cells[5]
    return [word for word, count in finite.items() if count >= 2 and count >= 0.5 * total[word]]


def write(path: Path, bands: dict[str, list[str]], *, source: str, comment: str) -> None:
    """One row a band and initial, so that a table of thousands loads at once."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {comment}\n{LICENCE}band,initial,words,source\n")
        for band, words in bands.items():
            for initial, group in groupby(sorted(set(words)), key=lambda word: word[0].upper()):
                file.write(f"{band},{initial},{' '.join(group)},{source}\n")


def main(corpora: Path, names: Path, out: Path) -> None:
    first, last = person_names(corpora / "entities")
    shares: dict[str, float] = defaultdict(float)
    for sex in ("male", "female"):
        for name, share in census(names / f"dist.{sex}.first"):
            shares[name] += share
    ranked = [name for name, _ in sorted(shares.items(), key=lambda item: (-item[1], item[0]))]
    words = lower_words(corpora)
    small = {word for word, count in words.items() if count >= 40}
    extra = [
        name for name, count in first.items() if count >= 3 and name.isalpha() and name[0].isupper() and len(name) > 2
    ]
    common = [name for name in ranked[:700] if len(name) > 1]
    rare = [n for n in ranked[700:FIRST_KEPT] + extra if n not in set(common) and n.lower() not in small]
    write(out / "names_first.csv", {"common": common, "rare": rare}, source=CENSUS_SOURCE, comment="First names.")
    surnames = [name for name, _ in census(names / "dist.all.last")]
    seen = [
        name for name, count in last.items() if count >= 2 and name.isalpha() and name[0].isupper() and len(name) > 2
    ]
    common = surnames[:1000]
    rare = [n for n in surnames[1000:LAST_KEPT] + seen if n not in set(common) and n.lower() not in small]
    write(out / "names_last.csv", {"common": common, "rare": rare}, source=CENSUS_SOURCE, comment="Surnames.")
    bands = {
        "frequent": [word for word, count in words.items() if count >= 40],
        "usual": [word for word, count in words.items() if 6 <= count < 40],
        "seen": [word for word, count in words.items() if 3 <= count < 6 and len(word) > 2],
    }
    write(out / "filter_words.csv", bands, source=WORD_SOURCE, comment="Words that are words before they are places.")
    verbs = {"finite": finite_verbs(corpora / "treebank")}
    write(out / "filter_verbs.csv", verbs, source="UD EWT and GUM", comment="Words that mostly are finite verbs.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
