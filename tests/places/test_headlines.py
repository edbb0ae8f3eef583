"""Toponyms in headlines, where capitals mark more than names (tests/data/headlines.txt, headlines_unread.txt)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geomap.language import parse
from geomap.model import Article, Mention
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer

DATA = Path(__file__).parents[1] / "data"
Span = tuple[int, int]


def marked(line: str) -> tuple[str, set[Span]]:
    """The text of a line and the bounds of what it marks: "[Kyiv] waits"."""
    text, bounds = "", set()
    for plain, name in re.findall(r"([^\[\]]*)(?:\[([^\]]+)\])?", line):
        text += plain
        if name:
            bounds.add((len(text), len(text) + len(name)))
            text += name
    return text, bounds


def fits(mention: Mention, gold: set[Span]) -> bool:
    """Whether a mention is a marked name, or a site with one in its name."""
    part = mention.part
    return (mention.start, mention.end) in gold or (part is not None and (part.start, part.end) in gold)


def score(name: str, gazetteer: CompiledGazetteer) -> tuple[float, list[str]]:
    """F1 over the headlines of a file, and those in which something is wrong."""
    right = found = wanted = 0
    wrong = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, gold = marked(line)
        mentions = find_mentions(parse(Article("a", text)), gazetteer)
        fitting = sum(fits(mention, gold) for mention in mentions)
        right, found, wanted = right + fitting, found + len(mentions), wanted + len(gold)
        if not fitting == len(mentions) == len(gold):
            wrong.append(f"{line}: {[mention.name for mention in mentions]}")
    return 2 * right / (found + wanted), wrong


def test_toponyms_of_headlines_are_found(gazetteer: CompiledGazetteer) -> None:
    f1, wrong = score("headlines.txt", gazetteer)
    assert f1 >= 0.97, wrong


def test_toponyms_of_headlines_that_nobody_mended_a_rule_for_are_found(gazetteer: CompiledGazetteer) -> None:
    assert score("headlines_unread.txt", gazetteer)[0] >= 0.9  # its errors are not to be read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Israel Strikes Beirut Suburb", ["Israel", "Beirut"]),
        ("US Strikes Baghdad Airport", ["US", "Baghdad Airport"]),
        ("Floods Hit Rapides Parish in Louisiana", ["Rapides Parish", "Louisiana"]),
        ("Fire on Ship in Taiwan Strait Kills Two", ["Taiwan Strait"]),
    ],
)
def test_a_headlines_capitals_do_not_run_names_together(
    gazetteer: CompiledGazetteer, text: str, names: list[str]
) -> None:
    assert [mention.name for mention in find_mentions(parse(Article("a", text)), gazetteer)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Artillery shelled Zelene Hai on Sunday.", "Zelene Hai"),
        ("The rebels overran Novi Dubky, killing four.", "Novi Dubky"),
        ("Three died in Papua's Nduga regency.", "Nduga"),
        ("Troops entered Avdiivka on Monday.", "Avdiivka"),
        ("The rebels shelled Kibumba and Mutaho.", "Mutaho"),
        ("The army overran Novi Dubky, Stari Dubky and Dubrova.", "Stari Dubky"),
    ],
)
def test_the_object_of_a_verb_that_takes_places_is_one(gazetteer: CompiledGazetteer, text: str, name: str) -> None:
    assert name in [mention.name for mention in find_mentions(parse(Article("a", text)), gazetteer)]


@pytest.mark.parametrize("text", ["Agents captured Ramzi Dubrov on Monday.", "The fans pounded Bruno Dubrov."])
def test_a_person_who_is_captured_is_no_place(gazetteer: CompiledGazetteer, text: str) -> None:
    assert find_mentions(parse(Article("a", text)), gazetteer) == ()
