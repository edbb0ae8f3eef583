"""Measure how often the parser gives the right actor and target of a verb, on sentences annotated by hand.

    python -m training.participants SENTENCES.tsv PIPELINE_FOLDER

A line of SENTENCES holds a sentence, a trigger, and the head words of its actor and target ("-" for none).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from training.words import make_doc, word_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Case = tuple[str, str, str, str]
_RELATIVE = frozenset(("who", "whom", "which", "that"))


def read_cases(path: Path) -> Iterator[Case]:
    """(sentence, trigger, actor, target) of each line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, trigger, actor, target = line.split("\t")
            yield sentence, trigger, actor, target


def participants(verb: Token) -> tuple[Token | None, Token | None]:
    """The actor and the target of a verb: its arguments, or those it shares with a verb beside or above it."""
    passive = any(child.dep_ in ("nsubj:pass", "aux:pass") for child in verb.children) or _is_reduced_passive(verb)
    if passive:
        actor = _child(verb, "obl:agent") or _by(verb)
        target = _child(verb, "nsubj:pass") or _shared(verb, ("nsubj:pass",)) or _noun_above(verb)
    else:
        actor = _child(verb, "nsubj") or _shared(verb, ("nsubj", "nsubj:pass")) or _controller(verb)
        target = _child(verb, "obj")
    return _antecedent(actor, verb), _antecedent(target, verb) or (_noun_above(verb) if _lacks_object(verb) else None)


def _child(verb: Token, dep: str) -> Token | None:
    return next((child for child in verb.children if child.dep_ == dep), None)


def _by(verb: Token) -> Token | None:
    """ "by armed men", where the parser does not call it the agent."""
    return next(
        (child for child in verb.children if child.dep_ == "obl" and any(c.lower_ == "by" for c in child.children)),
        None,
    )


def _is_reduced_passive(verb: Token) -> bool:
    """ "the town, besieged by insurgents"."""
    return bool(verb.dep_ == "acl" and verb.tag_ == "VBN")


def _shared(verb: Token, deps: tuple[str, ...]) -> Token | None:
    """The subject of the verb that this one is coordinated with."""
    head = verb
    while head.dep_ == "conj":
        head = head.head
        for dep in deps:
            if found := _child(head, dep):
                return found
    return None


def _controller(verb: Token) -> Token | None:
    """Who is to do it: "urged the army to protect", "a boat carrying migrants"."""
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ not in ("xcomp", "advcl"):
        return None
    above = verb.head
    return _child(above, "obj") or (_child(above, "obl") if verb.dep_ == "xcomp" else None) or _child(above, "nsubj")


def _noun_above(verb: Token) -> Token | None:
    return verb.head if verb.dep_ in ("acl", "acl:relcl") else None


def _lacks_object(verb: Token) -> bool:
    """A relative clause with a subject of its own: "the depot that the rebels had seized"."""
    subject = _child(verb, "nsubj")
    return verb.dep_ == "acl:relcl" and subject is not None and subject.lower_ not in _RELATIVE


def _antecedent(word: Token | None, verb: Token) -> Token | None:
    """What a relative pronoun stands for."""
    if word is not None and word.lower_ in _RELATIVE and verb.dep_ == "acl:relcl":
        return verb.head
    return word


def score(nlp: object, path: Path) -> dict[str, float]:
    """The share of cases with the right actor, target, and both."""
    cases = list(read_cases(path))
    right = {"actor": 0, "target": 0, "both": 0}
    for sentence, trigger, actor, target in cases:
        doc: Doc = nlp(make_doc(nlp.vocab, sentence, word_spans(sentence)))  # type: ignore[operator, attr-defined]
        verb = next(token for token in doc if token.text == trigger)
        found = [word.text if word is not None else "-" for word in participants(verb)]
        good = found[0] == actor, found[1] == target
        right = {name: right[name] + hit for name, hit in zip(right, (*good, all(good)), strict=True)}
        if not all(good):
            print(f"{sentence}  [{trigger}] wanted {actor}, {target}; found {found[0]}, {found[1]}")
    return {"cases": len(cases), **{name: round(hits / len(cases), 4) for name, hits in right.items()}}


def main() -> None:
    """Read the arguments, print what was wrong and the scores."""
    from training.vectors import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("pipeline", type=Path)
    args = parser.parse_args()
    print(score(load(args.pipeline), args.sentences))


if __name__ == "__main__":
    main()
