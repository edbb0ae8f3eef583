"""Read articles: text files, JSON Lines, folders, globs and standard input become a stream of `Article`.

The text is never altered. Offsets count code points of the file as stored: line ends stay as they are ("\\r\\n" is
two), a leading newline counts. Only a UTF-8 byte order mark is no part of the text; offsets count from after it.
"""

from __future__ import annotations

from geomap.read.articles import read_articles
from geomap.read.source import Reader, Report, Source

__all__ = ["Reader", "Report", "Source", "read_articles"]
