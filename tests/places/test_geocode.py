"""Online geocoders, against a server of our own that speaks Nominatim's JSON, also when it does not feel like it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from geomap.errors import UsageError
from geomap.places import geocode
from geomap.places.geocode import Cache, Geocoder, Pace, service

VILLAGE = {"lat": "48.5", "lon": "36.25", "display_name": "Nova Sela", "addresstype": "village"}
FOUND = [{**VILLAGE, "address": {"country_code": "ua"}}]


class Desk:
    """A server whose answers are set beforehand; the last one is given for ever. Notes when and by whom it is asked."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, bytes, dict[str, str]]] = [(200, json.dumps(FOUND).encode(), {})]
        self.asked: list[float] = []
        self.agents: list[str] = []
        self.delay = 0.0
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                desk.asked.append(time.monotonic())
                desk.agents.append(self.headers["User-Agent"])
                time.sleep(desk.delay)
                status, body, headers = desk.answers.pop(0) if len(desk.answers) > 1 else desk.answers[0]
                self.send_response(status)
                for key, value in headers.items():
                    self.send_header(key, value)
                self.end_headers()
                with suppress(BrokenPipeError):
                    self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name that the base class has)
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def says(self, *statuses: int, body: bytes | None = None) -> None:
        self.answers = [(status, json.dumps(FOUND).encode() if body is None else body, {}) for status in statuses]

    def geocoder(
        self,
        *,
        cache: Path | None = None,
        pace: float = 0.0,
        warn: Any = None,
        days: float = 30,
        timeout_s: float | None = None,
    ) -> Geocoder:
        options = {"domain": f"127.0.0.1:{self.server.server_port}", "scheme": "http"}
        asked = service("nominatim", contact="desk@example.org", options=options)
        return Geocoder(
            asked,
            name="nominatim",
            cache=Cache(cache, days=days),
            pace=Pace(pace),
            pause_s=0.01,
            timeout_s=timeout_s,
            warn=warn,
        )


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_name_is_asked_for_with_the_contact_and_becomes_a_place(desk: Desk) -> None:
    place = desk.geocoder().place("Nova Sela")
    assert place is not None
    assert (place.lat, place.lon, place.precision, place.country) == (48.5, 36.25, "city", "UKR")
    assert "desk@example.org" in desk.agents[0]
    assert desk.agents[0].startswith("geomap/")


@pytest.mark.parametrize("contact", ["", "me", "geomap", "@", "http://"])
def test_without_a_contact_nothing_is_asked(contact: str) -> None:
    with pytest.raises(UsageError, match="contact"):
        service("nominatim", contact=contact)


def test_a_geocoder_that_geopy_lacks_and_options_that_it_does_not_take_are_told() -> None:
    with pytest.raises(UsageError, match="nowhere"):
        service("nowhere", contact="a@example.org")
    with pytest.raises(UsageError, match="shoe"):
        service("photon", contact="a@example.org", options={"shoe": 1})


@pytest.mark.parametrize("name", ["photon", "arcgis", "Nominatim"])
def test_geocoders_go_by_geopys_names(name: str) -> None:
    assert service(name, contact="https://example.org/desk") is not None


def test_what_was_asked_once_is_kept_on_disk_also_when_there_is_no_such_place(desk: Desk, tmp_path: Path) -> None:
    desk.says(200, body=b"[]")
    for _ in range(2):
        assert desk.geocoder(cache=tmp_path / "new" / "answers.sqlite").place("Nowhere Sela") is None
    assert len(desk.asked) == 1


def test_old_answers_are_asked_for_anew(desk: Desk, tmp_path: Path) -> None:
    for _ in range(2):
        desk.geocoder(cache=tmp_path / "answers.sqlite", days=-1).place("Nova Sela")
    assert len(desk.asked) == 2


