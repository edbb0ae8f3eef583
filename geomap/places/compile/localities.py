"""Small towns and second-level divisions of countries in conflict, from `tables/localities.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geomap.errors import TableError
from geomap.places.compile.cities import TABLES
from geomap.places.compile.records import Record
from geomap.places.countries import country, split_cell
from geomap.tables import read_csv_table

COLUMNS = ("id", "name", "lat", "lon", "radius_km", "feature", "country", "admin1", "aliases")
_RANK = {"PPL": 2.5, "ADM2": 3.0}
"""By feature: a town counts as one of a few hundred people, a division as a county without a town."""
_AREA_OF_GOVERNMENT = " Local Government Area"
_LOCAL_GOVERNMENT = (" LGA", " Local Government", " Council Area")


def locality_rows() -> list[dict[str, str]]:
    """The rows of `localities.csv`."""
    return read_csv_table(TABLES / "localities.csv", columns=COLUMNS, required=COLUMNS[:8])


def locality_records() -> Iterator[Record]:
    """One record a row. A town's `radius_km` says how far its point may be off, a division's how far it reaches."""
    for row in locality_rows():
        if row["feature"] not in _RANK or country(row["country"]) is None:
            raise TableError(
                f"localities.csv, {row['id']}: feature must be PPL or ADM2, and country an ISO 3166-1 alpha-3 code"
            )
        yield Record(
            gazetteer_id=f"geomap:local/{row['id']}",
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            precision="city" if row["feature"] == "PPL" else "adm2",
            country=row["country"],
            feature=row["feature"],
            radius_km=float(row["radius_km"]),
            admin1=division_id(row),
            rank=_RANK[row["feature"]],
            names=[(text, "name") for text in (*split_cell(row["aliases"]), *_as_local_government(row["name"]))],
        )


def division_id(row: Mapping[str, str]) -> str:
    """The gazetteer id of the first-level division that a row names."""
    return row["admin1"] if ":" in row["admin1"] else f"iso:{row['admin1']}"


def _as_local_government(name: str) -> list[str]:
    """ "Bama Local Government Area" is "Bama LGA" as well."""
    stem = name.removesuffix(_AREA_OF_GOVERNMENT)
    return [] if stem == name else [stem + form for form in _LOCAL_GOVERNMENT]
