"""A hit of a trigger rule in its sentence: what fold.py settles and code.py makes an event of."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.coding.attribution import Source
from geomap.coding.dependence import governors, predicate_of
from geomap.coding.match import LIGHT_VERBS, Hit, doers
from geomap.coding.roles import agent_of, object_of, subject_of
from geomap.coding.scene import Scene
from geomap.coding.status_cues import Verdict
from geomap.coding.syntax import Chunk, chunk_of, group_of

_VAGUE = ("STR.UNSPEC", "BAT.CLASH", "VAC.ATTACK", "EXP.IED")
_HAPPENING = frozenset(
    "take break erupt occur happen rage continue hit begin start spread follow come kill leave wound injure turn grow "
    "intensify resume end enter last go place conclude open close report flare rock explode detonate rip tear destroy "
    "damage flatten wreck shatter gut wrap kick get adjourn convene run ensue escalate drag subside grip claim force "
    "level send displace spark trigger prompt cripple halt bring focus see mark".split()
)
_GIVING_WAY = frozenset("cave collapse crumble topple burn break catch spread engulf gut burst".split())
_DEFINITE = frozenset("the this that these those his her their its such".split())
_HITTING = ("hit", "strike", "destroy", "damage", "flatten", "level", "wreck", "target")
_PEOPLE = frozenset("they we both he she".split())
_SPOKEN = _PEOPLE | {"it"}
_PARTIES = frozenset("person body force rebel".split())
_SIDES = frozenset("side federation union association".split())
_MEMBERS = frozenset(["party"])
_PERFORMED = frozenset(
    "accuse condemn denounce fault blame demand urge appeal beg call ask want deny reject refuse dismiss brush rule "
    "distance threaten vow warn decry deplore castigate lambast upbraid censure berate chide rebuke inveigh allege "
    "implore exhort entreat beseech request petition plead press counsel clamour clamor decline scoff demur dispute "
    "disclaim rubbish deride spurn rebuff snub object swear caution".split()
)
"""Verbs that make a statement by being said, whoever says it."""
ROBBED = frozenset("loot ransack plunder steal vandalise vandalize torch pillage".split())
"""What people do to property, never a storm."""
_OFFICES = frozenset(
    "leadership bureau office counsel staff organiser organizer administrator chairman chairwoman coordinator division "
    "directorate diocese archdiocese prosecutor lawyer attorney magistrate judge bishop mayor elder headman commander "
    "spokesman spokeswoman spokesperson representative delegate envoy".split()
)
"""Those who speak for a body, and the bodies, besides what the classes of parties know."""
_SPEAKERS = frozenset("person body civilian protester group rebel force name".split())
_STRIKING = ("hit", "strike", "rock", "shake", "paralyse", "paralyze", "cripple", "disrupt")


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with its verdict, its source and its sentence. `leaning` is what the words of the sentence are likely
    about (sport, market …), `override` replaces the verdict's status, `promiser` is the hit whose subject does the deed
    ("agreed to send")."""

    hit: Hit
    verdict: Verdict
    source: Source | None
    scene: Scene
    classes: tuple[frozenset[str], ...]
    leaning: frozenset[str] = frozenset()
    override: str = ""
    promiser: Finding | None = None

    @property
    def code(self) -> str:
        return self.hit.rule.code

    @property
    def status(self) -> str:
        return self.override or self.verdict.status

    @property
    def points_back(self) -> bool:
        """Whether the trigger is a definite noun: "the call", "Wednesday's call", "his call with Trump"."""
        syntax = self.scene.syntax
        chunk = chunk_of(syntax, self.hit.head)
        if chunk is None or group_of(syntax, self.hit.head) is not None:
            return False
        first = syntax.words[chunk.start]
        if first.lower in _DEFINITE:
            return True
        return first.tag in ("W", "'")

    @property
    def unanchored(self) -> bool:
        """Whether the words alone name no particular happening, so that a place, a count or a target must."""
        nominal = group_of(self.scene.syntax, self.hit.head) is None
        cue = self.verdict.cue
        if self.status == "planned" and cue > self.hit.head and self.scene.syntax.words[cue].tag in ("T", ","):
            return False  # "a new phase of protest, to start on Wednesday"
        vague = self.code in _VAGUE and nominal and not self.told
        if (self.hit.rule.rank != "specific" and not self.strikes) or vague:
            return True
        if not nominal:
            return False
        bare = (self.in_phrase and not self.struck) or (self.points_back and not self.told)
        return bare and self.code.startswith(("DEM", "COE", "MOB", "VAC", "HAZ", "CRM", "DIP.MEET"))

    @property
    def result(self) -> bool:
        """Whether a verb tells what came of violence: "he was killed by soldiers"."""
        return self.hit.rule.rank == "weak" and group_of(self.scene.syntax, self.hit.head) is not None

    @property
    def told(self) -> bool:
        """Whether a verb says that it happened: "the riots broke out", "police began the crackdown"."""
        syntax = self.scene.syntax
        predicate = predicate_of(syntax, self.hit.head)
        if predicate is not None:
            return syntax.words[predicate.head].lemma in _HAPPENING
        carrier = next(governors(syntax, self.hit.head), -1)
        return carrier >= 0 and syntax.words[carrier].lemma in (*LIGHT_VERBS, *_STRIKING)

    @property
    def strikes(self) -> bool:
        """Whether a noun's verb says what it hit: "a retaliatory strike destroyed the group's headquarters"."""
        syntax = self.scene.syntax
        predicate = predicate_of(syntax, self.hit.head)
        if predicate is None or predicate.passive or self.hit.rule.rank == "weak":
            return False
        return syntax.words[predicate.head].lemma in _HITTING and bool(object_of(syntax, predicate.head))

    @property
    def suffered(self) -> bool:
        """Whether the trigger is a passive without its doer: "several trucks were burned"."""
        syntax = self.scene.syntax
        group = group_of(syntax, self.hit.head)
        return group is not None and group.passive and not agent_of(syntax, self.hit.head)

    @property
    def falls(self) -> bool:
        """Whether the trigger tells what gave way: "the roof caved in", "a fire broke out"."""
        syntax = self.scene.syntax
        verb = next((i for i in self.hit.words if group_of(syntax, i) is not None), -1)
        return verb >= 0 and syntax.words[verb].lemma in _GIVING_WAY

    @property
    def struck(self) -> bool:
        """Whether the trigger is what a verb says that something was hit by: "was paralysed by a cyberattack"."""
        syntax = self.scene.syntax
        carrier = next(governors(syntax, self.hit.head), -1)
        group = group_of(syntax, carrier) if carrier >= 0 else None
        return group is not None and group.passive and syntax.words[carrier].lemma in _STRIKING

    @property
    def in_phrase(self) -> bool:
        """Whether the trigger hangs on a preposition: "since the riots", "victims of the violence"."""
        syntax = self.scene.syntax
        chunk = chunk_of(syntax, self.hit.head)
        return chunk is not None and chunk.start > 0 and syntax.words[chunk.start - 1].tag in ("I", "S")


