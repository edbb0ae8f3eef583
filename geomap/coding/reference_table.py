"""The nouns that point back at a party named before, and those of things that are no party (tables/reference.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from geomap.coding.ontology import TABLES
from geomap.tables import check_keys, read_toml_table


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """`descriptions` gives the roles of the parties that a noun may point back at; the others are sets of nouns."""

    descriptions: Mapping[str, frozenset[str]]
    weapons: frozenset[str]
    deeds: frozenset[str]
    collectives: frozenset[str]
    bodies: frozenset[str]
    relations: frozenset[str]

    @property
    def things(self) -> frozenset[str]:
        """What never acts itself, though a text may say so."""
        return self.weapons | self.deeds

    @property
    def people(self) -> frozenset[str]:
        """What acts and undergoes though it has no role of its own."""
        return self.collectives | self.bodies | self.relations


@cache
def reference_table() -> ReferenceTable:
    """The table of the package. Raises TableError."""
    path = TABLES / "reference.toml"
    table = read_toml_table(path, allowed=("descriptions", "things", "collectives", "bodies", "relations"))
    described: dict[str, frozenset[str]] = {}
    for row in table["descriptions"]:
        check_keys(row, ("nouns", "roles"), where=str(path))
        for noun in row["nouns"].split():
            described[noun] = described.get(noun, frozenset()) | frozenset(row["roles"])
    check_keys(table["things"], ("weapons", "deeds"), where=str(path))
    return ReferenceTable(
        MappingProxyType(described),
        frozenset(table["things"]["weapons"].split()),
        frozenset(table["things"]["deeds"].split()),
        frozenset(table["collectives"]["nouns"].split()),
        frozenset(table["bodies"]["nouns"].split()),
        frozenset(table["relations"]["nouns"].split()),
    )
