"""Weigh the meanings of all names of a document against each other.

Every name is decided once (one sense a document) and its mentions follow. Its meanings get a score from what they are
and from what the document's other names mean; since those are in doubt too, this is repeated a few times.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geomap.language import Doc
from geomap.model import Place
from geomap.places.context import Focus, lies_in
from geomap.places.divisions import division_readings, feature_readings
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer, Match
from geomap.places.home import home_weights
from geomap.places.links import Link
from geomap.places.name_span import NameSpan
from geomap.places.outlets import home_of
from geomap.places.ranker import Evidence, chances, context_evidence, load_weights, own_evidence, rivals_of, total
from geomap.places.recognise import Recognised
from geomap.places.shared_cues import DIVISIONS
from geomap.places.sites import site_matches

REGIONS = ("country", "adm1")
_PASSES = 3
_KEPT = 40
_UNLIKELY = 0.02
_OUTLET = 1.0
"""How many names the town of the paper counts as."""
_FORCES = frozenset(
    "forces force troops army soldiers military navy marines missile missiles rocket rockets drone drones warplane "
    "warplanes jets jet aircraft bombers artillery tanks strike strikes airstrike airstrikes shelling bombardment "
    "offensive invasion assault assaults".split()
)
_FEATURES = ("water", "land", "area")
_NO_LINK = ("in a phrase", 0.0)


@dataclass(slots=True)
class Name:
    """One name of the document: its meanings, their own scores, how much its mentions count, and the chances."""

    matches: tuple[Match, ...]
    cue: str
    own: list[float]
    weight: float
    chances: list[float]

    def likely(self) -> list[tuple[Place, float]]:
        """The meanings that are not hopeless, with their chances."""
        found = zip(self.matches, self.chances, strict=True)
        return [(match.place, chance) for match, chance in found if chance > _UNLIKELY]


@dataclass(frozen=True, slots=True)
class Settled:
    """The names of a document with the chances of their meanings, and of each mention the key of its name.

    `home` is what the words of the text tell of countries, `outlet` the town of the paper, `asked` the countries that
    the user named.
    """

    keys: list[str]
    names: dict[str, Name]
    pairs: Sequence[Link]
    home: Mapping[str, float]
    outlet: Place | None
    asked: frozenset[str]


def settle(
    doc: Doc,
    found: Sequence[Recognised],
    gazetteer: Gazetteer,
    pairs: Sequence[Link],
    *,
    countries: frozenset[str] = frozenset(),
    weights: Mapping[str, float] | None = None,
) -> Settled:
    """The meanings of every name of a document. `countries` (alpha-3) are likelier than others; `weights` are those of
    the ranker.
    """
    table = load_weights() if weights is None else weights
    words = frozenset(token.text.lower() for sentence in doc.sentences for token in sentence.tokens)
    keys, names = _names(found, gazetteer, words=words, senses=_senses(found, pairs), weights=table)
    for name in names.values():
        name.chances = chances(name.own, table["none of these"])
    article = doc.article
    settled = Settled(keys, names, pairs, home_weights(article.text), home_of(article, gazetteer), countries)
    for _ in range(_PASSES):
        _agree(settled, table)
    return settled


def evidence(settled: Settled) -> Iterator[tuple[str, Name, list[list[tuple[str, float]]]]]:
    """For each name its key and, for each of its meanings, every piece of evidence for it."""
    linked = _linked(settled)
    for key, name, focus in _seen_by_others(settled):
        rivals = rivals_of(name.matches)
        yield (
            key,
            name,
            [
                [*own_evidence(match, name.cue, rivals), *context_evidence(match, focus, link, settled.asked)]
                for match, link in zip(name.matches, linked[key], strict=True)
            ],
        )


def _agree(settled: Settled, weights: Mapping[str, float]) -> None:
    """Score every name's meanings anew by what the other names mean."""
    linked = _linked(settled)
    none = weights["none of these"]
    for key, name, focus in _seen_by_others(settled):
        scores = [
            own + total(context_evidence(match, focus, link, settled.asked), weights)
            for own, match, link in zip(name.own, name.matches, linked[key], strict=True)
        ]
        name.chances = chances(scores, none)


def _seen_by_others(settled: Settled) -> Iterator[tuple[str, Name, Focus]]:
    """Each name that has meanings, with the focus of the others; a name may change while it is out."""
    focus = Focus()
    focus.add_countries(settled.home)
    if settled.outlet is not None:
        focus.add([(settled.outlet, 1.0)], weight=_OUTLET)
    for name in settled.names.values():
        focus.add(name.likely(), weight=name.weight)
    for key, name in settled.names.items():
        if name.matches:
            focus.add(name.likely(), weight=-name.weight)
            yield key, name, focus
            focus.add(name.likely(), weight=name.weight)


