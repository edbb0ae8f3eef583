"""The language stage: articles become documents of tokens, sentences and, on demand, trees."""

from __future__ import annotations

from geomap.language.asking import Asking, alone, together, wanted
from geomap.language.doc import parse
from geomap.language.pipelines import DEFAULT, Pipeline, check
from geomap.language.reading import Reader, load, release
from geomap.language.records import Case, Doc, Sentence, Token, Tree

__all__ = [
    "DEFAULT",
    "Asking",
    "Case",
    "Doc",
    "Pipeline",
    "Reader",
    "Sentence",
    "Token",
    "Tree",
    "alone",
    "check",
    "load",
    "parse",
    "release",
    "together",
    "wanted",
]
