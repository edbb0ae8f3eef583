"""Places that a text only describes: roads, borders, surroundings, and villages that no gazetteer has."""

from __future__ import annotations

import pytest

from geomap.coding import code_article, load_coder
from geomap.language import parse
from geomap.model import Article, Place
from geomap.places import find_mentions
from geomap.places.gazetteer import CompiledGazetteer, open_gazetteer


@pytest.fixture(name="places", scope="module")
def open_places() -> CompiledGazetteer:
    return open_gazetteer()


def scene(text: str, gazetteer: CompiledGazetteer) -> Place:
    """The place of the only event of a text."""
    doc = parse(Article("a", text))
    (event,) = code_article(doc, find_mentions(doc, gazetteer), coder=load_coder(), gazetteer=gazetteer)
    assert event.location is not None
    return event.location.place


@pytest.mark.parametrize(
    ("text", "name", "shape", "precision"),
    [
        ("Gunmen killed eleven people on the Kaduna-Abuja highway on Monday.", "Kaduna–Abuja", "corridor", "area"),
        ("Gunmen ambushed a bus travelling from Kano to Kaduna, killing four.", "Kano–Kaduna", "corridor", "area"),
        ("Clashes broke out along the Syrian-Turkish border on Friday.", "Syria–Turkey border", "border", "area"),
        ("Five migrants were shot dead at the border between Colombia and Venezuela.",
         "Colombia–Venezuela border", "border", "area"),
        ("Drones hit a depot in the Kursk and Belgorod regions on Tuesday.",
         "Kursk Oblast, Belgorod Oblast", "union", "area"),
        ("A missile struck a field 20 km north of Kharkiv on Sunday.", "Kharkiv", "plain", "near_city"),
        ("Shells hit the Homs suburbs overnight, wounding two people.", "Homs", "plain", "near_city"),
        ("Militants attacked a village in the east of Aleppo on Sunday.", "Aleppo", "plain", "city"),
        ("Clashes broke out between gunmen in Tripoli, Lebanon, on Monday.", "Tripoli", "plain", "city"),
        ("Ukrainian forces shelled a village near the border with Belarus on Tuesday.",
         "Ukraine–Belarus border", "border", "area"),
        ("Turkish troops shelled villages near the Syrian border.", "Turkey–Syria border", "border", "area"),
        ("Troops were deployed along the frontier with Venezuela.", "Venezuela border", "border", "area"),
        ("Heavy fighting continued on the Kherson front on Wednesday.", "Kherson", "plain", "near_city"),
        ("Russian troops attacked in the Pokrovsk direction on Monday.", "Pokrovsk", "plain", "near_city"),
        ("Islamist militants killed soldiers in the tri-border area between Mali, Niger and Burkina Faso.",
         "Mali–Niger–Burkina Faso border", "border", "area"),
        ("A mine exploded under a bus travelling from Gao to Bamako.", "Gao–Bamako", "corridor", "area"),
        ("Militants attacked a bus on the Gao-Menaka highway on Friday.", "Gao–Ménaka", "corridor", "area"),
        ("Shells landed on the left bank of the Dnipro river in Kherson oblast.", "Kherson Oblast", "plain", "adm1"),
        ("Two people were shot dead in the US state of Georgia.", "Georgia", "plain", "adm1"),
        ("Rebels ambushed a patrol in the Rwenzori mountains.", "Rwenzori Mountains", "plain", "area"),
        ("Gunmen attacked a convoy in Nangarhar province, near the border with Pakistan.",
         "Nangarhar Province", "plain", "adm1"),
        ("A missile hit a bulk carrier off the coast of Libya on Monday.", "Libya coast", "coast", "area"),
        ("Gunmen attacked a trawler off the Nigerian coast on Monday.", "Nigeria coast", "coast", "area"),
        ("Thai and Cambodian soldiers exchanged fire at the disputed border on Monday.",
         "Thailand–Cambodia border", "border", "area"),
        ("Rebels ambushed a convoy on the road between Sirte and Libya's Misrata.",
         "Sirte–Misrata", "corridor", "area"),
        ("Gunmen killed three soldiers in the Libyan desert on Monday.", "Libyan Desert", "plain", "area"),
        ("Clashes erupted in the Panjshir valley north of Kabul on Monday.", "Panjshir Province", "plain", "adm1"),
        ("Clashes erupted in the Kharkiv region east of Kupiansk on Monday.", "Kupyansk", "plain", "near_city"),
        ("An airstrike hit the Damascus suburb of Douma on Monday.", "Douma", "plain", "city"),
        ("A missile hit the Kherson port of Skadovsk on Monday.", "Skadovsk", "plain", "city"),
        ("Gunmen killed six miners in the Khuzdar area of Balochistan.", "Khuzdar", "plain", "near_city"),
        ("An airstrike hit a clinic in Homs province on Monday.", "Homs Governorate", "plain", "adm1"),
        ("Warplanes struck the Maghazi refugee camp on Monday.", "Maghazi refugee camp", "plain", "site"),
        ("Troops raided the Balata refugee camp east of Nablus on Monday.", "Balata refugee camp", "plain", "site"),
        ("A car bomb exploded in Hama's northern countryside on Monday.", "Hama", "plain", "near_city"),
        ("Warplanes bombed Beirut's southern suburbs on Monday.", "Beirut", "plain", "near_city"),
        ("Fighters shelled Kobani's southern countryside on Monday.", "Kobani", "plain", "near_city"),
        ("Drones hit the Taiz governorate on Monday.", "Taiz Governorate", "plain", "adm1"),
        ("Gunmen killed two soldiers in the Rajouri sector on Monday.", "Rajaori", "plain", "near_city"),
        ("The army bombed the Nuba Mountains in South Kordofan on Monday.", "Nuba Mountains", "plain", "area"),
    ],
)  # fmt: skip
def test_an_event_is_where_the_words_around_a_toponym_put_it(
    text: str, name: str, shape: str, precision: str, places: CompiledGazetteer
) -> None:
    found = scene(text, places)
    assert (found.name, found.shape, found.precision) == (name, shape, precision)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Bandits killed five farmers in Tarqiyu, a village in Zamfara state, on Monday.", "Zamfara State", "adm1"),
        ("Bandits killed five farmers in the Dankurmu area of Maru district, Nigeria.", "Zamfara State", "adm1"),
        ("Airstrikes hit the town of Kafr Nulan, in Homs Governorate, killing two.", "Homs Governorate", "adm1"),
        ("Ten people were killed in Aw Dhegla, a town in Somalia's Lower Shabelle region.", "Lower Shabelle", "adm1"),
        ("Soldiers killed three men in Kombolu village in the Mopti region of Mali.", "Mopti Region", "adm1"),
        ("A bomber killed two in the Zarkesh district of Balochistan province.", "Balochistan", "adm1"),
        ("Rebels shelled Zulqara, 30 km south of Baghdad, on Monday.", "Baghdad", "near_city"),
        ("Rebels attacked the village of Bunia Velho in Ituri on Monday.", "Ituri", "adm1"),
        ("Drones hit Marib governorate's Al-Wadi district on Monday.", "Marib Governorate", "adm1"),
        ("Gunmen stormed the hamlet of Kharkiv Dolny in Sumy region on Monday.", "Sumy Oblast", "adm1"),
    ],
)
def test_a_village_that_no_gazetteer_has_is_where_the_text_says_it_lies(
    text: str, name: str, precision: str, places: CompiledGazetteer
) -> None:
    found = scene(text, places)
    assert (found.name, found.precision) == (name, precision)


