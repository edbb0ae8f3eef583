"""The words around a name that say what it is: the cue table, ready to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geomap.errors import TableError
from geomap.tables import check_keys, read_toml_table

_TABLE = Path(__file__).parent / "tables" / "cues_places.toml"
_KEYS = {
    "locative": ("strong", "weak", "direction", "siege", "suffered", "sieges", "hits", "struck", "missiles"),
    "suffix": ("adm1", "adm2", "water", "land", "settlement", "facility", "area", "street", "in_name"),
    "prefix": ("water", "land", "settlement", "adm2"),
    "of": ("nouns",),
    "organisation": ("nouns",),
    "inhabitants": ("nouns",),
    "street_before": ("words",),
    "people": ("titles", "suffixes", "verbs"),
}


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words in lower case. `suffix` and `prefix` map a word to the class of place it makes ("county" → "adm2").

    `in_name` are the suffixes that belong to the name even in small letters.
    """

    locative_strong: frozenset[str]
    locative_weak: frozenset[str]
    direction: frozenset[str]
    siege: frozenset[str]
    suffered: frozenset[str]
    sieges: frozenset[str]
    hits: frozenset[str]
    struck: frozenset[str]
    missiles: frozenset[str]
    suffix: Mapping[str, str]
    in_name: frozenset[str]
    prefix: Mapping[str, str]
    of_nouns: frozenset[str]
    organisation: frozenset[str]
    inhabitants: frozenset[str]
    street_before: frozenset[str]
    titles: frozenset[str]
    name_suffixes: frozenset[str]
    person_verbs: frozenset[str]


@cache
def load_cues(path: Path = _TABLE) -> Cues:
    """The cue table. Raises TableError for an unknown key or a word that is not lower case."""
    table = read_toml_table(path, allowed=_KEYS)
    for section, allowed in _KEYS.items():
        check_keys(table.get(section, {}), allowed, where=f"{path}, [{section}]")
    words = {section: {key: _words(table, section, key, path) for key in keys} for section, keys in _KEYS.items()}
    return Cues(
        locative_strong=words["locative"]["strong"],
        locative_weak=words["locative"]["weak"],
        direction=words["locative"]["direction"],
        siege=words["locative"]["siege"],
        suffered=words["locative"]["suffered"],
        sieges=words["locative"]["sieges"],
        hits=words["locative"]["hits"],
        struck=words["locative"]["struck"],
        missiles=words["locative"]["missiles"],
        suffix=_classes({key: found for key, found in words["suffix"].items() if key != "in_name"}),
        in_name=words["suffix"]["in_name"],
        prefix=_classes(words["prefix"]),
        of_nouns=words["of"]["nouns"],
        organisation=words["organisation"]["nouns"],
        inhabitants=words["inhabitants"]["nouns"],
        street_before=words["street_before"]["words"],
        titles=words["people"]["titles"],
        name_suffixes=words["people"]["suffixes"],
        person_verbs=words["people"]["verbs"],
    )


def _words(table: Mapping[str, Any], section: str, key: str, path: Path) -> frozenset[str]:
    found = table.get(section, {}).get(key, [])
    for word in found:
        if word != word.lower():
            raise TableError(f"{path}, [{section}] {key}: '{word}' must be in lower case")
    return frozenset(found)


def _classes(sections: Mapping[str, frozenset[str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind, words in sections.items():
        for word in words:
            found.setdefault(word, kind)
    return found
