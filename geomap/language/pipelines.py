"""The trained English pipeline: the embedded one, or any installed spaCy pipeline in its place.

spaCy is imported when a pipeline is loaded, and a pipeline is loaded when a sentence must be parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import LanguageError
from geomap.language.inference import Parse, by_numpy, by_spacy
from geomap.language.labels import is_clear_style, to_universal
from geomap.language.packing import unpack
from geomap.language.records import Sentence, Tree, Trees
from geomap.language.spacy_late import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "default"
RULES = frozenset({"rules", "none"})
"""The names that ask for no pipeline at all."""
WEIGHTS = Path(__file__).parent / "weights"
_PACKAGE = re.compile(r"[a-z]{2,3}_[a-z0-9_]+")
"""The names that spaCy downloads pipelines by: "en_core_web_sm"."""
_UNUSED = ("ner", "lemmatizer", "trainable_lemmatizer", "entity_linker", "textcat", "senter")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded spaCy pipeline whose trees carry the labels of Universal Dependencies."""

    name: str
    nlp: Language
    clear: bool
    trees: Parse

    def parse(self, sentences: Sequence[Sentence]) -> list[Tree]:
        """One tree a sentence, on the sentence's own tokens. Capitals that say nothing are taken back first."""
        found = self.trees(sentences)
        return [to_universal(tree) for tree in found] if self.clear else found


def check(model: str = DEFAULT) -> None:
    """Raise LanguageError if there is no such pipeline. Cheap: spaCy is not imported."""
    if not model.strip():
        raise LanguageError(
            "no language model is named: use 'default', 'rules' for none, or an installed one, such as en_core_web_sm"
        )
    if model == DEFAULT or model in RULES or (Path(model) / "config.cfg").is_file():
        return
    try:
        metadata.distribution(model)
    except (metadata.PackageNotFoundError, ValueError):
        how = f"run: python -m spacy download {model}" if _PACKAGE.fullmatch(model) else "a folder needs a config.cfg"
        raise LanguageError(
            f"language model '{model}' is not installed; {how} (or use 'default', or 'rules' for none)"
        ) from None


def load(model: str = DEFAULT) -> Pipeline:
    """The pipeline of that name, loaded once a process: "default", an installed spaCy package, or a pipeline's folder.

    Load it before forking and the workers share it. Raises LanguageError for one that is not there or cannot parse.
    """
    return _loaded(model)


@cache
def _loaded(model: str) -> Pipeline:
    check(model)
    if model in RULES:
        raise LanguageError(f"'{model}' asks for rules alone: there is no pipeline to load")
    embedded = model == DEFAULT
    nlp = _embedded() if embedded else _installed(model)
    parser: Any = nlp.get_pipe("parser")
    trees = by_numpy(nlp) if embedded else by_spacy(nlp, without=_UNUSED)
    return Pipeline(model, nlp, is_clear_style(parser.labels), trees)


def release() -> None:
    """Let go of every loaded pipeline; the memory is free once no document refers to one."""
    _loaded.cache_clear()


def _embedded() -> Language:
    path = WEIGHTS / "syntax.zz"
    try:
        return unpack(path.read_bytes())
    except OSError as error:
        raise LanguageError(f"{path}: {error.strerror}; the installation is damaged: install geomap again") from error


def _installed(model: str) -> Language:
    try:
        nlp: Language = import_spacy().load(model)
    except (OSError, ValueError, ImportError, TypeError, AttributeError) as error:  # the last two: any other package
        reason = " ".join(str(error).split())
        how = f"run: python -m spacy download {model}" if _PACKAGE.fullmatch(model) else "is it a pipeline of spaCy's?"
        raise LanguageError(f"language model '{model}' cannot be loaded: {reason}; {how}") from error
    if "parser" not in nlp.pipe_names:
        raise LanguageError(f"language model '{model}' has no parser; choose one that has, such as en_core_web_sm")
    return nlp


class LazyTrees:
    """The trees of a document, by the number of the sentence. Nothing is loaded or parsed before it is asked for."""

    def __init__(self, sentences: Sequence[Sentence], *, model: str = DEFAULT) -> None:
        self._sentences = sentences
        self._model = model
        self._found: dict[int, Tree] = {}

    def prepare(self, sentences: Iterable[int]) -> None:
        """Parse the sentences of these numbers, all in one go."""
        prepare([(self, sentences)])

    def of(self, sentence: int) -> Tree:
        """The tree of the sentence of this number."""
        if sentence not in self._found:
            self.prepare([sentence])
        return self._found[sentence]

    def missing(self, sentences: Iterable[int]) -> list[int]:
        """Those of the numbers that are not parsed yet, in order."""
        return sorted(set(sentences) - self._found.keys())


def prepare(wanted: Iterable[tuple[Trees, Iterable[int]]]) -> None:
    """Parse sentences of several documents, all in one go: the trees of each, with the numbers of the sentences."""
    by_model: dict[str, dict[tuple[int, int], tuple[LazyTrees, int]]] = {}
    for trees, numbers in wanted:
        if not isinstance(trees, LazyTrees):
            trees.prepare(numbers)
            continue
        found = by_model.setdefault(trees._model, {})
        found |= {(id(trees), number): (trees, number) for number in trees.missing(numbers)}
    for model, sought in by_model.items():
        if sought:
            parsed = load(model).parse([trees._sentences[number] for trees, number in sought.values()])
            for (trees, number), tree in zip(sought.values(), parsed, strict=True):
                trees._found[number] = tree