def _linked(settled: Settled) -> dict[str, list[tuple[str, float]]]:
    """For each meaning of each name, the strongest link that speaks for it: "X, Ohio", "Iran's X province"."""
    links = {key: [_NO_LINK] * len(name.matches) for key, name in settled.names.items()}
    for pair in settled.pairs:
        inner, outer = (settled.names[settled.keys[at]] for at in (pair.inner, pair.outer))
        kind = "after a comma" if pair.kind == "comma" else "in a phrase"
        into, around = links[settled.keys[pair.inner]], links[settled.keys[pair.outer]]
        regions = [(at, match.place) for at, match in enumerate(outer.matches) if match.place.precision in REGIONS]
        for number, match in enumerate(inner.matches):
            for at, region in regions:
                if lies_in(match.place, region):
                    into[number] = _stronger(into[number], (kind, _surely(outer.chances[at])))
                    around[at] = _stronger(around[at], (kind, _surely(inner.chances[number])))
    return links


def _stronger(one: tuple[str, float], other: tuple[str, float]) -> tuple[str, float]:
    if one[0] == other[0] or not one[1]:
        return max(one, other, key=lambda link: link[1])
    return one if one[0] == "after a comma" else other


def _surely(chance: float) -> float:
    """A link counts nearly in full even when the other end is in doubt: "Paris, Texas" decides both at once."""
    return 0.5 + 0.5 * chance


def _names(
    found: Sequence[Recognised],
    gazetteer: Gazetteer,
    *,
    words: frozenset[str],
    senses: Mapping[int, str],
    weights: Mapping[str, float],
) -> tuple[list[str], dict[str, Name]]:
    """The key of each mention's name, and the names."""
    keys = []
    names: dict[str, Name] = {}
    for at, item in enumerate(found):
        matches, cue = _readings(item, gazetteer, words)
        key = f"{fold(item.span.key)}|{cue}|{senses.get(at, '')}"
        keys.append(key)
        if key not in names:
            names[key] = _name(matches, cue, weights)
        names[key].weight += 0.0 if _sends_forces(item.span) else 1.0
    for name in names.values():
        name.weight = math.sqrt(name.weight)
    return keys, names


def _sends_forces(span: NameSpan) -> bool:
    """ "Russian troops", "Turkish air strikes": whose forces they are says nothing of where they fight."""
    after = span.view.lowers[span.last : span.last + 2]
    return span.kind == "people" and any(word in _FORCES for word in after)


def _readings(item: Recognised, gazetteer: Gazetteer, words: frozenset[str]) -> tuple[tuple[Match, ...], str]:
    """What a toponym may mean, and the class that a cue word gives it."""
    span = item.span
    if span.kind == "name" and (sites := site_matches(span, gazetteer, words=words)):
        return sites, "site"
    cue = span.cue or ""
    if cue in _FEATURES and span.kind == "name" and span.cue_last > span.last:
        return feature_readings(span, gazetteer), cue
    if cue not in DIVISIONS or span.kind != "name":
        return span.matches, cue
    matches = division_readings(span, cue, gazetteer)
    kinds = {match.place.precision for match in matches}
    return matches, "adm2" if kinds == {"adm2"} else cue if kinds & {*DIVISIONS, "area"} else ""


def _name(matches: Sequence[Match], cue: str, weights: Mapping[str, float]) -> Name:
    rivals = rivals_of(matches)
    scored = [(total(own_evidence(match, cue, rivals), weights), -at, match) for at, match in enumerate(matches)]
    kept = sorted(scored, key=lambda item: item[:2], reverse=True)[:_KEPT]
    return Name(tuple(match for _, _, match in kept), cue, [score for score, _, _ in kept], 0.0, [])


def _senses(found: Sequence[Recognised], pairs: Sequence[Link]) -> dict[int, str]:
    """Which mentions are told apart: those of a name that the text places in several regions ("Tripoli, Lebanon"), and
    those of a region that may be of several countries ("Tbilisi, Georgia", "Atlanta, Georgia").
    """
    regions: dict[str, dict[int, str]] = {}
    for pair in pairs:
        inner, outer = found[pair.inner].span, found[pair.outer].span
        lands = {match.place.country for match in outer.matches if match.place.precision in REGIONS}
        if pair.kind == "comma" and lands:
            regions.setdefault(fold(inner.key), {})[pair.inner] = fold(outer.key)
        if pair.kind == "comma" and len(lands) > 1:
            regions.setdefault(fold(outer.key), {})[pair.outer] = fold(inner.key)
    return {at: region for places in regions.values() if len(set(places.values())) > 1 for at, region in places.items()}


__all__ = ["REGIONS", "Evidence", "Name", "Settled", "evidence", "settle"]
