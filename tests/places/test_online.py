"""An online geocoder beside the gazetteer: what it is asked for, what counts, how it is set up."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from geomap.errors import TableError, UsageError
from geomap.model import Mention, Place, ToponymRole
from geomap.places.online import Online, configured

SELA = Place("nominatim:48.5,36.25", "Nova Sela", 48.5, 36.25, "city", "UKR")
KYIV = Place("gn:703448", "Kyiv", 50.45, 30.52, "city", "UKR")
LIMA = Place("gn:3936456", "Lima", -12.04, -77.03, "city", "PER")


@dataclass
class Desk:
    """Knows Nova Sela, and remembers what it was asked for."""

    asked: list[str] = field(default_factory=list)

    def place(self, name: str) -> Place | None:
        self.asked.append(name)
        return SELA if name == "Nova Sela" else None


def named(name: str, place: Place | None = None, role: ToponymRole = "literal") -> Mention:
    return Mention(0, len(name), name, role, place, 0.9 if place else 0.0)


def test_only_names_without_a_place_are_asked_for() -> None:
    desk = Desk()
    kyiv, sela = Online(desk).answered([named("Kyiv", KYIV), named("Nova Sela")])
    assert desk.asked == ["Nova Sela"]
    assert (kyiv.place, sela.place, sela.score) == (KYIV, SELA, 0.5)


def test_a_namesake_in_a_country_that_the_article_does_not_name_is_an_alternative_only() -> None:
    _, sela = Online(Desk()).answered([named("Lima", LIMA), named("Nova Sela")])
    assert sela.place is None
    assert [candidate.place for candidate in sela.alternatives] == [SELA]


def test_governments_and_peoples_are_not_asked_for() -> None:
    desk = Desk()
    found = [named("Nova Sela", role="government"), named("Nova Sela", role="demonym")]
    assert Online(desk).answered(found) == tuple(found)
    assert desk.asked == []


def test_a_geocoder_alone_answers_for_every_name_and_what_it_does_not_know_has_no_place() -> None:
    kyiv, sela = Online(Desk(), only=True).answered([named("Kyiv", KYIV), named("Nova Sela", LIMA)])
    assert (kyiv.place, sela.place) == (None, SELA)


@pytest.mark.parametrize(("told", "seconds"), [({}, 10.0), ({"GEOMAP_GEOCODER_TIMEOUT": "2.5"}, 2.5)])
def test_a_timeout_is_taken_from_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: dict[str, str], seconds: float
) -> None:
    made: dict[str, Any] = {}
    monkeypatch.setattr("geomap.places.online.service", lambda _name, **given: given["options"])
    monkeypatch.setattr("geomap.places.online.Geocoder", lambda _asked, **given: made.update(given))
    environment = {"GEOMAP_GEOCODER_CACHE": str(tmp_path / "c.sqlite"), "GEOMAP_GEOCODER_CONTACT": "a@example.org"}
    configured("nominatim", environment={**environment, **told})
    assert made["timeout_s"] == seconds


def test_a_timeout_that_is_none_is_told(tmp_path: Path) -> None:
    config = tmp_path / "geocoder.toml"
    config.write_text('contact = "a@example.org"\n[options]\ntimeout = "soon"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="timeout is 'soon'"):
        configured("nominatim", config=config, environment={})


def test_a_file_the_environment_and_the_call_set_it_up_the_later_the_stronger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: dict[str, Any] = {}
    monkeypatch.setattr("geomap.places.online.service", lambda name, **given: built.update(given, name=name))
    config = tmp_path / "geocoder.toml"
    config.write_text(
        f'contact = "file@example.org"\ncache = "{(tmp_path / "c.sqlite").as_posix()}"\n'
        '[options]\ndomain = "a.example"\nscheme = "http"\n',
        encoding="utf-8",
    )
    configured("nominatim", config=config, environment={})
    assert built == {
        "name": "nominatim",
        "contact": "file@example.org",
        "options": {"domain": "a.example", "scheme": "http"},
    }
    assert (tmp_path / "c.sqlite").is_file()
    environment = {"GEOMAP_GEOCODER_DOMAIN": "b.example", "GEOMAP_GEOCODER_CONTACT": "env@example.org", "HOME": "/no"}
    configured("nominatim", config=config, environment=environment)
    assert (built["contact"], built["options"]["domain"]) == ("env@example.org", "b.example")
    configured("nominatim", config=config, contact="call@example.org", environment=environment)
    assert built["contact"] == "call@example.org"


@pytest.mark.parametrize(
    ("text", "said"),
    [("contcat = 1", "did you mean 'contact'"), ("options = 1", r"\[options\]"), ("cache_days = -1", "number of days")],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    config = tmp_path / "geocoder.toml"
    config.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        configured("nominatim", config=config, contact="a@example.org", environment={})


def test_without_a_contact_there_is_no_geocoder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--geocoder-contact"):
        configured("nominatim", environment={"GEOMAP_GEOCODER_CACHE": str(tmp_path / "c")})
