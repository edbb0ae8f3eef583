"""What kind of site an event touches: health, school, energy, port … from the phrases of `tables/sites.toml`."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap.coding.wordscan import Word, longest, phrase_key, words_of
from geomap.errors import TableError
from geomap.tables import check_keys, read_toml_table

if TYPE_CHECKING:
    from geomap.language import Doc

TABLE = Path(__file__).with_name("tables") / "sites.toml"
_KEYS = ("phrases", "implies", "unless_after", "unless_before")


@dataclass(frozen=True, slots=True)
class SiteTag:
    """A kind of site. `after` and `before` are word sequences beside a phrase that give it another sense."""

    tag: str
    implies: tuple[str, ...]
    after: frozenset[tuple[str, ...]]
    before: frozenset[tuple[str, ...]]


@functools.cache
def load_sites(path: Path = TABLE) -> Mapping[tuple[str, ...], SiteTag]:
    """From phrase, as word keys, to the kind of site it names. Raises TableError for a phrase that two tags claim."""
    table = read_toml_table(path)
    phrases: dict[tuple[str, ...], SiteTag] = {}
    for tag, entry in table.items():
        check_keys(entry, _KEYS, where=f"{path} [{tag}]")
        check_keys(entry.get("implies", ()), table, where=f"{path} [{tag}]", what="tag")
        site = SiteTag(
            tag,
            tuple(entry.get("implies", ())),
            frozenset(phrase_key(words) for words in entry.get("unless_after", ())),
            frozenset(phrase_key(words) for words in entry.get("unless_before", ())),
        )
        for phrase in entry.get("phrases", ()):
            if phrases.setdefault(phrase_key(phrase), site) is not site:
                raise TableError(f"{path} [{tag}]: '{phrase}' also stands under another tag; delete one of the two")
    return MappingProxyType(phrases)


def site_tags(doc: Doc, *, clause: tuple[int, int]) -> tuple[str, ...]:
    """The kinds of site named between two offsets, in order of mention, each with what it implies, each once."""
    return tags_between(doc.article.text, clause, table=TABLE)


def tags_between(text: str, span: tuple[int, int], *, table: Path) -> tuple[str, ...]:
    """The tags of a table whose phrases stand between two offsets of a text, in order of mention, each once."""
    words = words_of(text, start=span[0], end=span[1])
    phrases = load_sites(table)
    most = _longest_phrase(table)
    tags: list[str] = []
    index = 0
    while index < len(words):
        hit = longest(words, index, phrases, most=most)
        if hit is None:
            index += 1
            continue
        site = phrases[hit[0]]
        if _means_it(words, index, hit[1], site, text):
            tags += [tag for tag in (site.tag, *site.implies) if tag not in tags]
        index = hit[1]
    return tuple(tags)


@functools.cache
def _longest_phrase(table: Path) -> int:
    return max(map(len, load_sites(table)))


def _means_it(words: tuple[Word, ...], first: int, after: int, site: SiteTag, text: str) -> bool:
    """Whether the words first..after name a site: not a town ("Port Sudan"), not another sense ("market share")."""
    following = tuple(word.key for word in words[after : after + 2])
    if following[:1] in site.after or following in site.after:
        return False
    preceding = tuple(word.key for word in words[max(0, first - 2) : first])
    if preceding[-1:] in site.before or preceding in site.before:
        return False
    return not _part_of_name(words, first, after, text)


def _part_of_name(words: tuple[Word, ...], first: int, after: int, text: str) -> bool:
    """A single capitalised word that opens a name: "Port Sudan", "Church Street"; not "Hospital No. 2"."""
    if after - first != 1 or not words[first].text[0].isupper() or after >= len(words):
        return False
    following = words[after]
    joined = text[words[first].end : following.start] in (" ", "-")
    titled = following.text[0].isupper() and not following.text.isupper()
    return joined and titled and not words[first].text.isupper() and following.key != "no"
