"""Search a gazetteer as people do: with filters, by another transliteration, with a slip of the pen, or by a point.

`find` tries the name as it is (one in Cyrillic or Arabic also as it is written in Latin letters), then other ways to
write its sounds, then names that are spelt much alike. Only the
first is what geoparsing uses; the others are for people, who can see that a match is a guess.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Literal

from geomap.model import Place
from geomap.places.fold import fold
from geomap.places.gazetteer import CompiledGazetteer, Match
from geomap.places.relative import distance_km
from geomap.places.scan import of_consonants, of_length
from geomap.places.transliterate import ARTICLES, consonants, in_latin, is_arabic, other_spellings

How = Literal["exact", "transliterated", "fuzzy"]
ALIKE = 80.0
"""How alike (rapidfuzz's ratio, 0 to 100) a name must be to pass for a misspelling."""
_SOUNDS = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ts", "c"),
    ("tz", "c"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("aa", "a"), ("ph", "f"),
    ("q", "k"), ("ck", "k"), ("w", "v"), ("y", "i"), ("x", "ks"), ("dj", "j"), ("e", "i"), ("o", "u"),
)  # fmt: skip
"""Ways of writing one sound, each with the one it is reduced to, applied in turn."""
_ARTICLES = ARTICLES | {"the"}
_DEGREE_KM = 111.2
_SAME_SOUND = 40.0
"""How alike (as `ALIKE`) a name at least is to another that writes the same sounds."""
_VOWELS_APART = 62.0
"""How alike (as `ALIKE`) a name of the same consonants must be to an Arabic word without its vowels."""
SCANNED_PLACES = 1_000_000
"""Of a gazetteer of more places than this not every name is read for a misspelt one: other spellings are tried."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz "


@dataclass(frozen=True, slots=True)
class Hit:
    """A match, how it was found and how like the name it is (0 to 100)."""

    match: Match
    how: How
    likeness: float = 100.0


@dataclass(frozen=True, slots=True)
class Nearby:
    """A place and its distance from the point that was asked about, in km."""

    place: Place
    distance_km: float


def find(
    gazetteer: CompiledGazetteer,
    name: str,
    *,
    countries: Collection[str] = (),
    features: Collection[str] = (),
    limit: int = 10,
) -> tuple[Hit, ...]:
    """The places that a name may mean. `countries` are alpha-3 codes, `features` precisions ("city", "adm1") or feature
    codes of GeoNames ("PPLC"); empty for all.
    """
    fits = _filter(countries, features)
    for spelling in (name, *other_spellings(name)):
        if exact := [Hit(match, "exact") for match in gazetteer.lookup(spelling) if fits(match.place)]:
            return tuple(exact[:limit])
    if written := in_latin(name):
        return _in_latin(gazetteer, written, fits, limit, consonants_alone=is_arabic(name))
    return _alike(gazetteer, name, fits, limit)


def nearest(
    gazetteer: CompiledGazetteer,
    lat: float,
    lon: float,
    *,
    countries: Collection[str] = (),
    features: Collection[str] = ("city", "site"),
    limit: int = 10,
) -> tuple[Nearby, ...]:
    """The places nearest to a point, nearest first. Filters as for `find`; towns and sites by default."""
    here = Place("point", "", lat, lon, "site")
    fits = _filter(countries, features)
    reach = 0.25
    while True:
        east = min(180.0, reach / max(0.01, math.cos(math.radians(min(89.0, abs(lat))))))
        found = sorted(
            ((round(distance_km(here, place), 2), place.gazetteer_id, place)
             for place in gazetteer.within(lat, lon, reach, east) if fits(place)),
        )  # fmt: skip
        sure = [item for item in found if item[0] <= reach * _DEGREE_KM]
        if len(sure) >= limit or reach >= 180:
            return tuple(Nearby(place, distance) for distance, _, place in found[:limit])
        reach *= 4


def sound(name: str) -> str:
    """A key that names have in common when they write the same sounds differently: Zaporozhye and Zaporozhie."""
    words = fold(name).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    text = " ".join(words)
    for written, plain in _SOUNDS:
        text = text.replace(written, plain)
    kept = [char for at, char in enumerate(text) if at == 0 or char != text[at - 1]]
    return "".join(kept).replace(" ", "")


def _filter(countries: Collection[str], features: Collection[str]) -> Callable[[Place], bool]:
    def fits(place: Place) -> bool:
        return (not countries or place.country in countries) and (
            not features or place.precision in features or place.feature in features
        )

    return fits


def _in_latin(
    gazetteer: CompiledGazetteer,
    written: Sequence[str],
    fits: Callable[[Place], bool],
    limit: int,
    *,
    consonants_alone: bool,
) -> tuple[Hit, ...]:
    """What the Latin spellings of a name of another script may mean: as they are, by consonants, or by sound."""
    hits = [
        Hit(match, "transliterated", 100.0) for one in written for match in gazetteer.lookup(one) if fits(match.place)
    ]
    if not hits and consonants_alone and len(gazetteer) <= SCANNED_PLACES:
        hits = _by_consonants(gazetteer, written[0], fits)
    for one in () if hits else written:
        hits += [replace(hit, how="transliterated") for hit in _alike(gazetteer, one, fits, limit)]
    return _best(hits, limit)


def _by_consonants(gazetteer: CompiledGazetteer, written: str, fits: Callable[[Place], bool]) -> list[Hit]:
    """Names with the consonants of a word of Arabic script, which writes no short vowels."""
    from rapidfuzz import fuzz

    wanted, first = consonants(written), written[:1]
    if len(wanted) < 2:
        return []
    return [
        Hit(match, "transliterated", round(fuzz.ratio(written, text) - (text[:1] != first), 1))
        for text in of_consonants(gazetteer.folded_names(), wanted)
        if fuzz.ratio(written, text) >= _VOWELS_APART
        for match in gazetteer.lookup(text)
        if fits(match.place)
    ]


def _best(hits: Iterable[Hit], limit: int) -> tuple[Hit, ...]:
    """The likest hit of each place, likest and most populous first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        old = best.get(hit.match.place.gazetteer_id)
        if old is None or old.likeness < hit.likeness:
            best[hit.match.place.gazetteer_id] = hit
    ranked = sorted(
        best.values(), key=lambda hit: (-hit.likeness, -hit.match.place.population, hit.match.place.gazetteer_id)
    )
    return tuple(ranked[:limit])


def _alike(gazetteer: CompiledGazetteer, name: str, fits: Callable[[Place], bool], limit: int) -> tuple[Hit, ...]:
    """Names of the same sounds, else names spelt much alike, likest and most populous first."""
    from rapidfuzz import fuzz, process

    wanted, key = fold(name), sound(name)
    if len(key) < 3:
        return ()
    names = _candidates(gazetteer, wanted)
    near = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=_SAME_SOUND, limit=None)
    scored: list[tuple[str, How, float]] = [
        (text, "transliterated", score) for text, score, _ in near if sound(text) == key
    ]
    if not scored:
        scored = [(text, "fuzzy", score) for text, score, _ in near[: limit * 5] if score >= ALIKE]
    return _best(
        (
            Hit(match, how, round(score, 1))
            for text, how, score in scored
            for match in gazetteer.lookup(text)
            if fits(match.place)
        ),
        limit,
    )


