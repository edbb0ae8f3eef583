"""Trees in the labels of spaCy's own English pipelines become Universal Dependencies."""

from __future__ import annotations

from geomap.language.labels import is_clear_style, to_universal
from geomap.language.records import Tree

# (word, pos, head, label in the CLEAR style) of our own sentences.
ABDUCTED = [
    ("workers", "NOUN", 2, "nsubjpass"),
    ("were", "AUX", 2, "auxpass"),
    ("abducted", "VERB", 2, "ROOT"),
    ("by", "ADP", 2, "agent"),
    ("men", "NOUN", 3, "pobj"),
    ("from", "ADP", 4, "prep"),
    ("Berg", "PROPN", 5, "pobj"),
]
ACCUSED = [
    ("minister", "NOUN", 1, "nsubj"),
    ("accused", "VERB", 1, "ROOT"),
    ("rebels", "NOUN", 1, "dobj"),
    ("of", "ADP", 1, "prep"),
    ("shelling", "VERB", 3, "pcomp"),
    ("towns", "NOUN", 4, "dobj"),
]
CAME = [
    ("They", "PRON", 1, "nsubj"),
    ("came", "VERB", 1, "ROOT"),
    ("from", "ADP", 1, "prep"),
    ("behind", "ADP", 2, "prep"),
    ("hills", "NOUN", 3, "pobj"),
]


def tree(rows: list[tuple[str, str, int, str]]) -> Tree:
    return Tree(
        tags=("",) * len(rows),
        pos=tuple(row[1] for row in rows),
        heads=tuple(row[2] for row in rows),
        deps=tuple(row[3] for row in rows),
    )


def test_passives_and_agents_get_their_universal_names() -> None:
    found = to_universal(tree(ABDUCTED))
    assert found.deps == ("nsubj:pass", "aux:pass", "ROOT", "case", "obl:agent", "case", "nmod")
    assert found.heads == (2, 2, 2, 4, 2, 6, 4)


def test_a_clause_behind_a_preposition_hangs_below_the_verb() -> None:
    found = to_universal(tree(ACCUSED))
    assert found.deps == ("nsubj", "ROOT", "obj", "mark", "advcl", "obj")
    assert found.heads == (1, 1, 1, 4, 1, 4)


def test_of_a_chain_of_prepositions_the_noun_hangs_below_the_verb() -> None:
    found = to_universal(tree(CAME))
    assert (found.heads[4], found.deps[4]) == (1, "obl")


def test_the_style_is_told_by_the_labels() -> None:
    assert is_clear_style(["nsubj", "dobj", "pobj"])
    assert not is_clear_style(["nsubj", "obj", "obl"])
