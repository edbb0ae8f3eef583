"""Passages of news of our own whose toponyms are known: `data/places.toml`, to fit the ranker on.

    PYTHONPATH=. python -m training.passages

says which of its names are not in their text, and which the gazetteer does not have where the passage puts them.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from geomap.language import parse
from geomap.language.doc import Doc
from geomap.model import Article, Place
from geomap.places.context import lies_in
from geomap.places.countries import country
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.given import read_given
from geomap.places.recognise import Recognised

PASSAGES = Path(__file__).parent / "data" / "places.toml"
_PLACE = re.compile(r"(?P<name>.+?) (?P<relation>==?|~) (?P<code>[A-Z]{2}(-[A-Z0-9]{1,3})?)")


@dataclass(frozen=True, slots=True)
class Where:
    """What a name means: the country or first-level division of that code, or (not `itself`) a place in it.

    `absent`: the gazetteer lacks it, so that whatever else bears the name is wrong.
    """

    name: str
    code: str
    itself: bool
    absent: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A short text, the country (alpha-3) of the paper, and where each name in it lies."""

    id: str
    home: str
    text: str
    places: tuple[Where, ...]


@cache
def passages(path: Path = PASSAGES) -> tuple[Passage, ...]:
    """Every passage. Raises ValueError, which names the passage, for a line that cannot be read."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["passage"]
    return tuple(
        Passage(row["id"], row["home"], row["text"], tuple(_where(row["id"], line) for line in row["places"]))
        for row in rows
    )


def stretches(passage: Passage) -> dict[tuple[int, int], Where]:
    """Where each name stands, at every place where it does; a name within a longer one is not meant."""
    found: dict[tuple[int, int], Where] = {}
    for where in sorted(passage.places, key=lambda one: -len(one.name)):
        for hit in re.finditer(rf"(?<!\w){re.escape(where.name)}(?!\w)", passage.text):
            if not any(start < hit.end() and hit.start() < end for start, end in found):
                found[hit.span()] = where
    return dict(sorted(found.items()))


def meant(where: Where, gazetteer: Gazetteer) -> Callable[[Place], bool]:
    """Whether a place is the one that a passage means. Raises ValueError for a code that the gazetteer lacks."""
    land = country(where.code)
    region = gazetteer.country(land.alpha3) if land else gazetteer.place(f"iso:{where.code}")
    if region is None:
        raise ValueError(f"{where.name}: no country or first-level division has the code '{where.code}'")
    if where.absent:
        return lambda _: False
    if where.itself:
        return lambda place: place.gazetteer_id == region.gazetteer_id
    return lambda place: lies_in(place, region)


def read(passage: Passage, gazetteer: Gazetteer) -> tuple[Doc, dict[tuple[int, int], Recognised]]:
    """A passage parsed, and its toponyms at the stretches that are known."""
    doc = parse(Article(passage.id, passage.text))
    return doc, read_given(doc, stretches(passage), gazetteer)


def faults(gazetteer: Gazetteer, found: tuple[Passage, ...] | None = None) -> Iterator[str]:
    """What is wrong with the passages, a line each."""
    for passage in passages() if found is None else found:
        where = stretches(passage)
        for one in passage.places:
            if one not in where.values():
                yield f"{passage.id}: '{one.name}' does not stand in the text"
        for stretch, item in read(passage, gazetteer)[1].items():
            one = where[stretch]
            right = meant(replace(one, absent=False), gazetteer)
            if any(right(match.place) for match in item.span.matches) == one.absent:
                has = "has" if one.absent else "has no"
                yield f"{passage.id}: the gazetteer {has} '{one.name}' in {one.code}"


def _where(passage: str, line: str) -> Where:
    hit = _PLACE.fullmatch(line)
    if hit is None:
        raise ValueError(f"{passage}: '{line}' must be NAME = CODE, NAME == CODE or NAME ~ CODE")
    return Where(hit["name"], hit["code"], hit["relation"] == "==", hit["relation"] == "~")


def main() -> int:
    """Print the faults; 1 where there are any."""
    with open_gazetteer() as gazetteer:
        lines = list(faults(gazetteer))
    print("\n".join(lines) or f"{len(passages())} passages, every name in its text and in the gazetteer")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
