"""Lines that open with the place that they tell of, as bulletins do."""

from __future__ import annotations

import pytest

from geomap.language import parse
from geomap.model import Article
from geomap.places.labels import label_of, labels
from geomap.places.view import View, views


def view(text: str) -> View:
    return views(parse(Article("a", text)))[0]


def name(text: str) -> str | None:
    seen = view(text)
    label = label_of(seen)
    return None if label is None else seen.slice(label.first, label.end)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("* Tamra - a charge went off under a lorry.", "Tamra"),
        ("21:45 Batumi: students have closed off the square.", "Batumi"),
        ("31 Jan, Kitale: residents report house searches.", "Kitale"),
        ("* Hawara checkpoint - closed both ways.", "Hawara checkpoint"),
        ("Umm al-Qura: two houses burnt.", None),
        ("Deir Hanna: two houses burnt.", "Deir Hanna"),
        ("Students in Batumi have closed off the square.", None),
        ("Batumi-based students marched.", None),
        ("12: nothing.", None),
    ],
)
def test_what_stands_apart_before_a_line_is_its_label(line: str, label: str | None) -> None:
    assert name(line) == label


def test_two_lines_with_a_name_are_no_layout() -> None:
    lines = ["Tamra: one hurt.", "Batumi: two hurt.", "Kitale: three hurt."]
    for count, found in ((2, 0), (3, 3)):
        assert len(labels(views(parse(Article("a", "\n".join(lines[:count])))))) == found
