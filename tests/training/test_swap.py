"""Names change places; labels stay with them."""

from __future__ import annotations

from training.entities import Entity, Sample
from training.swap import Pools, swapped
from training.words import word_spans

POOL = Pools(("Zurich",), (1.0,), frozenset(["Riga", "Zurich"]), ("Anna",), ("Berg",))


def sample(text: str, *found: tuple[str, str]) -> Sample:
    entities = tuple(Entity(text.index(name), text.index(name) + len(name), label) for name, label in found)
    return Sample(text, tuple(word_spans(text)), entities, "tiny")


def test_cities_counties_and_people_get_other_names_and_keep_their_labels() -> None:
    before = sample("Jane Doe left Riga for Latvia.", ("Jane Doe", "PER"), ("Riga", "LOC"), ("Latvia", "LOC"))
    (after,) = swapped([before], POOL, share=1.0)
    names = [(after.text[each.start : each.end], each.label) for each in after.entities]
    assert names[1:] == [("Zurich", "LOC"), ("Latvia", "LOC")]
    assert names[0] in [("Anna Berg", "PER"), ("Anna Zurich", "PER")]
    assert after.text.endswith("left Zurich for Latvia.")


def test_a_sentence_without_a_name_to_swap_is_not_copied() -> None:
    assert list(swapped([sample("It rained in Latvia.", ("Latvia", "LOC"))], POOL, share=1.0)) == []


def test_the_same_seed_gives_the_same_copies() -> None:
    before = [sample("Riga sleeps.", ("Riga", "LOC"))] * 20
    assert list(swapped(before, POOL, seed=7)) == list(swapped(before, POOL, seed=7))
