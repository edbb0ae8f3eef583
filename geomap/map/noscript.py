"""The events as a plain table, for readers, printers and search tools that run no script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geomap.map.figure import markup_text
from geomap.map.rows import is_missing

if TYPE_CHECKING:
    import geopandas

SMALL: Final = 200
"""A page of so many events lists all of them; beyond that a table would outweigh the events themselves."""

MOST_ROWS: Final = 20
_COLUMNS: Final = ("event_type", "status", "event_date", "location", "geo_precision", "quote", "source")


def noscript_table(frame: geopandas.GeoDataFrame, texts: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """A `<noscript>` element with all of few events, and of many the first MOST_ROWS."""
    names = [name for name in _COLUMNS if name in frame.columns and frame[name].notna().any()]
    head = "".join(f'<th scope="col">{markup_text(texts["columns"][name])}</th>' for name in names)
    most = SMALL if len(frame) <= SMALL else MOST_ROWS
    words = {"event_type": labels, "status": texts["statuses"], "geo_precision": texts["precisions"]}
    first = frame.iloc[:most]
    urls = list(first["url"]) if "url" in frame.columns else [None] * len(first)
    columns = [
        [_cell(name, value, url, words.get(name, {})) for value, url in zip(first[name], urls, strict=True)]
        for name in names
    ]
    # A cell and a row need no end tag, and every byte of a page counts.
    rows = "".join(f"<tr>{''.join(cells)}" for cells in zip(*columns, strict=True))
    more = len(frame) - most
    note = f"<p>{markup_text(texts['noscript_more'].replace('{n}', str(more)))}</p>" if more > 0 else ""
    return (
        f"<noscript><p>{markup_text(texts['noscript'])}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}</noscript>"
    )


def noscript_counts(frame: geopandas.GeoDataFrame, texts: Mapping[str, Any], counts: str) -> str:
    """A `<noscript>` element with the number of events of each type and status, of a frame whose rows count them."""
    sums = (
        frame.groupby(["event_type", "status"], dropna=False)[counts].sum().sort_values(ascending=False, kind="stable")
    )
    names = ("event_type", "status")
    head = "".join(f'<th scope="col">{markup_text(texts["columns"][name])}</th>' for name in names)
    statuses = texts["statuses"]
    cells = [
        (*("" if is_missing(word) else statuses.get(word, word) for word in key), f"{number:,}")
        for key, number in sums.items()
    ]
    rows = "".join(f"<tr>{''.join(f'<td>{markup_text(cell)}' for cell in row)}" for row in cells)
    return (
        f"<noscript><p>{markup_text(texts['noscript'])}</p>"
        f'<table><thead><tr>{head}<th scope="col"></tr></thead><tbody>{rows}</tbody></table></noscript>'
    )


def _cell(name: str, value: Any, url: Any, words: Mapping[str, str]) -> str:
    text = "" if is_missing(value) else str(value)
    shown = markup_text(words.get(text, text))
    if name == "source" and is_web_link(url):
        shown = f'<a href="{markup_text(url)}" rel="noopener noreferrer nofollow">{shown or markup_text(url)}</a>'
    return f"<td>{shown}"


def is_web_link(url: Any) -> bool:
    """Whether a browser may follow it: http or https, with a host, and nothing invisible inside."""
    if not isinstance(url, str) or any(ord(letter) <= 32 for letter in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)
