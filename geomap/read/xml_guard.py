"""Refuse XML that attacks its reader: entities of its own (bombs, files, addresses) and bottomless nesting.

The same guard as the package defusedxml, over the standard library's expat, which fetches nothing itself.
"""

from __future__ import annotations

from typing import Final, NoReturn
from xml.parsers import expat

from geomap.errors import InputError

MAX_DEPTH: Final = 200


def check_xml(data: bytes, *, name: str) -> str | None:
    """The name of the root element, None where the data is not well-formed up to there.

    Raises InputError for entity declarations and for nesting deeper than `MAX_DEPTH`. A syntax error ends the check:
    from there on only readers that know neither entities nor recursion go on.
    """
    parser = expat.ParserCreate()
    depth = 0
    root: str | None = None

    def opened(tag: str, _: object) -> None:
        nonlocal depth, root
        root = root or tag
        depth += 1
        if depth > MAX_DEPTH:
            raise InputError(f"{name}: nested more than {MAX_DEPTH} deep, which no feed is; not read")

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> NoReturn:
        raise InputError(f"{name}: declares XML entities, as an attack does; remove its DOCTYPE to read it")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.EntityDeclHandler = declared
    parser.UnparsedEntityDeclHandler = declared
    parser.ExternalEntityRefHandler = declared
    try:
        parser.Parse(data, True)
    except InputError:
        raise
    except (expat.ExpatError, ValueError, LookupError):
        return root
    return root
