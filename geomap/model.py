"""The records that pass between the stages: frozen, slotted, picklable.

Offsets count Unicode code points of `Article.text` exactly as given: `text[start:end] == name`.
Coordinates are WGS 84 degrees, latitude and longitude named apart. Countries are ISO 3166-1 alpha-3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["site", "city", "near_city", "adm2", "adm1", "area", "country", "multi_country", "unknown"]
"""How fine a place is, finest first."""

PlaceShape = Literal["plain", "corridor", "border", "coast", "union"]
"""What is drawn of a place: itself; a strip between its two parts; a strip along their border; the sea along its coast;
all its parts.
"""

ToponymRole = Literal["literal", "associative", "government", "demonym"]
"""literal; a modifier ("the Syrian capital"); a metonym ("Moscow rejected"); a people or adjective."""

LocationRole = Literal["event", "subject", "theatre", "recipient", "inferred", "none"]
"""What the place is to the event: its scene, its topic, the theatre of war, the beneficiary, an inference, nothing."""

Status = Literal[
    "happened", "alleged", "claimed", "denied", "attempted", "ongoing",
    "planned", "proposed", "promised", "rejected", "hypothetical", "historical",
]  # fmt: skip
"""Whether it happened, as far as the text says."""

TimePrecision = Literal["day", "range", "week", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class Article:
    """One text to be coded. `text` is never altered: every offset counts in it.

    `language` is what the source declares (ISO 639-1, "en"), `home` the town that its outlet is at home in (a name,
    "Springfield, Illinois", or a gazetteer id); None where nobody says.
    """

    doc_id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer. `lat` and `lon` are a representative point, in degrees.

    `gazetteer_id` is stable and says its source ("gn:703448", "iso:UA-23", "geomap:site/znpp"; "text:NAME" for a name
    that no gazetteer lists and of which the text does not say where it lies: its precision is unknown).
    `feature` is a GeoNames feature code where there is one ("PPLC", "ADM1", "PCLI", "PSN").
    `admin1` is the English name of the first-level division, `population` 0 where unknown. A place that a text makes of
    several ("the X–Y road") has a `shape`, its `parts`, and in `radius_km` how far its strip reaches to each side.
    """

    gazetteer_id: str
    name: str
    lat: float
    lon: float
    precision: Precision
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    geonameid: int | None = None
    population: int = 0
    radius_km: float | None = None
    shape: PlaceShape = "plain"
    parts: tuple[Place, ...] = ()

    @property
    def located(self) -> bool:
        """Whether it is known where it lies: `lat` and `lon` of a place of unknown precision say nothing."""
        return self.precision != "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym might mean, and how well it fits (0 to 1; those of a mention sum to at most 1)."""

    place: Place
    score: float


OuterKind = Literal["site", "organisation"]
"""What a longer name around a toponym is of: something that stands somewhere, or a body that may sit anywhere."""


@dataclass(frozen=True, slots=True)
class Outer:
    """The longer name that a toponym stands in: "Aleppo University Hospital" around "Aleppo".

    `place` is the site where the gazetteer has it (`known`), else the place that it is named after, at that place's
    precision; None for an organisation, and for a site named after a people.
    """

    start: int
    end: int
    name: str
    kind: OuterKind
    place: Place | None
    known: bool


@dataclass(frozen=True, slots=True)
class NameWithin:
    """The toponym in the name of a site: "Denver" in "Denver International Airport"."""

    start: int
    end: int
    name: str
    place: Place


RelationName = Literal[
    "near", "outskirts", "offset", "within", "front", "offshore", "border", "coast", "corridor", "union"
]  # fmt: skip
"""What the words around a toponym make of its place: see `geomap/places/relative.py`."""


@dataclass(frozen=True, slots=True)
class Related:
    """The place that the text describes by a toponym, with those that it is named together with: a ring around it, a
    strip along a border, a corridor. `distance_km` and `bearing` (degrees from north) as far as the text states them.
    """

    kind: RelationName
    place: Place
    distance_km: float | None = None
    bearing: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym in an article. `place` is None where the gazetteer has no entry that fits the text.

    `score` is the confidence in `place`; `alternatives` are the other candidates, best first. Of names within names one
    is the mention and the other hangs on it: `within` is the longer name around it, `part` the toponym in a site's.
    `parent` is what a name without a place lies in, as far as the text says; `relation` is what the words around make
    of the place.
    """

    start: int
    end: int
    name: str
    role: ToponymRole
    place: Place | None
    score: float
    alternatives: tuple[Candidate, ...] = ()
    within: Outer | None = None
    part: NameWithin | None = None
    parent: Candidate | None = None
    relation: Related | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or a target. `code` is CAMEO-like ("USAGOV", "RUSMIL", "UKRCVL"); None where no table knows it.

    `start` and `end` are None for a participant that the text implies but does not spell out.
    """

    text: str
    start: int | None
    end: int | None
    code: str | None


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included; None is an open end."""

    start: date | None
    end: date | None
    precision: TimePrecision


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event is: a resolved place, and the toponym that says so (no offsets where it was inferred)."""

    place: Place
    name: str
    start: int | None = None
    end: int | None = None
    alternatives: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Another stretch of an article that tells of the same happening, and the event it was before they were merged.

    `quote` is `text[start:end]` of the article `doc_id`.
    """

    event_id: str
    doc_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, with the stretch of text that says so.

    `quote` is `text[start:end]`; `context_start` and `context_end` bound the sentences around it.
    `supporting` are the other reports that were merged into it, in order of article and offset.
    `quantities` are (name, value) pairs in order of name. `attribution` is who says so, in the article's words.
    `weapons` are those that its clause names (`coding/tables/weapons.toml`).
    """

    event_id: str
    doc_id: str
    event_type: str
    status: Status
    start: int
    end: int
    quote: str
    trigger: Span
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    location: EventPlace | None = None
    location_role: LocationRole = "none"
    date: When | None = None
    quantities: tuple[tuple[str, int | str], ...] = ()
    site_tags: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    confidence: float = 0.5
    attribution: str | None = None
    context_start: int = 0
    context_end: int = 0
    supporting: tuple[Report, ...] = ()
