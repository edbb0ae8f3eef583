"""Who acts: names, roles and countries of a sentence, and the participants that noun phrases stand for.

Codes are CAMEO-like: a country (ISO alpha-3, or EUR, NTO, UNO) and a role (GOV, MIL, COP, REB, CVL …), either
alone where the text gives only one: "USAGOV", "RUS", "COP". Bodies of no country carry their role alone: "IGO", "NGO".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from geomap.coding.actor_tables import ActorTables, Name, plain_word
from geomap.coding.words import Word
from geomap.model import Mention

ENTITY_CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "GOV": ("leader", "person"),
        "REB": ("group",),
        "SEP": ("group",),
        "IMG": ("group",),
        "PRM": ("group",),
        "CRM": ("group",),
        "MIL": ("stateforce", "force"),
        "COP": ("stateforce", "force"),
        "SPY": ("stateforce",),
        "IGO": ("igo", "body"),
        "NGO": ("body",),
        "JUD": ("body",),
        "LEG": ("body",),
    }
)
"""Role of a named entity → the word classes that it lends to trigger rules."""

_STATE_FORCES = frozenset(
    "soldier troop troops army military forces police policeman navy marine warplane jet guard commando airforce "
    "gendarmerie paratrooper regime coastguard".split()
)

_HALF_SPORT = frozenset(
    "goal penalty match league coach stadium marathon championship tournament cup defender scored arsenal striker "
    "boxer final referee".split()
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A named actor in a sentence: words `first` to `last` (inclusive). `kind`: country, adjective, person, body."""

    first: int
    last: int
    country: str
    role: str
    kind: str
    full: str

    @property
    def code(self) -> str:
        return self.country + self.role


def find_entities(
    words: Sequence[Word], *, tables: ActorTables, published: date | None, mentions: Sequence[Mention] = ()
) -> tuple[Entity, ...]:
    """The named actors of a sentence, in order, without overlap. Mentions settle which names are governments or
    peoples.
    """
    found: list[Entity] = []
    index = 0
    by_start = {mention.start: mention for mention in mentions}
    plain = [plain_word(word.lower) for word in words]
    while index < len(words):
        entity = _entity_at(words, plain, index, tables, published) or _from_mention(words, index, by_start)
        if entity is not None:
            if not _in_longer_name(words, entity, mentions):
                found.append(entity)
            index = entity.last + 1
        else:
            index += 1
    return tuple(found)


def _in_longer_name(words: Sequence[Word], entity: Entity, mentions: Sequence[Mention]) -> bool:
    """Whether a country is but part of the name of a town or a sea: "Port Sudan", "the Gulf of Oman"."""
    start, end = words[entity.first].start, words[entity.last].end
    return entity.kind == "country" and any(
        one.start <= start and end <= one.end and end - start < one.end - one.start and one.place.precision != "country"
        for one in mentions
        if one.place is not None
    )


def classes_of(
    words: Sequence[Word],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    lexical: Mapping[str, frozenset[str]],
) -> list[frozenset[str]]:
    """The classes of each word: those of the lexicon, and those that names and places lend it."""
    found = [set(lexical.get(word.lemma, ())) for word in words]
    for names, word in zip(found, words, strict=True):
        if word.lower != word.lemma:
            names.update(lexical.get(word.lower, ()))
    for index, word in enumerate(words):
        if word.tag in ("W", "#"):
            found[index].add("time" if word.tag == "W" else "number")
    for entity in entities:
        _lend(found, words, entity)
    for mention in mentions:
        if mention.role in ("literal", "associative"):
            for index, word in enumerate(words):
                if mention.start <= word.start < mention.end:
                    found[index].add("place")
    _lend_names(found, words)
    _unplay(found, words)
    return [frozenset(names) for names in found]


def _unplay(found: list[set[str]], words: Sequence[Word]) -> None:
    """A single word of games that has other uses ("penalty", "match", "stadium") makes no sentence one on sport."""
    games = {word.lemma for word, names in zip(words, found, strict=True) if "sport" in names}
    if len(games) == 1 and games <= _HALF_SPORT:
        for names in found:
            names.discard("sport")


