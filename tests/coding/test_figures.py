"""Words of war in games, markets, works and kitchens are figures of speech; in the same company, news stays news."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geomap.coding.subjects_table import load_subjects
from geomap.errors import TableError
from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]
_TRAPS = Path(__file__).parent.parent / "data" / "sentences" / "traps.toml"
_VIOLENT = ("STR", "EXP", "BAT", "VAC", "DEM", "COE", "HAZ", "CRM", "TER")


def _rows() -> dict[str, Any]:
    return tomllib.loads(_TRAPS.read_text(encoding="utf-8"))


def _mended(section: str) -> Iterator[Any]:
    rows = _rows()
    for text in rows[section]["mended"]:
        late = pytest.mark.xfail(strict=True) if text in rows["missed"] else ()
        yield pytest.param(text, id=text, marks=late)


def _sprung(events: tuple[Event, ...]) -> list[str]:
    """The types of what is neither a statement nor history."""
    told = [event for event in events if event.status != "historical"]
    return [event.event_type for event in told if not event.event_type.startswith("VRB.")]


@pytest.mark.parametrize("text", list(_mended("figures")))
def test_a_figure_of_speech_is_no_event(events_of: Coding, text: str) -> None:
    assert _sprung(events_of(text)) == []


@pytest.mark.parametrize("half", ["measured", "fresh"])
def test_of_figures_that_nobody_looked_at_no_more_than_before_give_an_event(events_of: Coding, half: str) -> None:
    rows = _rows()
    assert sum(bool(_sprung(events_of(text))) for text in rows["figures"][half]) <= rows["most"][half]


@pytest.mark.parametrize("text", list(_mended("earnest")))
def test_violence_beside_a_game_or_a_work_is_news(events_of: Coding, text: str) -> None:
    assert [event for event in events_of(text) if event.event_type[:3] in _VIOLENT]


def test_none_of_the_news_that_nobody_looked_at_is_lost(events_of: Coding) -> None:
    for text in _rows()["earnest"]["measured"]:
        assert any(event.event_type[:3] in _VIOLENT for event in events_of(text))


def test_a_camera_in_the_street_shows_what_happened(events_of: Coding) -> None:
    told = events_of("Video shows soldiers shooting at a crowd in Kampala on Monday, killing three people.")
    assert told
    assert events_of("The film shows how soldiers shot at a crowd in Kampala, killing three people.") == ()


def test_a_storm_of_rockets_is_one(events_of: Coding) -> None:
    assert events_of("A barrage of rockets hit Sderot on Monday.")
    assert events_of("A barrage of lawsuits hit Sderot on Monday.") == ()


def test_an_unknown_list_of_the_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "subjects.toml"
    path.write_text('[subject.sport]\nsilenced = ["STR."]\nsuer = "goal"\n', encoding="utf-8")
    with pytest.raises(TableError, match="suer"):
        load_subjects(path)
