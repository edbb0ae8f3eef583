"""The Python API: a few verbs, found by name, loaded when used."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import geomap


def test_the_public_names_are_few_and_resolve() -> None:
    assert geomap.__all__ == ["__version__", "code_events", "explain_places", "find_places", "read_articles", "to_map"]
    for name in geomap.__all__:
        assert getattr(geomap, name) is not None
    assert dir(geomap) == sorted(geomap.__all__)


def test_the_verbs_are_those_of_their_stages() -> None:
    from geomap.map import to_map
    from geomap.pipeline import code_events, explain_places, find_places
    from geomap.read import read_articles

    assert (geomap.code_events, geomap.find_places) == (code_events, find_places)
    assert geomap.explain_places is explain_places
    assert (geomap.read_articles, geomap.to_map) == (read_articles, to_map)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'cod_events'"):
        geomap.cod_events  # noqa: B018 (the look-up is the test)


def test_the_version_is_that_of_the_project_file() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project.get("version", geomap.__version__) == geomap.__version__


def test_importing_geomap_loads_no_stage() -> None:
    program = "import sys, geomap; print([name for name in sys.modules if name.startswith('geomap.')])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert loaded.stdout.strip() == "[]"
