"""Tables: what loads, and what each mistake is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import TableError
from geomap.tables import check_keys, read_csv_table, read_toml_table, suggestion


def write(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def complaint(path: Path, **options: object) -> str:
    with pytest.raises(TableError) as caught:
        read_csv_table(path, **{"columns": ["name", "kind"], **options})  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    return message


def test_a_table_reads_into_one_dict_a_row(tmp_path: Path) -> None:
    path = write(tmp_path, '# source: ours\nname,kind\nNorth Bridge, bridge \n\n"Dam, Upper",dam\n')
    assert read_csv_table(path, columns=["name", "kind"]) == [
        {"name": "North Bridge", "kind": "bridge"},
        {"name": "Dam, Upper", "kind": "dam"},
    ]


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbfname,kind\r\nPort,harbour\r\n")
    assert read_csv_table(path, columns=["name", "kind"]) == [{"name": "Port", "kind": "harbour"}]


def test_an_optional_column_that_is_absent_reads_as_empty(tmp_path: Path) -> None:
    path = write(tmp_path, "name,kind\nPort,harbour\n")
    assert read_csv_table(path, columns=["name", "kind"], optional=["note"])[0]["note"] == ""


def test_an_unknown_column_is_told_with_the_column_that_was_meant(tmp_path: Path) -> None:
    message = complaint(write(tmp_path, "name,kinds\nPort,harbour\n"))
    assert "line 1: unknown column 'kinds' (did you mean 'kind'?)" in message


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    assert "column 'kind' is missing" in complaint(write(tmp_path, "name\nPort\n"))


def test_a_column_that_appears_twice_is_told(tmp_path: Path) -> None:
    assert "'name' appears twice" in complaint(write(tmp_path, "name,kind,name\na,b,c\n"))


def test_a_row_with_a_stray_comma_is_told_with_its_line(tmp_path: Path) -> None:
    assert "line 4: 3 cells where the header has 2" in complaint(write(tmp_path, "# c\nname,kind\na,b\na,b,c\n"))


def test_an_empty_required_cell_is_told_with_its_line(tmp_path: Path) -> None:
    assert "line 3: the cell 'kind' is empty" in complaint(write(tmp_path, "name,kind\na,b\na,\n"), required=["kind"])


def test_the_first_column_is_required_unless_said_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path, "name,kind\n,b\n")
    assert "'name' is empty" in complaint(path)
    assert read_csv_table(path, columns=["name", "kind"], required=[]) == [{"name": "", "kind": "b"}]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_table_is_told(tmp_path: Path, text: str) -> None:
    assert "the table is empty" in complaint(write(tmp_path, text))


def test_an_unclosed_quote_is_told(tmp_path: Path) -> None:
    assert "line 2" in complaint(write(tmp_path, 'name,kind\n"a,b\n'))


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in complaint(tmp_path / "none.csv")


def test_a_table_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("name,kind\nMünster,city\n".encode("latin-1"))
    assert "not UTF-8 at byte 11" in complaint(path)


cells = st.text(st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\u2028\u2029\x85"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=st.lists(st.tuples(cells, cells), max_size=6))
def test_what_a_csv_writer_wrote_reads_back(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    rows = [(f"x{a.strip()}", b.strip()) for a, b in rows]
    buffer = io.StringIO()
    csv.writer(buffer).writerows([("name", "kind"), *rows])
    path = tmp_path / "t.csv"
    path.write_bytes(buffer.getvalue().encode())
    assert [tuple(row.values()) for row in read_csv_table(path, columns=["name", "kind"])] == rows


def test_toml_reads_into_a_dict(tmp_path: Path) -> None:
    assert read_toml_table(write(tmp_path, 'title = "x"\n', "t.toml"), allowed=["title"]) == {"title": "x"}


def test_an_unknown_toml_key_is_told_with_the_key_that_was_meant(tmp_path: Path) -> None:
    path = write(tmp_path, 'colour = "x"\n', "t.toml")
    with pytest.raises(TableError, match=r"t\.toml: unknown key 'colour' \(did you mean 'color'\?\)"):
        read_toml_table(path, allowed=["color", "title"])


def test_broken_toml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"t\.toml: not valid TOML: .*line 2"):
        read_toml_table(write(tmp_path, 'a = "x"\nb = \n', "t.toml"))


def test_known_keys_pass() -> None:
    check_keys(["a"], ["a", "b"], where="here")


def test_a_suggestion_ignores_case_and_falls_back_to_the_list() -> None:
    assert suggestion("CIRCLE", ["circle", "star"]) == " (did you mean 'circle'?)"
    assert suggestion("zzz", ["circle", "star"]) == " (known: circle, star)"
    assert suggestion("zzz", []) == ""