def speaks_for_itself(finding: Finding) -> bool:
    """Whether a verb's subject is people or a body without a name ("the two presidents spoke", "they agreed"), or the
    record speaks ("it was agreed to hold")."""
    syntax, head = finding.scene.syntax, finding.hit.head
    group = group_of(syntax, head)
    verbal = finding.code.startswith("VRB.")  # what nobody in particular demands or deplores is comment
    if group is None or (verbal and finding.status != "happened"):
        return False
    performed = verbal and syntax.words[head].lemma in _PERFORMED and syntax.words[head].form != "g"
    if verbal and syntax.words[head].form != "g" and _named_speaker(finding, performed=performed):
        return True
    for chunk in doers(syntax, head) or (subject_of(syntax, head) if group.passive else ()):
        word = syntax.words[chunk.head]
        if performed:
            told_of = finding.scene.discourse  # where nobody was named before, "they condemned it" is comment
            if not (told_of.person or told_of.countries):
                return False
            return word.lower in _SPOKEN if word.tag == "O" else not _SPEAKERS.isdisjoint(finding.classes[chunk.head])
        if word.tag == "O":
            return not verbal and (word.lower in _PEOPLE or group.passive)
        plain = word.lemma in _MEMBERS or not _PARTIES.isdisjoint(finding.classes[chunk.head])
        if word.lemma in _SIDES or (plain and not verbal):
            return True
    return False


def _named_speaker(finding: Finding, *, performed: bool) -> bool:
    """Whether a statement has a subject that holds an office or bears a name: "the bureau denied", "Okello, speaking
    by telephone, urged", "the administrator, Benigna Zita, appealed"."""
    syntax, head = finding.scene.syntax, finding.hit.head
    words = syntax.words
    for chunk in (*doers(syntax, head), *_opening(finding)):
        if words[chunk.head].lemma in _OFFICES:
            return True
        if not performed:
            continue
        inside = [i for i in range(chunk.start, chunk.end) if "place" not in finding.classes[i]]
        if any(words[i].tag == "P" for i in inside) or (
            words[chunk.head].text.isupper() and len(words[chunk.head].text) > 2
        ):
            return True
        after = chunk_of(syntax, chunk.end + 1) if chunk.end + 1 < len(words) else None
        if words[chunk.head].tag == "N" and after is not None and after.start == chunk.end + 1:
            named = words[chunk.end].tag == "," and words[after.head].tag == "P"
            if named and "place" not in finding.classes[after.head]:
                return True
    return False


def _opening(finding: Finding) -> tuple[Chunk, ...]:
    """The phrase that opens the sentence, where an aside parts it from its verb: "Okello, speaking, urged"."""
    syntax, head = finding.scene.syntax, finding.hit.head
    first = next((chunk for chunk in syntax.chunks if chunk.head < head), None)
    if first is None or (first.start and syntax.words[first.start - 1].tag == "I"):
        return ()
    aside = first.end < head and syntax.words[first.end].tag == "," and syntax.words[first.end + 1].form == "g"
    return (first,) if aside or not doers(syntax, head) else ()
