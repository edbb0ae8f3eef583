"""What the stages work with: the gazetteer, the outlines and the coder that a command's options ask for."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geomap.cli.talk import Talk
    from geomap.coding import Coder
    from geomap.model import Article
    from geomap.places.boundaries import Outlines
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.online import Online
    from geomap.places.worldview import Worldview

    Command = Callable[..., int]
    Decorator = Callable[[Command], Command]


_PRIVATE: Final = frozenset(("geocoder_contact", "geocoder_config"))
"""What does not belong into a file that is passed on."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices of a user; each is None where the embedded data serve.

    `merge`: whether the reports of several articles become one event; None for what suits the format.
    """

    gazetteer: Path | None = None
    places: Path | None = None
    actors: Path | None = None
    country: str | None = None
    merge: bool | None = None
    geocoder: str | None = None
    geocoder_only: bool = False
    geocoder_contact: str | None = None
    geocoder_config: Path | None = None
    model: str | None = None
    admin1: Path | None = None
    worldview: str | None = None
    outlets: Path | None = None

    @property
    def countries(self) -> frozenset[str]:
        """The alpha-3 codes of the countries that names likely lie in. Raises UsageError for one that is none."""
        from geomap.places.countries import alpha3_codes

        return alpha3_codes(part.strip() for part in (self.country or "").split(",") if part.strip())

    def parameters(self) -> dict[str, str]:
        """What was chosen, for the metadata of an output: names of files without their folders."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _PRIVATE}
        return {
            name: value.name if isinstance(value, Path) else str(value)
            for name, value in chosen.items()
            if value is not None and (value or name == "merge")
        }


def _file(name: str, text: str) -> Decorator:
    return click.option(name, metavar="FILE", type=click.Path(path_type=Path), help=text)


def _installed(_context: click.Context, _option: click.Parameter, model: str | None) -> str | None:
    """A pipeline that is not there is told before the work begins. Raises LanguageError."""
    if model is not None:
        from geomap.language import check

        check(model)
    return model


