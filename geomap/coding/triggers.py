"""Trigger rules: what words, in what company, speak of an event. Read from tables/triggers/*.toml.

A file holds `[[rule]]` tables with a `code`, an optional `rank` (specific, generic, weak), `weight` and `status`, and
`match`: one pattern a line, its elements apart by blanks, then constraints after " ; ".

    drone|uav strike|attack.n      lemmas; .v .n .a .x ask for a verb, noun, adjective, auxiliary
    hold.v _4 talks|summit.n       _4 stands for up to four words within the clause
    @missile strike                a class of tables/classes.toml, or one that the actor and place tables lend:
                                   @country @place @leader @group @igo @stateforce @time
                                   @number @name (a proper name that no table
                                   knows)
    go on (a|hunger)? strike       parentheses group, ? makes optional
    *.v                            any verb
    ... ; obj:@captive|body        object (of a verb), or what the noun's "of", "on", "against" ... brings
    ... ; subj: by: with: has:     subject or doer; agent; "with" phrase; anywhere in the sentence
    ... ; noobj: nosubj: noby: nowith: no: pre: nopre: next: nonext:
    ... ; st:happened ; weight:0.5 override the rule's status and weight

The code NONE claims words for figures of speech. `[[context]]` tables silence a subject (sport, film).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from geomap.coding.ontology import TABLES, check_code
from geomap.errors import TableError
from geomap.model import Status
from geomap.tables import check_keys, read_toml_table

Rank = Literal["specific", "generic", "weak"]
"""specific says what happened; generic says that something of the kind did; weak says what came of it."""

NONE = "NONE"
LENT_CLASSES = frozenset("country place leader person group igo body stateforce force name named number time".split())
"""The classes that names and places lend to words, beside those of classes.toml."""
_WEIGHTS: Mapping[str, float] = {"specific": 0.8, "generic": 0.6, "weak": 0.4}
_CONSTRAINTS = (
    "obj",
    "noobj",
    "subj",
    "nosubj",
    "by",
    "noby",
    "with",
    "nowith",
    "has",
    "no",
    "pre",
    "nopre",
    "next",
    "nonext",
)
_SETTINGS = ("st", "weight")
_FUNCTION_WORDS = frozenset(
    "a an the to of in on at by for with from into over under up down out off back through across around round away as "
    "be is are was were been being have has had will would his her its their it and or no not one each that".split()
)
"""Words of nearly every sentence: a pattern looked up by one is tried for nothing."""
_ELEMENT = re.compile(r"(?:\((?P<group>[^()\s]+)\)|(?P<plain>[^()\s.?]+))(?:\.(?P<tag>[vnaxr]))?(?P<optional>\?)?\Z")
_FORM = re.compile(r"ed\Z|[aeiouy].*ing\Z")
"""A form in "-ed" or "-ing", not "ring" or "fling"."""
_GAP = re.compile(r"_(\d+)\Z")


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern: any of `words` or `classes`, of a tag; or, with `gap`, up to so many words."""

    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    tag: str = ""
    optional: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Constraint:
    """A condition on the company of a match: `kind` is one of obj, subj, has … or its "no" form."""

    kind: str
    words: frozenset[str]
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one code. `anchor` is the element that the index looks up. A sentence must have one of each set of
    `needs`, a word or a class ("@body"), or the pattern cannot match.
    """

    code: str
    rank: Rank
    weight: float
    status: Status | None
    elements: tuple[Element, ...]
    constraints: tuple[Constraint, ...]
    anchor: int
    source: str
    needs: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """A subject whose words are figures of speech: `minimum` words of the class `name`; `spares` lists layers it
    leaves alone.
    """

    name: str
    minimum: int
    spares: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules, by the words and the classes that may begin a match, and the word classes."""

    by_word: Mapping[str, tuple[Rule, ...]]
    by_class: Mapping[str, tuple[Rule, ...]]
    classes: Mapping[str, frozenset[str]]
    contexts: tuple[Context, ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the tables folder."""
    return load_lexicon(TABLES)


def load_lexicon(folder: Path) -> Lexicon:
    """Read classes.toml and triggers/*.toml of a folder. Raises TableError for whatever breaks the notation."""
    classes = word_classes(folder / "classes.toml")
    known = LENT_CLASSES.union(*classes.values())
    by_word: dict[str, list[Rule]] = {}
    by_class: dict[str, list[Rule]] = {}
    contexts: list[Context] = []
    for path in sorted((folder / "triggers").glob("*.toml")):
        table = read_toml_table(path, allowed=("rule", "context"))
        for row in table.get("rule", ()):
            for rule in _rules(row, path):
                _check_classes(rule, known, where=str(path))
                anchor = rule.elements[rule.anchor]
                for word in anchor.words:
                    by_word.setdefault(word, []).append(rule)
                for name in anchor.classes:
                    by_class.setdefault(name, []).append(rule)
        contexts += [_context(row, path) for row in table.get("context", ())]
    return Lexicon(
        MappingProxyType({word: tuple(rules) for word, rules in by_word.items()}),
        MappingProxyType({name: tuple(rules) for name, rules in by_class.items()}),
        classes,
        tuple(contexts),
    )


def _check_classes(rule: Rule, known: frozenset[str], *, where: str) -> None:
    named = {name for element in rule.elements for name in element.classes}
    named |= {name for constraint in rule.constraints for name in constraint.classes}
    check_keys(sorted(named), known, where=f"{where}: '{rule.source}'", what="class")


@cache
def trigger_verbs() -> frozenset[str]:
    """The verbs of the rules, as lemmas: a tagger needs to know them."""
    rules = {id(rule): rule for rules in lexicon().by_word.values() for rule in rules}  # each stands under many words
    words = {
        word for rule in rules.values() for element in rule.elements if element.tag == "V" for word in element.words
    }
    return frozenset(word for word in words if word.isalpha() and not _FORM.search(word))


def word_classes(path: Path) -> Mapping[str, frozenset[str]]:
    """Lemma → the classes it belongs to."""
    found: dict[str, set[str]] = {}
    for name, words in read_toml_table(path, allowed=("classes",))["classes"].items():
        for word in words.split():
            found.setdefault(word, set()).add(name)
    return MappingProxyType({word: frozenset(names) for word, names in found.items()})


def _context(row: Mapping[str, Any], path: Path) -> Context:
    check_keys(row, ("class", "minimum", "spares"), where=f"{path}, [[context]]")
    return Context(row["class"], row["minimum"], frozenset(row.get("spares", ())))


def _rules(row: Mapping[str, Any], path: Path) -> Iterator[Rule]:
    where = f"{path}, [[rule]] {row.get('code', '?')}"
    check_keys(row, ("code", "rank", "weight", "status", "match"), where=where)
    code = str(row.get("code", ""))
    if code != NONE:
        check_code(code, where=where)
    rank = row.get("rank", "specific")
    check_keys([rank], get_args(Rank), where=where, what="rank")
    status = _status(row.get("status"), where)
    weight = float(row.get("weight", _WEIGHTS[rank]))
    for line in row.get("match", "").splitlines():
        if line.strip() and not line.startswith("#"):
            yield _rule(line, code=code, rank=rank, weight=weight, status=status, where=where)


def _status(value: str | None, where: str) -> Status | None:
    if value is None:
        return None
    check_keys([value], get_args(Status), where=where, what="status")
    return value  # type: ignore[return-value]  # checked against the same list just above


def _rule(line: str, *, code: str, rank: Rank, weight: float, status: Status | None, where: str) -> Rule:
    pattern, *conditions = (part.strip() for part in line.split(";"))
    place = f"{where}: '{line.strip()}'"
    elements = tuple(_element(part, place) for part in pattern.split())
    constraints = []
    for condition in filter(None, conditions):
        kind, _, value = condition.partition(":")
        if kind == "st":
            status = _status(value.strip(), place)
        elif kind == "weight":
            weight = float(value)
        else:
            check_keys([kind], (*_CONSTRAINTS, *_SETTINGS), where=place, what="constraint")
            words, classes = _alternatives(value.strip())
            constraints.append(Constraint(kind, words, classes))
    anchor = _anchor(elements, place)
    solid = [one for at, one in enumerate(elements) if at != anchor and _has_to_be_there(one)]
    company = [one for one in constraints if not one.kind.startswith("no")]
    needs = tuple(sorted([*map(_any_of, solid), *map(_any_of, company)], key=len))
    return Rule(code, rank, weight, status, elements, tuple(constraints), anchor, line.strip(), needs)


def _element(part: str, place: str) -> Element:
    gap = _GAP.match(part)
    if gap:
        return Element(gap=int(gap.group(1)))
    found = _ELEMENT.match(part)
    if not found:
        raise TableError(f"{place}: cannot read '{part}'; write lemmas apart by |, then .v or .n, then ?")
    words, classes = _alternatives(found.group("group") or found.group("plain"))
    return Element(words, classes, (found.group("tag") or "").upper(), bool(found.group("optional")))


def _has_to_be_there(element: Element) -> bool:
    """Whether an element is one of its words or classes and cannot be left out."""
    return not (element.optional or element.gap or "*" in element.words)


def _any_of(wanted: Element | Constraint) -> frozenset[str]:
    return wanted.words.union("@" + name for name in wanted.classes)


def _alternatives(text: str) -> tuple[frozenset[str], frozenset[str]]:
    parts = text.split("|")
    return (
        frozenset(part for part in parts if part and part[0] != "@"),
        frozenset(part[1:] for part in parts if part[:1] == "@"),
    )


def _anchor(elements: tuple[Element, ...], place: str) -> int:
    """The element to look up: a required one, of words before classes, tagged before untagged, of rare words before
    common ones, of few before many.
    """
    solid = [i for i, element in enumerate(elements) if not element.gap and not element.optional]
    if not solid:
        raise TableError(f"{place}: a pattern needs at least one word that is not optional")
    return min(
        solid,
        key=lambda i: (
            "*" in elements[i].words,
            bool(elements[i].classes),
            not elements[i].tag,
            not (elements[i].tag or _FUNCTION_WORDS.isdisjoint(elements[i].words)),
            len(elements[i].words),
            i,
        ),
    )
