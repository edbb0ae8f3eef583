"""Words of an event that tell of none: titles of works, reports said to be false, figures of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from geomap.coding.dependence import governors
from geomap.coding.match import Hit, objects
from geomap.coding.roles import object_of
from geomap.coding.syntax import Syntax, chunk_of, group_of
from geomap.coding.words import Word

_QUOTED = re.compile(r"“([^“”]{3,120})”|\"([^\"]{3,120})\"|‘([^‘’]{3,120})’")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = frozenset("of the a an and in on at for to from with by or as vs".split())
_WORKS = frozenset(
    "film movie book novel album song play documentary painting exhibition series memoir poem opera musical game "
    "biography thriller drama".split()
)
_REPORTS = frozenset("report claim rumour rumor allegation story statement suggestion".split())
_FALSE = frozenset("false untrue baseless unfounded fake fabricated bogus groundless incorrect inaccurate".split())
_FOODS = frozenset("pea bean nut egg prawn shrimp crab walnut pistachio peanut almond pod oyster chestnut corn".split())
_ASKING = frozenset(
    "has have had did do does is are was were will would could can should shall may might hasn't haven't didn't".split()
)
_LEADS = frozenset("and but so then also well now question q or".split())
_FELT = frozenset(
    "support solidarity opposition anger displeasure discontent dissatisfaction outrage grievance disapproval sympathy "
    "day week night morning evening hundred thousand".split()
)
"""What a crowd shows in the street, and when."""
_SHOWING = frozenset("that how why whether".split())
_MADE_FOR = frozenset(
    "monument memorial statue plaque museum exhibition film documentary novel painting mural thesis dissertation phd "
    "lecture podcast essay curriculum history".split()
)
_TELLING = frozenset(
    "follows tells recreates imagines shows depicts portrays describes explores recounts chronicles dramatises "
    "dramatizes retells reconstructs traces features reimagines evokes honours honors commemorates remembers recalls "
    "marks followed told recreated imagined depicted portrayed recounted honoured honored commemorated".split()
)
"""What works and memorials do with the deeds that they are about."""
_DEEP = 4
_NAMED = frozenset(
    "band duo trio rapper singer song single album track pub inn tavern café cafe restaurant yacht racehorse horse "
    "magazine newspaper novel film movie thriller game videogame app brand beer perfume cocktail ride rollercoaster "
    "podcast play musical comic".split()
)
"""Things whose names may be words of war."""
_ABOUT = frozenset(
    "drill course workshop seminar exercise simulation training insurance handbook manual museum detector shelter "
    "rehearsal re-enactment reenactment lesson toy".split()
)
_PRACTISE = frozenset("rehearse practise practice simulate reenact re-enact".split())
_ENTITLED = frozenset("right freedom licence license".split())
_SCENES = frozenset("last final opening closing battle chase crowd fight action death love shower court".split())
_CREWS = frozenset("team crew double driver coordinator pilot".split())
_POSIT = frozenset("assume imagine envisage posit foresee simulate see".split())
_STAGES = frozenset(
    "drill exercise simulation scenario film movie novel series wargame documentary dream sketch".split()
)
_MOCK = frozenset("simulated pretend make-believe mock imaginary fictional fictitious notional hypothetical".split())
_SHAM = _MOCK | frozenset("plywood cardboard inflatable dummy toy straw sham".split())
_THINK = frozenset(["imagine", "suppose"])
_OPENING = 9
_LABEL = 4
"""Words within which a label ends: "Analysis: …"."""
_GAME = frozenset("bowling bowler batting batsman innings wicket goal backhand forehand".split())


def unreal(syntax: Syntax, text: str, hit: Hit) -> bool:
    """Whether the words of a hit tell of no event. `text` is the article."""
    return (
        _in_title(syntax, text, hit.head)
        or _disowned(syntax, hit.head)
        or _figure(syntax, hit)
        or _shown(syntax, hit)
        or _asked(syntax, text)
        or _staged(syntax, hit)
        or _supposed(syntax, hit.head)
        or _remembered(syntax, hit.head)
        or _in_work(syntax, hit.head)
        or _named_so(syntax, hit.head)
        or _subject_matter(syntax, hit)
        or _heads_work(syntax, hit.head)
        or _assumed(syntax, hit.head)
        or _rehearsed(syntax, hit.head)
        or _filmed(syntax)
    )


def _rehearsed(syntax: Syntax, head: int) -> bool:
    """ "Police rehearsed a bank robbery", "practised the recapture of an island", "the right to protest"."""
    words = syntax.words
    if words[head - 1].lower == "to" and words[head - 2].lemma in _ENTITLED and head > 1:
        return True
    if group_of(syntax, head) is not None:
        return False
    governor = next(governors(syntax, head), -1)
    return governor >= 0 and words[governor].lemma in _PRACTISE


def _filmed(syntax: Syntax) -> bool:
    """ "blew up a bridge for the last scene", "the stunt team set a car ablaze"."""
    words = syntax.words
    return any(
        (two.lower in ("scene", "scenes") and one.lower in _SCENES) or (one.lower == "stunt" and two.lower in _CREWS)
        for one, two in pairwise(words)
    )


def _subject_matter(syntax: Syntax, hit: Hit) -> bool:
    """ "a cyber-attack drill", "a landmine clearance course": what a drill or a course is about."""
    chunk = chunk_of(syntax, hit.head)
    if chunk is None or group_of(syntax, hit.head) is not None:
        return False
    last = next((i for i in range(chunk.end - 1, hit.head, -1) if syntax.words[i].tag == "N"), -1)
    return last > 0 and last not in hit.words and syntax.words[last].lemma in _ABOUT


def _heads_work(syntax: Syntax, head: int) -> bool:
    """ "Kidnapped: the musical": a title, and what kind of work it is of."""
    words = syntax.words
    at = next((i for i in range(head + 1, min(head + 4, len(words))) if words[i].lower == ":"), -1)
    return at > 0 and at + 2 < len(words) and words[at + 1].tag == "D" and words[at + 2].lower in _WORKS


def _assumed(syntax: Syntax, head: int) -> bool:
    """ "The scenario assumes that Russia attacks Estonia"."""
    return any(
        syntax.words[at].lemma in _STAGES and syntax.words[at + 1].lemma in _POSIT
        for at in range(min(head - 1, _OPENING))
    )


def _named_so(syntax: Syntax, head: int) -> bool:
    """ "The band Massive Attack", "the pub Siege of Namur": a name, after the noun that says of what kind of thing."""
    words = syntax.words
    if group_of(syntax, head) is not None or not words[head].text[:1].isupper():
        return False
    at = head - 1
    while at > 0 and words[at].text[:1].isupper():
        at -= 1
    return at >= 0 and words[at].text.islower() and words[at].lemma in _NAMED and at < head


def of_toponym(hit: Hit, words: Sequence[Word], toponyms: frozenset[int]) -> bool:
    """ "Property prices in Slaughter Beach": a word of a rule in the name of a place of several words."""
    at = hit.head
    if at not in toponyms or not (at + 1 in toponyms or at - 1 in toponyms):
        return False
    return any(words[at].lemma in one.words or words[at].lower in one.words for one in hit.rule.elements)


def _remembered(syntax: Syntax, head: int) -> bool:
    """ "A monument to the victims of the shelling of Mariupol": what a thing is made for or about."""
    if group_of(syntax, head) is not None:
        return False
    return any(syntax.words[at].lemma in _MADE_FOR for at in islice(governors(syntax, head), _DEEP))


def _in_work(syntax: Syntax, head: int) -> bool:
    """ "The documentary follows soldiers who stormed Fallujah", "a statue honours those killed"."""
    words = syntax.words
    return any(
        (words[at].lower in _WORKS or words[at].lower in _MADE_FOR)
        and words[at + 1].lower in _TELLING
        and not any(word.lower in ("but", "while", ";") for word in words[at:head])
        for at in range(min(head - 1, _OPENING))
    )


def _staged(syntax: Syntax, hit: Hit) -> bool:
    """ "In the drill, a missile hit a hospital", "the simulated attack on Taipei"."""
    words = syntax.words
    opening = [word.lower for word in words[:_OPENING]]
    if opening[:1] == ["in"] or opening[:3] == ["as", "part", "of"]:
        end = next((i for i, word in enumerate(words[:_OPENING]) if word.tag in (",", "V", "X") or i > 5), _OPENING)
        if end < hit.head and any(word.lemma in _STAGES for word in words[max(0, end - 1) : end]):
            return True
    first = min(hit.words)
    if any(words[at].lower in _MOCK and words[at].tag != "V" for at in range(max(0, first - 2), first)):
        return True
    chunks = objects(syntax, hit.head, hit.words[-1])
    return any(words[at].lower in _SHAM for chunk in chunks for at in range(chunk.start, chunk.head))


def _supposed(syntax: Syntax, head: int) -> bool:
    """ "Imagine a bomb went off", "Had Iran fired missiles, …": what is asked to be thought."""
    first = syntax.words[0].lower
    if first in _THINK or (first == "what" and len(syntax.words) > 1 and syntax.words[1].lower == "if"):
        return True
    if first != "had":
        return False
    closing = next((i for i, word in enumerate(syntax.words) if word.tag == ","), len(syntax.words))
    return head < closing and any(word.lower in ("would", "could", "might") for word in syntax.words[closing:])


def _in_title(syntax: Syntax, text: str, head: int) -> bool:
    """ "The film “Siege of Leningrad”": quoted words in title case, or any quoted after the name of a kind of work."""
    sentence = syntax.sentence
    at = syntax.words[head].start
    for match in _QUOTED.finditer(text, sentence.start, sentence.end):
        if not match.start() <= at < match.end():
            continue
        words = _WORD.findall(match.group())
        titled = [word for word in words if word.lower() not in _SMALL]
        capital = len(words) > 1 and len(titled) > 0 and all(word[0].isupper() for word in titled)
        before = _WORD.findall(text[sentence.start : match.start()])
        return capital or (bool(before) and before[-1].lower() in _WORKS)
    return False


def _disowned(syntax: Syntax, head: int) -> bool:
    """ "Reports that gunmen attacked the town were false"."""
    words = syntax.words
    opened = next((i for i in range(head) if words[i].lemma in _REPORTS and words[i + 1].lower in ("that", "of")), -1)
    if opened < 0:
        return False
    for index in range(head + 1, len(words)):
        if words[index].lower in _FALSE:
            linked = {word.lemma for word in words[max(head, index - 3) : index]}
            return bool(linked & {"be", "prove", "as"}) or any(word.lemma == "be" for word in words[head:index])
    return False


def _figure(syntax: Syntax, hit: Hit) -> bool:
    """ "shelled peas", "attacked their bowling": the object makes the verb one of the kitchen or of a game."""
    chunks = object_of(syntax, hit.head) if syntax.group_at[hit.head] >= 0 else ()
    lemmas = {syntax.words[chunk.head].lemma for chunk in chunks}
    return bool(lemmas & _GAME) or (syntax.words[hit.head].lemma == "shell" and bool(lemmas & _FOODS))


def _shown(syntax: Syntax, hit: Hit) -> bool:
    """ "demonstrated a machine", "demonstrated that he is able": what is shown. Support, anger and demands are shown by
    a crowd."""
    words, group = syntax.words, group_of(syntax, hit.head)
    if words[hit.head].lemma != "demonstrate" or group is None:
        return False
    if group.passive:
        return True
    chunks = object_of(syntax, hit.head)
    if chunks and words[chunks[0].head].lemma not in _FELT and words[chunks[0].head].tag in ("N", "P"):
        return True
    end = next((i for i in range(hit.head + 1, len(words)) if syntax.group_at[i] >= 0), len(words))
    after = words[hit.head + 1 : end]
    if any(word.lower in _SHOWING for word in after):
        return True
    plain = [word for word in after if word.tag not in (",", "R")]
    return end < len(words) and len(plain) == 1 and plain[0].tag == "O"  # "demonstrated, however, they were"


def _asked(syntax: Syntax, text: str) -> bool:
    """ "Question: And has the minister called his counterpart?": what is asked by inversion is not told."""
    sentence = syntax.sentence
    if not text[sentence.start : sentence.end].rstrip(" ”\"’'").endswith("?"):
        return False
    words = syntax.words
    label = next((i + 1 for i in range(min(_LABEL, len(words))) if words[i].lower == ":"), 0)
    opening = (word.lower for word in words[label:] if word.tag != ",")
    first = next((word for word in opening if word not in _LEADS), "")
    return first in _ASKING
