"""Each format: what becomes of it, and what its faults are told."""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geomap.model import Article
from geomap.read import Options, read_articles
from geomap.read.dates import parse_written_day
from geomap.read.fragment import plain_text
from geomap.read.markup import decode_page
from geomap.read.pdf import join_pages
from tests.read.makers import (
    DAY,
    PARAGRAPHS,
    TEXT,
    TITLE,
    archive,
    docx,
    html_page,
    json_feed,
    parquet,
    pdf,
    rss,
)

if TYPE_CHECKING:
    from pathlib import Path

ROW = {"id": "7", "headline": TITLE, "body": TEXT, "date": "2025-03-20", "link": "https://example.org/7"}


def read_all(path: Path, **options: Any) -> tuple[list[Article], list[str]]:
    faults: list[str] = []
    found = list(read_articles(path, on_error=lambda error: faults.append(str(error)), options=Options(**options)))
    assert not any("\n" in fault for fault in faults)
    return found, faults


def one(folder: Path, name: str, content: str | bytes, **options: Any) -> Article:
    found, faults = read_all(write(folder, name, content), **options)
    assert faults == []
    (article,) = found
    return article


def fault(folder: Path, name: str, content: str | bytes, **options: Any) -> str:
    found, faults = read_all(write(folder, name, content), **options)
    assert found == []
    (told,) = faults
    assert name in told
    return told


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- HTML --------------------------------------------------------------------------------------------------------


def test_a_page_gives_its_main_text_title_date_source_and_language(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Example Wire"><link rel="canonical" href="https://example.org/7">'
        '<meta property="article:published_time" content="2025-03-20T23:30:00-05:00">'
    )
    article = one(tmp_path, "a.html", html_page(head=head))
    assert [line for line in article.text.splitlines() if line != TITLE] == list(PARAGRAPHS)
    assert (article.doc_id, article.title, article.published) == ("a", TITLE, DAY)
    assert (article.source, article.url, article.language) == ("Example Wire", "https://example.org/7", "en")


def test_a_page_without_a_date_has_none(tmp_path: Path) -> None:
    assert one(tmp_path, "a.html", html_page()).published is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "data:text/html,x"])
def test_the_address_of_a_page_is_on_the_web_or_nothing(tmp_path: Path, address: str) -> None:
    head = f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    assert one(tmp_path, "a.html", html_page(head=head)).url is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "the file is empty"),
        ("Just words, no tags.", "this is not HTML"),
        ("<html><body><script>load()</script></body></html>", "no main text found"),
    ],
)
def test_a_page_that_holds_no_article_is_told(tmp_path: Path, content: str, told: str) -> None:
    assert told in fault(tmp_path, "a.html", content)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>Łódź</p>".encode(), None),
        ("\ufeff<p>Łódź</p>".encode("utf-16-le"), None),
        ('<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2"), None),
        ("<p>Łódź</p>".encode("cp1250"), "windows-1250"),
        ('<meta charset="utf-16"><p>Łódź</p>'.encode(), None),
        ('<meta charset="rot13"><p>Łódź</p>'.encode(), "zip"),
    ],
)
def test_a_page_is_decoded_by_what_it_declares(data: bytes, charset: str | None) -> None:
    assert decode_page(data, charset=charset).endswith("<p>Łódź</p>")


def test_a_page_that_declares_latin_1_is_windows_1252_as_in_every_browser() -> None:
    assert "“yes”" in decode_page(b"<meta charset=iso-8859-1>\x93yes\x94")


def test_nesting_without_end_is_no_hang(tmp_path: Path) -> None:
    content = html_page(["<div>" * 200_000 + PARAGRAPHS[0]])
    found, faults = read_all(write(tmp_path, "a.html", content))
    assert len(found) + len(faults) == 1


def test_a_page_of_elements_without_number_is_told_at_once(tmp_path: Path) -> None:
    assert "has more than 40,000 elements" in fault(tmp_path, "a.html", "<html><body>" + "<p>" * 500_000)


def test_markup_to_text_gives_a_line_a_block_and_no_scripts() -> None:
    found = plain_text("<p>One &amp; <b>two</b></p><script>x()</script><ul><li>three<li>four</ul>five<br>six")
    assert found == "One & two\nthree\nfour\nfive\nsix"
    assert plain_text("a < b and b > c") == "a < b and b > c"


