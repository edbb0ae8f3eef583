"""The ontology: 50 codes in 14 layers, and a closed vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.coding.ontology import check_code, load_ontology, ontology
from geomap.errors import TableError


def test_fifty_codes_in_fourteen_layers() -> None:
    types = ontology()
    assert len(types) == 50
    assert len({row.layer for row in types.values()}) == 14


def test_codes_are_unique_and_carry_a_one_sentence_meaning() -> None:
    for code, row in ontology().items():
        assert row.code == code
        assert row.meaning.endswith(".")
        assert row.meaning.count(". ") == 0, code


def test_acled_type_and_sub_type_come_together() -> None:
    for row in ontology().values():
        assert bool(row.acled_type) == bool(row.acled_sub), row.code


def test_calls_and_statements_have_no_place() -> None:
    types = ontology()
    assert types["DIP.CALL"].place == "none"
    assert {types[code].place for code in types if code.startswith("VRB.")} == {"none"}


def test_plover_mode_is_split_from_its_root() -> None:
    row = ontology()["STR.DRONE"]
    assert (row.plover, row.plover_mode) == ("ASSAULT", "drone")


def test_unknown_code_gets_a_suggestion() -> None:
    with pytest.raises(TableError, match=r"here: unknown event type 'STR.DRON' \(did you mean 'STR.DRONE'\?\)"):
        check_code("STR.DRON", where="here")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('["X"]\nlabel="a"\nmeaning="b."\nlayer="c"\nplace="scen"', r"unknown place 'scen' \(did you mean 'scene'\?\)"),
        (
            '["X"]\nlabel="a"\nmeaning="b."\nlayer="c"\nplaces="scene"',
            r"unknown key 'places' \(did you mean 'place'\?\)",
        ),
        ('["X"]\nlabel="a"\nmeaning="b."\nplace="scene"', "the key 'layer' is missing"),
        ('X = "a"', "expected a table of keys"),
    ],
)
def test_broken_ontology_says_what_and_where(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "ontology.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        load_ontology(path)
