"""Excel workbooks (openpyxl, the extra `formats`): a sheet `events`, a sheet `about`. No cell is a formula.

A cell holds 32,767 UTF-16 units; longer text is cut and ends in "…". Points are in latitude and longitude; the outlines
of areas are left out.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
import zipfile
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.errors import InputError, OutputError
from geomap.frame.columns import validate
from geomap.read.archive import check_archive
from geomap.store.flat import flat_columns, point_of, whole_frame, xml_text
from geomap.store.guard import guarded
from geomap.store.metadata import metadata
from geomap.store.text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas

_LONGEST: Final = 32_767
_MOST_ROWS: Final = 1_048_575
_LARGEST_WHOLE: Final = 10**15  # Excel keeps 15 digits
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_STAMP: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def write_xlsx(frame: geopandas.GeoDataFrame, stream: BinaryIO, *, parameters: Mapping[str, Any] | None = None) -> None:
    """A workbook; the header row is frozen and filtered. Raises FrameError, OutputError."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise OutputError("XLSX needs openpyxl; install it with: pip install 'geomap[formats]'") from None
    validate(frame)
    if len(frame) > _MOST_ROWS:
        raise OutputError(f"{len(frame):,} events are more rows than a sheet holds; write .csv, .gpkg or .parquet")
    columns = flat_columns(frame, clean=xml_text)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "A2"
    with _room_for(sheet):
        sheet.append([_cell(sheet, name) for name in columns])
        for cells in zip(*columns.values(), strict=True):
            sheet.append([_cell(sheet, cell) for cell in cells])
    about = book.create_sheet("about")
    for key, value in metadata(parameters).items():
        about.append([_cell(about, key), _cell(about, value if isinstance(value, str) else json_text(value))])
    made = io.BytesIO()
    book.save(made)
    stream.write(_timeless(made))


def read_xlsx(path: str | Path) -> geopandas.GeoDataFrame:
    """The frame that `write_xlsx` wrote; the outlines of areas are not in it. Raises InputError or FrameError."""
    rows = ({**row, "geometry": point_of(row)} for row in read_sheet(path))
    return whole_frame(rows, where=str(path))


def read_sheet(path: str | Path) -> Iterator[dict[str, Any]]:
    """The rows of the first sheet by column, without empty ones. Raises InputError.

    How wide and long the sheet says it is does not count: a sheet of one cell may claim 16,384 columns.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise InputError(f"{path}: needs openpyxl; install it with: pip install 'geomap[formats]'") from None
    try:
        with Path(path).open("rb") as stream:
            check_archive(stream, name=str(path))
            book = load_workbook(stream, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = (cells for cells in sheet.iter_rows(values_only=True) if any(cell is not None for cell in cells))
            header = next(rows, ())
            for cells in rows:
                named = zip_longest(header, cells[: len(header)])
                yield {str(name): cell for name, cell in named if name is not None}
            book.close()
    except InputError:
        raise
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except Exception as error:  # noqa: BLE001 (a broken file breaks openpyxl and its parsers in ways without number)
        told = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{path}: not an Excel workbook that can be read ({told:.120}); save it again") from None


@contextlib.contextmanager
def _room_for(sheet: Any) -> Iterator[None]:
    """Say where the room is lacking: openpyxl keeps rows in a temporary file, and lxml hides the system's error."""
    try:
        yield
    except Exception as error:
        if type(error).__name__ != "SerialisationError":  # of lxml, which need not be there
            raise
        for open_still in (sheet._rows, sheet._writer.xf):  # left open, they complain when they are collected
            with contextlib.suppress(Exception):
                open_still.close()
        folder = tempfile.gettempdir()
        raise OutputError(f"XLSX: no room for its rows in {folder} ({error}); free some, or set TMPDIR") from None


def _cell(sheet: Any, value: Any) -> Any:
    """A cell whose text stays text, also when somebody edits it (the quote prefix)."""
    from openpyxl.cell import WriteOnlyCell

    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _LARGEST_WHOLE:
        value = str(value)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = _fitting(value)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if guarded(text) != text:
        cell.quotePrefix = True
    return cell


def _fitting(text: str) -> str:
    if len(text) * 2 <= _LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _timeless(made: BinaryIO) -> bytes:
    """The same archive without the time of its making, so that bytes repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(b"1980-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
