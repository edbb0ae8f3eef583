"""Make a dump in GeoNames' format by perturbing the embedded gazetteer: python bench/geonames_dump.py FOLDER ROWS."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from geomap.places.countries import country
from geomap.places.gazetteer import open_gazetteer

_LETTERS = "aeioumnrslkt"


def main(folder: Path, rows: int) -> None:
    """Write allCountries.txt with so many rows and alternateNamesV2.txt with a name for every second one."""
    draw = random.Random(7)  # noqa: S311 (sample data, no secret)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        open_gazetteer() as gazetteer,
        (folder / "allCountries.txt").open("w", encoding="utf-8") as places,
        (folder / "alternateNamesV2.txt").open("w", encoding="utf-8") as names,
    ):
        known = [one for one in gazetteer.places() if one.precision == "city" and one.country]
        codes = {one.country: found.alpha2 for one in known if (found := country(one.country or ""))}
        for number in range(1, rows + 1):
            one = known[number % len(known)]
            name = one.name if number <= len(known) else _changed(one.name, draw)
            lat, lon = one.lat + draw.uniform(-0.5, 0.5), one.lon + draw.uniform(-0.5, 0.5)
            cells = [str(number), name, name, "", f"{min(90, max(-90, lat)):.5f}", f"{lon:.5f}", "P", "PPL"]
            cells += [codes.get(one.country, ""), "", "01", "", "", "", str(one.population if name == one.name else 0)]
            places.write("\t".join([*cells, "", "", "", "2026-01-01"]) + "\n")
            if number % 2:
                names.write(f"{number}\t{number}\ten\t{_changed(name, draw)}\t\t\t\t\n")


def _changed(name: str, draw: random.Random) -> str:
    """A name with two letters put in."""
    for _ in range(2):
        at = draw.randrange(len(name) + 1)
        name = name[:at] + draw.choice(_LETTERS) + name[at:]
    return name


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
