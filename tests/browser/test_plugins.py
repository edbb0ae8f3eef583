"""Elements of folium that a script adds, in a real browser."""

from __future__ import annotations

import pytest
from branca.element import MacroElement
from folium.template import Template

from geomap.map import to_map
from tests.browser.conftest import Opener
from tests.map.frames import frame

pytestmark = pytest.mark.browser


class Broken(MacroElement):
    """A plugin whose library did not come: its script ends with an error."""

    _template = Template("{% macro script(this, kwargs) %}no_such_library.start();{% endmacro %}")


def test_the_map_starts_beside_a_plugin_that_fails(opener: Opener) -> None:
    made = to_map(frame())
    made.add_child(Broken())  # type: ignore[no-untyped-call]  # branca leaves it untyped
    opened = opener(made)
    assert opened.total() == "7 events"
    assert opened.messages == ["no_such_library is not defined"]
    assert opened.requests == []
