"""The language stage: articles become documents of tokens, sentences and, on demand, trees."""

from __future__ import annotations

from geomap.language.asking import Asking, alone, together, wanted
from geomap.language.doc import parse
from geomap.language.headings import setting_of
from geomap.language.pipelines import DEFAULT, Pipeline, check
from geomap.language.reading import Reader, load, release
from geomap.language.records import Case, Doc, Sentence, Setting, Token, Tree

__all__ = [
    "DEFAULT",
    "Asking",
    "Case",
    "Doc",
    "Pipeline",
    "Reader",
    "Sentence",
    "Setting",
    "Token",
    "Tree",
    "alone",
    "check",
    "load",
    "parse",
    "release",
    "setting_of",
    "together",
    "wanted",
]
