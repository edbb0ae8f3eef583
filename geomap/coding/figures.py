"""Words of violence that are figures of speech: by what their sentence is about, and by the works that it tells of.

"Liverpool bombarded the goal", "oil prices exploded", "aphids attacked the roses": the company of a word says what it
means. A sentence is about a subject where enough of its words are (`tables/subjects.toml`), unless it is in earnest:
armed people, weapons, the dead and the wounded have no place in a game. The plots of works are another matter: those
are full of gunmen. There the grammar decides: what a novel tells, what an exhibition shows, what happens in an episode.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.coding.company import PARTS, Company, points_of
from geomap.coding.match import Hit, doers, objects
from geomap.coding.roles import after_preposition, subject_of
from geomap.coding.subjects_table import SubjectTable, load_subjects
from geomap.coding.syntax import Chunk, Syntax, VerbGroup, chunk_of, group_of

Classes = Sequence[frozenset[str]]

_DEEDS = ("STR.", "EXP.", "BAT.", "VAC.", "TER.", "MOB.", "COE.", "CRM.", "DEE.RELEASE", "DEE.POWSWAP")
_BORROWED = (*_DEEDS, "HAZ.", "DEM.", "DEE.")
_SEEING = frozenset("see watch".split())
_INSIDE = frozenset("in on".split())
_ABOUT = frozenset(["about", "of"])
_FRONT = 3
_PRESENT = frozenset("is are has have being be".split())
_LIVING = frozenset("person body force rebel civilian group crowd protester captive country name stateforce".split())
_DOERS = ("market", "stage", "garden", "health", "weather", "kitchen")
"""Subjects of which one word settles it where it names the doer: "brewers signed a truce", "hornets raided"."""
_NEVER_MARCHING = ("garden", "weather", "health")
_ACTING = frozenset(["play", "portray"])
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
    if company.works and not code.startswith("HAZ.") and _depicted(syntax, hit.head, company.works, table):
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
    if _acted(syntax, hit.head):
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
    return about_sport(silenced) or (dated and group is not None and not _untimed(syntax, group))


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


def _depicted(syntax: Syntax, head: int, works: Sequence[int], table: SubjectTable) -> bool:
    """ "The exhibition shows how bombers destroyed the city", "In Sunday's episode gunmen storm the embassy", "viewers
    watched the president being shot in the finale": what a work tells, shows, or has in it.
    """
    words = syntax.words
    own = group_of(syntax, head)
    opening = _names(syntax, syntax.chunks[:1])
    for group in syntax.groups:
        verb = words[group.head].lemma
        if group.head >= head or (verb not in table.shows and verb not in _SEEING):
            continue
        subjects = _names(syntax, subject_of(syntax, group.head)) | opening
        beside = group.start > 1 and group.start - 1 in works and words[group.start - 2].tag in ("D", "A", "'")
        if verb in table.shows and (beside or subjects & table.works):
            return True
        if subjects & table.lookers and own is not None and own is not group:
            return True
    if any(
        _of_matter(syntax, at, head) or _shows(syntax, at, head, table) or _in_which(syntax, at, head) for at in works
    ):
        return True
    inside = words[0].lower in _INSIDE and any(_opens(syntax, at) for at in works)
    inside = inside or _numbered(syntax, works[0]) or any(_of_this(syntax, at) for at in works)
    inside = inside or any(_within(syntax, at, head) for at in works)
    told = [own] if own is not None else syntax.groups
    return (inside or bool(opening & table.plots)) and all(_untimed(syntax, group) for group in told)


def _acted(syntax: Syntax, head: int) -> bool:
    """ "Three actors play soldiers who have taken hostages", "she plays a pilot who is shot": what a part does."""
    words = syntax.words
    for group in syntax.groups:
        at = group.head
        if at >= head or words[at].lemma not in _ACTING:
            continue
        parts = objects(syntax, at, at)
        after = parts[-1].end if parts else at
        return after < head and words[after].lower in ("who", "whose", "that")
    return False


def _in_which(syntax: Syntax, at: int, head: int) -> bool:
    """ "The second act, in which the rebels storm the palace": the first verb of what a work has in it."""
    words = syntax.words
    start = at + 2 if at + 1 < len(words) and words[at + 1].tag == "," else at + 1
    opened = [word.lower for word in words[start : start + 2]]
    if opened != ["in", "which"] and opened[:1] != ["where"]:
        return False
    first = next((i for i in range(start, len(words)) if syntax.group_at[i] >= 0), -1)
    return start < head and 0 <= first and (syntax.group_at[first] == syntax.group_at[head] or head < first)


def _numbered(syntax: Syntax, at: int) -> bool:
    """ "Season two opens with", "In Act Three": a part by its number, at the front."""
    words = syntax.words
    return at <= 1 and at + 1 < len(words) and words[at].text[:1].isupper() and words[at].lemma in PARTS


def _of_this(syntax: Syntax, at: int) -> bool:
    """ "A soldier deserts in this quiet debut": how critics tell a plot."""
    chunk = chunk_of(syntax, at)
    return chunk is not None and chunk.start > 0 and syntax.words[chunk.start].lower == "this"


def _within(syntax: Syntax, at: int, head: int) -> bool:
    """ "The burglar in the puppet show gets away": a figure of the work."""
    work, words = chunk_of(syntax, at), syntax.words
    if work is None or work.head != at or work.start < 1 or words[work.start - 1].lower != "in":
        return False
    who = [chunk_of(syntax, head)] if group_of(syntax, head) is None else doers(syntax, head)
    return any(one is not None and one.end == work.start - 1 for one in who)


def _shows(syntax: Syntax, at: int, head: int, table: SubjectTable) -> bool:
    """ "The film shows how": what no tagger takes for a noun before "how"."""
    words = syntax.words
    if not 0 < at < head - 2 or words[at - 1].tag not in ("D", "A", "'"):
        return False
    return words[at + 1].lemma in table.shows and words[at + 2].lower in ("how", "that", "what", "when", "as")


def _of_matter(syntax: Syntax, at: int, head: int) -> bool:
    """ "a book about a fox who robs a bank": the matter of a work, told in its own phrase."""
    words = syntax.words
    if at + 1 >= head or words[at + 1].lower not in _ABOUT:
        return False
    between = range(at + 2, head)
    if words[at + 1].lower == "of" and not any(words[i].lower == "who" for i in between):
        return False
    verbs = [i for i in between if syntax.group_at[i] >= 0 and syntax.group_at[i] != syntax.group_at[head]]
    return not verbs and (
        group_of(syntax, head) is None or any(words[i].lower in ("who", "whose", "that") for i in between)
    )


def _names(syntax: Syntax, chunks: Sequence[Chunk]) -> set[str]:
    """The nouns that phrases with an article or more end with, in all their forms."""
    heads = [syntax.words[chunk.head] for chunk in chunks if _with_article(syntax, chunk)]
    return {form for word in heads for form in (word.lower, word.lemma)}


def _with_article(syntax: Syntax, chunk: Chunk) -> bool:
    """ "The film shows", not "film shows the van", which is of a camera in the street."""
    return chunk.end - chunk.start > 1 or syntax.words[chunk.head].lower != syntax.words[chunk.head].lemma


def _opens(syntax: Syntax, at: int) -> bool:
    """Whether a work is what the sentence opens with: "In his latest thriller, …", "In the final level the player"."""
    chunk = chunk_of(syntax, at)
    verb = syntax.groups[0].start if syntax.groups else len(syntax.words)
    return chunk is not None and chunk.start <= _FRONT and at < verb


def _untimed(syntax: Syntax, group: VerbGroup) -> bool:
    """Whether a verb stands in the present, as plots are told, or under a modal: "must bomb"."""
    if group.passive:
        return syntax.words[group.start].lower in _PRESENT
    return bool(group.modal) or group.infinitive or syntax.words[group.head].form in ("s", "b", "g")


def _of_play(syntax: Syntax, group: VerbGroup) -> bool:
    """ "Players defend the city", "you have to kill the warlord": what is done in a game."""
    subjects = subject_of(syntax, group.head)
    plays = any(syntax.words[chunk.head].lemma in _PLAYERS for chunk in subjects)
    you = any(word.lower in ("you", "your") for word in syntax.words[: group.start])
    return _untimed(syntax, group) and (plays or you)
