"""What the tagger sees of a word: its form, its neighbours, and what the gazetteer and the name lists know of it.

Training and run time share this module, so that the weights always meet the features that they were trained on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from operator import add
from pathlib import Path

from geomap.places.filters import common_words, first_names, last_names
from geomap.places.gazetteer import Gazetteer
from geomap.tables import check_keys, read_toml_table

_DIGIT = re.compile(r"\d")
_SIZES = ((1_000_000, "5"), (100_000, "4"), (20_000, "3"), (3_000, "2"), (0, "1"))
_COARSE = {"country": "C", "multi_country": "M", "adm1": "A", "adm2": "D", "area": "R", "site": "S"}
_TABLE = Path(__file__).parent / "tables" / "cues_words.toml"
_KINDS = ("admin", "settled", "water", "land", "built", "title", "group", "compass", "in", "say")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Tables about words. `place` gives the class of a name ("" for none), `longest` its greatest length in words.

    `clusters` maps a word in small letters, digits as 0, to the numbers of the clusters that it is in.
    """

    place: Callable[[str], str]
    longest: int
    clusters: Mapping[str, tuple[str, ...]]


def gazetteer_knowledge(gazetteer: Gazetteer, clusters: Mapping[str, tuple[str, ...]]) -> Knowledge:
    """Knowledge from a gazetteer and a table of word clusters."""

    @lru_cache(maxsize=50_000)
    def place(name: str) -> str:
        return _place_class(gazetteer, name)

    return Knowledge(place, min(gazetteer.max_words, 6), clusters)


@cache
def cue_words(path: Path = _TABLE) -> Mapping[str, str]:
    """Word in small letters → what it says about a name beside it. Raises TableError for an unknown key."""
    words = read_toml_table(path, allowed=("words",))["words"]
    check_keys(words, _KINDS, where=f"{path}, [words]")
    return {word: kind for kind, listed in words.items() for word in listed}


