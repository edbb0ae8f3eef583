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


def _sentences(section: str) -> Iterator[Any]:
    rows = tomllib.loads(_TRAPS.read_text(encoding="utf-8"))
    for texts in rows[section].values():
        for text in texts:
            late = pytest.mark.xfail(strict=True) if text in rows["missed"] else ()
            yield pytest.param(text, id=text, marks=late)


@pytest.mark.parametrize("text", list(_sentences("figures")))
def test_a_figure_of_speech_is_no_event(events_of: Coding, text: str) -> None:
    told = [event for event in events_of(text) if event.status != "historical"]
    assert [event.event_type for event in told if not event.event_type.startswith("VRB.")] == []


@pytest.mark.parametrize("text", list(_sentences("earnest")))
def test_violence_beside_a_game_or_a_work_is_news(events_of: Coding, text: str) -> None:
    assert [event for event in events_of(text) if event.event_type[:3] in _VIOLENT]


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
