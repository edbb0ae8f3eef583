"""What speaks for and against a candidate toponym: named pieces of evidence, each with a weight from a table.

The sum of the weights is a logit. The weights were fitted by `training/fit_filters.py` on the cleared corpora; the names
say what each piece means, so that an analyst can read and correct the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from geomap.places.cues import Cues
from geomap.places.filters import CALENDAR, common_words, first_names, last_names, not_places
from geomap.places.fold import fold
from geomap.places.gazetteer import Match
from geomap.places.persons import People
from geomap.places.spans import NameSpan
from geomap.places.view import View
from geomap.tables import read_csv_table

_TABLES = Path(__file__).parent / "tables"
_LARGE_DIVISION = 1_000_000
_LOOKED_AT = 12
_CITY_SIZES = ((1_000_000, "1M"), (200_000, "200k"), (50_000, "50k"), (10_000, "10k"), (2_000, "2k"), (-1, "small"))
_BY_RANK = (
    ["country", "capital", "abbreviation", "adjective", "demonym", "adm1 large", "area", "city 1M", "adm1 by another name large"]
    + ["city 200k", "site", "adm1 small", "city by another name 1M", "adm2", "city 50k", "city by another name 200k"]
    + ["adm1 by another name small", "city 10k", "city by another name 50k", "city 2k", "city by another name 10k"]
    + ["city small", "city by another name 2k", "city by another name small", "none"]
)
_RANK = {size: rank for rank, size in enumerate(_BY_RANK)}
_SURELY_NAMES = frozenset(["country", "capital", "abbreviation", "adjective", "demonym", "area"])
_QUOTES = frozenset("\"'“”‘’")
_COORDINATORS = frozenset(["and", "or", "&", "/"])
_LISTS = frozenset([",", "and", "or", "&", "/", "-", ", and", ", or", "and the", "or the", ", the", "to", "–"])


@cache
def weights() -> dict[str, float]:
    """Evidence → weight: the fitted ones, and those set by hand, which win."""
    found: dict[str, float] = {}
    for name in ("filter_weights.csv", "filter_weights_by_hand.csv"):
        rows = read_csv_table(_TABLES / name, columns=("evidence", "weight", "source"), required=("evidence", "weight"))
        found.update((row["evidence"], float(row["weight"])) for row in rows)
    return found


def logit(evidence: Iterator[str]) -> float:
    """The sum of the weights of what was found; evidence without a weight counts nothing."""
    table = weights()
    return sum(table.get(name, 0.0) for name in evidence)


def gather(
    span: NameSpan,
    *,
    cues: Cues,
    people: People,
    previous: NameSpan | None = None,
    following: NameSpan | None = None,
) -> Iterator[str]:
    """The pieces of evidence for one candidate, by name. `previous` and `following` are its neighbours in the text."""
    yield "bias"
    size = prominence(span.matches)
    yield f"size:{size}"
    yield f"setting:{span.view.setting}"
    words = span.last - span.first
    yield f"words:{min(words, 3)}"
    yield from _wordhood(span, size)
    yield from _within_longer(span, cues)
    if fold(span.key) in not_places():
        yield "means something else in news"
    yield from _before(span, size, cues)
    yield from _after(span, size, cues)
    yield from _company(span, previous, following)
    if people.covers(span.view.index, span.first, span.last):
        yield "in a person's name"
        yield f"in a person's name, {_coarse(size)}"
    elif words == 1 and span.view.lowers[span.first] in people.surnames:
        yield f"surname of a person named before, {_coarse(size)}"


def prominence(matches: tuple[Match, ...]) -> str:
    """How well known the best known meaning is, as a class."""
    if not matches:
        return "none"
    if matches[0].kind in ("demonym", "adjective", "abbreviation"):
        return matches[0].kind
    return min((_size(match) for match in matches[:_LOOKED_AT]), key=_RANK.__getitem__)


def _size(match: Match) -> str:
    place = match.place
    if place.precision in ("country", "multi_country"):
        return "country"
    known = "" if match.kind == "name" else " by another name"
    if place.precision == "adm1":
        return f"adm1{known} large" if place.population >= _LARGE_DIVISION else f"adm1{known} small"
    if place.precision in ("adm2", "area", "site"):
        return place.precision
    if place.feature == "PPLC" and not known:
        return "capital"
    limit = next(label for limit, label in _CITY_SIZES if place.population >= limit)
    return f"city{known} {limit}"


def well_known(matches: tuple[Match, ...]) -> bool:
    """Whether a name's most prominent meaning is a country, a division or a large city."""
    return _coarse(prominence(matches)) == "well known"


