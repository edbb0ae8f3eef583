"""Everyday life told in the words of conflict: feasts, closures for fog or repairs, polls, bans of sports bodies.

"Thousands marched in Rio behind the samba schools", "The bridge will be closed to traffic until August", "The swimming
federation lifted its ban on juniors", "The president received a delegation of bakers": the words are those of protest,
restriction and diplomacy; what they are for, and who does them, says that they are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geomap.coding.idle import of_leisure
from geomap.coding.match import Hit, doers, objects
from geomap.coding.syntax import Chunk, Syntax, chunk_of

Classes = Sequence[frozenset[str]]

_FESTIVE = frozenset(
    "samba carnival festival fireworks pilgrimage pilgrims pilgrim prayers baptism procession processions parade "
    "fair concert gig marathon regatta champions trophy title homecoming feast harvest wedding circus pageant picnic "
    "eclipse coronation jubilee countdown carols lanterns relics".split()
)
"""What crowds gather for, and demand nothing."""
_PROTESTING = frozenset(
    "protest protests protested protesting protesters protestors demand demands demanded demanding against over rally "
    "rallied slogans slogan banners placards police riot rioters gas strike demonstration demonstrations demonstrators "
    "demonstrate oppose opposition justice resign resignation clash clashed clashes angry anger ban banned defied "
    "defying solidarity support rights pay unrest demonstrated demonstrating protesting picketed".split()
)
_CLOSING = frozenset("close shut suspend cancel halt reopen".split())
_MUNDANE = frozenset(
    "holiday holidays smog fog snow ice heat frost resurfacing repair repairs renovation renovations maintenance "
    "roadworks roadwork refurbishment rockslide inspection upgrade cleaning motorists traffic".split()
)
"""What roads, schools and offices are closed for or to, without anybody's being restricted."""
_HINDERED = ("COE.RESTRICT", "SAN.", "DEE.ACCESS")
_POLLS = frozenset("poll survey pollster pollsters polling".split())
_FINDING = frozenset("find show suggest say indicate reveal tell".split())
_SPORTS_BODIES = frozenset("fifa uefa ioc wada fia nba nfl atp wta fina iaaf icc fide caf concacaf".split())
_SPORTS = frozenset(
    "football soccer swimming athletics cycling rugby cricket tennis chess boxing skating ski skiing rowing judo "
    "wrestling hockey basketball volleyball handball golf gymnastics fencing archery sailing olympic motorsport".split()
)


def everyday(syntax: Syntax, classes: Classes, hit: Hit) -> bool:
    """Whether the words of a hit tell of everyday life."""
    code = hit.rule.code
    if code.startswith("DEM.PEACEFUL"):
        return _festive(syntax)
    if code.startswith(_HINDERED):
        return _closed_for(syntax, hit) or _of_sport(syntax, hit)
    if code == "DIP.MEET":
        chunks = [*doers(syntax, hit.head), *objects(syntax, hit.head, hit.words[-1])]
        return any(of_leisure(syntax, classes, one) for chunk in chunks for one in _with_of(syntax, chunk))
    return code.startswith(("MOB.", "DEM.", "VRB.", "DIP.")) and _polled(syntax)


def _festive(syntax: Syntax) -> bool:
    """ "Tens of thousands gathered in Mecca for prayers"."""
    said = {word.lower for word in syntax.words}
    return not _FESTIVE.isdisjoint(said) and _PROTESTING.isdisjoint(said)


def _closed_for(syntax: Syntax, hit: Hit) -> bool:
    """ "Schools were closed because of smog", "will be closed to traffic"."""
    closing = any(syntax.words[i].lemma in _CLOSING for i in hit.words)
    return closing and any(word.lower in _MUNDANE for word in syntax.words)


def _of_sport(syntax: Syntax, hit: Hit) -> bool:
    """ "FIFA sanctioned the federation", "the swimming federation has lifted its ban"."""
    words = syntax.words
    return any(
        words[i].lower in _SPORTS_BODIES or words[i].lower in _SPORTS
        for chunk in doers(syntax, hit.head)
        for i in range(chunk.start, chunk.end)
    )


def _with_of(syntax: Syntax, chunk: Chunk) -> tuple[Chunk, ...]:
    """A noun phrase, and what its "of" brings: "a delegation of bakers"."""
    words, at = syntax.words, chunk.end
    after = chunk_of(syntax, at + 1) if at + 1 < len(words) and words[at].lower == "of" else None
    return (chunk,) if after is None else (chunk, after)


def _polled(syntax: Syntax) -> bool:
    """ "Half of Finns support joining the exercise, a poll found", "a survey for the daily showed"."""
    words = syntax.words
    said = [word.lower for word in words]
    if _POLLS.isdisjoint(said):
        return False
    if any(one == "according" and two == "to" for one, two in pairwise(said)) or "pollsters" in said:
        return True
    at = next(i for i, lower in enumerate(said) if lower in _POLLS)
    return any(words[group.head].lemma in _FINDING and group.start > at for group in syntax.groups)
