"""Sixty texts that want to be more than text, and the ways by which such texts come into a map.

A way writes a file as an outsider could have written it and runs the commands that a user would run on it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from geomap.cli import run
from geomap.layers import load_layers, read_layer
from geomap.map import to_map
from geomap.store import write_frame
from tests.map.frames import frame, rows

_RAN: Final = "window.__ran=1"

SCRIPT: Final = (
    f"<script>{_RAN}</script>", f"</script><script>{_RAN}</script>", f"<ScRiPt>{_RAN}</sCrIpT >",
    f"<script/x>{_RAN}</script/x>", f"<script src=data:text/javascript,{_RAN}></script>",
    f"]]><script>{_RAN}</script>", f"<!--><script>{_RAN}</script-->", f"<script type=module>{_RAN}</script>",
    f"--></script></noscript></textarea></title><script>{_RAN}</script>",
    f"<template><script>{_RAN}</script></template>",
)  # fmt: skip
ATTRIBUTE: Final = (
    f'"><img src=x onerror="{_RAN}">', f"'><img src=x onerror='{_RAN}'>", f'" onmouseover="{_RAN}" x="',
    f"' autofocus onfocus='{_RAN}' '", f"<img src=x onerror={_RAN}>", f"<body onload={_RAN}>",
    f"<details open ontoggle={_RAN}>", f"<input autofocus onfocus={_RAN}>", f"<video><source onerror={_RAN}></video>",
    f"<iframe srcdoc='<script>{_RAN}</script>'></iframe>", f"<marquee onstart={_RAN}>x</marquee>",
    f"`><img src=x onerror=`{_RAN}`>",
)  # fmt: skip
TEMPLATE: Final = (
    "{{7*7}}", "{{ this._parent.get_root() }}", "{% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %}",
    "{% raw %}", "{# a comment", f"${{{_RAN}}}", "`${7*7}`", "%(name)s {0.__class__} {n}", "{{'<'|safe}}script>",
)  # fmt: skip
URL: Final = (
    f"javascript:{_RAN}", f"JaVaScRiPt:{_RAN}", f"java\tscript:{_RAN}", f"data:text/html,<script>{_RAN}</script>",
    "vbscript:msgbox(1)", "https://user:pass@evil.invalid/%0d%0aSet-Cookie:x", "//evil.invalid/x", "file:///etc/passwd",
)  # fmt: skip
CSS: Final = (
    "</style><style>*{display:none!important}</style>", "<link rel=stylesheet href=//evil.invalid/x.css>",
    "}body{background:url(//evil.invalid/x)}", '" style="position:fixed;inset:0;background:red',
    "expression(alert(1))", "@import '//evil.invalid/x.css';",
)  # fmt: skip
SVG: Final = (
    f"<svg/onload={_RAN}>", f"<svg><script>{_RAN}</script></svg>",
    f"<svg><a xlink:href='javascript:{_RAN}'>x</a></svg>",
    f"<math><mtext><img src=x onerror={_RAN}></mtext></math>", f"<svg><animate onbegin={_RAN} attributeName=x dur=1s>",
)  # fmt: skip
LETTERS: Final = (
    "user\u202egnp.exe", "\u2066abc\u2069 \u200fx", "line\u2028separator\u2029end", "nul\x00byte \x1b[31mred\x1b[0m",
    "null", "undefined NaN true []", '=HYPERLINK("http://evil.invalid")', "A" * 20_000,
    "&lt;b&gt; &amp;amp; \\u003cscript\\u003e",
    "\ufeff\ufffe zero\u200bwidth",
)  # fmt: skip

PAYLOADS: Final = (*SCRIPT, *ATTRIBUTE, *TEMPLATE, *URL, *CSS, *SVG, *LETTERS)


def by_text(folder: Path) -> Path:
    """Articles, in every field of their JSON Lines and inside the sentence."""
    lines = [
        {
            "doc_id": f"{number} {payload}"[:300],
            "text": f"Artillery shelled Kherson on Monday, wounding three people. Officials said {_one_line(payload)}.",
            "title": payload,
            "source": payload,
            "url": payload,
            "published": "2025-03-20",
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    path = folder / "articles.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return mapped(folder, path, "--keep-copies", "--any-language", "--no-merge")


def by_feed(folder: Path) -> Path:
    """An RSS feed, its markup sound and its texts not."""
    items = "".join(
        f"<item><title>{_xml(payload)}</title><link>{_xml(payload)}</link><author>{_xml(payload)}</author>"
        f"<guid isPermaLink={quoteattr('false')}>{number}</guid><pubDate>Thu, 20 Mar 2025 08:00:00 GMT</pubDate>"
        "<description>Artillery shelled Kherson on Monday, wounding three people. "
        f"{_xml(_one_line(payload))}</description></item>"
        for number, payload in enumerate(PAYLOADS)
    )
    path = folder / "feed.xml"
    head = f"<title>{_xml(PAYLOADS[0])}</title><link>https://example.org/</link><description>x</description>"
    path.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>', encoding="utf-8")
    return mapped(folder, path, "--keep-copies", "--any-language", "--no-merge")


def by_layers(folder: Path) -> Path:
    """Layer files: title, group and description; letters that a layer file refuses are left out."""
    layers = []
    for number, payload in enumerate(PAYLOADS):
        text = json.dumps(_printable(payload)[:180], ensure_ascii=False)
        path = folder / f"hostile_{number}.toml"
        path.write_text(
            f"title = {text}\ngroup = {text}\ndescription = {text}\norder = {number + 1}\n"
            'color = "#aa3311"\nmark = "circle"\nshow = true\nevent_types = ["DIP.MEET"]\n',
            encoding="utf-8",
        )
        layers.append(read_layer(path))
    events = frame([{**rows()[0], "event_id": f"e{layer.id}", "layer": layer.id} for layer in layers])
    out = folder / "map.html"
    to_map(events, layers=[*layers, *load_layers()]).save(out)
    return out


def by_places(folder: Path) -> Path:
    """A table of a user's places, whose names an article uses by other names."""
    table = folder / "places.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["name", "aliases", "lat", "lon", "country"])
        for number, payload in enumerate(PAYLOADS):
            out.writerow([f"Place {number} {payload}", f"Hostville{_word(number)}", 40 + number / 10, 30, "UA"])
    article = folder / "article.txt"
    told = (f"Artillery shelled Hostville{_word(number)} on Monday." for number in range(len(PAYLOADS)))
    article.write_text("\n\n".join(told), encoding="utf-8")
    return mapped(folder, article, "--places", str(table), "--published", "2025-03-20", "--no-merge")


