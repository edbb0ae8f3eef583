"""English names for the divisions of ISO 3166-2: "Zaporizhzhia Oblast", with "Zaporizhia region" and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from geomap.places.compile.cities import TABLES
from geomap.places.compile.divisions import Division
from geomap.places.compile.records import Record
from geomap.places.countries import country, split_cell
from geomap.places.filters import common_words
from geomap.places.fold import fold
from geomap.tables import read_csv_table

ALIKE = 0.6
"""How like ISO's name (difflib's ratio) a name must be to pass for another spelling of it."""
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central middle upper lower northwest northeast southwest "
    "southeast".split()
)
_TYPES = frozenset(
    "oblast krai province region governorate district county state republic territory department parish municipality "
    "prefecture okrug".split()
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What `tables/divisions.csv` says of a division; the empty naming where it says nothing."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    point: tuple[float, float] | None = None


def division_records(
    found: Sequence[Division],
    *,
    alpha3: Mapping[str, str],
    people: Mapping[str, int],
    city_names: Mapping[str, frozenset[str]],
) -> Iterator[Record]:
    """One record a division. `people` by ISO code; `city_names`: folded names of the populated places of a country."""
    namings = _namings()
    words = _type_words()
    elsewhere = {f"iso:{one.code}" for one in found if one.code not in people and _is_elsewhere(one)}
    for one in found:
        if one.parent in elsewhere:
            continue
        naming = namings.get(one.code, Naming())
        bare = naming.name or _bare(one)
        suffixes = words.get((one.country, one.kind)) or words.get(("", one.kind)) or ()
        shared = _is_word(bare) or fold(bare) in city_names.get(one.country, frozenset())
        plain = naming.name or not shared or not suffixes or _has_type(bare)
        name = bare if plain else _joined(bare, suffixes[0])
        yield Record(
            gazetteer_id=f"iso:{one.code}",
            name=name,
            lat=naming.point[0] if naming.point else one.lat,
            lon=naming.point[1] if naming.point else one.lon,
            precision="adm1" if one.level == 1 else "adm2",
            country=alpha3.get(one.country),
            feature=f"ADM{one.level}",
            population=people.get(one.code, 0),
            admin1=one.parent,
            rank=0.0 if one.code in people else 4.0,
            names=list(_names(one, naming, bare, suffixes, shared=shared)),
        )


def _names(
    one: Division, naming: Naming, bare: str, suffixes: Sequence[str], *, shared: bool
) -> Iterator[tuple[str, str]]:
    core = bare
    for suffix in suffixes:  # "Krasnodar Krai" is also known by its core, "Krasnodar"
        core = re.sub(rf"\s+{re.escape(suffix)}$", "", core, flags=re.IGNORECASE)
    if not _is_word(core):
        yield core, "alternate" if shared or core != bare else "name"
    yield from ((form, "name") for form in _with_type(core, suffixes))
    for text in (one.name, *(each for each in one.english if not _is_word(each))):
        if len(text) > 3 and _alike(text, core):
            yield text, "alternate"
            yield from ((form, "alternate") for form in _with_type(text, suffixes))
    for text in naming.aliases:
        spelling = text.removeprefix("~")
        yield from ((form, "name") for form in _with_type(spelling, suffixes))
        if spelling == text:
            yield text, "name"
    yield from ((text, "abbreviation") for text in naming.abbreviations)
    yield from ((text, "adjective") for text in naming.adjectives)
    yield from ((text, "demonym") for text in naming.demonyms)


def _with_type(name: str, suffixes: Sequence[str]) -> Iterator[str]:
    if not _has_type(name):
        yield from (_joined(name, suffix) for suffix in suffixes)


def _joined(name: str, suffix: str) -> str:
    """ "Homs" and "Governorate", or "Kerry" and "County *", which puts the word first."""
    return suffix.replace("*", name) if "*" in suffix else f"{name} {suffix}"


def _bare(one: Division) -> str:
    """ISO's name, or what iso3166-2 calls English where that is another spelling of it and not a nickname."""
    folded = {fold(text) for text in one.english}
    if fold(one.name) in folded:
        return one.name
    return next((text for text in one.english if _alike(text, one.name)), one.name)


def _alike(text: str, other: str) -> bool:
    """Whether an English name is another form of `other`: spelt alike, or a translation like "West Java"."""
    wanted = fold(text)
    if " " in wanted and wanted.split()[0] in _DIRECTIONS:
        return True
    words = [fold(other), *fold(other).split()]
    return any(SequenceMatcher(None, wanted, word).ratio() >= ALIKE for word in words)


def _is_elsewhere(one: Division) -> bool:
    """Whether ISO 3166-1 gives the division a code of its own too, as it does Puerto Rico and Réunion."""
    names = (one.name, *one.english)
    return one.level == 1 and any((other := country(name)) and other.alpha2 != one.country for name in names)


def _is_word(name: str) -> bool:
    """Whether a bare name is an English word, which alone means no division: "Central", "Gulf", "Lakes"."""
    return common_words().get(name.lower()) in ("frequent", "usual")


def _has_type(name: str) -> bool:
    return not _TYPES.isdisjoint(fold(name).split())


def _namings() -> dict[str, Naming]:
    columns = ("iso", "name", "aliases", "abbreviations", "adjectives", "demonyms")
    rows = read_csv_table(TABLES / "divisions.csv", columns=columns, required=("iso", "name"), optional=("lat", "lon"))
    return {row["iso"]: _naming(row, columns[2:]) for row in rows}


def _naming(row: Mapping[str, str], lists: Sequence[str]) -> Naming:
    point = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
    aliases, abbreviations, adjectives, demonyms = (split_cell(row[column]) for column in lists)
    return Naming(row["name"], aliases, abbreviations, adjectives, demonyms, point)


def _type_words() -> dict[tuple[str, str], tuple[str, ...]]:
    columns = ("country", "type", "words")
    rows = read_csv_table(TABLES / "division_types.csv", columns=columns, required=("type", "words"))
    return {(row["country"], row["type"]): split_cell(row["words"]) for row in rows}