def test_a_book_in_markdown_is_told(tmp_path: Path) -> None:
    assert "longer than 1 MB" in fault(tmp_path, "a.md", "**a " * 300_000)


@pytest.mark.parametrize(
    ("fragment", "text"),
    [('<a title="a > b" href=x>one</a> <img alt=">"/>two', "one two"),
     ("it's <b class=don't>so</b>, 'yes'", "it's so, 'yes'"),
     ("a <!-- b > c --> d <!-- e > f", "a d f"), ("a <![CDATA[b]]> c <?php x ?> d <!doctype html> e", "a c d e"),
     ("a <b and c", "a <b and c"), ('<p a="x>one <p>two', "one\ntwo"), ("a<svg><title>b</title>c</svg>d", "ad"),
     ("<script>if (a<b) x('</p>')</SCRIPT >one", "one"), ("a<style>b", "a"),
     ("a &lt;b&gt; &amp;amp; &#233;&#0;", "a <b> &amp; é\ufffd"),
     ("a &#" + "1" * 5000 + "; b", "a b"), ("one</p>two<br/>three", "one\ntwo\nthree"), ("a<svg/>b</svg>c", "abc")],
)  # fmt: skip
def test_fragments_are_read_as_browsers_do(fragment: str, text: str) -> None:
    assert plain_text(fragment) == text


@pytest.mark.parametrize(
    "piece",
    ["<a b=", "<!--", "<![CDATA[", "<svg>", "<svg></p>", "</style><svg>", '<a b="', "<a b='\"", "<?", "</a", "&#", "&",
     "<script>", "<style></scrip", "<a =\"'>", "= '", "<!a"],
)  # fmt: skip
def test_no_fragment_takes_time_beyond_its_length(piece: str) -> None:
    began = time.process_time()
    plain_text("<p>" + piece * (500_000 // len(piece)))
    assert time.process_time() - began < 2


# --- Markdown ----------------------------------------------------------------------------------------------------


def test_markdown_loses_its_marks_and_keeps_its_front_matter(tmp_path: Path) -> None:
    content = (
        f'---\ntitle: "{TITLE}"\ndate: 2025-03-20\nsource: Example Wire\ntags: [a]\nurl: https://example.org/7\n---\n'
        "## Harbour\n\n**Shells** fell on the [harbour](https://example.org) of\nLomonda.\n\n- One *ship* waited.\n\n"
        "> Quoted.\n\n```\ncode = 1\n```\n"
    )
    article = one(tmp_path, "a.md", content)
    assert article.text == "Harbour\n\nShells fell on the harbour of Lomonda.\n\nOne ship waited.\n\nQuoted."
    expected = Article("a", article.text, TITLE, DAY, "Example Wire", "https://example.org/7")
    assert article == expected


def test_the_first_heading_of_markdown_is_its_title(tmp_path: Path) -> None:
    article = one(tmp_path, "a.md", f"# {TITLE}\n\n{PARAGRAPHS[0]}\n")
    assert (article.title, article.text) == (TITLE, f"{TITLE}\n\n{PARAGRAPHS[0]}")


def test_markdown_without_text_is_told(tmp_path: Path) -> None:
    assert "holds no text" in fault(tmp_path, "a.md", "---\ntitle: x\n---\n")


# --- PDF ---------------------------------------------------------------------------------------------------------


def wrapped(width: int = 80) -> list[str]:
    from textwrap import wrap

    return [line for paragraph in PARAGRAPHS for line in wrap(paragraph, width)]


def test_a_pdf_gives_its_paragraphs_title_and_date(tmp_path: Path) -> None:
    content = pdf([wrapped()], info={"Title": TITLE, "CreationDate": "D:20250320091500Z", "Producer": "LibreOffice"})
    assert one(tmp_path, "a.pdf", content) == Article("a", TEXT, TITLE, DAY)


@pytest.mark.parametrize("maker", ["Skia/PDF m132", "macOS Quartz PDFContext", "Microsoft: Print To PDF"])
def test_when_a_page_was_printed_is_not_when_it_was_published(tmp_path: Path, maker: str) -> None:
    content = pdf([wrapped()], info={"CreationDate": "D:20250320091500Z", "Producer": maker})
    assert one(tmp_path, "a.pdf", content).published is None


def test_running_heads_and_page_numbers_are_dropped_and_paragraphs_go_on_over_pages(tmp_path: Path) -> None:
    lines = wrapped(60)
    pages = [
        ["The Lomonda Daily", *part, f"Page {number}"]
        for number, part in enumerate((lines[:3], lines[3:5], lines[5:]), 1)
    ]
    assert one(tmp_path, "a.pdf", pdf(pages)).text.replace("\n", " ") == " ".join(PARAGRAPHS)


def test_words_split_at_the_end_of_a_line_are_joined() -> None:
    assert join_pages(["The gover-\nnor of the Donetsk-\nKostiantynivka road spoke."]).startswith(
        "The governor of the Donetsk-"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.4\n", "broken or cut short"),
        (pdf([wrapped()])[:400], "broken or cut short"),
        (b"plain words", "this is not a PDF"),
        (pdf([[]]), "holds no text (scanned pages?)"),
        (b"", "the file is empty"),
    ],
)
def test_a_pdf_without_text_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in fault(tmp_path, "a.pdf", content)


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    import importlib

    pypdf = importlib.import_module("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([wrapped()])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "locked with a password" in fault(tmp_path, "a.pdf", out.getvalue())


# --- Word --------------------------------------------------------------------------------------------------------


def test_a_word_file_gives_paragraphs_and_tables_title_and_date(tmp_path: Path) -> None:
    article = one(tmp_path, "a.docx", docx(rows=[["Killed", "3"], ["Injured", "5"]], title=TITLE))
    assert article == Article("a", f"{TEXT}\nKilled; 3\nInjured; 5", TITLE, DAY)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (docx()[:900], "not an archive that can be read"),
        (archive({"a.txt": "x"}), "not a Word file that can be read"),
        (docx([]), "holds no text"),
        (archive({"word/document.xml": b"a" * 30_000_000}), "as a zip bomb does"),
    ],
)
def test_a_word_file_without_text_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in fault(tmp_path, "a.docx", content)


