"""What kind of place was hit, and whether civilians were the target."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.coding.civilians import civilian_targeting, targets_civilians
from geomap.coding.sites import load_sites, site_tags
from geomap.errors import TableError
from geomap.language import Doc, parse
from geomap.model import Article, Event, Participant, Span


def doc_of(text: str) -> Doc:
    return parse(Article("a", text))


def tags(text: str) -> tuple[str, ...]:
    return site_tags(doc_of(text), clause=(0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Missiles hit two hospitals.", ("health",)),
        ("A fire broke out at the oil depot.", ("oil_gas", "energy")),
        ("The nuclear power plant lost its supply.", ("nuclear", "energy")),
        ("Shells fell on a railway station and a bridge.", ("rail", "transport", "bridge")),
        ("The port of Odesa was struck.", ("port",)),
        ("Homes were burned in the refugee camp.", ("residential", "refugee_camp")),
        ("The mosque's roof fell in.", ("religious",)),
        ("SHELLS HIT THE HOSPITAL.", ("health",)),
        ("A bomb went off in the main market.", ("market",)),
        ("Hospital No. 2 was shelled.", ("health",)),
    ],
)
def test_sites_are_tagged_with_what_they_imply(text: str, expected: tuple[str, ...]) -> None:
    assert tags(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The stock market fell.",
        "The company lost market share.",
        "He went home as well.",
        "They hope to bridge the gap.",
        "Port Sudan was quiet.",
        "The White House denied it.",
        "A vote in the House of Representatives was put off.",
        "It belongs to another school of thought.",
        "Prison guards went on strike.",
    ],
)
def test_another_sense_of_the_word_is_no_site(text: str) -> None:
    assert tags(text) == ()


def test_only_the_clause_counts() -> None:
    text = "A school was hit; the market was not."
    assert site_tags(doc_of(text), clause=(0, text.index(";"))) == ("school",)


def targeted(text: str, event_type: str = "STR.AIR", *codes: str) -> bool:
    targets = [Participant(code, None, None, code) for code in codes]
    return civilian_targeting(doc_of(text), clause=(0, len(text)), event_type=event_type, targets=targets)


def test_civilians_are_the_target_by_code_by_victim_and_by_site() -> None:
    assert targeted("Gunmen killed the men.", "VAC.ATTACK")
    assert targeted("Jets bombed the camp.", "STR.AIR", "SYRCVL")
    assert targeted("Jets bombed the camp, killing four shoppers.")
    assert targeted("Jets bombed a hospital.")


def test_a_coded_event_is_judged_by_its_quote_targets_and_tags() -> None:
    def event(quote: str, event_type: str = "STR.AIR", tags: tuple[str, ...] = ()) -> Event:
        trigger = Span(0, 4, quote[:4])
        return Event("1", "a", event_type, "happened", 0, len(quote), quote, trigger, site_tags=tags)

    assert targets_civilians(event("Jets bombed it.", tags=("health",)))
    assert targets_civilians(event("Jets bombed it, killing two nurses."))
    assert not targets_civilians(event("Jets bombed it, killing two soldiers.", tags=("health",)))
    assert not targets_civilians(event("They met two nurses.", "DIP.MEET"))


def test_soldiers_and_acts_without_force_are_not() -> None:
    assert not targeted("Jets killed nine soldiers in a school.")
    assert not targeted("Jets bombed a hospital.", "STR.AIR", "SYRMIL")
    assert not targeted("Rebels fought for the hospital.", "BAT.CLASH")
    assert not targeted("They talked about hospitals.", "DIP.MEET")
    assert not targeted("Jets bombed a bunker.")


def test_a_phrase_under_two_tags_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text('[a]\nphrases = ["depot"]\n[b]\nphrases = ["depots"]\n', encoding="utf-8")
    with pytest.raises(TableError, match="another tag"):
        load_sites(path)


def test_a_misspelt_key_or_implied_tag_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text('[port]\nphrase = ["port"]\n', encoding="utf-8")
    with pytest.raises(TableError, match="phrases"):
        load_sites(path)
    path.write_text('[rail]\nphrases = ["train"]\nimplies = ["rails"]\n', encoding="utf-8")
    with pytest.raises(TableError, match="rail"):
        load_sites(path)
