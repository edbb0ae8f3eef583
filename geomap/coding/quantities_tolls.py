"""Where the toll of an event is told when its own clause tells none: its consequence, an aside, the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.language import Doc

Stretch = tuple[int, int]

_TOLL_SENTENCE = re.compile(
    r"(?:[A-Z][^.;]{0,40} (?:crowd|turnout) "
    r"|(?:Police|Officials|Authorities|Rescuers|Medics|Doctors|Witnesses|Hospital)[^.;,]{0,30}"
    r" (?:said|put|reported|counted|confirmed) "
    r"|At least|More than|Some|About|Nearly|Another|A total of|In all,|Altogether|No casualties|There (?:were|was) no"
    r"|[A-Z][^.;]{0,40} (?:shot down|intercepted|downed) "
    r"|Nobody|No one|The (?:death )?toll|The dead|The (?:attack|strike|blast|raid|explosion|bombing|shelling|ambush"
    r"|assault|clash|clashes|fighting|quake|earthquake|storm|flood|floods|fire|crash)\b[^.]{0,60}"
    r"\b(?:killed|left|claimed|injured|wounded)\b|(?:[A-Z][a-z]+(?:-[a-z]+)?|\d[\d,]*) (?:[\w-]+ ){0,3}"
    r"(?:(?:was|were|have been|had been) (?:killed|injured|wounded|hurt)|died))"
)
_RESULT = re.compile(
    r"(?:,| and|,? in which|,? that) (?:killing|wounding|injuring|leaving|causing|claiming|displacing|forcing|beheading"
    r"|abducting|kidnapping|destroying|driving|capturing|drawing|killed|left|wounded|injured|beheaded|abducted"
    r"|kidnapped)\b",
    re.IGNORECASE,
)
_HARMED = r"(?:killed|killing|dead|wounded|wounding|injured|injuring|hurt|hurting|maimed|missing|displaced)"
_JOINED_AFTER = re.compile(
    rf",? ?(?:and|,|(?:of )?which|(?:of )?whom) (?:(?:left|leaving|another|a further|at least|more than|about|some) )*"
    rf"(?:{_HARMED}\b[^.;,]{{0,40}}|[\w,-]+ (?:[\w-]+ ){{0,3}}?(?:(?:was|were) )?"
    rf"(?:{_HARMED}|shot down|intercepted|downed)\b)",
    re.IGNORECASE,
)
_PEOPLE = r"(?:\d[\d,]*|[A-Za-z-]+) (?:[a-z]+ ){0,2}"
_JOINED_BEFORE = re.compile(
    rf"(?:{_PEOPLE}(?:, |and ))*{_PEOPLE}(?:{_HARMED}|(?:(?:was|were) )?{_HARMED}|died)(?:,| and|, and)\s*$"
)
_NEW_CLAUSE = re.compile(r"[;:]|, (?:while|but)\b|\bwhile\b", re.IGNORECASE)
_AFTERMATH = re.compile(
    r"(?:, [^,;.]{1,50}\b(?:said|says|reported|told [\w ]{1,20}))?\s?[;—–:] (?:but |and |though )?[^;.]{0,50}?"
    r"\b(?:said|says|reported|put|nobody|no one|there were no)\b[^;]*"
    r"|; (?:at least |some |about )?(?:\d+|[a-z]+) [^;.,]{0,40}?"
    r"\b(?:(?:was|were) (?:killed|wounded|injured|hurt)|died)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(r"\b(?:when|after|since|as|in which|during|following|by|in an?|in the)\s*$", re.IGNORECASE)
_AT_ANOTHER = re.compile(r" (?:in|near|at|outside) (?:the )?[A-Z]")
_OF_YEARS = re.compile(r"\bsince (?:\d{4}|last year|the start|January|the war)\b|\bso far this year\b|\bthis year\b")
"""What makes a toll one of more than the happening before it."""
_LATER = re.compile(
    r"\b(?:minute|hour|day|night|week|month|year)s? (?:after|before)\s*$|\b(?:shortly|soon|long) after\s*$",
    re.IGNORECASE,
)
"""What sets a clause apart as another occasion: "killing four, hours after rebels fired rockets at Kibbutz"."""
_FAR = 70
_RELATIVE_FAR = 140


def joined_tolls(doc: Doc, sentence_index: int, clause: Stretch) -> Iterator[Stretch]:
    """What is joined to a clause and tells more of its toll: "and wounded eleven", "of which 62 were shot down", or,
    before it, "three killed, ".
    """
    text, sentence = doc.article.text, doc.sentences[sentence_index]
    after = _JOINED_AFTER.match(text, clause[1], sentence.end)
    if after and not _AT_ANOTHER.match(text, after.end(), sentence.end):
        yield after.span()
    before = _JOINED_BEFORE.search(text[sentence.start : clause[0]])
    if before:
        yield sentence.start + before.start(), sentence.start + before.end()


def toll_stretches(doc: Doc, sentence_index: int, clause: Stretch) -> Iterator[Stretch]:
    """Stretches of the sentence that may tell the toll of a clause, the likeliest first.

    What follows as a consequence (", killing 34 and wounding …"); what a source adds ("; the mayor said nine died",
    "; nobody was hurt"); the main clause whose occasion the clause tells ("two men died when …").
    """
    text, sentence = doc.article.text, doc.sentences[sentence_index]
    result = _RESULT.search(text, clause[1], sentence.end)
    if result and _reaches(text[clause[1] : result.start()]):
        stop = _NEW_CLAUSE.search(text, result.end(), sentence.end)
        yield result.start(), stop.start() if stop else sentence.end
    aftermath = _AFTERMATH.match(text, clause[1], sentence.end)
    if aftermath:
        yield aftermath.span()
    before = text[sentence.start : clause[0]]
    if _OCCASION.search(before) and not _LATER.search(before) and not _RESULT.search(before):
        yield sentence.start, clause[0]


def _reaches(gap: str) -> bool:
    """Whether a consequence after this gap is still the clause's own, not that of another clause between."""
    far = _RELATIVE_FAR if re.match(r",? (?:which|who|that)\b| \w+, which\b", gap) else _FAR
    return len(gap) <= far and not _NEW_CLAUSE.search(gap) and not re.search(r"\band\b", gap)


def next_toll(doc: Doc, sentence_index: int) -> Stretch | None:
    """The next sentence, of the same paragraph or the next, where it opens with a toll; None otherwise."""
    sentence = doc.sentences[sentence_index]
    for following in doc.sentences[sentence_index + 1 : sentence_index + 2]:
        near = not following.heading and following.paragraph - sentence.paragraph <= 1
        if near and _OF_YEARS.search(doc.article.text, following.start, following.end):
            return None
        if near and _TOLL_SENTENCE.match(doc.article.text, following.start):
            return following.start, following.end
    return None
