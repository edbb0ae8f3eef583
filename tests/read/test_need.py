"""A package that a format needs: what is said when it is absent, and when it does not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.errors import InputError
from geomap.read.need import need


def test_an_absent_package_is_named_with_the_line_that_installs_it() -> None:
    with pytest.raises(
        InputError, match=r"page\.html: HTML needs the package no_such_reader: pip install 'geomap\[read\]'"
    ):
        need("no_such_reader", name="page.html", what="HTML")


def test_a_package_that_is_there_but_lacks_another_names_that_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "half_a_reader.py").write_text("import its_missing_half\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(InputError, match="half_a_reader lacks its_missing_half: pip install its_missing_half"):
        need("half_a_reader", name="page.html", what="HTML")
