"""The page: safe whatever it is fed, the same each time, and still a folium map."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import folium
import folium.plugins
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geomap.errors import UsageError
from geomap.layers import Layer, load_layers
from geomap.map import to_map
from geomap.map.csp import Openings, policy
from geomap.map.figure import json_block, markup_text
from geomap.map.layer import EventLayer
from geomap.map.noscript import is_web_link
from geomap.map.web_files import FOLDER
from tests.map.frames import HOSTILE, frame, hostile_frame, row

pytestmark = pytest.mark.skipif(not (FOLDER / "app.js").is_file(), reason="the front end is not built")


class Elements(HTMLParser):
    """The elements of a page and the text of its scripts, as a browser that runs scripts reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = (tag, dict(attrs))

    def handle_data(self, data: str) -> None:
        if self._open and self._open[0] == "script":
            self.scripts.append((self._open[1], data))
        elif self._open:
            self.styles.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[0] == tag:
            self._open = None

    def running(self) -> list[str]:
        return [text for attributes, text in self.scripts if attributes.get("type") is None]


def page_of(events: Any = None, **options: Any) -> str:
    text: str = to_map(frame() if events is None else events, **options).get_root().render()
    return text


def policy_of(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return found.group(1)


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def hostile_layers(text: str) -> tuple[Layer, ...]:
    return tuple(replace(layer, title=text, group=text, description=text) for layer in load_layers())


def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page() -> None:
    page = page_of()
    elements, rules = Elements(page), policy_of(page)
    assert re.findall(r"script-src ([^;]*)", rules) == [" ".join(map(sha256, elements.running()))]
    assert re.findall(r"style-src ([^;]*)", rules) == [" ".join(map(sha256, elements.styles))]
    assert "unsafe" not in rules
    assert "default-src 'none'" in rules
    assert "require-trusted-types-for 'script'" in rules


def test_the_page_asks_for_nothing_from_anywhere() -> None:
    for tag, attributes in Elements(page_of()).found:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base")
        assert "src" not in attributes
        if tag == "a":
            assert attributes["href"] == "https://example.org/news/1"
    assert not re.findall(r"url\((?!#|data:)", page_of())
    assert "https:" not in policy_of(page_of())


def test_two_maps_of_one_frame_are_the_same_bytes() -> None:
    assert page_of() == page_of()


def test_rendering_twice_gives_the_same_page() -> None:
    made = to_map(frame())
    assert made.get_root().render() == made.get_root().render()


def test_saving_writes_what_rendering_gives(tmp_path: Path) -> None:
    made = to_map(frame())
    made.save(str(tmp_path / "map.html"))
    stream = io.BytesIO()
    made.save(stream, close_file=False)
    assert (tmp_path / "map.html").read_bytes() == stream.getvalue() == made.get_root().render().encode()
    assert list(tmp_path.iterdir()) == [tmp_path / "map.html"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_changes_nothing_that_runs(text: str) -> None:
    """Every text column, the title, and the title, group and description of every layer."""
    plain = Elements(page_of(hostile_frame(), title="plain", layers=hostile_layers("plain")))
    hostile = Elements(page_of(hostile_frame(), title=text, layers=hostile_layers(text)))
    assert hostile.running() == plain.running()
    assert hostile.styles == plain.styles
    assert [tag for tag, _ in hostile.found] == [tag for tag, _ in plain.found]


def test_hostile_cells_run_nothing_and_make_no_element() -> None:
    page = page_of(hostile_frame())
    elements = Elements(page)
    assert elements.running()[0] == Elements(page_of()).running()[0]
    assert {tag for tag, _ in elements.found} <= {
        "html", "head", "meta", "title", "style", "script", "body", "div", "noscript", "p", "table", "thead", "tbody",
        "tr", "th", "td",
    }  # fmt: skip
    assert "49" not in re.findall(r"<noscript>.*</noscript>", page, re.DOTALL)[0].replace("HYPERLINK", "")[:2000]
    assert "{{7*7}}" in page


def test_a_template_in_the_title_is_not_evaluated() -> None:
    page = page_of(title="{{7*7}} {% raw %}")
    assert "<title>{{7*7}} {% raw %}</title>" in page


@given(st.text(st.characters()))
def test_a_data_block_never_ends_its_script(text: str) -> None:
    block = json_block({"text": text})
    assert block.isascii()
    assert not re.search("[<>&]", block)
    assert json.loads(block)["text"].encode("utf-8", "replace") == text.encode("utf-8", "replace")


@pytest.mark.parametrize("lang", ["en", "uk", "ar", "fr", "es"])
def test_a_page_is_in_ascii_whatever_it_tells(lang: str) -> None:
    # One letter of another script, and a browser holds the whole page in two bytes a letter.
    events = [row("x", location="\u041a\u0438\u0457\u0432", quote="\u0645\u062f\u064a\u0646\u0629 \u201cx\u201d")]
    assert page_of(frame(events), lang=lang, title="\u041c\u0430\u043f\u0430 \U0001f5fa").isascii()


@given(st.text(st.characters()))
def test_text_in_markup_is_text(text: str) -> None:
    shown = markup_text(text)
    assert not re.search("[<>\"'\x00\u202e\ud800-\udfff]", shown)
    assert len(html.unescape(shown)) <= len(text)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("//example.org", False),
        ("https:example", False),
        ("file:///etc/passwd", False),
        ("http://[", False),
        (None, False),
        (7, False),
    ],
)
def test_only_web_addresses_become_links(address: object, allowed: bool) -> None:
    assert is_web_link(address) is allowed