def spaces_of(spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether white space follows each word; `spans` are the words' offsets."""
    return [end < following[0] for (_, end), following in pairwise(spans)] + [False] * bool(spans)


def _place_class(gazetteer: Gazetteer, name: str) -> str:
    """A letter for the most prominent place of that name, then how the name belongs to it; "" where there is none."""
    best = ""
    for match in gazetteer.lookup(name)[:4]:
        if match.kind == "abbreviation" and match.name != name:
            continue
        if match.kind in ("demonym", "adjective"):
            found = "N"
        elif match.place.precision in _COARSE:
            found = _COARSE[match.place.precision]
        else:
            found = next(size for least, size in _SIZES if match.place.population >= least)
        if match.kind in ("alternate", "historic", "abbreviation"):
            found += match.kind[0]
        if not best or _rank(found) > _rank(best):
            best = found
    return best


def _rank(found: str) -> int:
    order = "1S2R3D4M5ANC"
    return 2 * order.index(found[0]) - (len(found) > 1)


def shape(word: str) -> str:
    """The form of a word: "Kyiv" → "Xx", "UN" → "X2", "U.S." → "X.", "2014" → "d4", "iPod" → "o"."""
    if word.islower():
        return "x" if word.isalpha() else "x-"
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if word.isupper():
        return f"X{min(len(word), 4)}" if word.isalpha() else "X."
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "o" if any(map(str.isalnum, word)) else word[:1]


def is_capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()


def place_marks(words: Sequence[str], spaces: Sequence[bool], know: Knowledge) -> list[str]:
    """For each word, its part (S, B, I, E) in the longest gazetteer name over it and that name's class, or ""."""
    marks = [""] * len(words)
    text = "".join([word + " " if space else word for word, space in zip(words, spaces, strict=True)])
    starts = [0, *accumulate(map(add, map(len, words), spaces))]
    over = 0
    for at, word in enumerate(words):
        if at < over or not word[:1].isupper():
            continue
        for end in range(min(at + know.longest, len(words)), at, -1):
            if end > at + 1 and not is_capital(words[end - 1]):
                continue
            found = know.place(text[starts[at] : starts[end]].rstrip())
            if found:
                marks[at:end] = [part + found for part in _parts(end - at)]
                over = end
                break
    return marks


def _parts(size: int) -> str:
    """The part of each word in a name of so many."""
    return "S" if size == 1 else "B" + "I" * (size - 2) + "E"


@lru_cache(maxsize=100_000)
def lists_of(word: str) -> str:
    """The lists a word is in: f first name, l surname, w common word; a capital marks the commoner band."""
    small = word.lower()
    first, last, common = first_names().get(small), last_names().get(small), common_words().get(small)
    return (
        ("" if not first else "F" if first == "common" else "f")
        + ("" if not last else "L" if last == "common" else "l")
        + ("" if not common else {"frequent": "W", "usual": "w"}.get(common, "v"))
    )


def own_features(word: str, clusters: tuple[str, ...]) -> tuple[str, ...]:
    """The features of a word that do not depend on its neighbours."""
    small = word.lower()
    digitless = _DIGIT.sub("0", small)
    found = [
        "w=" + digitless, "s=" + shape(word), "p2=" + small[:2], "p3=" + small[:3], "x2=" + small[-2:],
        "x3=" + small[-3:], "x4=" + small[-4:], "W=" + _DIGIT.sub("0", word), "l=" + lists_of(word),
        "q=" + cue_words().get(small.rstrip("."), ""),
    ]  # fmt: skip
    found += [f"c{at}={number}" for at, number in enumerate(clusters)]
    if word[:1].isupper():
        found.append("ls=" + lists_of(word) + shape(word))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a word alone: its small letters with digits as 0, its form, lists, cue and clusters."""

    small: str
    shape: str
    lists: str
    cue: str
    clusters: tuple[str, ...]


def known_of(word: str, know: Knowledge) -> Known:
    """What is known of a word alone."""
    small = _DIGIT.sub("0", word.lower())
    cue = cue_words().get(small.rstrip("."), "")
    return Known(small, shape(word), lists_of(word), cue, know.clusters.get(small, ()))


_OUTSIDE = Known("", "", "", "", ())
"""What stands where a sentence has no word."""


def features(words: Sequence[str], spaces: Sequence[bool], know: Knowledge) -> list[list[str]]:
    """The feature strings of each word of a sentence. `word_scores` adds up their weights by the same parts."""
    known, marks = [known_of(word, know) for word in words], place_marks(words, spaces, know)
    told = [told_features(one, mark) for one, mark in zip(known, marks, strict=True)]
    crowd = crowd_of(words)
    found = []
    for at, (word, one, mark) in enumerate(zip(words, known, marks, strict=True)):
        last = at == len(words) - 1
        row = [*own_features(word, one.clusters), *here_features(one, mark, alone_of(word, know))]
        beside = (known[at - 1] if at else None), (None if last else known[at + 1])
        row += word_conjunctions(one, mark, *beside)
        row += form_conjunctions(one, mark, *beside, marks[at - 1] if at else "", "" if last else marks[at + 1])
        for side, other in enumerate((at - 1, at + 1, at - 2, at + 2)):
            if 0 <= other < len(words):
                row += told[other][side]
        found.append(row + set_features(one, mark, first=at == 0, last=last, crowd=crowd))
    return found


def alone_of(word: str, know: Knowledge) -> str:
    """The class of the place that a word with a capital names by itself."""
    return know.place(word) if word[:1].isupper() else ""


def crowd_of(words: Sequence[str]) -> str:
    """UP for a sentence in capitals, T for a headline in title case: there capitals tell little."""
    capitals = sum(word.isupper() and len(word) > 1 for word in words)
    if 2 * capitals > sum(map(str.isalpha, words)):
        return "UP"
    return "T" if _is_titled(words) else ""


def _is_titled(words: Sequence[str]) -> bool:
    """Whether nearly every long word has a capital, as in headlines."""
    long = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(long) > 2 and sum(word[:1].isupper() for word in long) > 0.8 * len(long)


def here_features(one: Known, mark: str, alone: str) -> list[str]:
    """What the gazetteer says of a word, alone and with its form."""
    found = ["b", "m=" + mark, "a=" + alone, f"mk={mark[1:2]}|{one.lists}", f"ms={mark[:2]}|{one.shape}"]
    if mark:
        found.append(f"m0w={mark}|{one.small}")
    return found


def word_conjunctions(one: Known, mark: str, before: Known | None, after: Known | None) -> tuple[str, str, str]:
    """Conjunctions of a word with the words on either side."""
    small_before, small_after = "<" if before is None else before.small, ">" if after is None else after.small
    if one.shape[0] in "Xd":
        both = f"-w+w={small_before}|{small_after}"
    else:
        shape_before, shape_after = "<" if before is None else before.shape, ">" if after is None else after.shape
        both = f"-s+s={shape_before}|{shape_after}"
    return both, f"-w|m={small_before}|{mark[:2]}", f"+w|m={small_after}|{mark[:2]}"


def form_conjunctions(
    one: Known, mark: str, before: Known | None, after: Known | None, mark_before: str, mark_after: str
) -> list[str]:
    """Conjunctions of a word with the forms, lists, cues and marks on either side."""
    shape_before, shape_after = "<" if before is None else before.shape, ">" if after is None else after.shape
    left, right = before or _OUTSIDE, after or _OUTSIDE
    own = mark[:2]
    return [
        f"-s|s|+s={shape_before}|{one.shape}|{shape_after}",
        f"m|+q={own}|{right.cue}",
        f"m|-q={own}|{left.cue}",
        f"m|-l={own}|{left.lists}|{shape_before}",
        f"m|+l={own}|{right.lists}|{shape_after}",
        f"m|-m={own}|{mark_before[:2]}",
        f"m|+m={own}|{mark_after[:2]}",
    ]


SIDES = ("-", "+", "--", "++")
"""What begins the features that a word tells the one after it, the one before, and those two after and before."""


def told_features(one: Known, mark: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """What a word tells its neighbours, on each of SIDES."""
    near, far = told_of(one, mark)
    before, after, far_before, far_after = (
        [side + name for name in about] for side, about in zip(SIDES, (near, near, far, far), strict=True)
    )
    return before, after, far_before, far_after


def told_of(one: Known, mark: str) -> tuple[list[str], list[str]]:
    """What a word tells the words beside it, and those two places away, before it is said on which side."""
    asked = ["q=" + one.cue] if one.cue else []
    numbers = [f"c{size}={number}" for size, number in enumerate(one.clusters)]
    form_and_mark = ["w=" + one.small, "s=" + one.shape, "m=" + mark[:2]]
    near = [*form_and_mark, "l=" + one.lists, "x3=" + one.small[-3:], *asked, *numbers]
    return near, [*form_and_mark, *asked, *numbers[:1]]


def set_features(one: Known, mark: str, *, first: bool, last: bool, crowd: str) -> list[str]:
    """What the place in the sentence says, and how the sentence is set."""
    found = ["first", "first|" + one.shape] if first else []
    if last:
        found.append("last")
    if crowd:
        found += ["crowd=" + crowd, f"crowd={crowd}|{mark[:2]}"]
    return found
