"""What speaks for a toponym as the scene of an event, and what speaks for none: names of evidence, for `linker.py`.

Evidence is grammar and geography alone: never the name of a place, never the word of a party.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.coding.bystanders import bystander
from geomap.coding.dependence import clause_of, governors
from geomap.coding.match import LIGHT_VERBS, Hit, objects
from geomap.coding.roles import agent_of, subject_of
from geomap.coding.syntax import Chunk, Syntax, chunk_of, group_of
from geomap.coding.toponyms import AREAS, RANK, UNLISTED, Site
from geomap.coding.words import Word

_PARTING = frozenset("while ; but whereas although though where after before when as since".split())
_PREPOSITIONS = frozenset(
    "in at near on into around inside outside across throughout within over along off toward towards through onto from "
    "of to between against for by with against under behind beyond via".split()
)
_FORCES = frozenset("force army troop military navy soldier government police official militia rebel fighter".split())
_BODIES = frozenset("ministry war treaty accord embassy president minister spokesman capital border university".split())
_AFTER = frozenset("' , in of on near and - ( .".split())


@dataclass(frozen=True, slots=True)
class Question:
    """Where was the event of a hit? `rule_scores` are the rules' answers, one a site; `source` the stretch of the
    article that names who says so; `status` how the event is told."""

    syntax: Syntax
    hit: Hit
    sites: tuple[Site, ...]
    rule_scores: tuple[float, ...]
    source: tuple[int, int] | None = None
    status: str = "happened"


def none_evidence(question: Question) -> Iterator[str]:
    """Evidence that no toponym of the sentence is the scene."""
    syntax, hit = question.syntax, question.hit
    words = syntax.words
    word = words[hit.head]
    group = group_of(syntax, hit.head)
    yield "none"
    yield f"none:type={hit.rule.code[:3]}"
    yield f"none:lemma={_named(word)}"
    yield f"none:status={question.status}"
    yield f"none:sites={min(len(question.sites), 4)}"
    yield f"none:best={max(-3.0, min(4.0, round(max(question.rule_scores))))}"
    if group is None:
        yield "none:noun"
        return
    yield f"none:form={word.form}"
    for name, true in (
        ("passive", group.passive), ("modal", bool(group.modal)), ("negated", group.negated),
        ("perfect", group.perfect), ("infinitive", group.infinitive), ("quoted", word.quoted),
    ):  # fmt: skip
        if true:
            yield f"none:{name}"
    subject = subject_of(syntax, hit.head)
    if subject and words[subject[0].head].tag == "O":
        yield "none:pronoun"
    for chunk in subject[:1]:
        yield f"none:subject={_named(words[chunk.head])}"
    for chunk in objects(syntax, hit.head, hit.words[-1])[:1]:
        yield f"none:object={_named(words[chunk.head])}"
    yield f"none:next={_near(words, hit.head + 1)}"
    yield f"none:before={_near(words, group.start - 1)}"
    years = [w for w in words if len(w.text) == 4 and w.text.isdigit() and w.text[:2] in ("18", "19", "20")]
    if years:
        yield "none:year"


def site_evidence(question: Question, number: int) -> Iterator[str]:
    """Evidence that the site of that number is the scene."""
    site = question.sites[number]
    yield from _of_rules(question, number)
    yield from _of_kind(question, site)
    yield from _of_company(question, number)
    yield from _of_grammar(question, site)


def _of_rules(question: Question, number: int) -> Iterator[str]:
    score = question.rule_scores[number]
    yield f"rule={max(-5, min(8, round(score * 2)))}"
    if score == max(question.rule_scores):
        yield "rule=best"
    if bystander(question.syntax, question.hit, question.sites[number]):
        yield "bystander"
    source = question.source
    if source is not None and source[0] <= question.sites[number].mention.start < source[1]:
        yield "source"


def _of_kind(question: Question, site: Site) -> Iterator[str]:
    yield f"precision={site.place.precision}"
    yield f"role={site.mention.role}"
    if site.mention.score == UNLISTED:
        yield "unlisted"
    if site.place.feature == "PPLC":
        yield "capital"
    finest = min(RANK[other.place.precision] for other in question.sites)
    yield "finest" if RANK[site.place.precision] == finest else "coarser"


def _of_company(question: Question, number: int) -> Iterator[str]:
    """How it stands among the other toponyms: "X, in Y", "X and Y", first, last, nearest."""
    sites, words, head = question.sites, question.syntax.words, question.hit.head
    site = sites[number]
    side = "after" if site.first > head else "before"
    if len(sites) == 1:
        yield "only"
    nearest = min(range(len(sites)), key=lambda i: (abs(sites[i].first - head), i))
    if number == nearest:
        yield f"nearest:{side}"
    if side == "after" and not any(head < other.first < site.first for other in sites):
        yield "first after"
    for step, name in ((-1, "in run"), (1, "opens run")):
        at = number + step
        if 0 <= at < len(sites):
            first, second = sorted((site, sites[at]), key=lambda one: one.first)
            gap = words[first.last + 1 : second.first]
            if len(gap) <= 5 and all(word.tag in (",", "I", "D", "A", "'", "N", "#") for word in gap):
                finer = RANK[site.place.precision] - RANK[sites[at].place.precision]
                yield f"{name}:{'finer' if finer < 0 else 'coarser' if finer > 0 else 'same'}"
                yield f"{name}:{gap[0].lower if gap and (gap[0].tag in (',', 'I')) else 'joined'}"
            elif any(word.tag == "C" for word in gap) and len(gap) <= 2:
                yield "listed"


def _of_grammar(question: Question, site: Site) -> Iterator[str]:
    syntax, hit = question.syntax, question.hit
    words, head = syntax.words, hit.head
    side = "after" if site.first > head else "before"
    chunk = chunk_of(syntax, site.first)
    lead = _lead(syntax, site, chunk)
    yield f"lead={lead}"
    yield f"lead={lead}:{side}"
    yield f"lead={lead}:{hit.rule.code[:3]}"
    yield f"lead={lead}:{site.place.precision}"
    yield f"lead={lead}:{_named(words[head])}"
    yield f"before={_near(words, site.first - 2)} {_near(words, site.first - 1)}"
    yield f"noun={_named(words[chunk.head]) if chunk is not None and chunk.head > site.last else '-'}:{side}"
    if site.first >= 2 and words[site.first - 1].tag in ("I", "N"):
        yield f"after noun={_named(words[site.first - (2 if words[site.first - 1].tag == 'I' else 1)])}"
    verb = next((i for i in range(site.first - 1, -1, -1) if syntax.group_at[i] >= 0), -1)
    yield f"verb before={'^' if verb < 0 else 'own' if verb == head else words[verb].lemma}"
    low, high = sorted((head, site.first))
    between = words[low + 1 : high]
    groups = {syntax.group_at[i] for i in range(low + 1, high)} - {-1, syntax.group_at[head]}
    yield f"distance={_bucket(high - low)}:{side}"
    yield f"verbs={min(len(groups), 3)}:{side}"
    yield f"commas={min(sum(word.tag == ',' for word in between), 3)}:{side}"
    for word in between:
        if word.lower in _PARTING and not (word.lower == "while" and goes_on(syntax, _index(words, word))):
            yield f"parted={word.lower}:{side}"
    start, end = clause_of(syntax, head)
    yield "clause" if start <= site.first < end else "other clause"
    if site.first <= 3 and lead in ("in", "at", "near", "on"):
        yield "opening"
    yield from _of_chunk(syntax, site, chunk)
    yield from _of_part(question, site, chunk, lead)


def _of_chunk(syntax: Syntax, site: Site, chunk: Chunk | None) -> Iterator[str]:
    words = syntax.words
    following = words[site.last + 1] if site.last + 1 < len(words) else None
    if following is not None:
        mark = following.tag if following.tag in ("'", ",") else following.lower
        yield f"next={mark if mark in _AFTER else following.tag}"
    if site.first >= 2 and words[site.first - 1].lower == "of":
        noun = words[site.first - 2]
        yield "of area" if noun.lemma in AREAS else f"of {noun.tag}"
    if chunk is not None and chunk.head > site.last:
        lemma = words[chunk.head].lemma
        kind = "area" if lemma in AREAS else "force" if lemma in _FORCES else "body" if lemma in _BODIES else "other"
        yield f"modifies={kind}"


def _of_part(question: Question, site: Site, chunk: Chunk | None, lead: str) -> Iterator[str]:
    """Subject, object, agent, or which word its phrase hangs on."""
    syntax, hit = question.syntax, question.hit
    for name, chunks in (
        ("subject", subject_of(syntax, hit.head)),
        ("object", objects(syntax, hit.head, hit.words[-1])),
        ("agent", agent_of(syntax, hit.head)),
    ):
        if any(one.start <= site.first < one.end for one in chunks):
            alone = chunk is not None and chunk.head <= site.last
            yield f"part={name}:{'itself' if alone else 'modifier'}"
            yield f"part={name}:{_named(syntax.words[hit.head])}"
    own = set(hit.words) | {hit.head}
    for depth, index in enumerate(governors(syntax, site.first)):
        if depth > 3:
            return
        if index in own:
            yield f"hangs={depth}:{lead}"
            return
        if syntax.group_at[index] >= 0 and syntax.words[index].lemma not in LIGHT_VERBS:
            yield f"hangs on a verb:{'after' if index > hit.head else 'before'}"
            return


def starts_from(question: Question, number: int) -> bool:
    """Whether "from" brings a site: where somebody comes from is where nothing happened."""
    site = question.sites[number]
    return _lead(question.syntax, site, chunk_of(question.syntax, site.first)) == "from"


def goes_on(syntax: Syntax, at: int) -> bool:
    """Whether "while" at an index goes on with the same subject: "while parked near X", "while it was waiting in X"."""
    words = syntax.words
    if words[at].lower != "while" or at + 1 >= len(words):
        return False
    following = words[at + 1]
    return (
        following.lower in ("it", "they", "he", "she")
        or following.form == "g"
        or (following.form == "d" and at + 2 < len(words) and words[at + 2].tag == "I")
    )


def _index(words: Sequence[Word], word: Word) -> int:
    return next(i for i, one in enumerate(words) if one is word)


def _lead(syntax: Syntax, site: Site, chunk: Chunk | None) -> str:
    """The preposition that brings a site's phrase, a mark for what else stands before it."""
    words = syntax.words
    at = (chunk.start if chunk is not None else site.first) - 1
    inner = words[site.first - 1] if site.first else None
    if inner is not None and inner.lower in _PREPOSITIONS:
        return inner.lower
    if at < 0:
        return "^"
    before = words[at]
    if before.lower in _PREPOSITIONS:
        return before.lower
    return "verb" if syntax.group_at[at] >= 0 else before.tag


def _named(word: Word) -> str:
    """The lemma of a verb or a common noun, the tag of any other word."""
    return word.lemma if word.tag in ("N", "V") and not word.text[:1].isupper() else word.tag


def _near(words: Sequence[Word], at: int) -> str:
    """A word of grammar as itself, any other as its tag."""
    if not 0 <= at < len(words):
        return "^"
    return words[at].lower if words[at].tag in "ICSTOD" else words[at].tag


def _bucket(distance: int) -> str:
    return next((f"<{limit}" for limit in (2, 3, 5, 8, 12, 20, 30) if distance < limit), ">30")


def evidence(question: Question) -> tuple[Sequence[str], tuple[Sequence[str], ...]]:
    """The evidence for none, and for each site."""
    return tuple(none_evidence(question)), tuple(
        tuple(site_evidence(question, number)) for number in range(len(question.sites))
    )
