"""How well the approximate cells of first-level divisions fit the true outlines, where the data packages have those.

    python bench/cells_iou.py [--web FOLDER]

Two questions: the states of the United States (true outlines: us-atlas), with all their populated places, a tenth and
a fiftieth of them, as other countries have fewer; and the countries of Africa and South America, each continent cut up
by the same method (true outlines: world-atlas). Intersection over union is of areas on the globe. No network; needs the
packages that the build needs.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geomap.places.compile import cells, gather, outlines
from geomap.places.compile.__main__ import PACKAGE, node_modules
from geomap.places.compile.cities import load_cities
from geomap.places.compile.counties import POSTAL
from geomap.places.compile.topojson import read_outlines
from geomap.places.countries import all_countries

SHARES = (1.0, 0.1, 0.02)
FAR = ("iso:US-AK", "iso:US-HI")
"""States apart from the others, whose cells border on nothing."""


def on_globe(area: Any) -> Any:
    """The area in an equal-area projection (cylindrical)."""
    flat = shapely.transform(area, lambda at: np.column_stack([np.radians(at[:, 0]), np.sin(np.radians(at[:, 1]))]))
    return shapely.MultiPolygon(list(outlines.polygons_of(flat))).buffer(0)


def overlap(one: Any, other: Any) -> float:
    """Intersection over union."""
    first, second = on_globe(one), on_globe(other)
    return float(first.intersection(second).area / first.union(second).area)


def told(what: str, places: Sequence[cells.Labelled], truth: Mapping[str, Any]) -> str:
    """One line: mean, median and the worst tenth over the divisions of `truth`; one without a cell counts as 0."""
    found = cells.dissolve(places, shapely.union_all(list(truth.values())))
    each = sorted(overlap(found[name], area) if name in found else 0.0 for name, area in truth.items())
    lost = sum(one == 0 for one in each)
    low = each[len(each) // 10]
    return (
        f"{what}: {len(places):,} places, {len(each)} divisions, mean {statistics.mean(each):.3f}, "
        f"median {statistics.median(each):.3f}, a tenth below {low:.3f}, without a cell {lost}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--web", type=Path, default=PACKAGE / "map" / "web", help="the folder that holds node_modules")
    modules = node_modules(parser.parse_args().web)
    if modules is None:
        raise SystemExit("no node_modules; run 'npm ci' in geomap/map/web")
    towns = [one for one in gather(load_cities(), atlases=modules, report=lambda _: None) if one.precision == "city"]
    states = {
        f"iso:US-{POSTAL[one.code]}": one.geometry
        for one in read_outlines(modules / "us-atlas" / "states-10m.json", "states")
        if one.code in POSTAL and f"iso:US-{POSTAL[one.code]}" not in FAR
    }
    american = [(one.admin1, one.lon, one.lat) for one in towns if one.admin1 in states]
    for share in SHARES:
        some = random.Random(0).sample(american, round(share * len(american)))  # noqa: S311 (a sample, no secret)
        print(told(f"US states, {share:.0%} of the places", some, states))
    atlas = outlines.country_areas(read_outlines(modules / "world-atlas" / "countries-50m.json", "countries"), towns)
    for continent, name in (("AF", "Africa"), ("SA", "South America")):
        members = {one.alpha3 for one in all_countries() if one.continent == continent}
        truth = {code: area for code, area in atlas.items() if code in members}
        inhabited = [(one.country, one.lon, one.lat) for one in towns if one.country in truth]
        print(told(f"countries of {name}", inhabited, truth))


if __name__ == "__main__":
    main()
