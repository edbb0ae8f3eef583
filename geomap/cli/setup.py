"""What the stages work with: the gazetteer, the outlines and the coder that a command's options ask for."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geomap.coding import Coder
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.shapes import Shapes

    Command = Callable[..., int]


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

    @property
    def countries(self) -> frozenset[str]:
        """The alpha-3 codes of the countries that names likely lie in. Raises UsageError for one that is none."""
        from geomap.places.countries import alpha3_codes

        return alpha3_codes(part.strip() for part in (self.country or "").split(",") if part.strip())

    def parameters(self) -> dict[str, str]:
        """What was chosen, for the metadata of an output: names of files without their folders."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: value.name if isinstance(value, Path) else str(value)
            for name, value in chosen.items()
            if value is not None
        }


_OPTIONS: Final = {
    "gazetteer": "Gazetteer that geomap gazetteer build made, in place of the embedded one.",
    "places": "Places of your own that win over namesakes: CSV or GeoJSON.",
    "actors": "Actors of your own beside the known ones: CSV.",
    "country": "Countries that the places likely lie in, as UA,RU: of namesakes, those there win more often.",
}

_FILE: Final[dict[str, Any]] = {"metavar": "FILE", "type": click.Path(path_type=Path)}
_TEXT: Final[dict[str, Any]] = {"metavar": "CODES", "type": str}


def setting_up(*names: str) -> Callable[[Command], Command]:
    """Give a command the options of the fields `names` of a `Setup`, and that as its argument `setup`."""

    def decorated(command: Command) -> Command:
        @wraps(command)
        def wrapped(**options: Any) -> int:
            return command(setup=Setup(**{name: options.pop(name) for name in names}), **options)

        for name in reversed([name for name in names if name in _OPTIONS]):
            kind = _TEXT if name == "country" else _FILE
            wrapped = click.option(f"--{name}", **kind, help=_OPTIONS[name])(wrapped)
        return wrapped

    return decorated


LOCATING: Final = setting_up("gazetteer", "places", "country")
CODING: Final = setting_up("gazetteer", "places", "country", "actors", "merge")
MERGING: Final = click.option(
    "--merge/--no-merge",
    default=None,
    help="Make one event of the reports that several articles give of it (but in JSON Lines, unless asked for).",
)


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
def shapes_of(setup: Setup) -> Iterator[Shapes]:  # noqa: ARG001 (as the gazetteer: a choice of outlines comes here)
    """The outlines of areas. Raises GazetteerError."""
    from geomap.places.shapes import open_shapes

    with open_shapes() as shapes:
        yield shapes


def coder_of(setup: Setup) -> Coder:
    """The coder, with the user's actors. Raises TableError."""
    from geomap.coding import load_coder

    return load_coder(actors=setup.actors)


def sources_of(gazetteer: Gazetteer) -> str:
    """Sources and versions of a gazetteer that tells them; "" for one that does not."""
    info: Mapping[str, Any] = getattr(gazetteer, "info", {})
    return "; ".join(f"{one.get('name', '')} {one.get('version', '')}".strip() for one in info.get("sources", ()))
