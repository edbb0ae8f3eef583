"""Copies are coded once and counted; texts in other languages are left out with a reason."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from geomap.model import Article
from geomap.read import NotEnglishError, Options, read_articles
from geomap.read.copies import comparable_url
from geomap.read.english import other_language

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.errors import InputError

STORY = (
    "Shells fell on the harbour of Lomonda early on Tuesday, the director of the port said, and two warehouses burnt "
    "down before the crews could reach them. Nobody was hurt, but 14 ships were told to wait outside the breakwater "
    "until the fires had been put out. The governor of the region promised that repairs would begin within a week, and "
    "he asked the capital for more air defence along the whole coast, where power stations, grain terminals and a "
    "railway bridge have been damaged since the autumn. A spokeswoman for the shipping firm said its crews had slept "
    "in the cellar of the customs house and would sail as soon as pilots were available again. Insurers raised their "
    "rates for the third time in a month, and two lines said they would call at other ports for the time being."
)


def read(folder: Path, *rows: dict[str, Any], **options: Any) -> tuple[list[str], dict[str, int], list[InputError]]:
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    faults: list[InputError] = []
    articles = read_articles(path, on_error=faults.append, options=Options(**options))
    return [article.doc_id for article in articles], dict(articles.journal.reports), faults


def rows(*texts: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"d{number}", "text": text} | more for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        f"LOMONDA (Example Wire) — {STORY}\n\nReporting by our own staff; editing by the night desk.",
        STORY.replace("early on Tuesday", "on Tuesday before dawn"),
        STORY.replace(" 14 ships", " ships"),
        f"{STORY} Updated at 10:15.",
    ],
)
def test_near_identical_texts_are_one_article_and_two_reports(tmp_path: Path, copy: str) -> None:
    assert read(tmp_path, *rows(STORY, copy)) == (["d1"], {"d1": 2}, [])


@pytest.mark.parametrize(
    "other",
    [
        STORY.replace("14 ships", "15 ships"),
        STORY.replace("on Tuesday", "on Friday"),
        STORY[: len(STORY) // 3],
        "In another town, " + " ".join(reversed(STORY.split())),
    ],
)
def test_texts_that_tell_something_else_are_articles_of_their_own(tmp_path: Path, other: str) -> None:
    assert read(tmp_path, *rows(STORY, other)) == (["d1", "d2"], {}, [])


def test_like_texts_of_different_weeks_are_no_copies(tmp_path: Path) -> None:
    first, second = rows(STORY, f"{STORY} So it is said.")
    first["published"], second["published"] = "2025-03-20", "2025-04-20"
    assert read(tmp_path, first, second)[0] == ["d1", "d2"]


def test_short_texts_are_copies_by_their_address_only(tmp_path: Path) -> None:
    assert read(tmp_path, *rows("Shells fell.", "Shells fell."))[0] == ["d1", "d2"]
    assert read(tmp_path, *rows("Shells fell.", "Shells fell.", url="https://example.org/a"))[1] == {"d1": 2}


def test_copies_can_be_kept(tmp_path: Path) -> None:
    assert read(tmp_path, *rows(STORY, STORY), keep_copies=True) == (["d1", "d2"], {}, [])


def test_copies_of_several_articles_are_counted_each(tmp_path: Path) -> None:
    other = " ".join(f"word{number} and" for number in range(80))
    assert read(tmp_path, *rows(STORY, other, STORY, other, STORY), any_language=True)[1] == {"d1": 3, "d2": 2}


def test_of_many_articles_only_the_copies_go(tmp_path: Path) -> None:
    texts = [" ".join(f"the {word}{at} of" for word in STORY.split()[:40]) for at in range(60)]
    ids, reports, _ = read(tmp_path, *rows(*texts, texts[7], texts[30]))
    assert (len(ids), reports) == (60, {"d8": 2, "d31": 2})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.org/a/", "http://example.org/a", True),
        ("https://example.org/a?utm_source=x&id=3", "https://example.org/a?id=3&fbclid=9#comments", True),
        ("https://example.org/a?id=3", "https://example.org/a?id=4", False),
        ("https://example.org/live#post-1", "https://example.org/live#post-2", False),
        ("https://example.org/a", "https://example.com/a", False),
    ],
)
def test_an_address_is_compared_without_what_does_not_change_the_article(one: str, other: str, same: bool) -> None:
    assert (comparable_url(one) == comparable_url(other)) is same


@pytest.mark.parametrize("url", [None, "", "https://example.org/", "https://example.org", "http://["])
def test_a_home_page_is_no_address_of_an_article(url: str | None) -> None:
    assert comparable_url(url) is None


def test_reports_reach_the_frame() -> None:
    from geomap.frame import to_frame
    from geomap.model import Event, Span

    events = [
        Event(f"e{doc}", doc, "STR.DRONE", "happened", 0, 5, "drone", Span(0, 5, "drone")) for doc in ("d1", "d2")
    ]
    frame = to_frame(events, [Article("d1", "drone")], reports={"d1": 3})
    assert list(frame["reports"]) == [3, 1]


# --- language ----------------------------------------------------------------------------------------------------

OTHERS = {
    "fr": "Des obus sont tombés mardi matin sur le port de la ville, a déclaré le directeur, et deux entrepôts ont "
    "brûlé avant que les pompiers puissent intervenir. Personne n'a été blessé, selon les autorités régionales.",
    "de": "Am Dienstagmorgen schlugen Granaten im Hafen der Stadt ein, sagte der Hafendirektor, und zwei Lagerhäuser "
    "brannten nieder, bevor die Feuerwehr eintraf. Verletzt wurde nach Angaben der Behörden niemand.",
    "es": "Varios proyectiles cayeron el martes por la mañana sobre el puerto de la ciudad, dijo su director, y dos "
    "almacenes ardieron antes de que llegaran los bomberos. Nadie resultó herido, según las autoridades.",
    "ru": "Во вторник утром снаряды упали на порт города, сообщил его директор, и два склада сгорели до прибытия "
    "пожарных. По данным областных властей, никто не пострадал, но движение судов было остановлено.",
    "uk": "У вівторок вранці снаряди впали на порт міста, повідомив його директор, і два склади згоріли ще до приїзду "
    "пожежників. За даними обласної влади, ніхто не постраждав, але рух суден було зупинено.",
    "ar": "سقطت قذائف صباح الثلاثاء على ميناء المدينة، وفق ما قال مدير الميناء، واحترق مستودعان قبل وصول رجال الإطفاء. "
    "ولم يصب أحد بأذى بحسب السلطات الإقليمية، لكن حركة السفن توقفت حتى المساء.",
    "tr": "Salı sabahı kentin limanına top mermileri düştü; liman müdürü, itfaiye gelmeden önce iki deponun yandığını "
    "söyledi. Bölge yetkililerine göre yaralanan olmadı, ancak gemi trafiği akşama kadar durduruldu.",
    "pl": "We wtorek rano pociski spadły na port w mieście, powiedział jego dyrektor, a dwa magazyny spłonęły, zanim "
    "przyjechała straż pożarna. Według władz regionu nikt nie został ranny, ale ruch statków wstrzymano.",
    "zh": "星期二早上炮弹落在该市港口两座仓库在消防队到达之前被烧毁港口主任说没有人受伤"
    "但船只交通一直停到晚上地区当局正在调查这次袭击的来源并要求首都提供更多防空系统保护整个海岸的电站粮食码头和铁路桥梁自秋季以来这些设施多次受损保险公司也提高了费率",
}


@pytest.mark.parametrize("code", OTHERS)
def test_a_text_in_another_language_is_left_out_with_its_name(tmp_path: Path, code: str) -> None:
    assert other_language(OTHERS[code]) == code
    ids, _, faults = read(tmp_path, *rows(OTHERS[code], STORY))
    assert ids == ["d2"]
    assert isinstance(faults[0], NotEnglishError)
    assert "a.jsonl (d1): the text is " in str(faults[0])
    assert read(tmp_path, *rows(OTHERS[code]), any_language=True) == (["d1"], {}, [])


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        STORY.upper(),
        (
            "Lomonda – Shells Hit Port, Burn Warehouses. Killed: 3. Injured: 12. Odesa, Mykolaiv, Kherson, Sumy, "
            "Dnipro, Kharkiv, Zaporizhzhia, Chernihiv: air raid alerts. Drones downed: 44. Missiles downed: 7."
        ),
        (
            "“Мы не сдадимся”, the governor said in the message, “we will not give up”, and the crowd in the square "
            "answered with the song that they had sung at the gates of the factory in the autumn of that year."
        ),
        "Trois morts",
        "x " * 3000,
        "a" * 3000,
    ],
)
def test_english_and_what_is_too_short_to_tell_is_read(text: str) -> None:
    assert other_language(text) is None


def test_plain_english_loads_no_model() -> None:
    import subprocess
    import sys

    program = (
        f"import sys; from geomap.read.english import other_language; other_language({STORY!r}); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8").stdout
    assert "py3langid" not in loaded.split()


def test_a_day_apart_is_still_a_copy(tmp_path: Path) -> None:
    first, second = rows(STORY, f"{STORY} So it is said.")
    day = date(2025, 3, 20)
    first["published"], second["published"] = day.isoformat(), (day + timedelta(days=1)).isoformat()
    assert read(tmp_path, first, second)[1] == {"d1": 2}
