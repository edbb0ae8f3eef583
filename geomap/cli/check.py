"""geomap layers, geomap gazetteer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.options import LAYERS, talking
from geomap.cli.talk import Talk, complain, count, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geomap.model import Place


@click.group("layers", epilog="Example:  geomap layers list")
def layers() -> None:
    """The layers: which events are drawn together, and how."""


@layers.command("list", epilog="Example:  geomap layers list --layers my-layers")
@LAYERS
@talking
def layers_list(*, layers_dir: Path | None, talk: Talk) -> int:
    """List the layers in the order of the panel."""
    from geomap.layers import load_layers

    found = load_layers(layers_dir)
    rows = [
        (layer.id, layer.group, layer.title, layer.color, layer.mark, "on" if layer.show else "off",
         ", ".join(layer.event_types))
        for layer in found
    ]  # fmt: skip
    _table(("layer", "group", "title", "color", "mark", "opens", "event types"), rows)
    talk.detail(count(len(found), "layer"))
    return 0


@layers.command("check", epilog="Example:  geomap layers check my-layers")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@talking
def layers_check(*, paths: tuple[Path, ...], talk: Talk) -> int:
    """Say what is wrong with layer files. A folder is also checked as an overlay of the shipped layers."""
    from geomap.errors import GeomapError
    from geomap.layers import load_layers, read_layer

    faults = checked = 0
    for path in paths:
        files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        broken = 0
        for file in files:
            checked += 1
            try:
                read_layer(file)
            except GeomapError as error:
                broken += 1
                complain(str(error))
        if path.is_dir() and not broken:
            try:
                load_layers(path)
            except GeomapError as error:
                broken += 1
                complain(str(error))
        faults += broken
    talk.say(f"{count(checked, 'layer file')} checked, {count(faults, 'fault')}")
    return 1 if faults else 0


@click.group("gazetteer", epilog="Example:  geomap gazetteer lookup Tripoli")
def gazetteer() -> None:
    """The gazetteer: what is in it, and what a name may mean."""


@gazetteer.command("info", epilog="Example:  geomap gazetteer info big.bin")
@click.argument("path", required=False, metavar="[FILE]", type=click.Path(path_type=Path))
@talking
def gazetteer_info(*, path: Path | None, talk: Talk) -> int:
    """Say what the embedded gazetteer, or the one in FILE, holds: sources, versions, licences, counts."""
    from geomap.places.gazetteer import open_gazetteer

    with open_gazetteer(path) as opened:
        talk.detail(str(opened.path))
        for line in _described(opened.info):
            click.echo(line)
    return 0


@gazetteer.command("lookup", epilog='Example:  geomap gazetteer lookup "Saint Petersburg" -n 5')
@click.argument("name", required=False)
@click.option("-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Places to show.")
@click.option("--near", metavar="LAT,LON", help="The places nearest to a point, instead of a name.")
@click.option("--country", "countries", metavar="CODES", default="", help="Only these countries: UA,RU or UKR,RUS.")
@click.option("--gazetteer", "path", type=click.Path(path_type=Path), help="A file that 'gazetteer build' made.")
@click.option("--feature", "features", metavar="CLASSES", default="", help="Only these: city,site,adm1,country,PPLC …")
@talking
def gazetteer_lookup(
    *, name: str | None, limit: int, near: str | None, countries: str, path: Path | None, features: str, talk: Talk
) -> int:
    """List the places that NAME may mean, the most prominent first; misspelt names are met halfway."""
    from geomap.errors import UsageError
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.search import find, nearest

    if (name is None) == (near is None):
        raise UsageError("give either a name or --near LAT,LON")
    codes, classes = _codes(countries), _classes(features)
    with open_gazetteer(path) as opened:
        if near is not None:
            lat, lon = _point(near)
            wanted = classes or ("city", "site")
            around = nearest(opened, lat, lon, countries=codes, features=wanted, limit=limit)
            rows = [(*_place_row(one.place), f"{one.distance_km:.1f} km") for one in around]
            _table((*_PLACE_HEAD, "distance"), rows)
            return 0 if rows else 1
        hits = find(opened, name or "", countries=codes, features=classes, limit=limit)
        others = len(opened.lookup(name or "")) if not hits else 0
    if others:
        filters = " and ".join(
            filter(None, (countries and f"--country {countries}", features and f"--feature {features}"))
        )
        complain(f"no place called '{name}' passes {filters}; without that there are {others}")
        return 1
    if not hits:
        complain(f"the gazetteer has no place called '{name}'; try another spelling, or the English name")
        return 1
    if hits[0].how != "exact":
        talk.say(f"no place is called '{printable(name or '')}'; these are spelt or sound much alike")
    _table(
        (*_PLACE_HEAD, "matched as"),
        [
            (
                *_place_row(hit.match.place),
                f"{hit.match.name} ({hit.match.kind})" if hit.how != "exact" else hit.match.kind,
            )
            for hit in hits
        ],
    )
    return 0


@gazetteer.command("build", epilog="Example:  geomap gazetteer build geonames/ -o big.bin --country UA,RU")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option("--country", "countries", metavar="CODES", default="", help="Only these countries: UA,RU.")
@click.option("--bare", is_flag=True, help="Only what the dump has, without geomap's own places and names.")
@talking
def gazetteer_build(*, folder: Path, out: Path, countries: str, bare: bool, talk: Talk) -> int:
    """Compile a gazetteer from GeoNames' dumps in FOLDER: allCountries, and what of alternateNamesV2, admin1CodesASCII,
    admin2Codes and hierarchy lies beside it; text or zip. geomap's own places and names are laid under it.
    """
    from geomap.places.compile.dump import build_gazetteer
    from geomap.places.countries import country
    from geomap.places.gazetteer import default_path

    only = [known.alpha2 for code in _codes(countries) if (known := country(code)) is not None]
    under = None if bare else default_path()
    number = build_gazetteer(folder, out, countries=only, base=under, report=talk.say, warn=talk.warn)
    talk.say(f"{count(number, 'place')}: {printable(str(out))}")
    return 0


@gazetteer.command("download", epilog="Example:  geomap gazetteer download geonames/ --country UA,RU")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--country", "countries", metavar="CODES", default="", help="Only these countries: UA,RU.")
@click.option("--server", metavar="URL", help="Another server that has GeoNames' files.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@talking
def gazetteer_download(*, folder: Path, countries: str, server: str | None, allow_private: bool, talk: Talk) -> int:
    """Fetch GeoNames' dumps into FOLDER (all: about 600 MB). A broken download goes on where it ended."""
    from geomap.places.countries import country
    from geomap.read.download import GEONAMES, download_dump

    only = [known.alpha2 for code in _codes(countries) if (known := country(code)) is not None]
    size = download_dump(
        folder, countries=only, server=server or GEONAMES, allow_private=allow_private, report=talk.say
    )
    also = f" --country {countries}" if countries else ""
    talk.say(f"{size / 1e6:,.0f} MB; next: geomap gazetteer build {printable(str(folder))} -o big.bin{also}")
    return 0