# --- tables ------------------------------------------------------------------------------------------------------


def delimited(*rows: dict[str, str], delimiter: str = ",") -> str:
    import csv

    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


EXPECTED = Article("7", TEXT, TITLE, DAY, url="https://example.org/7")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_holds_one_article_a_row(tmp_path: Path, delimiter: str) -> None:
    assert one(tmp_path, "a.csv", "\ufeff" + delimited(ROW, delimiter=delimiter)) == EXPECTED


def test_a_parquet_file_holds_one_article_a_row(tmp_path: Path) -> None:
    assert one(tmp_path, "a.parquet", parquet([{**ROW, "date": DAY, "other": [1, 2]}])) == EXPECTED


def test_without_a_known_name_the_column_of_long_cells_is_the_text(tmp_path: Path) -> None:
    assert one(tmp_path, "a.csv", delimited({"k": "short", "wording": TEXT})) == Article("a-4", TEXT)


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_the_text_column_can_be_named(tmp_path: Path, name: str) -> None:
    row = {"text": "not this", "Notes": TEXT}
    content = parquet([row]) if name.endswith("parquet") else delimited(row)
    assert one(tmp_path, name, content, text_column="Notes").text == TEXT
    assert "no column 'Note' (did you mean 'Notes'?)" in fault(tmp_path, name, content, text_column="Note")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "the file is empty"),
        ("title,text\n", "has a header, but no rows"),
        ("a,b\n1,2\n", "no column looks like an article's text; name it with --text-column"),
        ("event_id_cnty,event_date,notes\nUKR1,2025-03-20,Shells fell\n", "this is an ACLED export, not articles"),
    ],
)
def test_a_csv_without_articles_is_told(tmp_path: Path, content: str, told: str) -> None:
    assert told in fault(tmp_path, "a.csv", content)


def test_a_faulty_row_is_told_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    content = "id,date,text\n1,2025-03-20,one\n2,2025-03-20,\n3\n4,03/04/2025,four\n5,2025-03-21,caf\n"
    found, faults = read_all(write(tmp_path, "a.csv", content))
    assert [(each.doc_id, each.published) for each in found] == [("1", DAY), ("4", None), ("5", date(2025, 3, 21))]
    assert [told.partition(": ")[0][-6:] for told in faults] == ["line 3", "line 4", "line 5"]


def test_a_csv_in_another_encoding_is_told(tmp_path: Path) -> None:
    assert "line 2: not UTF-8" in fault(tmp_path, "a.csv", b"text\ncaf\xe9\n")


