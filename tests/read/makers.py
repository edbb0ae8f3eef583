"""Small files of every format, made by the tests themselves."""

from __future__ import annotations

import gzip
import importlib
import io
import json
import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PARAGRAPHS = (
    "Shells fell on the harbour of Lomonda on Tuesday morning, the port's director said; two warehouses burnt down.",
    "Nobody was hurt, but ships were told to wait outside the breakwater until the fires had been put out by crews.",
    "The governor promised repairs within a week and asked the capital for more air defence along the whole coast.",
)
TEXT = "\n".join(PARAGRAPHS)
TITLE = "Harbour of Lomonda shelled"
DAY = date(2025, 3, 20)


def html_page(paragraphs: Sequence[str] = PARAGRAPHS, *, head: str = "", lang: str = "en", title: str = TITLE) -> str:
    """A plain page with a navigation, an article and a footer."""
    body = "".join(f"<p>{each}</p>\n" for each in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/world">World</a></nav>'
        f"<article><h1>{title}</h1>\n{body}</article>"
        "<footer>© Example Wire. All rights reserved.</footer></body></html>"
    )


def pdf(pages: Sequence[Sequence[str]], *, info: Mapping[str, str] | None = None) -> bytes:
    """A PDF that shows the lines of each page in Helvetica. `info` is its document information."""
    objects: list[bytes] = [b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for lines in pages:
        shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 60 780 Td\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 2 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(b"<< /Type /Catalog /Pages 1 0 R >>")
    catalog = len(objects)
    objects.append(b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in (info or {}).items()))
    return _assembled(objects, catalog)


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assembled(objects: Sequence[bytes], catalog: int) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (len(objects) + 1, catalog, len(objects))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def docx(paragraphs: Sequence[str] = PARAGRAPHS, *, rows: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    """A Word file of 20 March 2025."""
    document = importlib.import_module("docx").Document()
    for each in paragraphs:
        document.add_paragraph(each)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                table.cell(at, column).text = cell
    document.core_properties.title = title
    document.core_properties.created = datetime(2025, 3, 20, 9, tzinfo=UTC)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parquet(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A Parquet file of rows."""
    table = importlib.import_module("pyarrow").Table.from_pylist(list(rows))
    out = io.BytesIO()
    importlib.import_module("pyarrow.parquet").write_table(table, out)
    return out.getvalue()


def archive(members: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as target:
        for name, content in members.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
    return out.getvalue()


def gzipped(content: bytes) -> bytes:
    """The content packed, the same bytes each time."""
    return gzip.compress(content, mtime=0)


def rss(*items: Mapping[str, str], head: str = "<title>Example Wire</title><language>en-gb</language>") -> str:
    """An RSS feed; each item maps the names of its elements to their text."""
    from xml.sax.saxutils import escape

    inner = "".join(
        "<item>" + "".join(f"<{name}>{escape(text)}</{name}>" for name, text in item.items()) + "</item>"
        for item in items
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {space}><channel>{head}{inner}</channel></rss>'


def json_feed(*items: Mapping[str, Any]) -> str:
    """A JSON feed."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Example Wire", "items": list(items)})
