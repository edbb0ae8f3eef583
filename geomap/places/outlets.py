"""Where an outlet is at home: the town of a newspaper or broadcaster, by its domain or name.

"Springfield" in the State Journal-Register is the one in Illinois. `tables/outlets.csv` has outlets that serve a town,
a region or a country; agencies and world services, which report the world to the world, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from geomap.errors import TableError
from geomap.model import Article, Place
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


def home_of(article: Article, gazetteer: Gazetteer) -> Place | None:
    """The town that an article's outlet is at home in, by address or source; None for an outlet that is not known."""
    for told in (article.url, article.source):
        home = _home(told) if told else None
        if home is not None:
            return gazetteer.place(home)
    return None


def _home(told: str) -> str | None:
    known = outlets()
    address = _HOST.match(told.strip())
    if address is None:
        return known.get(fold(told))
    parts = address["host"].lower().split(".")
    # of news.example.co.uk every ending that may be a domain, longest first
    endings = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((known[ending] for ending in endings if ending in known), None)
