"""What an article or a paragraph is about, where that makes figures of speech of the words of violence."""

from __future__ import annotations

from itertools import pairwise

from geomap.coding.reading import Coder
from geomap.language import Doc, Sentence

_CASUALTIES = frozenset("killed wounded injured dead died arrested detained kidnapped bombed shelled".split())

_EARNEST = frozenset(
    "ied grenade gunman gunmen gunfire soldier soldiers policeman policemen separatists militiamen arrested detained "
    "sentenced jailed court prosecutors tear-gassed troops".split()
)
_ARMED = (
    ("gun", "battle"),
    ("exchanged", "fire"),
    ("tear", "gas"),
    ("security", "forces"),
    ("was", "shot"),
    ("opened", "fire"),
)


def in_earnest(sentence: Sentence) -> bool:
    """Whether a sentence on sport speaks of soldiers, courts or arms: "An IED injured five police before the opening
    whistle" is no figure of speech."""
    words = [token.text.lower() for token in sentence.tokens]
    return not _EARNEST.isdisjoint(words) or any(pair in _ARMED for pair in pairwise(words))


def silenced(doc: Doc, coder: Coder) -> frozenset[str]:
    """The layers that the article's subject (sport, film) makes figures of speech of."""
    words = [token.text.lower() for sentence in doc.sentences for token in sentence.tokens]
    classes = coder.lexicon.classes
    known = {word: classes[word] for word in words if word in classes}
    for context in coder.lexicon.contexts:
        found = {word for word, names in known.items() if context.name in names}
        if len(found) >= context.minimum and len(found) * 120 >= len(words):
            return _all_but(context.spares, coder)
    return frozenset()


def _all_but(spared: frozenset[str], coder: Coder) -> frozenset[str]:
    return frozenset({row.layer for row in coder.types.values()} - spared)


def games_of(doc: Doc, coder: Coder) -> dict[int, frozenset[str]]:
    """The layers that a paragraph on an athlete makes figures of speech of, in an article on something else."""
    sport = next((context for context in coder.lexicon.contexts if context.name == "sport"), None)
    found: dict[int, set[str]] = {}
    for sentence in doc.sentences:
        found.setdefault(sentence.paragraph, set()).update(token.text.lower() for token in sentence.tokens)
    classes = coder.lexicon.classes
    return {
        paragraph: _all_but(sport.spares, coder)
        for paragraph, words in found.items()
        if sport is not None
        and any("athlete" in classes.get(word, ()) for word in words)
        and words.isdisjoint(_CASUALTIES)
    }
