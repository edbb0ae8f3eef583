"""Put other names in the places of names: the model should read the context, not learn names by heart.

A city becomes another city of the gazetteer, large or small; a county another county; a person another person, whose
surname may well be a place ("Jordan", "Houston"). Countries and peoples stay: there are few, and all are known.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geomap.places.filters import common_words, first_names, last_names
from geomap.places.gazetteer import CompiledGazetteer
from training.entities import Entity, Sample, aligned
from training.words import word_spans

_PARTS = frozenset("county parish province district region oblast governorate city town village river lake".split())


@dataclass(frozen=True, slots=True)
class Pools:
    """Names to draw from. `cities` are the gazetteer's, with cumulative weights that favour the known ones a little."""

    cities: tuple[str, ...]
    weights: tuple[float, ...]
    is_city: frozenset[str]
    first: tuple[str, ...]
    last: tuple[str, ...]


def pools(gazetteer: CompiledGazetteer) -> Pools:
    """The pools of a gazetteer and of the name lists."""
    words = common_words()
    cities, weights, total = [], [], 0.0
    for place in gazetteer.places():
        if place.precision == "city" and place.name.isascii() and place.name.lower() not in words:
            total += max(place.population, 500) ** 0.4 * (3.0 if place.country in ("USA", "GBR", "CAN", "AUS") else 1.0)
            cities.append(place.name)
            weights.append(total)
    first = tuple(sorted(name.title() for name in first_names()))
    last = tuple(sorted(name.title() for name in last_names()))
    return Pools(tuple(cities), tuple(weights), frozenset(cities), first, last)


def swapped(samples: Iterable[Sample], pool: Pools, *, seed: int = 2, share: float = 0.5) -> Iterator[Sample]:
    """A copy with other names of about `share` of the samples that hold a name that can be swapped."""
    chance = random.Random(seed)
    for sample in samples:
        if chance.random() < share:
            copy = _swap(sample, pool, chance)
            if copy is not None:
                yield copy


def _swap(sample: Sample, pool: Pools, chance: random.Random) -> Sample | None:
    text, entities, at, changed = "", [], 0, False
    for entity in sample.entities:
        name = sample.text[entity.start : entity.end]
        other = _other(name, entity.label, pool, chance)
        changed |= other is not None
        text += sample.text[at : entity.start]
        entities.append(Entity(len(text), len(text) + len(other or name), entity.label))
        text += other or name
        at = entity.end
    if not changed:
        return None
    text += sample.text[at:]
    spans = word_spans(text)
    return Sample(text, tuple(spans), tuple(aligned(entities, spans)), sample.corpus, sample.partial)


def _other(name: str, label: str, pool: Pools, chance: random.Random) -> str | None:
    words = name.split()
    if label == "LOC" and name in pool.is_city:
        return _city(pool, chance)
    if (
        label in ("LOC", "ORG")
        and len(words) > 1
        and words[0] in pool.is_city
        and (label == "ORG" or words[-1].lower() in _PARTS)
    ):
        return " ".join([_city(pool, chance), *words[1:]])
    if label == "PER" and len(words) == 2 and all(map(str.istitle, words)):
        return f"{chance.choice(pool.first)} {_surname(pool, chance)}"
    if label == "PER" and len(words) == 1 and name.istitle():
        return _surname(pool, chance)
    return None


def _surname(pool: Pools, chance: random.Random) -> str:
    """Mostly a surname of the list; sometimes any name at all, so that not only listed names are people."""
    return chance.choice(pool.last) if chance.random() < 0.8 else _city(pool, chance).split()[0]


def _city(pool: Pools, chance: random.Random) -> str:
    return chance.choices(pool.cities, cum_weights=pool.weights)[0]
