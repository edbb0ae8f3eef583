"""Words of violence that are figures of speech: by what their sentence is about, and by the works that it tells of.

"Liverpool bombarded the goal", "oil prices exploded", "aphids attacked the roses": the company of a word says what it
means. A sentence is about a subject where enough of its words are (`tables/subjects.toml`), unless it is in earnest:
armed people, weapons, the dead and the wounded have no place in a game. The plots of works are another matter: those
are full of gunmen. There the grammar decides: what a novel tells, what an exhibition shows, what happens in an episode.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.company import Company, points_of
from geomap.coding.match import Hit, doers, objects
from geomap.coding.plots import acted, depicted, untimed
from geomap.coding.roles import after_preposition, subject_of
from geomap.coding.subjects_table import SubjectTable, load_subjects
from geomap.coding.syntax import Syntax, VerbGroup, chunk_of, group_of

Classes = Sequence[frozenset[str]]

_DEEDS = ("STR.", "EXP.", "BAT.", "VAC.", "TER.", "MOB.", "COE.", "CRM.", "DEE.RELEASE", "DEE.POWSWAP")
_BORROWED = (*_DEEDS, "HAZ.", "DEM.", "DEE.")
_LIVING = frozenset("person body force rebel civilian group crowd protester captive country name stateforce".split())
_DOERS = ("market", "stage", "garden", "health", "weather", "kitchen")
"""Subjects of which one word settles it where it names the doer: "brewers signed a truce", "hornets raided"."""
_NEVER_MARCHING = ("garden", "weather", "health")
_PLAYERS = frozenset("player gamer squad team".split())


def may_be_figurative(hit: Hit) -> bool:
    """Whether the words of a hit are of a kind that figures of speech borrow: deeds and disasters, truces, marches."""
    return hit.rule.code.startswith(_BORROWED)


def figurative(syntax: Syntax, classes: Classes, hit: Hit, company: Company) -> bool:
    """Whether a hit is a figure of speech, or of a plot."""
    code, table = hit.rule.code, load_subjects()
    if not may_be_figurative(hit):
        return False
    if any(code.startswith(table.silenced[name]) for name in _subjects(syntax, hit, company, table)):
        return True
    if company.works and not code.startswith("HAZ.") and depicted(syntax, hit.head, company.works, table):
        return True
    if not code.startswith((*_DEEDS, "HAZ.", "DEM.")):
        return False
    if (
        _mass_of(syntax, hit, table)
        or _likened(syntax, hit, table)
        or _showered(syntax, hit, table)
        or _lifeless(syntax, classes, hit, table)
    ):
        return True
    if _intangible(syntax, hit, table):
        return True
    if code.startswith("HAZ.") or _marching(syntax, hit, table):
        return not code.startswith("HAZ.")
    if acted(syntax, hit.head):
        return True
    group = group_of(syntax, hit.head)
    return group is not None and company.games and _of_play(syntax, group)


def in_the_news(syntax: Syntax, hit: Hit, company: Company, silenced: frozenset[str]) -> bool:
    """Whether a sentence of an article on sport or the arts is news of violence all the same: it speaks of arms or of
    people hurt and, where plots may be told, in the past and with a day.
    """
    if not company.grave:
        return False
    group = group_of(syntax, hit.head)
    dated = any(word.tag == "W" for word in syntax.words)
    return about_sport(silenced) or (dated and group is not None and not untimed(syntax, group))


def about_sport(layers: frozenset[str]) -> bool:
    """Whether it is sport that silences the layers: arrests are figures of speech nowhere else."""
    return "repression" in layers


def _subjects(syntax: Syntax, hit: Hit, company: Company, table: SubjectTable) -> frozenset[str]:
    """The subjects that a sentence, or the name of who does it, is about; none where it is in earnest."""
    if company.grave:
        return frozenset()
    if company.earnest:
        return company.subjects & {"play"}
    return company.subjects | {name for name in _of_doer(syntax, hit, table) if name in _DOERS}


def _of_doer(syntax: Syntax, hit: Hit, table: SubjectTable) -> frozenset[str]:
    """The subjects that the doer's name alone is of."""
    found: set[str] = set()
    for chunk in doers(syntax, hit.head):
        word, before = syntax.words[chunk.head], syntax.words[max(0, chunk.head - 1)]
        forms = (word.lower, word.lemma, f"{before.lower}_{word.lower}")
        if word.tag != "P":
            found.update(name for name, worth in points_of(forms, table).items() if worth > 1)
    return frozenset(found)


