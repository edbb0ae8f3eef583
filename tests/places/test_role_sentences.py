"""Roles on sentences of our own, each toponym marked with its role by hand (tests/data/roles.txt)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geomap.language import parse
from geomap.model import Article
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer
from training.fit_roles import marked

SENTENCES = Path(__file__).parents[1] / "data" / "roles.txt"


def pairs(gazetteer: CompiledGazetteer) -> Iterator[tuple[str, str]]:
    """(role by hand, role found) of every marked toponym that is recognised."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, roles = marked(line)
        for mention in find_mentions(parse(Article("a", text)), gazetteer):
            wanted = roles.get((mention.start, mention.end))
            if wanted is not None:
                yield wanted, mention.role


def test_roles_agree_with_those_given_by_hand(gazetteer: CompiledGazetteer) -> None:
    found = list(pairs(gazetteer))
    literal = sum((one == "literal") == (other == "literal") for one, other in found)
    same = sum(one == other for one, other in found)
    assert len(found) >= 420
    assert literal / len(found) >= 0.89
    assert same / len(found) >= 0.85