_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_PLACE_HEAD = ("id", "name", "precision", "admin1", "country", "lat", "lon", "population")


def _codes(text: str) -> tuple[str, ...]:
    """Alpha-3 codes from a list of codes or names of countries."""
    from geomap.errors import UsageError
    from geomap.places.countries import country

    found = []
    for part in (part.strip() for part in text.split(",") if part.strip()):
        known = country(part)
        if known is None:
            raise UsageError(f"--country {part}: no such country; give ISO codes such as UA,RU or UKR,RUS")
        found.append(known.alpha3)
    return tuple(found)


def _classes(text: str) -> tuple[str, ...]:
    """Precisions ("city"), or feature codes of GeoNames ("PPLC"), from a list of them."""
    from typing import get_args

    from geomap.errors import UsageError
    from geomap.model import Precision

    found = [part.strip() for part in text.split(",") if part.strip()]
    found = [part.lower() if part.lower() in get_args(Precision) else part for part in found]
    for part in found:
        if part not in get_args(Precision) and not _CODE.fullmatch(part):
            known = ", ".join(get_args(Precision))
            raise UsageError(f"--feature {part}: no such class; give {known}, or a code of GeoNames such as PPLC")
    return tuple(found)


def _point(text: str) -> tuple[float, float]:
    from geomap.errors import UsageError

    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"--near {text}: give latitude and longitude in degrees, as in --near 48.46,35.05") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise UsageError(f"--near {text}: latitude is -90 to 90, longitude -180 to 180")
    return lat, lon


def _place_row(place: Place) -> tuple[str, ...]:
    return (
        place.gazetteer_id,
        place.name,
        place.precision,
        place.admin1 or "",
        place.country or "",
        f"{place.lat:.4f}",
        f"{place.lon:.4f}",
        f"{place.population:,}" if place.population else "",
    )


def _described(info: Mapping[str, Any]) -> Iterable[str]:
    """The gazetteer's account of itself, a line a fact."""
    for what, number in info.get("counts", {}).items():
        yield f"{printable(str(what)):<12}{number:>10,}"
    for source in info.get("sources", ()):
        named = f"{source.get('name', '')} {source.get('version', '')}".rstrip()
        yield printable(f"from {named}: {source.get('what', '')}; {source.get('licence', '')}")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    cells = [[printable(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(head))]
    for row in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
