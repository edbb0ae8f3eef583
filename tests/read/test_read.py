"""Reading: what comes out of each kind of input, and what each fault is told."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import InputError, UsageError
from geomap.model import Article
from geomap.read import read_articles, readers, source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.read.source import Report, Source

TEXT = "Shells fell on the harbour.\r\nNobody was hurt.\n"


def write(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def lines(folder: Path, *rows: Any, name: str = "a.jsonl") -> Path:
    return write(folder, name, "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))


def read_all(*inputs: Path | str, **options: Any) -> tuple[list[Article], list[str]]:
    """The articles, and the faults that were noted on the way."""
    faults: list[str] = []
    articles = list(read_articles(list(inputs), on_error=lambda error: faults.append(str(error)), **options))
    assert not any("\n" in fault for fault in faults)
    return articles, faults


def fault_of(path: Path | str) -> str:
    articles, faults = read_all(path)
    assert articles == []
    assert len(faults) == 1
    assert str(path) in faults[0]
    return faults[0]


# --- text --------------------------------------------------------------------------------------------------------


def test_a_text_file_is_one_article_named_by_its_stem(tmp_path: Path) -> None:
    assert read_all(write(tmp_path, "harbour.txt")) == ([Article(doc_id="harbour", text=TEXT)], [])


def test_offsets_count_in_the_file_as_stored(tmp_path: Path) -> None:
    stored = "\n  First line.\r\nSecond line: “Łódź” 🛰️.\r"
    ((article,), _) = read_all(write(tmp_path, "a.txt", stored))
    assert article.text == stored
    assert article.text.index("Łódź") == stored.index("Łódź")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_any_text_is_read_unaltered(tmp_path: Path, text: str) -> None:
    articles, faults = read_all(write(tmp_path, "a.txt", "x" + text))
    assert [article.text for article in articles] == ["x" + text]
    assert faults == []


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    ((article,), _) = read_all(write(tmp_path, "a.txt", b"\xef\xbb\xbfShells fell."))
    assert article.text == "Shells fell."


@pytest.mark.parametrize("content", ["", " \n\t\r\n"])
def test_an_empty_file_is_told(tmp_path: Path, content: str) -> None:
    assert "the file is empty" in fault_of(write(tmp_path, "a.txt", content))


def test_a_binary_file_is_told_with_the_offset(tmp_path: Path) -> None:
    assert "binary data (a NUL byte at offset 3)" in fault_of(write(tmp_path, "a.txt", b"abc\0\1\2"))


@pytest.mark.parametrize(
    ("magic", "kind"), [(b"%PDF-1.7\n", "a PDF"), (b"PK\x03\x04", "a zip"), (b"\x89PNG", "picture")]
)
def test_a_known_binary_format_is_named(tmp_path: Path, magic: bytes, kind: str) -> None:
    assert kind in fault_of(write(tmp_path, "a.txt", magic + b"rest"))


def test_text_in_another_encoding_is_told_with_its_offset_and_the_command_that_mends_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Line one.\nA café burnt.".encode("cp1252"))
    told = fault_of(path)
    assert "not UTF-8 (byte 0xe9 at offset 15, line 2)" in told
    assert f"iconv -f WINDOWS-1252 -t UTF-8 {path}" in told


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told(tmp_path: Path, encoding: str) -> None:
    told = fault_of(write(tmp_path, "a.txt", "Shells fell.".encode(encoding)))
    assert ("UTF-16" in told) is (encoding == "utf-16")
    assert "not text" in told or "iconv -f UTF-16" in told


def test_a_file_name_in_a_suggested_command_is_quoted(tmp_path: Path) -> None:
    assert "'" in fault_of(write(tmp_path, "a; rm b.txt", b"\xff")).partition("iconv")[2]


def test_a_text_too_long_for_an_article_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.read.plain.MAX_TEXT_BYTES", 2**20)
    assert "longer than 1 MB" in fault_of(write(tmp_path, "a.txt", "x" * (2**20 + 1)))


# --- JSON Lines --------------------------------------------------------------------------------------------------


def test_a_jsonl_file_holds_one_article_a_line(tmp_path: Path) -> None:
    row = {
        "doc_id": "d1",
        "title": "A harbour",
        "text": TEXT,
        "published": "2025-03-20",
        "source": "Example Wire",
        "url": "https://example.org/1",
        "other": [1],
    }
    article = Article("d1", TEXT, "A harbour", date(2025, 3, 20), "Example Wire", "https://example.org/1")
    assert read_all(lines(tmp_path, row)) == ([article], [])


def test_id_and_date_stand_for_doc_id_and_published(tmp_path: Path) -> None:
    ((article,), _) = read_all(lines(tmp_path, {"id": 7, "date": "2025-03-20T23:30:00+02:00", "text": "x"}))
    assert (article.doc_id, article.published) == ("7", date(2025, 3, 20))


def test_a_line_without_an_id_is_named_by_file_and_line(tmp_path: Path) -> None:
    articles, _ = read_all(lines(tmp_path, "\n", {"text": "x"}, {"text": "y", "title": None}))
    assert [article.doc_id for article in articles] == ["a-2", "a-3"]


def test_a_line_separator_inside_a_text_does_not_end_the_line(tmp_path: Path) -> None:
    ((article,), _) = read_all(write(tmp_path, "a.jsonl", '{"text": "one\u2028two\x85three"}\n'))
    assert article.text == "one\u2028two\x85three"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{\n", "not JSON: Expecting property name"),
        ("[1]\n", "expected an object"),
        ('{"doc_id": "x"}\n', "'text' is missing"),
        ('{"text": " "}\n', "'text' is empty"),
        ('{"text": 3}\n', "'text' must be a string, not 3"),
        ('{"text": "x", "title": ["y"]}\n', "'title' must be a string"),
        ('{"text": "half \\ud83d"}\n', "\\ud83d at character 5 is half a character"),
        ("[" * 100_000 + "\n", "nested too deep"),
        ('{"text": "x", "id": ' + "9" * 5000 + "}\n", "numbers too long"),
    ],
)
def test_a_faulty_line_is_told_with_its_number_and_the_rest_is_read(tmp_path: Path, line: str, told: str) -> None:
    articles, faults = read_all(lines(tmp_path, {"id": "a", "text": "x"}, line, {"id": "b", "text": "y"}))
    assert [article.doc_id for article in articles] == ["a", "b"]
    assert len(faults) == 1
    assert "a.jsonl, line 2" in faults[0]
    assert told in faults[0]


@pytest.mark.parametrize("day", ["March 20", "2025-02-30", 121108, ["2025"]])
def test_a_date_that_cannot_be_read_is_told_and_the_article_is_kept(tmp_path: Path, day: Any) -> None:
    articles, faults = read_all(lines(tmp_path, {"id": "a", "text": "x", "published": day}))
    assert articles == [Article("a", "x")]
    assert len(faults) == 1
    assert "line 1: 'published' is not an ISO 8601 date" in faults[0]


@pytest.mark.parametrize("day", ["", None])
def test_an_empty_date_is_no_date(tmp_path: Path, day: Any) -> None:
    assert read_all(lines(tmp_path, {"id": "a", "text": "x", "date": day})) == ([Article("a", "x")], [])


def test_a_line_in_another_encoding_is_told(tmp_path: Path) -> None:
    assert "line 1: not UTF-8 (byte 0xe9 at offset 13)" in fault_of(
        write(tmp_path, "a.jsonl", b'{"text": "caf\xe9"}\n')
    )


def test_a_line_too_long_is_told_and_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.read.jsonl.MAX_TEXT_BYTES", 2**20)
    articles, faults = read_all(lines(tmp_path, {"text": "x" * 3 * 2**20}, {"id": "b", "text": "y"}))
    assert [article.doc_id for article in articles] == ["b"]
    assert "line 1: longer than 1 MB" in faults[0]


def test_an_empty_jsonl_file_is_told(tmp_path: Path) -> None:
    assert "the file is empty" in fault_of(write(tmp_path, "a.jsonl", "\n \n"))


# --- folders, globs, standard input ------------------------------------------------------------------------------


def test_a_folder_is_read_deep_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.text", "a/a.TXT", "c.jpg", ".hidden.txt", ".git/x.txt"):
        write(tmp_path, name)
    lines(tmp_path, {"id": "j", "text": "x"}, name="d.jsonl")
    articles, faults = read_all(tmp_path)
    assert [article.doc_id for article in articles] == ["a", "z", "b", "j"]
    assert faults == []


def test_a_folder_without_readable_files_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.jpg")
    assert "holds no readable files (looked for .atom, .csv, .docx, " in fault_of(tmp_path)


def test_a_glob_names_its_matches_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt"):
        write(tmp_path, name)
    articles, _ = read_all(str(tmp_path / "**" / "*.txt"))
    assert [article.doc_id for article in articles] == ["a", "b", "c"]


def test_a_glob_without_matches_is_told(tmp_path: Path) -> None:
    assert "no file matches" in fault_of(str(tmp_path / "*.txt"))


def test_a_file_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    articles, _ = read_all(write(tmp_path, "[draft] talks.txt"))
    assert articles[0].doc_id == "[draft] talks"


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    articles, faults = read_all(path, tmp_path, tmp_path / "." / "a.txt")
    assert len(articles) == 1
    assert faults == []


def test_files_of_the_same_stem_get_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "z/a.txt"):
        write(tmp_path, name)
    articles, _ = read_all(tmp_path)
    assert [article.doc_id for article in articles] == ["a", "a-2", "a-3"]


@given(ids=st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b"]), max_size=8))
def test_no_two_articles_share_an_id(ids: list[str]) -> None:
    from geomap.read.articles import _FreeIds

    free = _FreeIds()
    made = [free.named(Article(doc_id, "x")).doc_id for doc_id in ids]
    assert len(set(made)) == len(ids)


def test_a_missing_file_is_told_with_the_name_that_was_meant(tmp_path: Path) -> None:
    write(tmp_path, "harbour.txt")
    assert "no such file or folder (did you mean 'harbour.txt'?)" in fault_of(tmp_path / "harbor.txt")


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt")

    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("geomap.read.inputs._binary", refuse)
    assert "cannot be read: Permission denied" in fault_of(path)


def test_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    articles, faults = read_all(tmp_path / "a.txt", write(tmp_path, "c.txt"))
    assert [article.doc_id for article in articles] == ["c"]
    assert len(faults) == 1


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    write(tmp_path, "d/a.txt")
    (tmp_path / "d" / "self").symlink_to(tmp_path / "d")
    assert len(read_all(tmp_path)[0]) == 1


def test_an_address_of_another_kind_is_told() -> None:
    assert "gopher" in fault_of("gopher://example.org/a.txt")


@pytest.mark.parametrize("name", ["map.geojson", "letter.rtf", "book.xlsx", "old.doc"])
def test_formats_that_are_not_articles_are_refused(tmp_path: Path, name: str) -> None:
    assert "files are not read" in fault_of(write(tmp_path, name, "<p>x</p>"))


def test_a_suffix_nobody_knows_is_read_as_text(tmp_path: Path) -> None:
    assert read_all(write(tmp_path, "notes.final"))[0][0].doc_id == "notes"


def test_one_fault_does_not_stop_the_rest(tmp_path: Path) -> None:
    articles, faults = read_all(tmp_path / "none.txt", write(tmp_path, "a.txt"), write(tmp_path, "b.txt", ""))
    assert len(articles) == 1
    assert len(faults) == 2


def test_without_a_taker_the_first_fault_is_raised(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_articles(tmp_path / "none.txt"))


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    return give  # type: ignore[return-value]  # a fixture that gives a function


@pytest.mark.parametrize("text", ["One line", "Two\nlines\n", "\nA leading newline", "x\n" * 5000])
def test_standard_input_is_one_text(piped: Any, text: str) -> None:
    piped(text.encode())
    assert read_all("-")[0] == [Article("stdin", text)]


def test_standard_input_that_begins_with_a_brace_is_json_lines(piped: Any) -> None:
    piped(b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n')
    assert [article.doc_id for article in read_all("-")[0]] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [(TEXT, [("pipe", TEXT)]), ('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', [("a", "x"), ("b", "y")])],
)
def test_a_named_pipe_is_read_as_standard_input_is(
    tmp_path: Path, content: str, expected: list[tuple[str, str]]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(content.encode(),))
    writer.start()
    articles, faults = read_all(pipe)
    writer.join()
    assert [(article.doc_id, article.text) for article in articles] == expected
    assert faults == []


def test_empty_standard_input_is_told(piped: Any) -> None:
    piped(b"")
    assert read_all("-")[1] == ["standard input: the file is empty; nothing to read"]


# --- the date, the registry --------------------------------------------------------------------------------------


def test_published_dates_the_one_article(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    for given_date in ("2025-03-20", "2025-03-20T10:00:00Z", date(2025, 3, 20)):
        assert read_all(path, published=given_date)[0][0].published == date(2025, 3, 20)


def test_published_with_several_articles_is_a_usage_error_before_any_is_given(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt")
    with pytest.raises(UsageError, match="--published dates one article"):
        next(read_articles(tmp_path, published="2025-03-20"))


def test_published_that_is_no_date_is_a_usage_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'tomorrow' is not an ISO 8601 date"):
        read_articles(tmp_path, published="tomorrow")


def test_no_input_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="nothing to read"):
        read_articles([])


def test_an_installed_reader_reads_its_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shout(source: Source, report: Report) -> Iterator[Article]:  # noqa: ARG001 (the protocol has it)
        yield Article(source.stem, "LOUD")

    entry = SimpleNamespace(load=lambda: shout)
    monkeypatch.setattr(readers, "_installed", lambda: {".loud": entry})
    write(tmp_path, "a.loud")
    assert [article.text for article in read_all(tmp_path)[0]] == ["LOUD"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    stream = read_articles([tmp_path / "a.txt", tmp_path / "none.txt"])
    assert next(stream).doc_id == "a"


def test_an_article_limit_is_generous() -> None:
    assert source.MAX_ARTICLE_BYTES >= 10 * 2**20


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    for name in ("b.txt", "a/b.txt", "a/c.txt"):
        write(tmp_path, name)
    assert read_all(tmp_path) == read_all(str(tmp_path) + os.sep)
