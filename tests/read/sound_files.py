"""A small sound file of every format that holds articles, from which broken ones are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.read import makers

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW: Final = {"id": "a", "text": makers.TEXT, "date": "2025-03-20"}


def sound_files() -> Mapping[str, bytes]:
    """By suffix."""
    return {
        ".txt": makers.TEXT.encode(),
        ".md": f"---\ntitle: x\n---\n# A\n\n{makers.TEXT}".encode(),
        ".html": makers.html_page().encode(),
        ".pdf": makers.pdf([makers.TEXT.splitlines()], info={"CreationDate": "D:20250320"}),
        ".docx": makers.docx(rows=[["a", "b"]]),
        ".csv": f'id,text\n1,"{makers.TEXT}"\n'.encode(),
        ".parquet": makers.parquet([ROW]),
        ".xml": makers.rss({"title": "T", "description": makers.TEXT}).encode(),
        ".json": makers.json_feed({"title": "T", "content_text": makers.TEXT}).encode(),
        ".jsonl": b'{"text": "x"}\n',
        ".gz": makers.gzipped(makers.TEXT.encode()),
        ".zip": makers.archive(
            {"a.txt": makers.TEXT, "b.html": makers.html_page(), "c.zip": makers.archive({"d.txt": "x"})}
        ),
    }
