"""A gazetteer with a memory says the same and is asked once."""

from __future__ import annotations

from unittest.mock import Mock

from geomap.places.gazetteer import open_gazetteer
from geomap.places.remember import remembering


def test_a_name_is_looked_up_once_in_a_run() -> None:
    with open_gazetteer() as gazetteer:
        asked = Mock(wraps=gazetteer, max_words=gazetteer.max_words)
        places = remembering(asked)
        again = remembering(places)
        assert again is places
        assert again.lookup("Goma") == places.lookup("Goma") == gazetteer.lookup("Goma")
        assert again.contains("Goma")
        assert not places.contains("Gomaxyz")
    asked.lookup.assert_called_once_with("Goma")
    assert asked.contains.call_count == 2
