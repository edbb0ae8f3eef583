"""Where an outlet is at home: the town of a newspaper or broadcaster, by its domain or name.

"Springfield" in the State Journal-Register is the one in Illinois. `tables/outlets.csv` has outlets that serve a town,
a region or a country; agencies and world services, which report the world to the world, are left out. A user's own
table (`read_outlets`), and an article that says its `home`, win.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from geomap.errors import InputError, TableError
from geomap.model import Article, Place
from geomap.places.context import lies_in
from geomap.places.countries import split_cell
from geomap.places.fold import fold
from geomap.places.gazetteer import Gazetteer
from geomap.tables import read_csv_table

_TABLE = Path(__file__).parent / "tables" / "outlets.csv"
_COLUMNS = ("domain", "names", "home", "town", "country")
_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[:/?#]|$)", re.IGNORECASE
)


@cache
def outlets(path: Path = _TABLE) -> Mapping[str, str]:
    """Domain, or folded name, of an outlet → gazetteer id of its home. Raises TableError for a repeated outlet."""
    found: dict[str, str] = {}
    for row in read_csv_table(path, columns=_COLUMNS, required=("domain", "home")):
        for key in {row["domain"].lower(), *map(fold, split_cell(row["names"]))}:
            if key in found:
                raise TableError(f"{path}: '{key}' is there twice; an outlet has one home")
            found[key] = row["home"]
    return found


def read_outlets(path: Path, gazetteer: Gazetteer) -> Mapping[str, str]:
    """A user's table, CSV with the columns outlet (a domain or a name) and home (a town, "Springfield, Illinois", or a
    gazetteer id): domain or folded name → home. Raises InputError for a home that the gazetteer lacks, or no such file.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file; --outlets takes a CSV with the columns outlet and home")
    found: dict[str, str] = {}
    for number, row in enumerate(
        read_csv_table(path, columns=("outlet", "home"), required=("outlet", "home")), start=1
    ):
        if town_of(row["home"], gazetteer) is None:
            raise InputError(f"{path}, row {number}: '{row['home']}' is no place of the gazetteer; write town, region")
        key = row["outlet"].strip().lower() if _HOST.match(row["outlet"].strip()) else fold(row["outlet"])
        found[key.removeprefix("www.")] = row["home"]
    return found


def with_homes(articles: Iterable[Article], own: Mapping[str, str]) -> Iterator[Article]:
    """The articles, each with the home that a user's table gives its outlet; one that says its own keeps it."""
    for article in articles:
        told = (_home(each, own) for each in (article.url, article.source) if each)
        yield article if article.home else replace(article, home=next((home for home in told if home), None))


def town_of(home: str, gazetteer: Gazetteer) -> Place | None:
    """The town that "Springfield, Illinois" or an id means, the most prominent one; None for no known one."""
    if (known := gazetteer.place(home.strip())) is not None:
        return known
    name, _, region = (part.strip() for part in home.partition(","))
    towns = [match.place for match in gazetteer.lookup(name) if match.place.precision == "city"]
    regions = [match.place for match in gazetteer.lookup(region)] if region else []
    return next((town for town in towns if not region or any(lies_in(town, one) for one in regions)), None)


def home_of(article: Article, gazetteer: Gazetteer) -> Place | None:
    """The town that an article's outlet is at home in, as it says itself, or by address or source; None for an outlet
    that is not known.
    """
    if article.home:
        return town_of(article.home, gazetteer)
    for told in (article.url, article.source):
        home = _home(told, outlets()) if told else None
        if home is not None:
            return gazetteer.place(home)
    return None


def _home(told: str, known: Mapping[str, str]) -> str | None:
    address = _HOST.match(told.strip())
    if address is None:
        return known.get(fold(told))
    parts = address["host"].lower().split(".")
    # of news.example.co.uk every ending that may be a domain, longest first
    endings = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((known[ending] for ending in endings if ending in known), None)
