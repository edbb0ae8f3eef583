"""Evidence for a toponym as the scene of an event from the learned tree: the way from the trigger to the toponym."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.coding.learned import Links
from geomap.coding.match import Hit
from geomap.coding.toponyms import Site
from geomap.coding.words import Word

_LONGEST = 6


def tree_evidence(links: Links, words: Sequence[Word], hit: Hit, site: Site) -> Iterator[str]:
    """Names of evidence: the relations on the way, how far it goes up and down, and the preposition at its end."""
    top = head_of(links, site.first, site.last)
    up, down = way(links, hit.head, top)
    case = _case(links, words, top)
    if len(up) + len(down) > _LONGEST:
        yield f"way=long:{case}"
        return
    steps = [*(f"{dep}^" for dep in up), *down]
    yield f"way={' '.join(steps)}"
    yield f"way={' '.join(steps)}:{case}"
    yield f"up={len(up)} down={len(down)}"
    yield f"up={len(up)} down={len(down)}:{case}"
    if down:
        yield f"first down={down[0]}"
        yield f"last down={down[-1]}:{case}"
    for step in up:
        yield f"climbs={step}"
    if not up and len(down) == 1:
        yield f"own={down[0]}:{case}:{hit.rule.code[:3]}"
    parent = links.heads[top]
    if parent != top:
        yield f"below={words[parent].lemma if words[parent].tag in ('N', 'V') else words[parent].tag}:{case}"


def head_of(links: Links, first: int, last: int) -> int:
    """The word of a stretch whose head lies outside it."""
    inside = range(first, last + 1)
    return next((at for at in inside if links.heads[at] not in inside or links.heads[at] == at), last)


def way(links: Links, start: int, end: int) -> tuple[list[str], list[str]]:
    """The relations from a word up to what it and another have in common, and from there down to the other."""
    above, below = _chain(links, start), _chain(links, end)
    common = next(at for at in above if at in below)
    up = [links.deps[at] for at in above[: above.index(common)]]
    down = [links.deps[at] for at in below[: below.index(common)]]
    return up, down[::-1]


def _chain(links: Links, at: int) -> list[int]:
    found = [at]
    while links.heads[at] != at and links.heads[at] not in found:
        at = links.heads[at]
        found.append(at)
    if found[-1] != _root(links):
        found.append(_root(links))
    return found


def _root(links: Links) -> int:
    return next(at for at, head in enumerate(links.heads) if head == at)


def _case(links: Links, words: Sequence[Word], noun: int) -> str:
    """The preposition of a noun, or of what it hangs on as a modifier: "in the town of X" has "in"."""
    for at in (noun, links.heads[noun]):
        for child in links.children[at]:
            if links.deps[child] == "case" and words[child].tag != "'":
                return words[child].lower
        if links.deps[noun] not in ("compound", "nmod", "appos", "flat", "conj", "nmod:poss"):
            break
    return "-"
