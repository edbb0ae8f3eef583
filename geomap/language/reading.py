"""The pipeline for whoever wants a spaCy document: `load()(text)` has our sentences, trees, lemmas and names.

geomap itself goes by `parse` instead, which asks for a tree only where a sentence may tell something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pkgutil import resolve_name
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from geomap.language import pipelines
from geomap.language.doc import parse
from geomap.language.lemmas import lemma_of
from geomap.language.pipelines import DEFAULT, Pipeline
from geomap.language.records import Doc, Tree
from geomap.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

_NAMES = "geomap.places.names:name_finder"
"""Called by its name, as an entry point is: names are found with a gazetteer, which stands above the language stage."""
_SPACE = ("_SP", "SPACE", "dep")
TOPONYMS = "toponyms"
"""The key of `doc.spans` under which every toponym is, also one within the name of a group."""

Names: TypeAlias = "tuple[Sequence[tuple[int, int, str]], Sequence[tuple[int, int, str]]]"
"""Names without overlap, and toponyms: start, end and label (PER, LOC, ORG, NORP) of each."""


class _Word(NamedTuple):
    """A word of the spaCy document, or what white space is left beside the one space that a word may have."""

    text: str
    space: bool
    tag: str
    pos: str
    head: int
    dep: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Reader(Pipeline):
    """A loaded pipeline that reads whole texts."""

    def __call__(self, text: str) -> SpacyDoc:
        """The text as a spaCy document on geomap's own words, with `doc.text == text`: tags, Universal Dependencies,
        lemmas, sentences, entities, and the toponyms in `doc.spans["toponyms"]`.
        """
        from spacy.tokens import Doc as SpacyDoc

        found = parse(Article("text", text), model=self.name)
        rows = _rows(found, self.parse(found.sentences))
        doc = SpacyDoc(
            self.nlp.vocab,
            words=[row.text for row in rows],
            spaces=[row.space for row in rows],
            tags=[row.tag for row in rows],
            pos=[row.pos for row in rows],
            heads=[row.head for row in rows],
            deps=[row.dep for row in rows],
            lemmas=[row.lemma for row in rows],
        )
        entities, toponyms = _name_finder()(found)
        doc.set_ents([span for name in entities if (span := doc.char_span(name[0], name[1], label=name[2]))])
        doc.spans[TOPONYMS] = [span for name in toponyms if (span := doc.char_span(name[0], name[1], label=name[2]))]
        return doc

    def pipe(self, texts: Iterable[str]) -> Iterator[SpacyDoc]:
        """The documents of several texts, one after another."""
        return map(self, texts)


def load(model: str = DEFAULT) -> Reader:
    """The pipeline of that name, loaded once a process: "default", an installed spaCy package, or a pipeline's folder.

    Call it with a text for a spaCy document. Load it before forking and the workers share it. Raises LanguageError for
    one that is not there or cannot parse.
    """
    return _reader(model)


@cache
def _reader(model: str) -> Reader:
    loaded = pipelines.load(model)
    return Reader(loaded.name, loaded.nlp, loaded.clear, loaded.trees)


def release() -> None:
    """Let go of every loaded pipeline; the memory is free once no document refers to one.

    Called where a command line ends and where a worker of Dask does. A program that calls the API keeps its pipeline
    for the next call, and calls this when it has done with geomap.
    """
    _reader.cache_clear()
    _name_finder.cache_clear()
    pipelines.release()


@cache
def _name_finder() -> Callable[[Doc], Names]:
    """What finds names, made when the first text is read."""
    found: Callable[[Doc], Names] = resolve_name(_NAMES)()
    return found


def _rows(doc: Doc, trees: Sequence[Tree]) -> list[_Word]:
    """The words of a document in order, with the white space between them: heads count over the whole text."""
    text, rows, at = doc.article.text, list[_Word](), 0
    for sentence, tree in zip(doc.sentences, trees, strict=True):
        places: list[int] = []
        for token in sentence.tokens:
            _fill(rows, text[at : token.start])
            places.append(len(rows))
            rows.append(_Word(token.text, False, "", "", 0, "", ""))
            at = token.end
        for number, (token, place) in enumerate(zip(sentence.tokens, places, strict=True)):
            tag = tree.tags[number]
            rows[place] = rows[place]._replace(
                tag=tag,
                pos=tree.pos[number],
                head=places[tree.heads[number]],
                dep=tree.deps[number],
                lemma=lemma_of(token.text, tag),
            )
    _fill(rows, text[at:])
    if rows and rows[0].pos == "SPACE":  # white space leans on the word before it, at the beginning on the one after
        rows[0] = rows[0]._replace(head=min(1, len(rows) - 1))
    return rows


def _fill(rows: list[_Word], gap: str) -> None:
    """Put the white space before a word into the rows: one space belongs to the word before, the rest is a row."""
    if rows and gap.startswith(" "):
        rows[-1] = rows[-1]._replace(space=True)
        gap = gap[1:]
    if gap:
        tag, pos, dep = _SPACE
        rows.append(_Word(gap, False, tag, pos, max(len(rows) - 1, 0), dep, gap))