def _coarse(size: str) -> str:
    if size in _SURELY_NAMES or size.endswith(("1M", "200k", "large")) or size == "adm1 small":
        return "well known"
    return "little known"


def _wordhood(span: NameSpan, size: str) -> Iterator[str]:
    view = span.view
    lowers = [view.lowers[at] for at in range(span.first, span.last) if view.lowers[at][0].isalpha()]
    coarse = _coarse(size)
    bands = [common_words().get(lower) for lower in lowers]
    if lowers and all(bands) and not (size in _SURELY_NAMES and (len(lowers) > 1 or size == "abbreviation")):
        worst = "seen" if "seen" in bands else "usual" if "usual" in bands else "frequent"
        many = "word" if len(lowers) == 1 else "words"
        yield f"{worst} {many}, {coarse}"
        if span.first == 0 or view.setting != "plain":
            yield f"{worst} {many} where capitals tell little"
    if len(lowers) == 1:
        if band := first_names().get(lowers[0]):
            yield f"{band} first name, {coarse}"
        if band := last_names().get(lowers[0]):
            yield f"{band} surname, {coarse}"
        if len(lowers[0]) <= 3:
            yield "at most three letters"
        if view.setting == "plain" and size != "abbreviation" and 2 <= len(lowers[0]) <= 5:
            if view.tokens[span.first].text.isupper() and not view.sentence.heading:
                yield "short and in capitals"


def _company(span: NameSpan, previous: NameSpan | None, following: NameSpan | None) -> Iterator[str]:
    """Places come in lists and pairs: "Texas or California", "Gary, Indiana"."""
    for other, between in ((previous, _between(previous, span)), (following, _between(span, following))):
        if other is None or between is None:
            continue
        if between == "," and (contains(span, other) if other is previous else contains(other, span)):
            yield "beside the region it lies in" if other is following else "the region of the place before"
        elif between in _LISTS and _coarse(prominence(other.matches)) == "well known":
            yield f"listed with a well known place, {_coarse(prominence(span.matches))}"


def _between(one: NameSpan | None, other: NameSpan | None) -> str | None:
    """The one or two tokens between two neighbours of the same sentence, joined; None if they are further apart."""
    if one is None or other is None or one.view is not other.view:
        return None
    gap = other.first - one.last
    return " ".join(one.view.lowers[one.last : other.first]) if 0 < gap <= 3 else None


def contains(region: NameSpan, inner: NameSpan) -> bool:
    """Whether some meaning of `inner` lies in some meaning of `region`, a country or a first-level division."""
    countries = {match.place.country for match in region.matches if match.place.precision == "country"}
    divisions = {(m.place.country, m.place.name) for m in region.matches if m.place.precision == "adm1"}
    return any(
        (m.place.country in countries and m.place.precision != "country")
        or (m.place.country, m.place.admin1) in divisions
        for m in inner.matches
    )


def _within_longer(span: NameSpan, cues: Cues) -> Iterator[str]:
    """ "the West Bank", "Supreme Court", "Bank of Lebanon": one word that is a word, and a capital beside it."""
    view = span.view
    lower = view.lowers[span.first]
    if span.last - span.first > 1 or view.setting != "plain":
        return
    beside = view.cap(span.last) or (view.cap(span.first - 1) and span.first > 1)
    if lower in cues.direction and view.cap(span.last):
        yield "a direction before a capital"
    elif beside and common_words().get(lower) in ("frequent", "usual"):
        yield "a word within a longer name"


