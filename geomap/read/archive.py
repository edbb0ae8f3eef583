"""Zip archives of any readable files, with limits. Nothing is ever unpacked to the disk."""

from __future__ import annotations

import errno
import zipfile
import zlib
from contextlib import closing
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from geomap.errors import InputError
from geomap.read.markup import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from geomap.model import Article
    from geomap.read.source import Report, Source

MAX_MEMBERS: Final = 20_000
MAX_MEMBER_BYTES: Final = 256 * 2**20
MAX_UNPACKED_BYTES: Final = 2**30
MAX_RATIO: Final = 200
_FREE_BYTES: Final = 2**20
"""Below this size no ratio is suspicious: a megabyte of blanks harms nobody."""
MAX_DEPTH: Final = 2

_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def read_zip(source: Source, report: Report) -> Iterator[Article]:
    """The articles of the archive's members, in order of name; members that no reader knows are left out."""
    from geomap.read.readers import articles_of, readable_suffixes

    if source.depth >= MAX_DEPTH:
        raise InputError(f"{source.name}: an archive in an archive in an archive; unpack it first")
    with source.open() as stream, _opened(stream, name=source.name) as archive:
        _check(archive, name=source.name)
        suffixes = readable_suffixes(source.options)
        members = [member for member in archive.infolist() if _readable(member, suffixes)]
        if not members:
            raise InputError(f"{source.name}: the archive holds no readable files")
        for member in sorted(members, key=lambda each: each.filename):
            inner = _member(archive, member, source)
            try:
                yield from articles_of(inner, report)
            except InputError as error:
                report(error)
            except _BROKEN as error:
                report(InputError(f"{inner.name}: the archive's member is broken ({_told(error)}); pack it again"))


def check_archive(stream: BinaryIO, *, name: str) -> None:
    """Raise InputError for a stream that is no zip archive, or one that unpacks to more than it should."""
    with _opened(stream, name=name) as archive:
        _check(archive, name=name)
    stream.seek(0)


def _opened(stream: BinaryIO, *, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _BROKEN as error:
        disk = _of_disk(error) or _of_disk(error.__context__)  # zipfile calls whatever fails no zip file
        if disk is not None:
            raise InputError(f"{name}: cannot be read: {disk}") from None
        raise InputError(f"{name}: not an archive that can be read ({_told(error)}); pack it again") from None


def _of_disk(error: BaseException | None) -> str | None:
    """What the system says of a file that it cannot read; None for an error of what the file holds."""
    return error.strerror if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL} else None


def _check(archive: zipfile.ZipFile, *, name: str) -> None:
    """Sizes as declared: zipfile never gives more of a member than it declares, so a lie only cuts it short."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise InputError(f"{name}: holds {len(members):,} files, more than {MAX_MEMBERS:,}; split it")
    for member in members:
        if _ratio(member) > MAX_RATIO:
            told = f"unpacks to {_ratio(member):,.0f} times its packed size, as a zip bomb does; not read"
            raise InputError(f"{name}: '{_line(member.filename)}' {told}")
        if member.file_size > MAX_MEMBER_BYTES:
            told = f"unpacks to {member.file_size // 2**20:,} MB, more than {MAX_MEMBER_BYTES // 2**20:,}; split it"
            raise InputError(f"{name}: '{_line(member.filename)}' {told}")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED_BYTES:
        raise InputError(
            f"{name}: unpacks to {total // 2**20:,} MB, more than {MAX_UNPACKED_BYTES // 2**20:,}; split it"
        )


def _ratio(member: zipfile.ZipInfo) -> float:
    return member.file_size / max(1, member.compress_size) if member.file_size > _FREE_BYTES else 1.0


def _readable(member: zipfile.ZipInfo, suffixes: tuple[str, ...]) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    hidden = any(part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in path.parts)
    folder = member.filename.endswith("/")  # `is_dir` fails where a broken archive has no name
    return not folder and not hidden and path.suffix.lower() in suffixes


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source) -> Source:
    from dataclasses import replace

    path = PurePosixPath(member.filename.replace("\\", "/"))
    name = f"{source.name}/{_line(member.filename)}"

    def opened() -> AbstractContextManager[BinaryIO]:
        if member.flag_bits & 0x1:
            raise InputError(f"{name}: locked with a password; unpack it first")
        return closing(cast("BinaryIO", archive.open(member)))

    return replace(
        source,
        name=name,
        stem=path.stem,
        suffix=path.suffix,
        open=opened,
        path=None,
        url=None,
        charset=None,
        depth=source.depth + 1,
    )


def _told(error: BaseException) -> str:
    return f"{' '.join(str(error).split()) or type(error).__name__:.120}"


def _line(name: str) -> str:
    return f"{' '.join(clean(name).split()):.120}"
