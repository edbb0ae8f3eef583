"""What a toponym does in its sentence: it is a place, modifies one, stands for a government, or names a people."""

from __future__ import annotations

from geomap.model import Place, ToponymRole
from geomap.places.spans import NameSpan


def role_of(span: NameSpan, place: Place | None) -> ToponymRole:
    """The role of a toponym that means `place`."""
    return "demonym" if span.kind == "people" else "literal"