def _before(span: NameSpan, size: str, cues: Cues) -> Iterator[str]:
    view, at = span.view, span.first - 1
    coarse = _coarse(size)
    if at < 0:
        yield f"opens the sentence, {coarse}"
        return
    lower = view.lowers[at]
    if lower == "the":
        yield f"after the, {coarse}"
        if at == 0:
            return
        at -= 1
        lower = view.lowers[at]
    if view.glued(span.first) and lower in ("-", "–", "/"):
        yield "after a hyphen"
    elif view.glued(span.first) and lower in ("@", "#"):
        yield f"after {lower}"
    elif lower in cues.locative_strong:
        yield f"after in or at, {coarse}"
    elif lower in cues.locative_weak:
        yield f"after {lower}, {coarse}"
        if lower == "of":
            yield from _before_of(view, at - 1, cues)
    elif lower in cues.direction:
        yield "after northern or eastern"
    elif lower in ("'s", "’s"):
        yield "after a possessive"
    elif lower in cues.titles:
        yield f"after a title, {coarse}"
    elif lower == ",":
        yield f"after a comma and a capital, {coarse}" if view.cap(at - 1) else "after a comma"
    elif lower in _COORDINATORS:
        yield "after and, a capital before it" if view.cap(at - 1) else "after and"
    elif lower in _QUOTES or lower in "([":
        yield "after a quote or bracket"
    elif lower in CALENDAR:
        yield "after a day or month"
    elif at == 0 and common_words().get(lower) in ("frequent", "usual"):
        yield f"after an opening word, {coarse}"
    elif view.caps[at] and view.setting == "plain":
        yield f"after a first name, {coarse}" if lower in first_names() else f"after a capital, {coarse}"
    elif lower in ("a", "an"):
        yield "after a or an"
    else:
        yield "after another word"


def _before_of(view: View, at: int, cues: Cues) -> Iterator[str]:
    """ "James Tauber of Nelson", "Vanessa Hankins, 26, of Indianapolis", "the city of Mosul"."""
    if view.lower(at) in cues.of_nouns:
        yield "after city of"
    elif view.cap(at) and view.cap(at - 1) and view.setting == "plain":
        yield "after a name and of"
    elif view.lower(at) == "," and view.lower(at - 1).isdigit():
        yield "after an age and of"


def _after(span: NameSpan, size: str, cues: Cues) -> Iterator[str]:
    view, at = span.view, span.last
    coarse = _coarse(size)
    lower = view.lower(at)
    if not lower or lower in ".;:!?":
        yield "closes the sentence"
    elif lower == ",":
        yield from _after_comma(span, coarse, cues)
    elif lower in ("'s", "’s", "'", "’"):
        yield f"possessive, {coarse}"
        if view.cap(at + 1):
            yield "possessive before a capital"
    elif lower in ("-", "–", "/") and view.glued(at):
        yield "before -based" if view.lower(at + 1) in ("based", "born", "area") else "before a hyphen"
    elif lower in cues.person_verbs:
        yield f"before said, {coarse}"
    elif lower in cues.inhabitants and not view.cap(at):
        yield f"before man or police, {coarse}"
    elif lower in cues.suffix and not view.cap(at):
        yield f"before a cue word, {cues.suffix[lower]}"
    elif view.cap(at) and view.setting == "plain":
        yield from _before_capital(span, coarse, cues)
    elif lower in _COORDINATORS:
        yield "before and, a capital after it" if view.cap(at + 1) else "before and"
    elif lower == "(":
        yield "before a bracket"
    elif lower.isdigit():
        yield "before a number"
    elif lower in cues.titles:
        yield "before a small-letter title"
    else:
        yield "before another word"


def _after_comma(span: NameSpan, coarse: str, cues: Cues) -> Iterator[str]:
    view, at = span.view, span.last + 1
    if view.lower(at).isdigit() and len(view.lower(at)) == 2 and view.lower(at + 1) == ",":
        yield "before an age"
    elif view.cap(at):
        yield f"before a comma and a capital, {coarse}"
    else:
        yield "before a comma"


def _before_capital(span: NameSpan, coarse: str, cues: Cues) -> Iterator[str]:
    lower = span.view.lowers[span.last]
    if lower in cues.organisation:
        yield f"before an organisation word, {coarse}"
    elif lower in cues.titles:
        yield "before a title"
    elif lower in cues.suffix:
        yield f"before a capital cue word, {cues.suffix[lower]}"
    elif lower in last_names():
        yield f"before a surname, {coarse}"
    elif lower in common_words():
        yield f"before a capital word, {coarse}"
    else:
        yield f"before a capital, {coarse}"
