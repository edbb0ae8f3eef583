"""Who acts: names, offices by date, and what noun phrases stand for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geomap.coding.actor_tables import ROLES, actor_tables
from geomap.coding.actors import find_entities
from geomap.coding.ontology import TABLES
from geomap.coding.syntax import analyse
from geomap.errors import TableError
from geomap.language import parse
from geomap.model import Article, Event
from geomap.tables import read_csv_table

Coding = Callable[..., tuple[Event, ...]]


def entities(text: str, *, published: date | None = None) -> list[tuple[str, str]]:
    sentence = parse(Article("t", text)).sentences[0]
    words = analyse(sentence).words
    found = find_entities(words, tables=actor_tables(), published=published)
    return [(text[words[one.first].start : words[one.last].end], one.code) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boko Haram and ISWAP fought each other.", [("Boko Haram", "NGAREB"), ("ISWAP", "NGAREB")]),
        ("The Israel Defense Forces moved north.", [("Israel Defense Forces", "ISRMIL")]),
        ("Al-Shabaab fighters fled.", [("Al-Shabaab", "SOMREB")]),
        ("The UN and the African Union agreed.", [("UN", "IGO"), ("African Union", "IGO")]),
        ("Kenya and Ugandan officials met.", [("Kenya", "KEN"), ("Ugandan", "UGA")]),
        ("It is up to us to decide.", []),
        ("He is here.", []),
    ],
)
def test_names_are_found_with_their_codes(text: str, expected: list[tuple[str, str]]) -> None:
    assert entities(text) == expected


def test_an_office_holds_only_for_its_dates() -> None:
    text = "Biden met Trump in the Oval Office."
    assert entities(text, published=date(2022, 5, 1)) == [("Biden", "USAGOV"), ("Trump", "USAELI")]
    assert entities(text, published=date(2025, 5, 1)) == [("Biden", "USAELI"), ("Trump", "USAGOV")]


def test_a_surname_after_another_first_name_is_somebody_else() -> None:
    assert entities("Eric Trump opened a hotel.", published=date(2025, 5, 1)) == []


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Ukrainian soldiers ambushed a Russian convoy near Lyman.", {"UKRMIL"}, {"RUSMIL"}),
        ("A Russian convoy was ambushed by Ukrainian soldiers near Lyman.", {"UKRMIL"}, {"RUSMIL"}),
        ("Turkish drone strikes on Kurdish fighters killed nine.", {"TURMIL"}, {"REB"}),
        ("France and Germany condemned Iran.", {"FRA", "DEU"}, {"IRN"}),
        ("Nigerian police arrested two journalists in Kano.", {"NGACOP"}, {"MED"}),
    ],
)
def test_active_passive_and_nominal_forms_give_the_same_parties(
    events_of: Coding, text: str, actors: set[str], targets: set[str]
) -> None:
    (event,) = events_of(text)
    assert {one.code for one in event.actors} == actors
    assert {one.code for one in event.targets} == targets


def test_all_parties_of_a_meeting_are_actors(events_of: Coding) -> None:
    (event,) = events_of("Turkish President Recep Tayyip Erdogan met Egyptian officials in Ankara on Monday.")
    assert {one.code for one in event.actors} == {"TURGOV", "EGYGOV"}
    assert event.targets == ()


def test_a_pronoun_stands_for_the_last_person_who_was_a_subject(events_of: Coding) -> None:
    events = events_of("French President Emmanuel Macron flew to Beirut. He condemned Hezbollah.")
    (accusation,) = [event for event in events if event.event_type == "VRB.ACCUSE"]
    assert [one.code for one in accusation.actors] == ["FRAGOV"]


def test_participants_quote_the_article(events_of: Coding) -> None:
    text = "Ukrainian soldiers ambushed a Russian convoy near Lyman, and Kenyan police arrested a judge in Nairobi."
    for event in events_of(text):
        for one in (*event.actors, *event.targets):
            if one.start is not None:
                assert text[one.start : one.end] == one.text


def test_a_user_may_add_actors(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,aliases,role,country,source\nBlue Hill Militia,BHM,PRM,KEN,me\n", encoding="utf-8")
    words = analyse(parse(Article("t", "Members of the Blue Hill Militia left.")).sentences[0]).words
    (one,) = find_entities(words, tables=actor_tables(path), published=None)
    assert one.code == "KENPRM"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            "Blue Hill Militia,BHM,REBEL,KEN,me",
            "line 2: unknown role 'REBEL' (did you mean 'REB'?); write a CAMEO role",
        ),
        ("Blue Hill Militia,BHM,reb,KEN,me", "line 2: unknown role 'reb' (did you mean 'REB'?)"),
        ("Blue Hill Militia,BHM,REB,Kenya,me", "line 2: unknown country 'Kenya' (did you mean 'KEN'?)"),
        ("Blue Hill Militia,BHM,REB,KE,me", "line 2: unknown country 'KE' (did you mean 'KEN'?)"),
        (
            "Blue Hill Militia,BHM,REB,XQQ,me",
            "line 2: unknown country 'XQQ'; write its ISO alpha-3 code, or leave it empty",
        ),
    ],
)
def test_an_unknown_role_or_country_of_a_user_is_told_in_one_line(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"name,aliases,role,country,source\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError) as told:
        actor_tables(path)
    assert f"{path}, {complaint}" in str(told.value)
    assert "\n" not in str(told.value)


def test_every_role_and_country_of_the_package_is_one_that_a_user_may_write() -> None:
    actor_tables(TABLES / "actors.csv")
    assert set(actor_tables().roles.values()) <= ROLES


@pytest.mark.parametrize("name", ["actors.csv", "leaders.csv", "roles.csv"])
def test_every_entry_of_the_tables_has_a_source(name: str) -> None:
    folder = Path(__file__).parents[2] / "geomap" / "coding" / "tables"
    header = next(line for line in (folder / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = read_csv_table(folder / name, columns=header.split(","), required=("source",))
    assert len(rows) > 200


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Tigray People's Liberation Front accused Eritrea of aggression.", "ETHREB"),
        ("China's People’s Liberation Army shelled Kinmen.", "CHNMIL"),
        ("Andrej Plenković condemned the attack in Gaza.", "HRVGOV"),
    ],
)
def test_a_name_is_known_with_its_apostrophe_and_its_marks(
    events_of: Callable[..., tuple[Event, ...]], text: str, code: str
) -> None:
    assert {one.code for event in events_of(text) for one in event.actors} == {code}
