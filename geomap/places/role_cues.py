"""The words that tell a place from a government or a mere modifier: the table of role cues, ready to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geomap.language.morphology import noun_forms, verb_forms
from geomap.tables import check_keys, read_toml_table

_TABLE = Path(__file__).parent / "tables" / "cues_roles.toml"
_KEYS: Mapping[str, tuple[str, ...]] = {
    "verbs": ("acts", "addressed", "commanding", "suffered", "still"),
    "nouns": ("official", "relation", "location", "land", "folk"),
    "seats": ("names",),
    "prepositions": ("place", "partner"),
}

AUXILIARIES = frozenset(
    "has have had will would could should may might must can cannot did does do is are was were be been being not n't"
    " also already still now further then never again recently repeatedly reportedly both all once itself".split()
)
CLAUSE_STARTS = frozenset(
    "that and as when if while because but or said says the which until although though since after before where so"
    " what how whether once unless then".split()
)
DIRECTIONS = frozenset("north south east west northern southern eastern western central".split())
FUNCTION_WORDS = frozenset(
    "and or but as in on at to of for from with by than that which who whom whose where when while after"
    " before during since until if because although though about over under between into through against near"
    " he she it they we i you this these those there here so yet nor the a an its his her their our your my is"
    " are was were has have had will would can could may might must should do does did not today yesterday"
    " tomorrow monday tuesday wednesday thursday friday saturday sunday last next this early late earlier later"
    " around across including such like despite amid without within toward towards up down out off both either"
    " also only even ahead alone again more most less each every two three four five six seven eight nine ten"
    " twice once ago".split()
)


@dataclass(frozen=True, slots=True)
class RoleCues:
    """Inflected cue words in small letters."""

    acts: frozenset[str]
    still: frozenset[str]
    addressed: frozenset[str]
    commanding: frozenset[str]
    suffered: frozenset[str]
    official: frozenset[str]
    relation: frozenset[str]
    location: frozenset[str]
    land: frozenset[str]
    folk: frozenset[str]
    seats: frozenset[str]
    place_prepositions: frozenset[str]
    partner_prepositions: frozenset[str]


@cache
def load_role_cues(path: Path = _TABLE) -> RoleCues:
    """The role cues. Raises TableError for an unknown key."""
    table = read_toml_table(path, allowed=_KEYS)
    for section, keys in _KEYS.items():
        check_keys(table.get(section, {}), keys, where=f"{path}, [{section}]")
    verbs, nouns = table["verbs"], table["nouns"]
    return RoleCues(
        acts=frozenset(form for verb in verbs["acts"] for form in verb_forms(verb)),
        still=frozenset(form for verb in verbs["still"] for form in verb_forms(verb)),
        addressed=frozenset(form for verb in verbs["addressed"] for form in verb_forms(verb)),
        commanding=frozenset(form for verb in verbs["commanding"] for form in verb_forms(verb)),
        suffered=frozenset(form for verb in verbs["suffered"] for form in verb_forms(verb)),
        official=frozenset(form for noun in nouns["official"] for form in noun_forms(noun)),
        relation=frozenset(form for noun in nouns["relation"] for form in noun_forms(noun)),
        location=frozenset(form for noun in nouns["location"] for form in noun_forms(noun)),
        land=frozenset(form for noun in nouns["land"] for form in noun_forms(noun)),
        folk=frozenset(form for noun in nouns["folk"] for form in noun_forms(noun)),
        seats=frozenset(table["seats"]["names"]),
        place_prepositions=frozenset(table["prepositions"]["place"]),
        partner_prepositions=frozenset(table["prepositions"]["partner"]),
    )