def _marching(syntax: Syntax, hit: Hit, table: SubjectTable) -> bool:
    """ "A cold front will march in": no beast and no weather protests."""
    return hit.rule.code.startswith("DEM.") and not _of_doer(syntax, hit, table).isdisjoint(_NEVER_MARCHING)


def _mass_of(syntax: Syntax, hit: Hit, table: SubjectTable) -> bool:
    """ "A storm of protest hit the airline", "a barrage of lawsuits": a mass of what neither blows nor bursts."""
    heads = [hit.head, *(chunk.head for chunk in subject_of(syntax, hit.head))]
    for head in heads:
        of = head + 1
        if (
            syntax.words[head].lemma not in table.masses
            or of + 1 >= len(syntax.words)
            or syntax.words[of].lower != "of"
        ):
            continue
        chunk = chunk_of(syntax, of + 1) or (chunk_of(syntax, of + 2) if of + 2 < len(syntax.words) else None)
        if chunk is None or any(syntax.words[i].tag == "P" for i in range(chunk.start, chunk.end)):
            continue
        what = syntax.words[chunk.head]
        singular = what.lemma == "protest" and what.lower == what.lemma
        if singular or not any(syntax.words[i].lemma in table.physical for i in range(chunk.start, chunk.end)):
            return True
    return False


def _likened(syntax: Syntax, hit: Hit, table: SubjectTable) -> bool:
    """ "detonated a political bomb", "an economic earthquake": the adjective says what it is likened to."""
    places = [hit.head, *(chunk.head for chunk in objects(syntax, hit.head, hit.head))]
    return any(
        at > 0 and syntax.words[at].lemma in table.war and syntax.words[at - 1].lower in table.likened for at in places
    )


def _showered(syntax: Syntax, hit: Hit, table: SubjectTable) -> bool:
    """ "bombarded the school with emails": with what is thrown at nobody."""
    if syntax.words[hit.head].lemma not in table.showered or group_of(syntax, hit.head) is None:
        return False
    chunks = after_preposition(syntax, hit.head, frozenset(["with"]))
    words = [syntax.words[chunk.head] for chunk in chunks]
    return bool(words) and all(
        word.tag == "N" and word.lower != word.lemma and word.lemma not in table.physical for word in words
    )


def _lifeless(syntax: Syntax, classes: Classes, hit: Hit, table: SubjectTable) -> bool:
    """ "The network killed its show", "stocks were slaughtered": who is killed is alive."""
    if syntax.words[hit.head].lemma not in table.killing or group_of(syntax, hit.head) is None:
        return False
    chunks = objects(syntax, hit.head, hit.head)
    for chunk in chunks:
        word = syntax.words[chunk.head]
        alive = any(not _LIVING.isdisjoint(classes[i]) for i in range(chunk.start, chunk.end))
        known = word.lemma in table.works or word.lemma in table.lifeless or points_of((word.lower, word.lemma), table)
        if alive or word.tag != "N" or not known:
            return False
    return bool(chunks)


def _intangible(syntax: Syntax, hit: Hit, table: SubjectTable) -> bool:
    """ "His speech set the hall ablaze": what does it is no body and no force."""
    if group_of(syntax, hit.head) is None:
        return False
    words = [syntax.words[chunk.head] for chunk in doers(syntax, hit.head)]
    return bool(words) and all(word.tag == "N" and word.lemma in table.intangible for word in words)


def _of_play(syntax: Syntax, group: VerbGroup) -> bool:
    """ "Players defend the city", "you have to kill the warlord": what is done in a game."""
    subjects = subject_of(syntax, group.head)
    plays = any(syntax.words[chunk.head].lemma in _PLAYERS for chunk in subjects)
    you = any(word.lower in ("you", "your") for word in syntax.words[: group.start])
    return untimed(syntax, group) and (plays or you)
