"""Articles in, documents out: the language stage.

Tokens, sentences, headings and the dateline come from rules, at once. Learned syntax comes on demand (`Doc.trees`).
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.language.dateline import dateline_at
from geomap.language.headings import in_runs, is_byline, is_heading, is_title_of, stands_above
from geomap.language.paragraphs import Paragraph, paragraphs
from geomap.language.pipelines import DEFAULT, RULES, LazyTrees
from geomap.language.records import Case, Doc, Sentence, Token
from geomap.language.sentences import split_sentences
from geomap.language.tokenise import tokenise
from geomap.model import Article, Span

__all__ = ["Case", "Doc", "Sentence", "Span", "Token", "parse"]

_DATELINE_SENTENCES = 10
_CASE_SAMPLE = 4000
_LETTERS = 12
"""Fewer may be a name: "KYIV, UKRAINE"."""
_SCRAP = 4
_ENDS = frozenset([".", "!", "?", "...", "…"])
_LONE = 2
"""A headline alone may have a strap line; a dateline with nothing below it is no headline."""


def parse(article: Article, *, model: str = DEFAULT) -> Doc:
    """Cut an article into tokens and sentences. Every character but white space lies in exactly one token.

    `model` names the pipeline whose trees `Doc.trees` gives when they are asked for (see `geomap.language.load`).
    """
    text = article.text
    case = case_of(text)
    blocks = paragraphs(text)
    sentences: list[Sentence] = []
    dateline: Span | None = None
    lines = [text[block.start : block.end] for block in blocks]
    run = in_runs(lines)
    for number, paragraph in enumerate(blocks):
        following = lines[number + 1] if number + 1 < len(blocks) else None
        above = all(one.heading for one in sentences) and stands_above(lines, number)
        for found in _sentences(text, paragraph, number=number, following=following, above=above, case=case):
            is_title = not sentences and is_title_of(text[found.start : found.end], article.title)
            sentence = _as_heading(found) if is_title or number in run else found
            if dateline is None and not sentence.heading and len(sentences) < _DATELINE_SENTENCES:
                cut = dateline_at(text, sentence.start, paragraph.end)
                if cut is not None and cut < sentence.end:
                    dateline = Span(sentence.start, cut, text[sentence.start : cut])
                    sentences.extend(_cut(sentence, cut))
                    continue
            sentences.append(sentence)
    sentences = _with_lone_headline(sentences, text)
    trees = None if model in RULES else LazyTrees(sentences, model=model)
    return Doc(article=article, sentences=tuple(sentences), dateline=dateline, case=case, trees=trees)


def _with_lone_headline(sentences: list[Sentence], text: str) -> list[Sentence]:
    """The sentences, of which a headline that has no text below it is one: it announces nothing, so it reports."""
    if any(_says_something(one) for one in sentences):
        return sentences
    lines = [one for one in sentences if one.heading and not is_byline(text[one.start : one.end])]
    if not 0 < len(lines) <= _LONE:
        return sentences  # a front page
    return [_as_sentence(one) if one in lines else one for one in sentences]


def _says_something(sentence: Sentence) -> bool:
    """Whether it is no heading, nor a scrap such as "Read more"."""
    return not sentence.heading and (len(sentence.tokens) >= _SCRAP or sentence.tokens[-1].text in _ENDS)


def case_of(text: str) -> Case:
    """Whether a text is set in capitals only, in small letters only, or as usual (by its first 4,000 characters)."""
    sample = text[:_CASE_SAMPLE]
    upper = sum(map(str.isupper, sample))
    lower = sum(map(str.islower, sample))
    if upper + lower < _LETTERS:
        return "mixed"
    if upper >= 0.9 * (upper + lower):
        return "upper"
    return "lower" if upper == 0 else "mixed"


def _sentences(
    text: str, paragraph: Paragraph, *, number: int, following: str | None, above: bool, case: Case
) -> Iterator[Sentence]:
    tokens = tuple(tokenise(text, paragraph.start, paragraph.end))
    line = text[paragraph.start : paragraph.end]
    first = number == 0
    if "\n" not in line and is_heading(line, tokens, following=following, first=first, above=above, case=case):
        yield Sentence(paragraph.start, paragraph.end, tokens, number, True)
        return
    for group in split_sentences(tokens, case=case):
        yield Sentence(group[0].start, group[-1].end, group, number, False)


def _as_sentence(heading: Sentence) -> Sentence:
    return Sentence(heading.start, heading.end, heading.tokens, heading.paragraph, False)


def _as_heading(sentence: Sentence) -> Sentence:
    return Sentence(sentence.start, sentence.end, sentence.tokens, sentence.paragraph, True)


def _cut(sentence: Sentence, at: int) -> tuple[Sentence, Sentence]:
    """The dateline as a heading of its own, and the sentence after it."""
    head = tuple(token for token in sentence.tokens if token.end <= at)
    tail = sentence.tokens[len(head) :]
    return (
        Sentence(sentence.start, head[-1].end, head, sentence.paragraph, True),
        Sentence(tail[0].start, sentence.end, tail, sentence.paragraph, False),
    )