def test_a_row_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.read.table.MAX_ARTICLE_BYTES", 2**20)
    assert "line 2: longer than 1 MB" in fault(tmp_path, "a.csv", "text\n" + "x" * 2**21)


def test_a_broken_parquet_file_is_told(tmp_path: Path) -> None:
    assert "cannot be read as Parquet" in fault(tmp_path, "a.parquet", parquet([ROW])[:200])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-03-20", DAY),
        ("2025-03-20T23:59:00+05:00", DAY),
        ("Thu, 20 Mar 2025 23:00:00 -0500", DAY),
        ("20 March 2025", DAY),
        ("March 20th, 2025", DAY),
        ("Thursday, March 20, 2025 at 10:15", None),
        ("20/03/2025", DAY),
        ("3/20/2025", DAY),
        ("2025/03/20 10:15", DAY),
        ("20250320", DAY),
        ("03/04/2025", None),
        ("Tuesday", None),
        ("", None),
    ],
)
def test_dates_are_read_where_they_can_mean_one_day_only(written: str, day: date | None) -> None:
    try:
        found = parse_written_day(written)
    except ValueError:
        found = None
    assert found == day


# --- feeds -------------------------------------------------------------------------------------------------------

ITEM = {"title": TITLE, "link": "https://example.org/7", "pubDate": "Thu, 20 Mar 2025 23:00:00 -0500"}


def test_the_entries_of_an_rss_feed_are_articles(tmp_path: Path) -> None:
    markup = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    content = rss({**ITEM, "description": "Short.", "content:encoded": markup}, {"title": "Only a title"})
    found, faults = read_all(write(tmp_path, "a.xml", content))
    assert faults == []
    assert found == [
        Article("a-1", TEXT, TITLE, DAY, "Example Wire", "https://example.org/7", "en"),
        Article("a-2", "Only a title", "Only a title", None, "Example Wire", None, "en"),
    ]


def test_an_atom_feed_is_read(tmp_path: Path) -> None:
    content = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title><entry><title>T</title>'
        f'<link href="https://example.org/7"/><published>2025-03-20T10:00:00Z</published><content>{TEXT}</content></entry></feed>'
    )
    assert one(tmp_path, "a.atom", content).published == DAY


def test_a_json_feed_is_read(tmp_path: Path) -> None:
    item = {
        "id": "1",
        "title": TITLE,
        "content_html": f"<p>{PARAGRAPHS[0]}</p>",
        "date_published": "2025-03-20T10:00:00Z",
    }
    article = one(tmp_path, "a.json", json_feed({**item, "url": "https://example.org/7"}))
    assert article == Article("a-1", PARAGRAPHS[0], TITLE, DAY, "Example Wire", "https://example.org/7")


def test_json_holds_one_article_or_a_list(tmp_path: Path) -> None:
    assert one(tmp_path, "a.json", json.dumps(ROW)) == EXPECTED
    found, faults = read_all(write(tmp_path, "a.json", json.dumps({"articles": [ROW, 3, {"id": "b"}]})))
    assert found == [EXPECTED]
    assert [told.rpartition("item ")[2] for told in faults] == [
        "2: expected an object with a 'text'",
        "3: the text is missing; an article needs its text",
    ]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", "{", "not JSON: Expecting property name"),
        ("a.json", '{"text": "a"}\n{"text": "b"}', "name it .jsonl"),
        ("a.json", "[" * 100_000, "nested too deep"),
        ("a.json", "[]", "the list is empty"),
        ("a.xml", "<gpx><trk/></gpx>", "an XML document <gpx> is not a feed"),
        ("a.xml", "no markup at all", "not a feed that can be read"),
        ("a.xml", rss(), "the feed has no entries"),
        ("a.xml", "<rss>" + "<x>" * 5000, "nested more than 200 deep"),
        ("a.xml", '<!DOCTYPE r [<!ENTITY a "aa">]><rss>&a;</rss>', "declares XML entities"),
        ("a.xml", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "declares XML entities"),
        ("a.xml", '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1/">%a;]><rss/>', "declares XML entities"),
    ],
)
def test_a_feed_that_is_none_or_attacks_is_told(tmp_path: Path, name: str, content: str, told: str) -> None:
    assert told in fault(tmp_path, name, content)


