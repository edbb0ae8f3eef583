"""The place of an event from the layout of its text: the line or section that it stands in, the town that a report is
filed from.
"""

from __future__ import annotations

from geomap.coding.continuity import LOCAL, Placing, spoken_in, within
from geomap.coding.link import Located
from geomap.coding.story import FACTS
from geomap.coding.toponyms import UNLISTED
from geomap.model import EventPlace, Mention

_SET = (*LOCAL, "MOB", "DEE.WITHDRAW", "DEE.ACCESS", "DIP.MEET", "CRM", "AID.COOP")
"""What is done somewhere, so that a line or section that is set at a place sets it there."""
_BY_PARTY = ("AID", "DEE.RELEASE", "DEE.POWSWAP", "DEE.CEASEFIRE")
"""What else is where its parties are: there too, where the text says no more than a country."""


def laid_out(placing: Placing) -> EventPlace | None:
    """The place of the section or line that the event stands in."""
    if not placing.kind.code.startswith((*_SET, *_BY_PARTY)) or placing.finding.status not in (*FACTS, "planned"):
        return None
    return placing.set_at[placing.index].scene if placing.kind.code != "COE.CYBER" else None


def filed_place(placing: Placing) -> EventPlace | None:
    """The town that a report is filed from, for its lead. Capitals are where the news is told, not where it is made,
    unless people gather or are arrested.
    """
    filed = placing.set_at[placing.index].filed
    if filed is None or not placing.kind.code.startswith((*_SET, *_BY_PARTY)) or placing.finding.status not in FACTS:
        return None
    if placing.kind.code == "COE.CYBER" or not all(within(one, filed) for one in _since_filed(placing, filed)):
        return None
    gathers = placing.kind.code.startswith(("DEM", "COE.ARREST"))
    return filed if gathers or filed.place.feature != "PPLC" else None


def _since_filed(placing: Placing, filed: EventPlace) -> list[Mention]:
    """The places that the paragraph has spoken of, its dateline left out."""
    sentences, at = placing.doc.sentences, placing.index
    found = spoken_in(placing, at)
    while at and sentences[at - 1].paragraph == sentences[placing.index].paragraph:
        at -= 1
        if filed.start is not None and sentences[at].start <= filed.start < sentences[at].end:
            break
        found += spoken_in(placing, at)
    return found


def or_set(placing: Placing, found: Located) -> Located:
    """What is told of the parties' country, or of no place, in a line that is set at a place there: "Galle: Volunteers
    are feeding 300 orphans". Arms are for a country, wherever they land.
    """
    place = found.place
    if place is not None and (placing.kind.code == "AID.MIL" or not _is_country(placing, found)):
        return found
    scene = laid_out(placing) or filed_place(placing)
    if scene is None or scene.place.precision == "country":
        return found
    return found if place is not None and place.place.country != scene.place.country else Located(scene, "event")


def _is_country(placing: Placing, found: Located) -> bool:
    """Whether a country is the place because it is a party's: not what no gazetteer lists and lies there."""
    place = found.place
    if place is None or place.place.precision != "country" or found.role == "event":
        return False
    return not any(one.start == place.start and one.score == UNLISTED for one in placing.mentions)