@pytest.mark.parametrize(("town", "country"), [("Springfield", "USA"), ("Santa Rosa", None)])
def test_the_likeliest_of_many_namesakes_is_no_place_for_a_pin(
    town: str, country: str | None, places: CompiledGazetteer
) -> None:
    doc = parse(Article("a", f"Gunmen killed two people in {town} on Tuesday."))
    (event,) = code_article(doc, find_mentions(doc, places), coder=load_coder(), gazetteer=places)
    if country is None:
        assert event.location is not None
        assert (event.location.name, event.location.place.located) == (town, False)
    else:
        assert event.location is not None
        assert (event.location.place.precision, event.location.place.country) == ("country", country)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("A missile hit a house in Shindand District of Herat Province.", "Shindand District", "near_city"),
        ("Rebels shelled the Deir Ezzor Military Airport on Sunday.", "Deir Ezzor Military Airport", "near_city"),
        ("Gunmen shot a nurse dead at Highland Hospital in Oakland.", "Highland Hospital", "city"),
        ("Gunmen stormed the Iris Hospital in Mosul on Wednesday.", "Iris Hospital", "city"),
        ("Soldiers stormed Narabah in eastern Aleppo, killing four.", "Narabah", "city"),
        ("The Syrian army recaptured Kafr Dubba from the rebels.", "Kafr Dubba", "country"),
        ("A bomb exploded in a place called Teizba in Ethiopia on Monday.", "Teizba", "country"),
        ("Fighting erupted in Al-Sweida Governorate on Monday between the army and rebels.", "Al-Sweida Governorate",
         "adm1"),
        ("Rebels fired rockets at Aleppo City on Monday.", "Aleppo City", "city"),
        ("Rebels shelled an army base in the town of Al-Zunara, south of Baghdad.", "Al-Zunara", "near_city"),
        ("Rebels shelled the settlement of al-Qasa near Damascus.", "al-Qasa", "near_city"),
        ("Rebels shelled the soldiers at Tal Humirah in Homs Governorate.", "Tal Humirah", "adm1"),
        ("Gunmen shot a man dead in the northern Sunni city of Samarra on Monday.", "Samarra", "city"),
        ("A bomb killed a man in the mainly Shiite town of Balad on Monday.", "Balad", "city"),
    ],
)  # fmt: skip
def test_a_name_is_as_long_as_the_text_writes_it_and_no_finer(
    text: str, name: str, precision: str, places: CompiledGazetteer
) -> None:
    doc = parse(Article("a", text))
    (event,) = code_article(doc, find_mentions(doc, places), coder=load_coder(), gazetteer=places)
    assert event.location is not None
    assert (event.location.name, event.location.place.precision) == (name, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Staff of the Department of Education protested in Sumy on Monday.",
        "Reporters in Kyiv and Oksana Melnyk of the institute said shelling continued in Sumy.",
        "The rebels attacked Petrov and Sidorov, two of their commanders, in Sumy.",
        "In Sumy, the army shelled the rebels and Ivanchuk was killed.",
    ],
)
def test_somebody_listed_with_a_place_is_none(text: str, places: CompiledGazetteer) -> None:
    doc = parse(Article("a", text))
    events = code_article(doc, find_mentions(doc, places), coder=load_coder(), gazetteer=places)
    assert {event.location.name for event in events if event.location is not None} <= {"Sumy", "Kyiv"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Raiders burned down the hamlet of Kotiyapura on Friday, killing seven farmers.", "Kotiyapura"),
        ("Nine herders were shot dead in the area of Abu Zeiha at dawn.", "Abu Zeiha"),
        ("Mortar rounds hit a school in Abu Dashur district on Monday.", "Abu Dashur"),
        ("Marines captured the island of Hanesh al-Sagir at dawn.", "Hanesh al-Sagir"),
        ("Gunmen raided three villages: Demsari, Wunamo and Dikaja.", "Demsari"),
    ],
)
def test_a_village_of_which_nothing_says_where_it_lies_is_named_and_is_on_no_map(
    text: str, name: str, places: CompiledGazetteer
) -> None:
    doc = parse(Article("a", text))
    event, *_ = code_article(doc, find_mentions(doc, places), coder=load_coder(), gazetteer=places)
    assert event.location is not None
    assert (event.location.name, event.location.place.precision, event.location.place.located) == (
        name, "unknown", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "A producer at the Zorat News Agency was shot dead on Monday.",
        "Marines captured the base of the Falcons on Sunday.",
        "A soldier was killed during Operation Desert Hawk.",
    ],
)
def test_bodies_and_operations_are_no_villages(text: str, places: CompiledGazetteer) -> None:
    doc = parse(Article("a", text))
    events = code_article(doc, find_mentions(doc, places), coder=load_coder(), gazetteer=places)
    assert all(event.location is None for event in events)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Four smugglers were arrested by the police in neighbouring Serbia on Monday.", "Serbia"),
        ("Albania was bombed for three nights.", "Albania"),
        ("A suicide bomber killed nine worshippers in a mosque in lawless northwest Pakistan.", "Pakistan"),
        ("Five soldiers were killed during the invasion of Panama.", "Panama"),
        ("The attack killed nine in the province of Wardak, adjacent to Kabul.", "Wardak"),
        ("Shells hit a clinic in the village of Sulmo-Yurt in Kurchalo district.", "Sulmo-Yurt"),
    ],
)
def test_what_the_grammar_makes_the_scene_is_the_scene(text: str, name: str, places: CompiledGazetteer) -> None:
    doc = parse(Article("a", text))
    event, *_ = code_article(doc, find_mentions(doc, places), coder=load_coder(), gazetteer=places)
    assert event.location is not None
    assert event.location.name == name
