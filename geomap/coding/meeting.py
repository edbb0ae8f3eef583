"""Who meets where no verb of meeting has them for its subject: who comes, is there, or stands before the aside."""

from __future__ import annotations

from geomap.coding.finding import Finding
from geomap.coding.participants import participants
from geomap.coding.scene import Scene
from geomap.coding.syntax import VerbGroup, chunk_of
from geomap.model import Participant

_COMING = frozenset("be arrive fly travel come go head land return".split())
_WITHIN = ("I", "N", "P", "D", "A", "W", "#")


def comes_for(finding: Finding, group: VerbGroup) -> bool:
    """ "is on a visit to", "is due in Beirut for talks", "flew in for a summit": who is there, or comes, meets."""
    lemma = finding.scene.syntax.words[group.head].lemma
    return finding.code == "DIP.MEET" and lemma in _COMING and not group.passive


def beside_aside(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """ "Zelenskiy, in Helsinki for talks with Stubb, said": who stands before the aside that tells of the meeting."""
    syntax, at = scene.syntax, finding.hit.head - 1
    if finding.code != "DIP.MEET":
        return ()
    while at > 0 and syntax.words[at].tag in _WITHIN:
        at -= 1
    opens = at > 0 and syntax.words[at].tag == "," and syntax.words[at + 1].lower in ("in", "on", "at")
    chunk = chunk_of(syntax, at - 1) if opens else None
    return participants(scene, (chunk,)) if chunk is not None else ()
