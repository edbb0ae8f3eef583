"""What speaks for and against a candidate toponym: named pieces of evidence, each with a weight from a table.

The sum of the weights is a logit. The weights were fitted by `training/fit_filters.py` on the cleared corpora, or set
by hand where the corpora mislead; the names say what each piece means, so that an analyst can read and correct them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from geomap.places.cues import Cues
from geomap.places.evidence_around import evidence_after, evidence_before
from geomap.places.filters import common_words, first_names, last_names, not_places
from geomap.places.fold import fold
from geomap.places.introduced import calls_village
from geomap.places.labels import Label
from geomap.places.name_span import NameSpan
from geomap.places.persons import People
from geomap.places.prominence import SURELY_NAMES, coarse, prominence
from geomap.places.shared_cues import DIVISIONS, shared_cue
from geomap.tables import read_csv_table

_TABLES = Path(__file__).parent / "tables"
_LISTS = frozenset([",", "and", "or", "&", "/", "-", ", and", ", or", "and the", "or the", ", the", "to", "–"])

_LANDS = frozenset("area suburb sector countryside subdistrict neighbourhood neighborhood district township".split())
_SURROUNDINGS = frozenset("countryside suburbs outskirts hinterland environs".split())
_BODIES = frozenset(
    "group organisation organization ngo charity watchdog newspaper daily magazine website broadcaster network "
    "movement party company firm think-tank foundation association collective".split()
)
_POSSESSIVES = ("'s", "’s")
_ROADS = frozenset("road highway motorway expressway railway route corridor axis pipeline border train".split())


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
    label: Label | None = None,
) -> Iterator[str]:
    """The pieces of evidence for one candidate, by name. `previous` and `following` are its neighbours in the text,
    `label` is what the line opens with.
    """
    yield "bias"
    size = prominence(span.matches)
    yield f"size:{size}"
    yield f"setting:{span.view.setting}"
    if span.view.sentence.heading and span.first == 0 and span.last == len(span.view.tokens):
        yield f"all of a heading, {coarse(size)}"
    if span.view.dateline and span.first == 0:
        yield "opens the dateline"
    if label is not None and (label.first, label.last) == (span.first, span.last):
        yield "opens a line of a list"
    words = span.last - span.first
    yield f"words:{min(words, 3)}"
    yield from _wordhood(span, size)
    yield from _within_longer(span, cues)
    if _means_something_else(span):
        yield "means something else in news"
    if span.cue in DIVISIONS and shared_cue(span.view, span.last, cues):
        yield "shares the noun of a division"
    yield from evidence_before(span, coarse(size), cues)
    yield from evidence_after(span, coarse(size), cues)
    if span.cue == "site":
        yield "names a site"
    if _owns_site(span, following):
        yield "owns a site"
    yield from _ends(span, previous, following)
    yield from _company(span, previous, following)
    if _is_division(span):
        yield "a division by its noun"
    elif _is_land_by_noun(span):
        yield "an area by its noun"
    if people.covers(span.view.index, span.first, span.last) and not calls_village(span.view, span.first):
        yield "in a person's name"
        yield f"in a person's name, {coarse(size)}"
    elif words == 1 and span.view.lowers[span.first] in people.surnames:
        yield f"surname of a person named before, {coarse(size)}"


def _is_division(span: NameSpan) -> bool:
    """ "The Marib governorate", where the gazetteer has a division of that name."""
    cued = span.kind == "name" and span.cue in DIVISIONS and span.cue_last > span.last
    return cued and any(match.place.precision in DIVISIONS for match in span.matches)


def _is_land_by_noun(span: NameSpan) -> bool:
    """ "The Poonch sector", "Kobani's southern countryside": only places have such a noun."""
    view = span.view
    if view.setting != "plain" or span.kind != "name":
        return False
    if view.lower(span.last) in _POSSESSIVES:
        return any(view.lower(at) in _SURROUNDINGS for at in (span.last + 1, span.last + 2))
    started = view.lower(span.first - 1) in ("the", *_POSSESSIVES)
    return started and view.lower(span.last) in _LANDS and not view.cap(span.last)


def _wordhood(span: NameSpan, size: str) -> Iterator[str]:
    view = span.view
    lowers = [view.lowers[at] for at in range(span.first, span.last) if view.lowers[at][0].isalpha()]
    known = coarse(size)
    bands = [common_words().get(lower) for lower in lowers]
    if lowers and all(bands) and not (size in SURELY_NAMES and (len(lowers) > 1 or size == "abbreviation")):
        worst = "seen" if "seen" in bands else "usual" if "usual" in bands else "frequent"
        many = "word" if len(lowers) == 1 else "words"
        yield f"{worst} {many}, {known}"
        if span.first == 0 or view.setting != "plain":
            yield f"{worst} {many} where capitals tell little"
    if len(lowers) == 1:
        yield from _single_word(span, lowers[0], size)


def _single_word(span: NameSpan, lower: str, size: str) -> Iterator[str]:
    known = coarse(size)
    if band := first_names().get(lower):
        yield f"{band} first name, {known}"
    if band := last_names().get(lower):
        yield f"{band} surname, {known}"
    if len(lower) <= 3:
        yield "at most three letters"
    plain = span.view.setting == "plain" and not span.view.sentence.heading
    if plain and size != "abbreviation" and 2 <= len(lower) <= 5 and span.view.tokens[span.first].text.isupper():
        yield "short and in capitals"


def _opens_body_name(span: NameSpan) -> bool:
    """ "The rights group Foro Penal", "the newspaper Kabul Times": a noun says whose name goes on behind the word."""
    view = span.view
    if view.setting != "plain" or not view.cap(span.last) or view.cap(span.first - 1):
        return False
    return view.lower(span.first - 1) in _BODIES


def _means_something_else(span: NameSpan) -> bool:
    """ "Hamas", "Boko Haram": the name, or the name with the next word, is in the table."""
    if fold(span.key) in not_places():
        return True
    return span.view.cap(span.last) and fold(span.view.slice(span.first, span.last + 1)) in not_places()


def _company(span: NameSpan, previous: NameSpan | None, following: NameSpan | None) -> Iterator[str]:
    """Places come in lists and pairs: "Texas or California", "Gary, Indiana"."""
    for other, between in ((previous, _between(previous, span)), (following, _between(span, following))):
        if other is None or between is None:
            continue
        if between == "(" and other is following and contains(other, span):
            yield "beside the region it lies in"
        elif between == "," and (contains(span, other) if other is previous else contains(other, span)):
            yield "beside the region it lies in" if other is following else "the region of the place before"
        elif between in _LISTS and coarse(prominence(other.matches)) == "well known":
            yield f"listed with a well known place, {coarse(prominence(span.matches))}"


def _owns_site(span: NameSpan, following: NameSpan | None) -> bool:
    if following is None or _between(span, following) not in ("'s", "’s"):
        return False
    return any(match.place.precision == "site" for match in following.matches[:1])


def _ends(span: NameSpan, previous: NameSpan | None, following: NameSpan | None) -> Iterator[str]:
    """Whether a name ends a way or a stretch."""
    if _ends_road(span, following) or _ends_road(previous, span):
        yield "an end of a road"
    elif _ends_stretch(previous, span):
        yield "the far end of a stretch"


def _ends_road(one: NameSpan | None, other: NameSpan | None) -> bool:
    """Whether two names are the ends of a way: "the Gao-Menaka highway"."""
    if one is None or other is None or _between(one, other) not in ("-", "–"):
        return False
    return other.view.lower(other.last) in _ROADS and not other.view.cap(other.last)


def _ends_stretch(one: NameSpan | None, other: NameSpan) -> bool:
    """Whether a name is the far end of what begins at a well known place: "between Goma and Sake"."""
    if one is None or _between(one, other) != "and" or one.view.lower(one.first - 1) != "between":
        return False
    return coarse(prominence(one.matches)) == "well known"


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
    if _opens_body_name(span):
        yield "opens the name of a body"
    if span.last - span.first > 1 or view.setting != "plain":
        return
    beside = view.cap(span.last) or (view.cap(span.first - 1) and span.first > 1) or view.lower(span.last) == "of"
    if lower in cues.direction:
        yield "a direction"
    elif beside and common_words().get(lower) in ("frequent", "usual"):
        yield "a word within a longer name"
