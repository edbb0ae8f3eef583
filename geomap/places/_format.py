"""The file of a compiled gazetteer: little-endian, read-only, made to be memory-mapped.

    magic (8 bytes) · version (u32) · length of the header (u32) · header (JSON, UTF-8, padded with spaces)
    then the sections, each on a multiple of 8 bytes, at the offsets that the header gives

    hashes   u64 each   hash of each distinct folded name, ascending; equal hashes of unequal names stand side by side
    first    u32|u64    for each name its first posting, and one more for the end
    rows     u32        a posting's row (a place)
    texts    u32|u64    a posting's surface form, an offset into the strings
    kinds    u8         a posting's kind of name, an index into KINDS
    places   records    ROW, one a place: first those with ids of their own, then those of GeoNames, by ascending geonameid
    strings  bytes      length (u16) and UTF-8 text of each

A name is found by bisection over the hashes, then verified by folding the surface form of its first posting, so that a
hash never passes for a name. Postings of a name stand most prominent first. The header declares the item type of
each array, so that a file of millions of rows may use 64-bit offsets where this one uses 32; the reader follows it.
A place whose id is not "gn:" and its geonameid is found under the name "\\0" + id.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError

MAGIC = b"geomapGZ"
VERSION = 1
PREFIX = struct.Struct("<8sII")
KINDS = ("name", "alternate", "historic", "abbreviation", "demonym", "adjective", "id")
PRECISIONS = ("site", "city", "near_city", "adm2", "adm1", "area", "country", "multi_country", "unknown")
DEGREE = 1_000_000
"""Coordinates are stored as whole millionths of a degree."""
RADIUS_UNIT = 0.2
"""Radii are stored as whole fifths of a kilometre; 0 is none."""
ROW = struct.Struct("<iiIIIIIHHHBx")
"""lat, lon, population, geonameid, name (string), id (string), admin1 (row + 1), country, feature, radius, precision."""
ITEM_TYPES = {"B": 1, "I": 4, "Q": 8}
SECTIONS = ("hashes", "first", "rows", "texts", "kinds", "places", "strings")


def hash_of(key: str) -> int:
    """The 64-bit hash of a folded name: BLAKE2b, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def pack(header: Mapping[str, Any], sections: Mapping[str, tuple[str, bytes]]) -> bytes:
    """The bytes of a file. `sections` maps each name to its item type and its bytes; `header` is free JSON."""
    described: dict[str, dict[str, object]] = {}
    offset = 0
    for name, (item, content) in sections.items():
        described[name] = {"at": offset, "length": len(content), "item": item}
        offset += len(content) + -len(content) % 8
    text = json.dumps({**header, "sections": described, "size": offset}, ensure_ascii=False, sort_keys=True).encode()
    text += b" " * (-(PREFIX.size + len(text)) % 8)
    parts = [PREFIX.pack(MAGIC, VERSION, len(text)), text]
    for _, content in sections.values():
        parts += [content, b"\0" * (-len(content) % 8)]
    return b"".join(parts)


def read_header(content: memoryview, *, path: Path, remedy: str) -> tuple[dict[str, Any], int]:
    """The header and where the sections begin. Raises GazetteerError, with `remedy`, for a file of another kind."""
    if len(content) < PREFIX.size:
        raise GazetteerError(f"{path}: too short to be a compiled gazetteer; {remedy}")
    magic, version, length = PREFIX.unpack_from(content)
    if magic != MAGIC:
        raise GazetteerError(f"{path}: not a compiled gazetteer; {remedy}")
    if version != VERSION:
        raise GazetteerError(f"{path}: of format {version}, this geomap reads format {VERSION}; {remedy}")
    start = PREFIX.size + length
    try:
        header = json.loads(bytes(content[PREFIX.size : start]))
        complete = start + header["size"] == len(content) and set(SECTIONS) <= set(header["sections"])
    except (ValueError, KeyError, TypeError):
        complete = False
    if not complete:
        raise GazetteerError(f"{path}: damaged or cut short; {remedy}")
    return header, start