def _bounded(_context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """A file of boundaries that cannot serve is told before the work begins. Raises InputError."""
    if path is not None:
        from geomap.places.boundaries import source_of

        source_of(path)
    return path


def _viewed(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """A view that nobody has is told before the work begins. Raises UsageError."""
    if name is not None:
        from geomap.places.worldview import checked

        checked(name)
    return name


_OPTIONS: Final[Mapping[str, Decorator]] = {
    "gazetteer": _file("--gazetteer", "Gazetteer that geomap gazetteer build made, in place of the embedded one."),
    "places": _file("--places", "Places of your own that win over namesakes: CSV or GeoJSON."),
    "country": click.option(
        "--country",
        metavar="CODES",
        help="Countries that the places likely lie in, as UA,RU: of namesakes, those there win more often.",
    ),
    "actors": _file("--actors", "Actors of your own beside the known ones: CSV."),
    "merge": click.option(
        "--merge/--no-merge",
        default=None,
        help="Make one event of the reports that several articles give of it (but in JSON Lines, unless asked for).",
    ),
    "outlets": _file("--outlets", "Where papers are at home: CSV with the columns outlet and home."),
    "geocoder": click.option(
        "--geocoder", metavar="NAME", help="Online geocoder (nominatim, photon, arcgis …) for names not known here."
    ),
    "geocoder_only": click.option("--geocoder-only", is_flag=True, help="Ask the geocoder for every name."),
    "geocoder_contact": click.option(
        "--geocoder-contact", metavar="ADDRESS", help="Your mail or web address, which geocoders ask for."
    ),
    "geocoder_config": _file("--geocoder-config", "Options of the geocoder: TOML."),
    "model": click.option(
        "--model",
        metavar="NAME",
        callback=_installed,
        help="spaCy pipeline in place of the embedded one, by name; rules for none.",
    ),
    "admin1": click.option(
        "--admin1",
        metavar="FILE",
        type=click.Path(path_type=Path),
        callback=_bounded,
        help="Boundaries of first-level divisions in place of the approximate ones: geoBoundaries or GADM.",
    ),
    "worldview": click.option(
        "--worldview",
        metavar="NAME",
        callback=_viewed,
        help="Whose view of disputed areas their country follows: un (default), de-facto, or a country (UA, IN, MA …).",
    ),
}
_LOCATING: Final = (
    "gazetteer",
    "places",
    "country",
    "worldview",
    "outlets",
    *(name for name in _OPTIONS if name.startswith("geocoder")),
)


def setting_up(*names: str) -> Decorator:
    """Give a command the options of the fields `names` of a `Setup`, and that as its argument `setup`."""

    def decorated(command: Command) -> Command:
        @wraps(command)
        def wrapped(**options: Any) -> int:
            return command(setup=Setup(**{name: options.pop(name) for name in names}), **options)

        optioned: Command = wrapped
        for name in reversed(names):
            optioned = _OPTIONS[name](optioned)
        return optioned

    return decorated


LOCATING: Final = setting_up(*_LOCATING, "model")
CODING: Final = setting_up(*_LOCATING, "actors", "merge", "model", "admin1")


@contextmanager
def gazetteer_of(setup: Setup) -> Iterator[Gazetteer]:
    """The gazetteer, with the user's places laid over it. Raises GazetteerError, InputError."""
    from geomap.places.gazetteer import open_gazetteer

    with open_gazetteer(setup.gazetteer) as below:
        if setup.places is None:
            yield below
            return
        from geomap.places.overlay import Overlay, read_places

        yield Overlay(below, read_places(setup.places))


@contextmanager
def shapes_of(setup: Setup, *, tell: Callable[[str], object] | None = None) -> Iterator[Outlines]:
    """The outlines of areas, with those of the user's places; `tell` is told how the user's boundaries fit. Raises
    GazetteerError, InputError.
    """
    from geomap.places.shapes import open_shapes
    from geomap.places.wanted import chosen_outlines, chosen_view

    with open_shapes() as shapes:
        if setup.admin1 is None and setup.worldview is None and setup.places is None:
            yield shapes
            return
        with gazetteer_of(setup) as gazetteer:
            view = chosen_view(setup.worldview, gazetteer=gazetteer, shapes=shapes)
            yield chosen_outlines(shapes, gazetteer=gazetteer, admin1=setup.admin1, view=view, tell=tell)


def at_home(articles: Iterable[Article], setup: Setup, gazetteer: Gazetteer) -> Iterable[Article]:
    """The articles, with the homes of their outlets that the user's table tells. Raises InputError."""
    if setup.outlets is None:
        return articles
    from geomap.places.outlets import read_outlets, with_homes

    return with_homes(articles, read_outlets(setup.outlets, gazetteer))


def view_of(setup: Setup, gazetteer: Gazetteer) -> Worldview | None:
    """The view of disputed areas that was asked for; None for the gazetteer's own. Raises GazetteerError."""
    if setup.worldview is None:
        return None
    from geomap.places.shapes import open_shapes
    from geomap.places.wanted import chosen_view

    with open_shapes() as shapes:
        return chosen_view(setup.worldview, gazetteer=gazetteer, shapes=shapes)


def coder_of(setup: Setup) -> Coder:
    """The coder, with the user's actors. Raises TableError."""
    from geomap.coding import load_coder

    return load_coder(actors=setup.actors)


def sources_of(gazetteer: Gazetteer) -> str:
    """Sources and versions of a gazetteer that tells them; "" for one that does not."""
    info: Mapping[str, Any] = getattr(gazetteer, "info", {})
    return "; ".join(f"{one.get('name', '')} {one.get('version', '')}".strip() for one in info.get("sources", ()))


def online_of(setup: Setup, *, talk: Talk) -> Online | None:
    """The online geocoder that was asked for; None where none was. Raises UsageError, TableError."""
    if setup.geocoder is None:
        if setup.geocoder_only or setup.geocoder_contact or setup.geocoder_config:
            from geomap.errors import UsageError

            raise UsageError("--geocoder names the service: --geocoder nominatim")
        return None
    from geomap.places.online import Online, configured

    geocoder = configured(setup.geocoder, contact=setup.geocoder_contact, config=setup.geocoder_config, warn=talk.warn)
    return Online(geocoder, only=setup.geocoder_only)
