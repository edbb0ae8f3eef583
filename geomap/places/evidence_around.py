"""The evidence that stands right before and right after a candidate toponym.

`known` is "well known" or "little known", the class of the name's meanings: a small town needs more than a country.
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.places.cues import Cues
from geomap.places.filters import CALENDAR, common_words, first_names, last_names
from geomap.places.name_span import NameSpan
from geomap.places.shared_cues import is_besieged, is_taken, suffers
from geomap.places.view import View

_QUOTES = frozenset("\"'“”‘’([")
_COORDINATORS = frozenset(["and", "or", "&", "/"])
_DESCRIBED = 5
_GOES_ON = frozenset(", . ; of in on near where that which with from about some north south east west".split())
_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])


def evidence_before(span: NameSpan, known: str, cues: Cues) -> Iterator[str]:
    """What stands before a candidate, over "the"."""
    view, at = span.view, span.first - 1
    if at < 0:
        yield f"opens the sentence, {known}"
        return
    if view.lowers[at] == "the":
        yield f"after the, {known}"
        at -= 1
        if at < 0:
            return
    if view.lowers[at] in ("and", ",") and is_taken(view, span.first, cues):
        yield f"after a verb of siege, {known}"
    elif view.lowers[at] in cues.locative_weak:
        yield f"after {view.lowers[at]}, {known}"
        if view.lowers[at] == "of":
            yield from _before_of(span, at - 1, cues)
    else:
        yield _mark_before(view, span.first, at, known) or _word_before(view, at, known, cues)


def _mark_before(view: View, first: int, at: int, known: str) -> str | None:
    lower = view.lowers[at]
    if view.glued(first) and lower in ("-", "–", "/"):
        return "after a hyphen"
    if view.glued(first) and lower in ("@", "#"):
        return f"after {lower}"
    if lower == ",":
        return f"after a comma and a capital, {known}" if view.cap(at - 1) else "after a comma"
    if lower in _COORDINATORS:
        return "after and, a capital before it" if view.cap(at - 1) else "after and"
    if lower in ("'s", "’s"):
        return "after a possessive"
    return "after a quote or bracket" if lower in _QUOTES else None


def _word_before(view: View, at: int, known: str, cues: Cues) -> str:
    lower = view.lowers[at]
    if lower in cues.locative_strong:
        return f"after in or at, {known}"
    if is_taken(view, at + 1, cues):
        return f"after a verb of siege, {known}"
    if lower in cues.direction:
        return "after northern or eastern"
    if lower in cues.titles:
        return f"after a title, {known}"
    if lower in CALENDAR:
        return "after a day or month"
    if at == 0 and common_words().get(lower) in ("frequent", "usual"):
        return f"after an opening word, {known}"
    if view.caps[at] and view.setting == "plain":
        return f"after a first name, {known}" if lower in first_names() else f"after a capital, {known}"
    return "after a or an" if lower in ("a", "an") else "after another word"


def _before_of(span: NameSpan, at: int, cues: Cues) -> Iterator[str]:
    """ "James Tauber of Nelson", "Vanessa Hankins, 26, of Ohio", "the city of Mosul", "the shelling of Idlib"."""
    view = span.view
    if view.lower(at) in cues.of_nouns:
        yield "after city of"
    elif is_besieged(view, span.first, span.last, cues):
        yield "after shelling of"
    elif view.cap(at) and view.cap(at - 1) and view.setting == "plain":
        yield "after a name and of"
    elif view.lower(at) == "," and view.lower(at - 1).isdigit():
        yield "after an age and of"


def evidence_after(span: NameSpan, known: str, cues: Cues) -> Iterator[str]:
    """What stands after a candidate."""
    view, at = span.view, span.last
    lower = view.lower(at)
    if lower in _POSSESSIVES:
        yield f"possessive, {known}"
        if view.cap(at + 1):
            yield "possessive before a capital"
    elif view.cap(at) and view.setting == "plain" and lower not in cues.person_verbs:
        yield _before_capital(lower, known, cues)
    else:
        siege = "undergoes a siege" if suffers(view, span.first, at, cues) else None
        yield siege or _mark_after(view, at, known, cues) or _word_after(view, at, known, cues)


def _mark_after(view: View, at: int, known: str, cues: Cues) -> str | None:
    lower = view.lower(at)
    if not lower or lower in ".;:!?":
        return "closes the sentence"
    if lower == ",":
        return _after_comma(view, at + 1, known, cues)
    if lower in ("-", "–", "/") and view.glued(at):
        return "before -based" if view.lower(at + 1) in ("based", "born", "area") else "before a hyphen"
    if lower in _COORDINATORS:
        return "before and, a capital after it" if view.cap(at + 1) else "before and"
    return "before a bracket" if lower == "(" else None


def _word_after(view: View, at: int, known: str, cues: Cues) -> str:
    lower = view.lower(at)
    if lower in cues.person_verbs:
        return f"before said, {known}"
    if lower in cues.inhabitants:
        return f"before man or police, {known}"
    if lower in cues.suffix:
        return f"before a cue word, {cues.suffix[lower]}"
    if lower.isdigit():
        return "before a number"
    return "before a small-letter title" if lower in cues.titles else "before another word"


def _described(view: View, at: int, cues: Cues) -> bool:
    """ "Djibo, the provincial capital, …", "Sake, a town west of Goma": not "Ivanov, the city mayor"."""
    if view.lower(at) not in ("the", "a", "an"):
        return False
    return any(
        view.lower(noun) in cues.of_nouns and view.lower(noun + 1) in _GOES_ON
        for noun in range(at + 1, at + _DESCRIBED)
    )


def _after_comma(view: View, at: int, known: str, cues: Cues) -> str:
    if _described(view, at, cues):
        return "before what says that it is a town"
    if view.lower(at).isdigit() and len(view.lower(at)) == 2 and view.lower(at + 1) == ",":
        return "before an age"
    return f"before a comma and a capital, {known}" if view.cap(at) else "before a comma"


def _before_capital(lower: str, known: str, cues: Cues) -> str:
    if lower in cues.organisation:
        return f"before an organisation word, {known}"
    if lower in cues.titles:
        return "before a title"
    if lower in cues.suffix:
        return f"before a capital cue word, {cues.suffix[lower]}"
    if lower in last_names():
        return f"before a surname, {known}"
    return f"before a capital word, {known}" if lower in common_words() else f"before a capital, {known}"
