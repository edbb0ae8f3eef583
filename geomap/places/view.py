"""A sentence as the recogniser sees it: tokens with their small-letter forms and what their capitals tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.language import Doc, Sentence, Setting, Token, setting_of
from geomap.places.cues import load_cues

_CONNECTORS = frozenset(
    "of the and de la le les el al del della di da do dos das du des y"
    " e d' l' upon on sur am an der den van von bin - ' ’ & au aux aan en zu bei in os"
    " ez es ed er et ud ur uz ad ash ar az".split()
)
_FUNCTION_WORDS = frozenset(
    "the a an and or but nor so yet if of in on at to for from by with as that this these those it its he his"
    " him she her they their them we our us you your i my me who whom whose which what when where why how is"
    " are was were be been being am has have had having do does did will would shall should can could may might"
    " must not no n't 's than then there here all any some each both either neither also only just more most"
    " very said says".split()
)
_HEADS = frozenset(["", "the", '"', "“", "‘", ":", "-", "—", "–", "(", ";"])
_ARABIC = frozenset("al el ad as ash an ar at az es".split())
_MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class View:
    """One sentence. `lowers[i]` is token i in small letters, `caps[i]` whether it may be part of a name.

    `dateline` says that it is the document's dateline, `styled` that it is a headline in title case that is seen as a
    plain sentence (`truecase`).
    """

    text: str
    index: int
    sentence: Sentence
    tokens: tuple[Token, ...]
    lowers: tuple[str, ...]
    caps: tuple[bool, ...]
    setting: Setting
    dateline: bool
    styled: bool = False

    def slice(self, first: int, last: int) -> str:
        """The article's text from token `first` up to, not including, token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def lower(self, at: int) -> str:
        """Token `at` in small letters; "" beyond either end of the sentence."""
        return self.lowers[at] if 0 <= at < len(self.lowers) else ""

    def cap(self, at: int) -> bool:
        """Whether there is a token `at` and it may be part of a name."""
        return 0 <= at < len(self.caps) and self.caps[at]

    def glued(self, at: int) -> bool:
        """Whether nothing stands between token `at` and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start


def views(doc: Doc) -> tuple[View, ...]:
    """A view of every sentence of a document."""
    return tuple(_view(doc, sentence, index) for index, sentence in enumerate(doc.sentences))


def _view(doc: Doc, sentence: Sentence, index: int) -> View:
    tokens = sentence.tokens
    lowers = tuple(token.text.lower() for token in tokens)
    setting = setting_of(tokens, doc.case)
    is_dateline = doc.dateline is not None and doc.dateline.start == sentence.start
    if setting in ("upper", "lower"):
        caps = tuple(
            lower[0].isalpha() and (lower not in _FUNCTION_WORDS or (setting == "upper" and _is_america(lowers, at)))
            for at, lower in enumerate(lowers)
        )
    else:
        caps = tuple(token.text[0].isupper() or _elided(token.text) for token in tokens)
    return View(doc.article.text, index, sentence, tokens, lowers, caps, setting, is_dateline)


def _elided(text: str) -> bool:
    """ "d'Ivoire", "l'Aquila": an article in small letters that has lost its vowel."""
    return text[:1] in ("d", "l") and text[1:2] in ("'", "’") and text[2:3].isupper()


def _is_america(lowers: Sequence[str], at: int) -> bool:
    """Whether "US" in capitals stands where the pronoun does not: at the head of a sentence or a quote, after "THE",
    before "TROOPS" or "AMBASSADOR".
    """
    if lowers[at] != "us":
        return False
    before, after = lowers[at - 1] if at else "", lowers[at + 1] if at + 1 < len(lowers) else ""
    cues = load_cues()
    return before in _HEADS or after in cues.inhabitants or after in cues.titles


def name_starts(view: View) -> Iterator[int]:
    """Token indices at which a name may begin."""
    for at, cap in enumerate(view.caps):
        if cap or _arabic_article(view, at):
            yield at


def _arabic_article(view: View, at: int) -> bool:
    """ "al-Bab" begins with its small article."""
    return view.lowers[at] in _ARABIC and view.lower(at + 1) == "-" and view.cap(at + 2) and view.glued(at + 1)


def name_ends(view: View, first: int, *, max_words: int) -> list[int]:
    """The token indices at which a name that begins at `first` may stop (exclusive), longest first."""
    ends = []
    words = 0
    for at in range(first, min(len(view.tokens), first + 2 * _MAX_WORDS)):
        lower = view.lowers[at]
        if view.caps[at]:
            words += 1
            if words > min(max_words, _MAX_WORDS):
                break
            ends.append(at + 1)
        elif lower in ("'s", "’s") and view.lowers[first] in ("st.", "st", "saint") and view.glued(at):
            ends.append(at + 1)
        elif lower in _CONNECTORS:
            if lower in "-'’" and not (view.glued(at) and view.glued(at + 1)):
                break
            words += lower[0].isalpha()
        elif lower.isdigit() and at > first:
            ends.append(at + 1)
        elif not _arabic_article(view, at):
            break
    return ends[::-1]
