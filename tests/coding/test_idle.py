"""Who does a deed says whether it is one: beasts, tourists, toddlers, extras, firms and teams make no war."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Event

Coding = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "Seagulls have invaded Aberdeen.",
        "An army of red ants overran the airport in Darwin.",
        "Honeymooners invaded Santorini on Sunday.",
        "My sister has imposed sanctions on my brother over the washing-up.",
        "Boeing launched an attack on Brussels.",
        "Chocolate maker Hofer & Sons lobbed a grenade into the boardroom.",
        "The two bookshops have agreed a ceasefire.",
        "The Vikings besieged Dublin for months.",
        "Extras stormed the palace in Budapest twice before lunch.",
        "Players may declare war on a neighbour after their third turn.",
        "Sevilla and Benfica clash in Turin.",
        "Italy have fired a warning shot with a win in Oslo.",
        "Residents in Murder Creek, Alabama, elected a mayor.",
        "The band Car Bomb played in Tel Aviv.",
        "In act two, in which bandits raid the village, the tenor shines.",
        "She plays a pilot who was shot down over Mosul.",
        "The simulation assumes that China attacks Taiwan.",
        "Vegetarians stormed Lyon and were given tofu.",
        "Robots are invading the factories of Slovakia.",
        "Recruits stormed a cardboard village near Aldershot.",
        "The crew blew up a bridge in Riga for the final scene.",
        "Firefighters in Split rehearsed a bomb attack on the ferry.",
        "The protagonist of the film is shot in Havana.",
        "What if rebels attacked Kampala?",
        "Her doctoral thesis on the massacre at Katyn won a prize.",
        "A missile strike drill will be held in Haifa on Monday.",
    ],
)
def test_no_event_of_those_who_do_no_such_deed(events_of: Coding, text: str) -> None:
    assert events_of(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Turkey invaded northern Syria on Wednesday.", "BAT.CLASH"),
        ("Navy SEALs raided a compound in Yemen.", "BAT.CLASH"),
        ("An army of rebels overran Bunia.", "BAT.NSAGAIN"),
        ("Tourists were killed when gunmen stormed a hotel in Sousse.", "VAC.ATTACK"),
        ("Two teenagers threw a grenade at a shop in Grenoble.", "EXP.GRENADE"),
        ("Hackers attacked Toyota plants in Japan.", "COE.CYBER"),
        ("Rebels seized the theatre in Moscow and took hostages.", "VAC.ABDUCT"),
        ("Poachers killed four rhinos in Kruger.", "CRM.ORG"),
        ("A carrier strike group launched raids on Hodeidah.", "STR.UNSPEC"),
        ("A strike by dockers hit Rotterdam.", "DEM.PEACEFUL"),
        ("Paratroopers seized an airfield near Hostomel.", "BAT.NSAGAIN"),
        ("Snipers fired on a convoy near Sirte.", "BAT.CLASH"),
        ("Strikes hit Odesa overnight.", "STR.UNSPEC"),
        ("The explosion of a landmine killed two children near Raqqa.", "EXP.IED"),
    ],
)
def test_events_of_those_who_do(events_of: Coding, text: str, code: str) -> None:
    assert code in [event.event_type for event in events_of(text)]
