"""CSV with HXL hashtags (Humanitarian Exchange Language 1.1): a header, a row of tags, then the data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from geomap.errors import TableError
from geomap.frame.columns import validate
from geomap.store.delimited import read_delimited, write_delimited
from geomap.store.flat import any_text, flat_columns, point_of, whole_frame
from geomap.tables import read_csv_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas

_TABLE: Final = Path(__file__).with_name("tables") / "hxl.csv"
_TAG: Final = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
_OWN: Final = "#meta+own"


def write_hxl_csv(
    frame: geopandas.GeoDataFrame,
    stream: BinaryIO,
    *,
    parameters: Mapping[str, Any] | None = None,  # noqa: ARG001 (the format has no place for them)
) -> None:
    """The columns of the frame but the geometry, tagged. Raises FrameError."""
    validate(frame)
    flat = flat_columns(frame, clean=any_text)
    tags = [hxl_tags().get(name, _OWN) for name in flat]
    write_delimited(stream, list(flat), [tags, *zip(*flat.values(), strict=True)])


def read_hxl_csv(path: str | Path) -> geopandas.GeoDataFrame:
    """The frame that `write_hxl_csv` wrote; the outlines of areas are not in it. Raises InputError or FrameError."""
    rows = (
        {**row, "geometry": point_of(row)} for row in read_delimited(path, skip=1, header_has=frozenset({"event_id"}))
    )
    return whole_frame(rows, where=str(path))


@cache
def hxl_tags() -> Mapping[str, str]:
    """The hashtag of each column (tables/hxl.csv). Raises TableError for what is no hashtag."""
    rows = read_csv_table(_TABLE, columns=("column", "tag"), required=("column", "tag"))
    for row in rows:
        if not _TAG.fullmatch(row["tag"]):
            raise TableError(f"{_TABLE}: '{row['tag']}' is no HXL hashtag; write it like #affected+killed")
    return {row["column"]: row["tag"] for row in rows}
