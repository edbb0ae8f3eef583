"""What a finding and its sentence say of the type of the event: names of evidence, for `typing_model.py`.

Evidence is the rule's own label, the labels of the other findings, lemmas and word classes, and who does what to whom:
never a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.coding.dependence import clause_of
from geomap.coding.finding import Finding
from geomap.coding.match import doers, objects
from geomap.coding.syntax import Chunk, Syntax, group_of
from geomap.coding.words import Word


def type_evidence(finding: Finding, *, others: Sequence[Finding] = ()) -> frozenset[str]:
    """The evidence of a finding; `others` are the other hits of its sentence, kept or not."""
    hit, syntax = finding.hit, finding.scene.syntax
    found = {f"rule={hit.rule.code}", f"rule={hit.rule.code}:{hit.rule.rank}", f"family={hit.rule.code[:3]}"}
    found.update(f"also={other.code}" for other in others if other.hit != hit)
    found.update(f"trigger={_lemma(syntax.words[index])}" for index in hit.words if _content(syntax.words[index]))
    found.add("verb" if group_of(syntax, hit.head) is not None else "noun")
    for name, chunks in (("by", doers(syntax, hit.head)), ("to", objects(syntax, hit.head, hit.words[-1]))):
        found.update(_of_chunks(finding, name, chunks))
    found.update(word_evidence(syntax, finding.classes))
    start, end = clause_of(syntax, hit.head)
    found.update(f"clause={_lemma(word)}" for word in syntax.words[start:end] if _content(word))
    return frozenset(found)


def word_evidence(syntax: Syntax, classes: Sequence[frozenset[str]]) -> Iterator[str]:
    """The evidence of a sentence as a whole."""
    for word, its in zip(syntax.words, classes, strict=True):
        if _content(word):
            yield f"word={_lemma(word)}"
        for name in its:
            yield f"class={name}"


def _of_chunks(finding: Finding, name: str, chunks: Sequence[Chunk]) -> Iterator[str]:
    words = finding.scene.syntax.words
    for chunk in chunks:
        if _content(words[chunk.head]):
            yield f"{name}={_lemma(words[chunk.head])}"
        for index in range(chunk.start, chunk.end):
            for its in finding.classes[index]:
                yield f"{name}=@{its}"


def _lemma(word: Word) -> str:
    return word.lemma


def _content(word: Word) -> bool:
    """A common noun, a verb or an adjective."""
    return word.tag in ("N", "V", "A") and word.text.islower() and word.text.isalpha()
