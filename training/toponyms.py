"""Documents whose toponyms are known, to fit the ranker on: by coordinates, by templates, by what stands beside them.

The War of the Rebellion corpus and IDRISI-R give coordinates. The templates of MUC-4 name the country of an event's
town. And any text that says "Paris, Texas" tells which Paris it means: the pair is not shown to the ranker, so that it
learns to do without, from the rest of the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.language import parse
from geomap.language.doc import Doc
from geomap.model import Article, Place
from geomap.places.context import lies_in
from geomap.places.countries import country
from geomap.places.evaluate import distance_km
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer
from geomap.places.given import read_given
from geomap.places.links import Link, links
from geomap.places.recognise import Recognised, recognise
from training.manifest import cleared
from training.passages import meant, passages, read, stretches

Meant = Callable[[Place], bool]
"""Whether a place is the one that a text means."""
REACH_KM = {"country": 1500.0, "multi_country": 3000.0, "adm1": 300.0, "area": 600.0}
"""How far the point of an area may be from a gold point of it; 40 km for towns."""
OWN = "places"
"""What the texts of `data/places.toml` have as their source."""
TOWN_KM = 40.0
_TEMPLATE = re.compile(r"^(?P<country>[A-Z ]+?): (?P<name>[^:(]+?) \((?P<kind>[A-Z]+)\)")
_TOWNS = frozenset(["CITY", "TOWN", "VILLAGE", "MUNICIPALITY", "HAMLET"])
_DIVISIONS = frozenset(["DEPARTMENT", "PROVINCE", "STATE", "REGION"])


@dataclass(frozen=True, slots=True)
class Text:
    """A document with its recognised toponyms and the links that the ranker sees.

    `meant` says of a mention, by its place in `found`, what is right; other mentions are context. `source` names the
    corpus.
    """

    doc: Doc
    found: tuple[Recognised, ...]
    pairs: tuple[Link, ...]
    meant: Mapping[int, Meant]
    source: str


def texts(root: Path, gazetteer: Gazetteer) -> Iterator[Text]:
    """The cleared documents with at least one toponym that is known."""
    for path in cleared(root, use="ranker"):
        for text in _READERS[path.stem](path, gazetteer):
            if text.meant:
                yield text


def own_texts(gazetteer: Gazetteer) -> Iterator[Text]:
    """Our own passages of news."""
    for passage in passages():
        where = stretches(passage)
        doc, found = read(passage, gazetteer)
        right = {at: meant(where[stretch], gazetteer) for at, stretch in enumerate(found)}
        yield _text(doc, tuple(found.values()), right, OWN)


def _located(path: Path, gazetteer: Gazetteer) -> Iterator[Text]:
    """Toponyms with coordinates; the recogniser is not asked."""
    for row in _rows(path):
        points = {
            (one["start"], one["end"]): (float(one["lat"]), float(one["lon"]))
            for one in row["toponyms"]
            if one.get("lat") is not None and not one.get("bad_offset")
        }
        doc = parse(Article(row["doc_id"], row["text"]))
        found = read_given(doc, points, gazetteer)
        right = {at: _near(*points[stretch]) for at, stretch in enumerate(found)}
        yield _text(doc, tuple(found.values()), right, path.stem)


def _templates(path: Path, gazetteer: Gazetteer) -> Iterator[Text]:
    """MUC-4: towns and departments whose country a template of the document names once and for all."""
    for row in _rows(path):
        told: dict[str, set[tuple[str, str]]] = {}
        for event in row["events"]:
            for location in event["location"]:
                hit = _TEMPLATE.match(location)
                land = country(hit["country"].title()) if hit else None
                if hit and land is not None and hit["kind"] in _TOWNS | _DIVISIONS:
                    told.setdefault(fold(hit["name"]), set()).add((land.alpha3, hit["kind"]))
        doc = parse(Article(row["id"], row["text"]))
        found = recognise(doc, gazetteer)
        right = {
            at: _in_country(*next(iter(told[key])))
            for at, item in enumerate(found)
            if len(told.get(key := fold(item.span.key), ())) == 1 and item.span.kind == "name"
        }
        yield _text(doc, found, right, path.stem)


def _apposed(path: Path, gazetteer: Gazetteer) -> Iterator[Text]:
    """Texts that name the region of a place beside it: "Paris, Texas"."""
    for name, content in _documents(path):
        doc = parse(Article(name, content))
        found = recognise(doc, gazetteer)
        pairs = links([item.span for item in found])
        sure = {pair: region for pair in pairs if (region := _region(pair, found)) is not None}
        right = {pair.inner: _inside(region) for pair, region in sure.items()}
        kept = tuple(pair for pair in pairs if pair not in sure)
        yield Text(doc, found, kept, right, path.stem)


def _region(pair: Link, found: tuple[Recognised, ...]) -> Place | None:
    """The region of "X, Y" where Y plainly is one and an X lies in it."""
    inner, outer = found[pair.inner].span, found[pair.outer].span
    if pair.kind != "comma" or inner.kind != "name" or not outer.matches or outer.kind != "name":
        return None
    region = outer.matches[0].place
    fits = region.precision in ("country", "adm1") and any(lies_in(match.place, region) for match in inner.matches)
    return region if fits and inner.matches[0].place.precision == "city" else None


def _documents(path: Path) -> Iterator[tuple[str, str]]:
    """The texts of a file, with names: documents of a treebank, or rows."""
    if path.suffix == ".jsonl":
        yield from ((str(row.get("id") or row.get("doc_id")), row["text"]) for row in _rows(path))
        return
    name = ""
    lines: list[str] = []
    for line in path.open(encoding="utf-8"):
        if line.startswith("# newdoc"):
            if lines:
                yield name, "\n".join(lines)
            name, lines = line.split("=")[-1].strip(), []
        elif line.startswith("# text ="):
            lines.append(line.partition("=")[2].strip())
    yield name, "\n".join(lines)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.open(encoding="utf-8"):
        yield json.loads(line)


def _text(doc: Doc, found: tuple[Recognised, ...], meant: Mapping[int, Meant], source: str) -> Text:
    return Text(doc, found, links([item.span for item in found]), meant, source)


def _near(lat: float, lon: float) -> Meant:
    return lambda place: distance_km(place.lat, place.lon, lat, lon) < REACH_KM.get(place.precision, TOWN_KM)


def _in_country(alpha3: str, kind: str) -> Meant:
    wanted = ("city",) if kind in _TOWNS else ("adm1",)
    return lambda place: place.country == alpha3 and place.precision in wanted


def _inside(region: Place) -> Meant:
    return lambda place: lies_in(place, region)


_READERS: Mapping[str, Callable[[Path, Gazetteer], Iterator[Text]]] = {
    "wotr-train": _located,
    "idrisi-en": _located,
    "muc4-dev": _templates,
    "gum-train": _apposed,
    "ewt-train": _apposed,
    "event-location-train": _apposed,
}