def by_corrections(folder: Path) -> Path:
    """What a reviewer wrote: the name of a place, a note, a name."""
    events = folder / "events.geojson"
    with events.open("wb") as stream:
        write_frame(
            frame([{**rows()[3], "event_id": f"e{n}"} for n in range(len(PAYLOADS))]), stream, format_name="geojson"
        )
    made = [
        {
            "event_id": f"e{number}",
            "decision": "correct",
            "at": "2025-03-21T10:00:00Z",
            "by": payload,
            "note": payload,
            "to": {"place": {"name": payload, "lat": 46.0, "lon": 32.0 + number / 10, "precision": "city"}},
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    corrections = folder / "corrections.jsonl"
    corrections.write_text("".join(f"{json.dumps(one)}\n" for one in made), encoding="utf-8")
    reviewed = folder / "reviewed.geojson"
    assert run(["apply", str(corrections), str(events), "-o", str(reviewed), "-q"]) == 0
    return mapped(folder, reviewed)


WAYS: Final[dict[str, Callable[[Path], Path]]] = {
    "text": by_text, "feed": by_feed, "layers": by_layers, "places": by_places, "corrections": by_corrections,
}  # fmt: skip


def mapped(folder: Path, source: Path, *options: str) -> Path:
    """The page that `geomap map` makes of a file."""
    out = folder / "map.html"
    code = run(["map", str(source), "-o", str(out), "-q", *options])
    assert out.is_file(), f"geomap map ended with {code}"
    return out


def squashed(text: str) -> str:
    """Letters and signs of a text without blanks and what cannot be seen, its beginning."""
    return re.sub(
        r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]|⟦U\+\w+⟧", "", text
    )[:150]


def _one_line(text: str) -> str:
    """A sentence that a separator of lines ends without a full stop would be taken for a heading."""
    return " ".join(text.split())


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()


def _xml(text: str) -> str:
    """A text in XML, without the letters that XML forbids."""
    return escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text))


def _word(number: int) -> str:
    return f"{chr(97 + number // 26)}{chr(97 + number % 26)}x"
