"""Toponyms that are but part of the name of something else: a party, a treaty, a language, a newspaper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.language import Doc
from geomap.model import Mention

_BODY = re.compile(
    r"(?:[ -](?:al|[A-Z][\w’'-]*)){0,2}?"
    r" (?:Party|party|Group|Movement|Front|Brigades?|Battalion|Regiment|Federation|Coalition|Alliance|Association|Union"
    r"|Organi[sz]ation|Company|Inc|Ltd|Foundation|Institute|Times|Post|News|Herald|Club|FC|Accords?|Agreements?|Treaty"
    r"|Protocol|Declaration|Convention|Pact|Initiative)\b"
    r"| (?:language|dialect|newspaper|daily|magazine|accords?)\b"
)


def places_alone(doc: Doc, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions without those that a longer name takes: "New Alliance Party", "Oslo Accords", "Sango language"."""
    text = doc.article.text
    return tuple(one for one in mentions if not _BODY.match(text, one.end))