def _lend_names(found: list[set[str]], words: Sequence[Word]) -> None:
    """The class of proper names goes to those that are known as nothing else."""
    for index, word in enumerate(words):
        if word.tag == "P" and word.text[:1].isupper() and not found[index]:
            found[index].add("name")


def _lend(found: list[set[str]], words: Sequence[Word], entity: Entity) -> None:
    """Give an entity's classes to its words, and make the forces of a country state forces."""
    lent = _lent_classes(entity)
    for index in range(entity.first, entity.last + 1):
        if entity.kind != "adjective":
            found[index].clear()
        found[index].update(lent)
    if not entity.country or entity.kind not in ("country", "adjective"):
        return
    for index in range(entity.last + 1, min(entity.last + 4, len(words))):
        if words[index].lemma in _STATE_FORCES:
            found[index].add("stateforce")
        if words[index].tag not in ("A", "N", "P", "'"):
            return


def _lent_classes(entity: Entity) -> set[str]:
    if entity.kind == "country":
        return {"country"}
    if entity.kind == "adjective":
        return {"country"}
    if entity.kind == "person":
        return {"leader", "person"}
    return {*ENTITY_CLASSES.get(entity.role, ("body",)), "named"} - (
        {"leader", "person"} if entity.kind == "body" else set()
    ) | ({"body", "country"} if entity.role == "GOV" else set())


def _entity_at(
    words: Sequence[Word], plain: Sequence[str], index: int, tables: ActorTables, published: date | None
) -> Entity | None:
    for name in tables.names.get(plain[index], ()):
        last = index + len(name.words) - 1
        if tuple(plain[index : last + 1]) != name.words:
            continue
        if not _written_alike(name, words, index, last):
            continue
        if name.kind == "person":
            return _person(index, last, name, tables, published)
        return Entity(index, last, name.country, name.role, name.kind, name.full)
    return None


def _written_alike(name: Name, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether capitals agree: acronyms exactly, names with a capital; text all in one case is let through."""
    text = words[first].text
    if name.exact:
        return text.isupper() and not (
            first and len(text) < 3 and words[first - 1].text.isupper() and len(words[first - 1].text) > 3
        )
    if name.words[0] in ("al", "the") and len(name.words) > 1:
        return words[first + 1].text[0].isupper()
    if not text[0].isupper():
        return False
    if len(name.words) == 1 and name.kind == "person":
        before = words[first - 1] if first else None
        after = words[last + 1] if last + 1 < len(words) else None
        if before is not None and before.tag == "P" and before.text[0].isupper() and before.lower not in _TITLES:
            return False
        return after is None or after.tag != "P" or after.lower in _TITLES
    return True


_TITLES = frozenset(
    "president minister premier chancellor secretary king prince emir pope mr mr. mrs. ms. dr. sen. gen. general "
    "leader chief spokesman spokeswoman envoy commander ambassador former us u.s. american then".split()
) | frozenset("russian ukrainian israeli french german british turkish iranian chinese indian syrian".split())


def _person(first: int, last: int, name: Name, tables: ActorTables, published: date | None) -> Entity:
    """A leader, with the role that the date gives: the holder of the office, or a former one."""
    terms = [other for other in tables.names[name.words[0]] if other.full == name.full and other.words == name.words]
    in_office = published is None or any(
        (term.start is None or term.start <= published) and (term.end is None or published <= term.end)
        for term in terms
    )
    return Entity(first, last, name.country, "GOV" if in_office else "ELI", "person", name.full)


def _from_mention(words: Sequence[Word], index: int, by_start: Mapping[int, Mention]) -> Entity | None:
    """A capital that stands for its government, or a country or people that only the gazetteer knows."""
    mention = by_start.get(words[index].start)
    if mention is None or mention.place is None or not mention.place.country:
        return None
    if mention.role not in ("government", "demonym") and mention.place.precision != "country":
        return None
    last = index
    while last + 1 < len(words) and words[last + 1].start < mention.end:
        last += 1
    role = "GOV" if mention.role == "government" and mention.place.precision != "country" else ""
    kind = "adjective" if mention.role == "demonym" else "country"
    return Entity(index, last, mention.place.country, role, kind, mention.name)
