"""Universal Dependencies out of the CLEAR-style trees that spaCy's own English pipelines make.

CLEAR hangs a noun below its preposition and that below the verb (attack ← by ← army); Universal Dependencies hangs the
noun below the verb and the preposition below the noun. Source of the correspondence: the UD guidelines, and the labels
of spaCy's English pipelines as the CLEAR guidelines explain them (github.com/clir/clearnlp-guidelines).
"""

from __future__ import annotations

from collections.abc import Iterable

from geomap.language.records import Tree

_RENAMED = {
    "acomp": "xcomp", "agent": "case", "attr": "xcomp", "auxpass": "aux:pass", "csubjpass": "csubj:pass",
    "dative": "iobj", "dobj": "obj", "intj": "discourse", "meta": "dep", "neg": "advmod", "nn": "compound",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass", "oprd": "xcomp", "poss": "nmod:poss", "preconj": "cc:preconj", "predet": "det:predet",
    "prep": "case", "prt": "compound:prt", "quantmod": "advmod", "relcl": "acl:relcl",
}  # fmt: skip
_MARKERS = frozenset({"prep", "agent", "dative"})
_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "ADV"})


def is_clear_style(labels: Iterable[str]) -> bool:
    """Whether a parser's labels are those of spaCy's English pipelines."""
    return not {"dobj", "pobj", "nsubjpass"}.isdisjoint(labels)


def to_universal(tree: Tree) -> Tree:
    """The same sentence in the labels of Universal Dependencies, with nouns above their prepositions."""
    heads, deps = list(tree.heads), [_RENAMED.get(dep, dep) for dep in tree.deps]
    for word, dep in enumerate(tree.deps):
        marker = tree.heads[word]
        if dep not in ("pobj", "pcomp"):
            continue
        if tree.deps[marker] not in _MARKERS:  # a preposition that is coordinated, or the root of a fragment
            deps[word] = "obl" if dep == "pobj" else "advcl"
            continue
        above = _noun_of(tree, tree.heads[marker])
        heads[word], heads[marker] = above, word
        deps[word] = _relation(tree, dep, marker, above)
        deps[marker] = "case" if dep == "pobj" else "mark"
    return Tree(tree.tags, tree.pos, tuple(heads), tuple(deps))


def _noun_of(tree: Tree, word: int) -> int:
    """What a prepositional phrase depends on: of a chain of them ("from behind the hill"), what the first does."""
    for _ in tree.heads:
        if tree.deps[word] not in _MARKERS or tree.heads[word] == word:
            return word
        word = tree.heads[word]
    return word


def _relation(tree: Tree, dep: str, marker: int, above: int) -> str:
    verbal = tree.pos[above] in _PREDICATES
    if dep == "pcomp":
        return "advcl" if verbal else "acl"
    if tree.deps[marker] == "agent":
        return "obl:agent"
    return "obl" if verbal else "nmod"
