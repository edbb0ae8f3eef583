"""The file of a compiled gazetteer: little-endian, read-only, made to be memory-mapped.

    magic (8 bytes) · version (u32) · length of the header (u32) · header (JSON, UTF-8, padded with spaces)
    then the sections, each on a multiple of 8 bytes, at the offsets that the header gives

    starts   u32 each   where the names of each bucket begin in `names`, and one more for the end
    names    records    for each distinct folded name, by bucket: NAME (length of the key, number of postings), the key
                        in UTF-8, then the POSTINGs, most prominent first: row of a place, its spelling (an offset into
                        the strings) and the kind of name, an index into KINDS
    cells    u32 each   where the places of each degree of latitude and longitude begin in `grid`, and one more
    grid     u32 each   rows of places, by cell
    places   records    ROW, one a place: first those with ids of their own, then those of GeoNames, by geonameid
    strings  bytes      length (u16) and UTF-8 text of each

A name is found by its hash, CRC-32 of the folded name in UTF-8, whose upper bits are the number of its bucket (of
a power of two); the key is then compared, so that a hash never passes for a name. The header names a section's
item type. A place whose id is not "gn:" and its geonameid is found under the name "\\0" + id.

A file of shapes is laid out alike, with the magic of SHAPES and these sections:

    hashes   u64 each   hash of each gazetteer id, ascending
    at       u32 each   where each record begins in the content, and one more for the end
    content  bytes      records: id (length u16, UTF-8), approximate (u8), source (u8, an index into the header's
                        sources), then i32 numbers: how many polygons; for each the number of its rings and their
                        lengths in points, then the points, longitude and latitude in whole SHAPE_UNITs

Its header has `sources`, and `seas`: by gazetteer id of a country a point in the sea along it, or null.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError

MAGIC = b"geomapGZ"
VERSION = 2
PREFIX = struct.Struct("<8sII")
KINDS = ("name", "alternate", "historic", "abbreviation", "demonym", "adjective", "id")
PRECISIONS = ("site", "city", "near_city", "adm2", "adm1", "area", "country", "multi_country", "unknown")
DEGREE = 1_000_000
"""Coordinates are stored as whole millionths of a degree."""
RADIUS_UNIT = 0.2
"""Radii are stored as whole fifths of a kilometre; 0 is none."""
RANK_UNIT = 0.05
"""What is added to a place's prominence is stored as whole twentieths."""
ROW = struct.Struct("<iiIIIIIHHHBB")
"""lat, lon, population, geonameid, name, id (strings), admin1 (row + 1), country, feature, radius, precision, rank."""
NAME = struct.Struct("<BH")
POSTING = struct.Struct("<IIB")
LONGEST_KEY, MOST_POSTINGS = 255, 65_535
GAZETTEER = ("compiled gazetteer", MAGIC)
SHAPES = ("file of compiled shapes", b"geomapSH")
"""What a file is called in messages, and its magic."""
SHAPE_SECTIONS = ("hashes", "at", "content")
SHAPE_UNITS = 100_000
"""Outlines are stored in whole hundred-thousandths of a degree: so many units are one."""
SECTIONS = ("starts", "names", "cells", "grid", "places", "strings")


def cell_of(lat: float, lon: float) -> int:
    """The cell of the grid that a point lies in, degrees in any range."""
    return min(179, max(0, math.floor(lat) + 90)) * 360 + math.floor(lon + 180) % 360


def hash_of(key: str) -> int:
    """The 64-bit hash of a gazetteer id in a file of shapes: BLAKE2b, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def pack(header: Mapping[str, Any], sections: Mapping[str, tuple[str, bytes]], *, magic: bytes = MAGIC) -> bytes:
    """The bytes of a file. `sections` maps each name to its item type and its bytes; `header` is free JSON."""
    parts = [pack_header(header, {name: (item, len(content)) for name, (item, content) in sections.items()}, magic)]
    for _, content in sections.values():
        parts += [content, b"\0" * padding(len(content))]
    return b"".join(parts)


def pack_header(header: Mapping[str, Any], sections: Mapping[str, tuple[str, int]], magic: bytes = MAGIC) -> bytes:
    """What stands before the sections, each given by its item type and length; each is padded by `padding`."""
    described: dict[str, dict[str, object]] = {}
    offset = 0
    for name, (item, length) in sections.items():
        described[name] = {"at": offset, "length": length, "item": item}
        offset += length + padding(length)
    text = json.dumps({**header, "sections": described, "size": offset}, ensure_ascii=False, sort_keys=True).encode()
    text += b" " * padding(PREFIX.size + len(text))
    return PREFIX.pack(magic, VERSION, len(text)) + text


def padding(length: int) -> int:
    """How many zero bytes follow a section of that length."""
    return -length % 8


def read_header(
    content: memoryview, *, path: Path, remedy: str, kind: tuple[str, bytes] = GAZETTEER
) -> tuple[dict[str, Any], int]:
    """The header and where the sections begin. Raises GazetteerError, with `remedy`, for a file of another kind."""
    what, expected = kind
    if len(content) < PREFIX.size:
        raise GazetteerError(f"{path}: too short to be a {what}; {remedy}")
    magic, version, length = PREFIX.unpack_from(content)
    if magic != expected:
        raise GazetteerError(f"{path}: not a {what}; {remedy}")
    if version != VERSION:
        raise GazetteerError(f"{path}: of format {version}, this geomap reads format {VERSION}; {remedy}")
    start = PREFIX.size + length
    try:
        header = json.loads(bytes(content[PREFIX.size : start]))
        whole = start + header["size"] == len(content)
        ends = [each["at"] + each["length"] for each in header["sections"].values()]
        complete = whole and max(ends) <= header["size"]
    except (ValueError, KeyError, TypeError):
        complete = False
    if not complete:
        raise GazetteerError(f"{path}: damaged or cut short; {remedy}")
    return header, start


def pack_shape(gazetteer_id: str, approximate: bool, source: int, geometry: bytes) -> bytes:
    """One record of a file of shapes, padded to a multiple of 4 bytes."""
    name = gazetteer_id.encode()
    head = len(name).to_bytes(2, "little") + name + bytes([approximate, source])
    return head + b"\0" * (-len(head) % 4) + geometry


def unpack_shape(record: memoryview) -> tuple[str, bool, int, bytes]:
    """The id, whether approximate, the number of the source and the packed geometry of a record."""
    end = 2 + int.from_bytes(record[:2], "little")
    head = end + 2
    return str(record[2:end], "utf-8"), bool(record[end]), record[end + 1], bytes(record[head + -head % 4 :])