def test_the_page_names_its_language_and_shows_a_table_without_scripts() -> None:
    page = page_of(title="Talks & <strikes>")
    assert '<html lang="en" dir="ltr">' in page
    assert "<title>Talks &amp; &lt;strikes&gt;</title>" in page
    table = re.findall(r"<noscript>.*</noscript>", page, re.DOTALL)[0]
    assert table.count("<tr>") == 1 + 7
    assert "Shelling damaged a school in Kherson" in table


def test_the_table_without_scripts_holds_all_of_a_few_hundred_events_and_says_what_it_leaves_out_of_more() -> None:
    def table_of(events: int) -> str:
        page = page_of(frame([row("x", event_id=str(number)) for number in range(events)]))
        return str(re.findall(r"<noscript>.*</noscript>", page, re.DOTALL)[0])

    assert table_of(200).count("<tr>") == 1 + 200
    assert "181 more events" in table_of(201)


def test_the_table_without_scripts_speaks_the_pages_language() -> None:
    page = page_of(frame(), lang="fr")
    table = re.findall(r"<noscript>.*</noscript>", page, re.DOTALL)[0]
    assert "Pr&#233;vu" in table
    assert "<td>planned" not in table


def test_scripts_of_others_keep_their_white_space() -> None:
    made = to_map(frame())
    folium.Marker([1, 2], popup="x").add_to(made)
    assert "\n    " in made.get_root().render().split("</head>")[1]


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"there are: .*en"):
        to_map(frame(), lang="xx")


@pytest.mark.parametrize("lang", ["ar", "en", "es", "fr", "uk"])
def test_an_empty_map_is_a_page_of_at_most_450_kb(lang: str) -> None:
    assert len(page_of(frame([row("x")]).iloc[:0], lang=lang).encode()) <= 450_000


def test_a_thousand_events_with_sentences_cost_at_most_90_kb() -> None:
    generator = random.Random(7)  # noqa: S311  # made-up sentences, not secrets
    words = ["".join(generator.choices("abcdefghilmnoprstuvw", k=generator.randint(2, 9))) for _ in range(3000)]
    zipf = [1 / rank for rank in range(1, 3001)]  # words of a language are used about that unevenly
    events = [
        row(
            " ".join(generator.choices(words, zipf, k=16)),
            event_id=f"{generator.getrandbits(48):012x}",
            geometry=Point(generator.uniform(22, 40), generator.uniform(44, 52)),
        )
        for _ in range(1000)
    ]
    empty = len(page_of(frame(events).iloc[:0]).encode())
    assert len(page_of(frame(events)).encode()) - empty <= 90_000


def test_there_is_one_folium_layer_for_each_layer_file() -> None:
    made = to_map(frame())
    layers = [child for child in made._children.values() if isinstance(child, EventLayer)]
    assert [layer.layer_id for layer in layers] == [layer.id for layer in load_layers()]
    assert [layer.show for layer in layers] == [layer.show for layer in load_layers()]
    assert all(isinstance(layer, folium.map.Layer) for layer in layers)
    assert isinstance(made, folium.Map)


def test_foliums_control_lists_the_layers_under_neutral_names() -> None:
    page = page_of(layers=hostile_layers("{{7*7}}"))
    script = Elements(page).running()[1]
    assert "L.control.layers(" in script
    assert '"layer 0" : event_layer_0' in script
    assert "{{7*7}}" not in script


def test_elements_that_a_script_adds_open_only_what_they_link_to() -> None:
    made = to_map(frame())
    folium.TileLayer("https://{s}.tiles.invalid/{z}/{x}/{y}.png", attr="Tiles").add_to(made)
    folium.Marker([50, 30], popup="Here").add_to(made)
    folium.plugins.MarkerCluster().add_to(made)  # type: ignore[no-untyped-call]  # folium leaves it untyped
    rules = policy_of(made.get_root().render())
    assert "https://*.tiles.invalid" in rules
    assert "leaflet.markercluster.js" in rules
    assert "jquery" in rules
    assert "bootstrap" not in re.findall("script-src ([^;]*)", rules)[0]
    assert "connect-src 'none'" in rules


def test_plain_shapes_that_a_script_adds_open_no_address() -> None:
    made = to_map(frame())
    folium.Circle([50, 30], radius=1000).add_to(made)
    page = made.get_root().render()
    assert "L.circle(" in page
    assert "https:" not in policy_of(page)


def test_the_policy_hashes_what_runs_and_not_what_is_data() -> None:
    skeleton = (
        '<script>a()</script><script type="module">b()</script><style>p{}</style><script src="https://x/y.js"></script>'
    )
    rules = policy(skeleton, Openings(scripts=("https://x/y.js",)))
    assert f"script-src {sha256('a()')} {sha256('b()')} https://x/y.js" in rules
    assert f"style-src {sha256('p{}')};" in rules


def test_the_map_names_whose_outlines_it_draws() -> None:
    import pandas as pd

    from geomap.map.event_map import attribution_of

    sources = ["Natural Earth 1:50m, by world-atlas", "United States Census Bureau, by us-atlas", None,
               "disc around the place", "GADM (ukr.gpkg)"]  # fmt: skip
    frame = pd.DataFrame({"area_source": sources})
    told = attribution_of(frame, "Natural Earth · GeoNames")
    assert told == "Natural Earth · GeoNames · GADM (ukr.gpkg) · US Census Bureau"
    assert attribution_of(frame.drop(columns="area_source"), "Natural Earth · GeoNames") == "Natural Earth · GeoNames"
