"""The language stage: articles become documents of tokens and sentences."""

from __future__ import annotations

from geomap.language.doc import parse
from geomap.language.records import Case, Doc, Sentence, Token

__all__ = ["Case", "Doc", "Sentence", "Token", "parse"]