def test_a_bomb_of_entities_in_utf_16_is_refused(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>'
    assert "declares XML entities" in fault(tmp_path, "a.xml", bomb.encode("utf-16"))


# --- archives ----------------------------------------------------------------------------------------------------


def test_an_archive_of_any_formats_is_read_in_order_of_name(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "z.txt": TEXT,
        "b/p.parquet": parquet([{**ROW, "id": "p"}]),
        "b/page.html": html_page(),
        "b/w.docx": docx(),
        "a/d.pdf": pdf([wrapped()]),
        "a/rows.csv": delimited({**ROW, "id": "c"}),
        "inner.zip": archive({"n.txt": TEXT}),
        "picture.jpg": b"\xff\xd8\xff",
        "__MACOSX/._z.txt": b"\0",
    }
    found, faults = read_all(write(tmp_path, "a.zip", archive(members)), keep_copies=True)
    assert faults == []
    assert [each.doc_id for each in found] == ["d", "c", "p", "page", "w", "n", "z"]


def test_a_broken_member_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    content = bytearray(archive({"a.txt": TEXT, "b.txt": TEXT[:50]}, packed=False))
    content[content.index(b"Shells")] = 0x58
    found, faults = read_all(write(tmp_path, "a.zip", bytes(content)))
    assert [each.doc_id for each in found] == ["b"]
    assert "a.zip/a.txt" in faults[0]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (archive({"a.txt": b"a" * 50_000_000}), "as a zip bomb does; not read"),
        (archive({"a.jpg": b"x"}), "holds no readable files"),
        (archive({"a.zip": archive({"b.zip": archive({"c.txt": TEXT})})}), "an archive in an archive in an archive"),
        (archive({"a.txt": TEXT})[:-30], "not an archive that can be read"),
        (b"PK\x03\x04rest", "not an archive that can be read"),
    ],
)
def test_an_archive_that_is_broken_or_attacks_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in fault(tmp_path, "a.zip", content)


def test_an_archive_of_too_many_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.read.archive.MAX_MEMBERS", 2)
    assert "holds 3 files, more than 2" in fault(
        tmp_path, "a.zip", archive(dict.fromkeys(("a.txt", "b.txt", "c.txt"), "x"))
    )


def test_an_archive_that_unpacks_to_too_much_in_all_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.read.archive.MAX_UNPACKED_BYTES", 100)
    assert "unpacks to" in fault(tmp_path, "a.zip", archive({"a.txt": TEXT}))


def test_a_member_that_lies_about_its_size_is_cut_and_told(tmp_path: Path) -> None:
    content = archive({"a.txt": b"a" * 5_000_000})
    small = (1000).to_bytes(4, "little")
    found, faults = read_all(write(tmp_path, "a.zip", content.replace((5_000_000).to_bytes(4, "little"), small)))
    assert found == []
    assert len(faults) == 1


def test_a_locked_member_is_told(tmp_path: Path) -> None:
    content = bytearray(archive({"a.txt": TEXT}))
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        start = made.start_dir
    content[start + 8] |= 1
    assert "locked with a password" in fault(tmp_path, "a.zip", bytes(content))


# --- what is not there -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "module", "content"),
    [
        ("a.html", "trafilatura", html_page()),
        ("a.md", "markdown_it", TEXT),
        ("a.pdf", "pypdf", pdf([wrapped()])),
        ("a.docx", "docx", docx()),
        ("a.xml", "feedparser", rss(ITEM)),
        ("a.parquet", "pyarrow.parquet", parquet([ROW])),
    ],
)
def test_a_missing_package_is_told_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, content: str | bytes
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert "pip install 'geomap[" in fault(tmp_path, name, content)


def test_a_text_file_loads_no_reader_of_another_format(tmp_path: Path) -> None:
    import subprocess

    path = write(tmp_path, "a.txt", TEXT)
    program = (
        f"import sys; from geomap.read import read_articles; list(read_articles({str(path)!r})); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    ).stdout.split()
    heavy = {
        "trafilatura",
        "feedparser",
        "pypdf",
        "docx",
        "pyarrow",
        "markdown_it",
        "lxml",
        "py3langid",
        "rensa",
        "zipfile",
    }
    assert heavy.isdisjoint(loaded)
    assert not {"geomap.read.html", "geomap.read.fetch", "http.client", "ssl"} & set(loaded)


def test_a_member_without_a_name_is_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a.txt", TEXT)
        made.writestr("b.txt", TEXT)
        made.filelist[0].filename = ""
    assert [article.doc_id for article in read_articles(tmp_path / "a.zip")] == ["b"]
