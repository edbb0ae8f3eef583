"""Whether it is somebody in particular who says or meets: words of anybody are no event."""

from __future__ import annotations

from geomap.coding.arguments import Parties
from geomap.coding.finding import Finding, speaks_for_itself
from geomap.coding.nominal import country_in
from geomap.coding.reference_table import reference_table
from geomap.model import Participant


def known(finding: Finding, told_of: Parties) -> bool:
    """Whether a party is known by its role or name, or at least spoken of: words of nobody in particular are no
    event."""
    if finding.scene.entities:
        return True
    for side, implied in ((told_of.actors, told_of.actors_implied), (told_of.targets, told_of.targets_implied)):
        if any(_is_named(one, finding) if implied else _is_somebody(one, finding) for one in side):
            return True
    words = finding.scene.syntax.words
    named = any(words[i].tag == "P" for i in finding.hit.words)  # "the Treaty of Lausanne was signed"
    return named or speaks_for_itself(finding)


def _is_named(one: Participant, finding: Finding) -> bool:
    """Whether a party has a country or a capital, which says nothing of the word that opens a sentence."""
    opens = one.start == finding.scene.syntax.words[0].start and finding.scene.syntax.words[0].tag == "N"
    return bool(country_in(one.code)) or (one.text[:1].isupper() and not (opens and one.code in ("PTY", "CVL")))


def _is_somebody(one: Participant, finding: Finding) -> bool:
    """Whether a party has a name, or an office that its clause tells; "his sister" and "the party" are anybody."""
    if _is_named(one, finding):
        return True
    words = finding.scene.syntax.words
    head = next((word for word in words if one.start is not None and word.end == one.end), None)
    if one.code is None or head is None or one.code == "PTY":
        return False
    table = reference_table()
    single = head.lower == head.lemma and head.lemma not in table.collectives
    return one.code != "CVL" or not (single or head.lemma in table.relations)