def _respelt(gazetteer: CompiledGazetteer, wanted: str) -> Iterator[str]:
    """The names that are one slip of the pen from a folded name, or write one or two of its sounds differently."""
    once = dict.fromkeys([*_slips(wanted), *_resounded(wanted)])
    twice = (other for one in _resounded(wanted) for other in _resounded(one))
    return (text for text in dict.fromkeys([*once, *twice]) if gazetteer.contains_folded(text))


def _slips(text: str) -> Iterator[str]:
    """A letter left out, put in, replaced or swapped with its neighbour."""
    for at in range(len(text) + 1):
        head, tail = text[:at], text[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _resounded(text: str) -> Iterator[str]:
    """A sound written in another way, at one place."""
    for one, other in _SOUNDS:
        for written, instead in ((one, other), (other, one)):
            at = text.find(written)
            while at >= 0:
                yield text[:at] + instead + text[at + len(written) :]
                at = text.find(written, at + 1)


def _candidates(gazetteer: CompiledGazetteer, wanted: str) -> list[str]:
    """The folded names that are worth comparing with a folded name."""
    if len(gazetteer) > SCANNED_PLACES:
        return list(_respelt(gazetteer, wanted))
    return of_length(gazetteer.folded_names(), len(wanted), heads={*_heads(sound(wanted)[:1]), wanted[0]})


@cache
def _heads(first: str) -> frozenset[str]:
    """The beginnings of words that sound like a letter."""
    pairs = ["".join(pair) for pair in product(_LETTERS.strip(), repeat=2)]
    return frozenset(one for one in (*_LETTERS.strip(), *pairs, "tch", "dzh") if sound(one)[:1] == first)
