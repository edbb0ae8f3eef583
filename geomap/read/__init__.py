"""Read articles: files of many formats, archives, feeds, addresses and standard input become a stream of `Article`.

The text of text files is never altered. Offsets count code points of the file as stored: line ends stay as they are
("\\r\\n" is two), a leading newline counts. Only a UTF-8 byte order mark is no part of the text; offsets count from
after it. Of pages and documents the main text is taken out, and offsets count in that.
"""

from __future__ import annotations

from geomap.read.articles import read_articles
from geomap.read.english import NotEnglishError
from geomap.read.journal import Articles, Journal
from geomap.read.source import InPartError, Options, Other, Reader, Report, Source

__all__ = [
    "Articles",
    "InPartError",
    "Journal",
    "NotEnglishError",
    "Options",
    "Other",
    "Reader",
    "Report",
    "Source",
    "read_articles",
]
