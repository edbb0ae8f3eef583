"""Who did what to whom on our annotated articles: how often actor and target are right, wrong or empty.

    python -m bench.parties [FOLDER] [--every N] [--without N] [--show OUTCOME]

FOLDER, `--every` and `--without` are those of `bench.annotated`; only events that are told (as there) are scored. The
annotators wrote parties in words of the article, pronouns and definite descriptions resolved: "Russian aircraft / -".
A coded party is one of the annotator's where they share a noun or a name, or a country without contradicting its role.

    right      all that is coded is the annotator's
    partly     some of it is
    wrong      none of it is
    empty      nothing is coded, though the annotator names somebody
    made up    something is coded, though the annotator names nobody
    left out   nothing is coded, and the annotator names nobody

Of what is done together (a meeting, a deal), actors and targets are looked for among all parties of the event.
`--show wrong` prints the events of an outcome: of the read part alone.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.annotated import asked_articles, told
from geomap.coding import Coder, load_coder
from geomap.coding.actors import find_entities
from geomap.coding.syntax import analyse
from geomap.language import parse
from geomap.model import Article, Event, Participant
from geomap.pipeline import code_articles
from geomap.places.gazetteer import open_gazetteer
from training.annotated import FOLDER, Annotated, GoldEvent

OUTCOMES = ("right", "partly", "wrong", "empty", "made up", "left out")
_HIDDEN = 4
"""The articles whose number this divides are read by nobody."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase names: its nouns and names in base form, its countries (ISO alpha-3) and its roles (CAMEO)."""

    words: frozenset[str]
    countries: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """The actor or the target of a told event, and what became of it."""

    event: Event
    gold: GoldEvent
    name: str
    outcome: str


def named(phrase: str, *, coder: Coder) -> Named:
    """What an annotator's phrase names."""
    syntax = analyse(parse(Article("phrase", phrase)).sentences[0])
    entities = find_entities(syntax.words, tables=coder.actors, published=None)
    roles = {coder.actors.roles.get(word.lemma, "") for word in syntax.words} | {one.role for one in entities}
    return Named(
        frozenset(_key(word.lemma) for word in syntax.words if word.tag in ("N", "P", "#", "A", "O")),
        frozenset(one.country for one in entities if one.country),
        frozenset(roles - {""}),
    )


def matches(one: Participant, gold: Named, *, coder: Coder) -> bool:
    """Whether a coded party is (one of) those that an annotator's phrase names."""
    own = named(one.text, coder=coder)
    if own.words & gold.words:
        return True
    code = one.code or ""
    bare = code in coder.actors.roles.values()
    country, role = ("", code) if bare else (code[:3], code[3:])
    if country and gold.countries:
        return country in gold.countries and (not role or not gold.roles or role in gold.roles)
    return bool(role) and role in gold.roles


def sides(event: Event, gold: GoldEvent, *, coder: Coder) -> Iterator[Side]:
    """The two sides of a told event."""
    together = coder.types[event.event_type].mutual
    actor, target = (part.strip() for part in gold.parties.split(" / ", 1))
    everyone = (*event.actors, *event.targets)
    for name, wanted, coded in (("actor", actor, event.actors), ("target", target, event.targets)):
        if not together:
            yield Side(event, gold, name, _outcome(wanted, coded, coder=coder))
        elif wanted != "-":
            found = [one for one in everyone if matches(one, named(wanted, coder=coder), coder=coder)]
            yield Side(event, gold, name, "right" if found else "wrong" if everyone else "empty")


def _outcome(wanted: str, coded: Sequence[Participant], *, coder: Coder) -> str:
    if wanted == "-":
        return "made up" if coded else "left out"
    if not coded:
        return "empty"
    gold = named(wanted, coder=coder)
    fit = [matches(one, gold, coder=coder) for one in coded]
    return "right" if all(fit) else "partly" if any(fit) else "wrong"


def score(articles: Sequence[Annotated], *, coder: Coder) -> Iterator[Side]:
    """Both sides of every told event of some articles."""
    by_name = {one.name: one for one in articles}
    asked = [Article(one.name, one.text, published=one.published) for one in articles]
    with open_gazetteer() as gazetteer:
        for article, events in code_articles(asked, gazetteer=gazetteer, coder=coder):
            for one in told(by_name[article.doc_id], events):
                if one.gold is not None:
                    yield from sides(one.event, one.gold, coder=coder)


def report(found: Sequence[Side]) -> Iterator[str]:
    """The counts, a line each, with their share of what the annotator names or leaves unnamed."""
    for name in ("actor", "target"):
        counts = Counter(one.outcome for one in found if one.name == name)
        for group in (OUTCOMES[:4], OUTCOMES[4:]):
            whole = sum(counts[outcome] for outcome in group)
            yield f"{name}, of {whole} " + ("that have one" if group[0] == "right" else "that have none")
            for outcome in group:
                yield f"  {outcome:10}{counts[outcome]:6d}{counts[outcome] / max(1, whole):7.3f}"


def _key(lemma: str) -> str:
    return lemma.casefold().removesuffix("'s").removesuffix("’s")


def _shown(one: Side) -> str:
    coded = one.event.actors if one.name == "actor" else one.event.targets
    parties = "; ".join(f"{each.text} [{each.code}]" for each in coded)
    head = f"{one.event.doc_id} {one.event.event_type} {one.name}: {parties or '-'}   GOLD {one.gold.parties}"
    return f"{head}\n    «{one.event.trigger.text}» {one.event.quote[:300]!r}"


def main() -> int:
    """Code, score, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.parties", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--every", type=int, metavar="N", help="the articles with a number that N divides")
    parser.add_argument("--without", type=int, metavar="N", help="the articles with a number that N does not divide")
    parser.add_argument("--show", choices=OUTCOMES, help="print the events of this outcome, of the read part alone")
    args = parser.parse_args()
    if args.show and args.without != _HIDDEN:
        parser.error(f"--show wants --without {_HIDDEN}: nobody reads the other articles or their errors")
    found = list(score(asked_articles(args.folder, args.every, args.without), coder=load_coder()))
    for one in found:
        if one.outcome == args.show:
            print(_shown(one))
    print(*report(found), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
