"""A gazetteer of a few dozen places, for tests of recognition and resolution."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.model import Place, Precision
from geomap.places.fold import fold
from geomap.places.gazetteer import Match, NameKind


def place(
    name: str,
    lat: float,
    lon: float,
    *,
    country: str,
    precision: Precision = "city",
    admin1: str | None = None,
    feature: str | None = None,
    population: int = 0,
) -> Place:
    """A place whose id says what it is."""
    own = f"test:{precision}/{fold(name)}/{country}/{fold(admin1 or '')}"
    return Place(own, name, lat, lon, precision, country, admin1, feature, None, population)


def country(name: str, lat: float, lon: float, alpha3: str, population: int) -> Place:
    return place(name, lat, lon, country=alpha3, precision="country", feature="PCLI", population=population)


def division(name: str, lat: float, lon: float, alpha3: str, population: int) -> Place:
    return place(name, lat, lon, country=alpha3, precision="adm1", admin1=name, feature="ADM1", population=population)


USA = country("United States", 39.8, -98.6, "USA", 327_000_000)
UKRAINE = country("Ukraine", 49.0, 32.0, "UKR", 44_000_000)
RUSSIA = country("Russia", 60.0, 100.0, "RUS", 144_000_000)
SYRIA = country("Syria", 35.0, 38.0, "SYR", 16_900_000)
TURKEY = country("Turkey", 39.0, 35.0, "TUR", 82_000_000)
GEORGIA = country("Georgia", 42.0, 43.5, "GEO", 3_700_000)
LEBANON = country("Lebanon", 33.8, 35.8, "LBN", 6_800_000)
FRANCE = country("France", 46.0, 2.0, "FRA", 67_000_000)
TEXAS = division("Texas", 31.0, -99.0, "USA", 22_000_000)
PENNSYLVANIA = division("Pennsylvania", 41.0, -77.5, "USA", 10_000_000)
GEORGIA_STATE = division("Georgia", 32.8, -83.5, "USA", 4_800_000)
KRASNODAR_KRAI = division("Krasnodar Krai", 45.0, 39.0, "RUS", 4_500_000)
ZAPORIZHZHIA_OBLAST = division("Zaporizhzhia Oblast", 47.2, 35.8, "UKR", 1_500_000)
ALEPPO_GOVERNORATE = division("Aleppo Governorate", 36.2, 37.5, "SYR", 4_600_000)
PARIS = place("Paris", 48.85, 2.35, country="FRA", feature="PPLC", population=2_138_551)
PARIS_TEXAS = place("Paris", 33.66, -95.56, country="USA", admin1="Texas", population=24_782)
LEBANON_TOWN = place("Lebanon", 40.34, -76.41, country="USA", admin1="Pennsylvania", population=25_879)
ATLANTA = place("Atlanta", 33.75, -84.39, country="USA", admin1="Georgia", population=463_878)
TRIPOLI = place("Tripoli", 32.88, 13.19, country="LBY", population=1_150_989)
TRIPOLI_LEBANON = place("Tripoli", 34.43, 35.84, country="LBN", population=229_398)
LIBYA = country("Libya", 28.0, 17.0, "LBY", 6_700_000)
TBILISI = place("Tbilisi", 41.69, 44.83, country="GEO", feature="PPLC", population=1_049_498)
KRASNODAR = place("Krasnodar", 45.04, 38.98, country="RUS", admin1="Krasnodar Krai", population=899_541)
ZAPORIZHZHIA = place("Zaporizhzhia", 47.85, 35.12, country="UKR", admin1="Zaporizhzhia Oblast", population=710_052)
PLANT = place(
    "Zaporizhzhia Nuclear Power Plant", 47.51, 34.59, country="UKR", precision="site", admin1="Zaporizhzhia Oblast"
)
MOSCOW = place("Moscow", 55.75, 37.62, country="RUS", feature="PPLC", population=10_381_222)
KYIV = place("Kyiv", 50.45, 30.52, country="UKR", feature="PPLC", population=2_797_553)
ALEPPO = place("Aleppo", 36.2, 37.16, country="SYR", admin1="Aleppo Governorate", population=1_602_264)
DAMASCUS = place("Damascus", 33.51, 36.29, country="SYR", feature="PPLC", population=1_569_394)
MOBILE = place("Mobile", 30.69, -88.04, country="USA", admin1="Alabama", population=194_288)
READING = place("Reading", 51.46, -0.97, country="GBR", admin1="England", population=244_070)
OF = place("Of", 40.94, 40.26, country="TUR", admin1="Trabzon", population=20_000)
JORDAN = country("Jordan", 31.0, 36.0, "JOR", 9_900_000)
NEW_YORK = place("New York", 40.71, -74.01, country="USA", admin1="New York", population=8_175_133)
BOSTON = place("Boston", 42.36, -71.06, country="USA", admin1="Massachusetts", population=667_137)
GEORGE_WASHINGTON = place("Washington", 38.9, -77.04, country="USA", feature="PPLA", population=601_723)


class SmallGazetteer:
    """Names, most prominent place first, with kinds as the real one gives them."""

    max_words = 4

    def __init__(self, names: Iterable[tuple[str, Place, NameKind]]) -> None:
        self._matches: dict[str, list[Match]] = {}
        for name, found, kind in names:
            self._matches.setdefault(fold(name), []).append(Match(found, kind, name))
        for matches in self._matches.values():
            matches.sort(key=lambda match: -match.place.population)
        self._places = {m.place.gazetteer_id: m.place for each in self._matches.values() for m in each}

    def lookup(self, name: str) -> tuple[Match, ...]:
        return tuple(self._matches.get(fold(name), ()))

    def contains(self, name: str) -> bool:
        return fold(name) in self._matches

    def place(self, gazetteer_id: str) -> Place | None:
        return self._places.get(gazetteer_id)

    def country(self, alpha3: str) -> Place | None:
        return next((p for p in self._places.values() if p.precision == "country" and p.country == alpha3), None)

    def admin1_of(self, place: Place) -> Place | None:
        wanted = (place.country, place.admin1, "adm1")
        return next((p for p in self._places.values() if (p.country, p.name, p.precision) == wanted), None)


def small_gazetteer() -> SmallGazetteer:
    places = [
        TRIPOLI, TRIPOLI_LEBANON, LIBYA,
        USA, UKRAINE, RUSSIA, SYRIA, TURKEY, GEORGIA, LEBANON, FRANCE, TEXAS, PENNSYLVANIA, GEORGIA_STATE,
        KRASNODAR_KRAI, ZAPORIZHZHIA_OBLAST, ALEPPO_GOVERNORATE, PARIS, PARIS_TEXAS, LEBANON_TOWN, ATLANTA, TBILISI,
        KRASNODAR, ZAPORIZHZHIA, PLANT, MOSCOW, KYIV, ALEPPO, DAMASCUS, MOBILE, READING, OF, JORDAN, NEW_YORK, BOSTON,
        GEORGE_WASHINGTON,
    ]  # fmt: skip
    other: list[tuple[str, Place, NameKind]] = [
        ("U.S.", USA, "abbreviation"),
        ("US", USA, "abbreviation"),
        ("Pa.", PENNSYLVANIA, "abbreviation"),
        ("Syrian", SYRIA, "adjective"),
        ("Turkish", TURKEY, "adjective"),
        ("Russian", RUSSIA, "adjective"),
        ("Ukrainians", UKRAINE, "demonym"),
        ("Krasnodar", KRASNODAR_KRAI, "alternate"),
        ("Zaporizhzhia", ZAPORIZHZHIA_OBLAST, "alternate"),
        ("Aleppo", ALEPPO_GOVERNORATE, "alternate"),
    ]
    return SmallGazetteer([*((one.name, one, "name") for one in places), *other])