def test_a_damaged_cache_is_done_without(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_bytes(b"this is no database at all, not even a little one" * 50)
    assert desk.geocoder(cache=tmp_path / "answers.sqlite").place("Nova Sela") is not None


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_service_is_asked_again_after_a_pause(desk: Desk, status: int) -> None:
    desk.says(status, status, 200)
    assert desk.geocoder().place("Nova Sela") is not None
    assert len(desk.asked) == 3


@pytest.mark.parametrize(
    "body",
    [
        b"<html>busy</html>",
        b"{",
        b"null",
        b'[{"lat": "x"}]',
        b'[{"lat": "nan", "lon": "9", "display_name": "?"}]',
        b'[{"lat": "999", "lon": "9", "display_name": "?"}]',
    ],
)
def test_garbage_is_no_place_and_one_warning(desk: Desk, body: bytes) -> None:
    told: list[str] = []
    desk.says(200, body=body)
    geocoder = desk.geocoder(warn=told.append)
    assert [geocoder.place(name) for name in ("A", "B", "C", "D")] == [None] * 4
    assert len(told) <= 1


def test_a_dead_service_is_given_up_with_one_warning(desk: Desk) -> None:
    told: list[str] = []
    desk.says(500)
    geocoder = desk.geocoder(warn=told.append)
    assert [geocoder.place(f"Sela {number}") for number in range(10)] == [None] * 10
    assert geocoder.resting
    assert len(told) == 1
    assert len(desk.asked) == geocode.TRIES * geocode.PATIENCE


def test_the_timeout_of_the_options_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geocode, "TRIES", 1)
    desk.delay = 3.0
    began = time.monotonic()
    assert desk.geocoder(timeout_s=0.1).place("Nova Sela") is None
    assert time.monotonic() - began < 2.5


def test_geopys_client_asks_once_where_we_wait_and_ask_again(desk: Desk) -> None:
    desk.delay = 0.6
    assert desk.geocoder(timeout_s=0.1).place("Nova Sela") is None
    assert len(desk.asked) == geocode.TRIES


def test_a_slow_service_is_not_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geocode, "TIMEOUT_S", 0.1)
    monkeypatch.setattr(geocode, "TRIES", 1)
    desk.delay = 3.0
    began = time.monotonic()
    assert desk.geocoder().place("Nova Sela") is None
    assert time.monotonic() - began < 2.5  # three tries of a tenth of a second, on a machine however busy


def test_requests_of_all_threads_are_apart(desk: Desk) -> None:
    geocoder = desk.geocoder(pace=0.2)
    threads = [threading.Thread(target=geocoder.place, args=(f"Sela {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gaps = [later - sooner for sooner, later in zip(sorted(desk.asked), sorted(desk.asked)[1:], strict=False)]
    assert min(gaps) > 0.1


def test_the_command_line_asks_for_a_village_that_the_gazetteer_lacks(desk: Desk, tmp_path: Path) -> None:
    from geomap.cli import run

    config = tmp_path / "geocoder.toml"
    config.write_text(
        f'contact = "desk@example.org"\ncache = "{(tmp_path / "c.sqlite").as_posix()}"\n'
        f'[options]\ndomain = "127.0.0.1:{desk.server.server_port}"\nscheme = "http"\n',
        encoding="utf-8",
    )
    article = tmp_path / "article.txt"
    article.write_text("Shelling killed two people in Vrondzhak, a village in Ukraine.\n", encoding="utf-8")
    out = tmp_path / "places.jsonl"
    asked = ["places", str(article), "-q", "-o", str(out), "--geocoder", "nominatim", "--geocoder-config", str(config)]
    assert run(asked) == 0
    found = {one["name"]: one for one in json.loads(out.read_text(encoding="utf-8"))["toponyms"]}
    assert (found["Vrondzhak"]["lat"], found["Vrondzhak"]["lon"]) == (48.5, 36.25)
    assert found["Ukraine"]["gazetteer_id"].startswith("gn:")
    assert len(desk.asked) == 1
