"""Make a dump in GeoNames' format by perturbing the embedded gazetteer.

    python bench/geonames_dump.py FOLDER 13000000 --names 15000000

Same numbers, same bytes. The first rows are the embedded towns themselves, the rest are towns with two letters put into
the name, moved by up to half a degree; every twentieth is a hill, a stream or a building instead.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from geomap.model import Place
from geomap.places.countries import country
from geomap.places.gazetteer import open_gazetteer

_LETTERS = "aeioumnrslktdbpg"
_OTHER = (("T", "HLL"), ("H", "STM"), ("S", "BLDG"), ("L", "LCTY"))
_DIVISIONS = 20
_FIRST_DIVISION, _FIRST_COPY = 100_000_000, 20_000_000
_LANGUAGES = ("en", "", "ru", "fr", "ar", "es", "de", "uk")


def main() -> None:
    """Write the files of a dump into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--names", type=int, help="alternate names (as many as rows if left out)")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with open_gazetteer() as gazetteer:
        towns = [one for one in gazetteer.places() if one.precision == "city" and one.country and one.geonameid]
    codes = {one.country: found.alpha2 for one in towns if (found := country(one.country or ""))}
    _divisions(arguments.folder, sorted(set(codes.values())))
    names = arguments.rows if arguments.names is None else arguments.names
    with (
        (arguments.folder / "allCountries.txt").open("a", encoding="utf-8", newline="\n") as places,
        (arguments.folder / "alternateNamesV2.txt").open("w", encoding="utf-8", newline="\n") as alternates,
        (arguments.folder / "hierarchy.txt").open("w", encoding="utf-8", newline="\n") as hierarchy,
    ):
        for number, (line, name, own) in enumerate(_rows(towns, codes, arguments.rows), start=1):
            places.write(line)
            if number % 50 == 0:
                hierarchy.write(f"{_FIRST_DIVISION + 1}\t{own}\tADM\n")
            for at in range((number - 1) * names // arguments.rows, number * names // arguments.rows):
                flag = "1" if at % 97 == 0 else ""
                other = changed(name, at * 40_503 + 7)
                alternates.write(f"{at}\t{own}\t{_LANGUAGES[at % 8]}\t{other}\t\t\t\t{flag}\t\t\n")


def changed(name: str, seed: int) -> str:
    """A name with two letters put in, by the bits of `seed`."""
    bits = seed * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    at, more = (bits >> 40) % (len(name) + 1), (bits >> 50) % (len(name) + 2)
    name = f"{name[:at]}{_LETTERS[bits >> 60]}{name[at:]}"
    return f"{name[:more]}{_LETTERS[bits >> 28 & 15]}{name[more:]}"


def _rows(towns: list[Place], codes: dict[str | None, str], rows: int) -> Iterator[tuple[str, str, int]]:
    """Lines of allCountries, each with the name and the geonameid in it."""
    for number in range(1, rows + 1):
        one = towns[number % len(towns)]
        kind, feature, people, name, own = "P", "PPL", 0, one.name, one.geonameid or 0
        lat, lon = one.lat, one.lon
        if number <= len(towns):
            people, feature = one.population, one.feature or "PPL"
        else:
            name, own = changed(name, number), _FIRST_COPY + number
            lat = min(90.0, max(-90.0, lat + (number * 7919 % 10_007) / 10_007 - 0.5))
            lon = (lon + (number * 6101 % 10_009) / 10_009 + 179.5) % 360 - 180
            if number % 20 == 0:
                kind, feature = _OTHER[number // 20 % 4]
        division = f"{number % _DIVISIONS + 1:02d}"
        line = f"{own}\t{name}\t{name}\t\t{lat:.5f}\t{lon:.5f}\t{kind}\t{feature}\t{codes[one.country]}\t\t"
        yield f"{line}{division}\t\t\t\t{people}\t\t\t\t2026-01-01\n", name, own


def _divisions(folder: Path, codes: list[str]) -> None:
    """First-level divisions of each country: as places, and in admin1CodesASCII."""
    with (
        (folder / "allCountries.txt").open("w", encoding="utf-8", newline="\n") as places,
        (folder / "admin1CodesASCII.txt").open("w", encoding="utf-8", newline="\n") as table,
        (folder / "admin2Codes.txt").open("w", encoding="utf-8", newline="\n") as second,
    ):
        for at, code in enumerate(codes):
            for division in range(1, _DIVISIONS + 1):
                number = _FIRST_DIVISION + at * _DIVISIONS + division
                name = f"Division {division} of {code}"
                places.write(f"{number}\t{name}\t{name}\t\t0\t0\tA\tADM1\t{code}\t\t{division:02d}")
                places.write("\t\t\t\t1000\t\t\t\t2026-01-01\n")
                table.write(f"{code}.{division:02d}\t{name}\t{name}\t{number}\n")
            second.write(f"{code}.01.001\tDistrict of {code}\tDistrict of {code}\t{_FIRST_DIVISION + at * 20 + 1}\n")


if __name__ == "__main__":
    main()
