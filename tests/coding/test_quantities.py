"""How many: numbers as written, and what each of them counts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.coding.numbers import find_numbers, value_of
from geomap.coding.quantities import counts_of, fatalities, quantities_of
from geomap.language import parse
from geomap.model import Article, Event


def counts(text: str, event_type: str = "STR.AIR", *, clause: tuple[int, int] | None = None) -> dict[str, int | str]:
    doc = parse(Article("a", text))
    first = doc.sentences[0]
    where = clause or (first.start, first.end)
    return dict(quantities_of(doc, sentence_index=0, clause=where, event_type=event_type))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,200", 1200),
        ("2.5 million", 2_500_000),
        ("twenty-two", 22),
        ("one hundred and five", 105),
        ("two hundred thousand", 200_000),
        ("a dozen", 12),
        ("three dozen", 36),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("200 000", 200_000),
        ("200.000", 200_000),
        ("2 lakh", 200_000),
        ("a", 1),
        ("many", None),
    ],
)
def test_numbers_are_read_in_words_and_digits(words: str, value: int | None) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("at least 40 people", 40, 40, "at least"),
        ("up to 300 men", 300, 300, "up to"),
        ("some 20 men", 20, 20, "about"),
        ("10 to 15 men", 10, 15, ""),
        ("between ten and fifteen men", 10, 15, ""),
        ("dozens of men", 12, 12, "vague"),
        ("hundreds of men", 100, 100, "vague"),
        ("tens of thousands of men", 10_000, 10_000, "vague"),
        ("handed over 104 men", 104, 104, ""),
    ],
)
def test_ranges_and_reservations(text: str, low: int, high: int, qualifier: str) -> None:
    (number,) = find_numbers(text)
    assert (number.low, number.high, number.qualifier) == (low, high, qualifier)


@given(st.integers(min_value=0, max_value=10**9))
def test_a_figure_reads_as_itself(value: int) -> None:
    for written in (str(value), f"{value:,}"):
        assert value_of(written) == value
        (number,) = find_numbers(f"x {written} y")
        assert (number.low, f"x {written} y"[number.start : number.end]) == (value, written)


@given(st.text(alphabet="0123456789,.-–% $tenfivdozsahur and to", max_size=40))
def test_numbers_never_overlap_and_never_run_backwards(text: str) -> None:
    numbers = find_numbers(text)
    for one, two in pairwise(numbers):
        assert one.end <= two.start
    assert all(number.low <= number.high for number in numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed 12 people and injured 30 others.", {"killed": 12, "injured": 30}),
        ("Five soldiers and two nurses were killed.", {"killed": 7}),
        ("Gunmen killed three soldiers, two policemen and four civilians.", {"killed": 9}),
        ("The blast killed three soldiers, two policemen, a doctor and four civilians.", {"killed": 10}),
        ("Three soldiers, two policemen and four civilians were killed.", {"killed": 9}),
        ("The raid left three farmers, two traders and a child dead.", {"killed": 6}),
        ("Russia launched 61 drones and seven missiles.", {"launched_drones": 61, "launched_missiles": 7}),
        ("It said 54 drones and five missiles were shot down.", {"shot_down_drones": 54, "shot_down_missiles": 5}),
        ("The fighting has displaced 200,000 people.", {"displaced": 200_000}),
        ("The death toll from the blast has climbed to 31.", {"killed": 31}),
        ("The blast left nine dead, including three children.", {"killed": 9}),
        ("Eleven shoppers, including two boys, were wounded.", {"injured": 11}),
        ("A shell hit a bus, killing a driver and four of his passengers.", {"killed": 5}),
        ("The death toll rose to 45, with 12 miners still missing.", {"killed": 45, "missing": 12}),
        ("A policeman was shot dead.", {"killed": 1}),
        ("Ada Obi, 34, was killed and her son wounded.", {"killed": 1}),
        ("The strike claimed 14 lives.", {"killed": 14}),
        ("Nobody was hurt.", {"killed": 0, "injured": 0}),
        ("There were no casualties.", {"killed": 0, "injured": 0}),
        ("No one was killed.", {"killed": 0}),
        ("Rescuers recovered the bodies of six men.", {"killed": 6}),
        ("They mourned the murder of six priests and two maids.", {"killed": 8}),
        ("The three guards who were brutally murdered were buried.", {"killed": 3}),
        ("Two boys and eight other people (three of them soldiers) were wounded.", {"injured": 10}),
        ("The raid killed or injured 30 people.", {"casualties": 30}),
        (
            "The army launched 40 drones and six missiles, of which 31 were shot down.",
            {"launched_drones": 40, "launched_missiles": 6, "shot_down": 31},
        ),
        ("More than 3,000 villagers fled their homes.", {"displaced": 3000, "displaced_qualifier": "more than"}),
        ("Between 10 and 15 guards died.", {"killed": 10, "killed_max": 15}),
    ],
)
def test_the_harm_done(text: str, expected: dict[str, int | str]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "There was no word on casualties.",
        "The strike hit a 12-storey building on Route 5, 20 km from the city, in 2019.",
        "Resolution 1325 was adopted after 10 years at a cost of $5 million.",
        "Five gunmen attacked the post and 300 rebels captured it.",
        "A 19-year-old, Ada Obi, 34, and some 40 houses burned.",
        "It happened on March 12 and on 14 April, at 5 p.m.",
        "About 30 per cent of clinics closed.",
    ],
)
def test_what_counts_nobody(text: str) -> None:
    assert counts(text) == {}


def test_the_attackers_are_not_the_dead() -> None:
    assert counts("Five gunmen killed three clerks.") == {"killed": 3}
    assert counts("Twelve men killed in the raid were buried.") == {"killed": 12}


def test_a_toll_after_the_clause_or_in_the_next_sentence_is_the_events() -> None:
    text = "Jets bombed the market on Monday, killing at least 34 people and wounding dozens."
    assert counts(text, clause=(0, len("Jets bombed the market on Monday")))["killed"] == 34
    assert counts("Jets bombed the market. At least six people were killed.")["killed"] == 6
    assert counts("Jets bombed the market. The mayor lost six keys.") == {}


def test_a_toll_is_found_round_the_clause_of_its_event() -> None:
    text = "Two men died when police opened fire near the bridge."
    assert counts(text, "DEM.EXCESSIVE", clause=(text.index("police"), len(text) - 1)) == {"killed": 2}
    text = "A shell hit the ward, a nurse said; nobody was hurt."
    assert counts(text, clause=(0, text.index(","))) == {"injured": 0, "killed": 0}
    text = "Rebels raided the farm and beheaded four cooks."
    assert counts(text, "VAC.ATTACK", clause=(0, text.index(" and"))) == {"killed": 4}


def test_a_toll_of_another_clause_is_not_borrowed() -> None:
    text = "Jets bombed the depot on Monday and rebels shelled the port, killing five guards."
    assert counts(text, clause=(0, text.index(" and"))) == {}


def test_those_who_tell_are_not_those_who_were_hit() -> None:
    text = "A bomb went off, wounding dozens, a doctor at the hospital and two traders told reporters."
    assert counts(text)["injured"] == 12
    assert counts("It killed nine people, two officials said.") == {"killed": 9}
    assert counts("It killed three nurses, two cooks and a clerk, police said.") == {"killed": 6}


def test_captives_and_crowds() -> None:
    assert counts("Rebels captured the town and 14 soldiers surrendered.", "BAT.NSAGAIN") == {"captured": 14}
    assert counts("Police arrested 23 people.", "COE.ARREST") == {"detained": 23}
    assert counts("Gunmen kidnapped more than 200 pupils.", "VAC.ABDUCT")["abducted"] == 200
    assert counts("Some 5,000 teachers marched.", "DEM.PEACEFUL")["protesters"] == 5000
    assert counts("Police put the crowd at 900; its leaders spoke of 4,000.", "DEM.PEACEFUL") == {
        "protesters": 900,
        "protesters_max": 4000,
    }


def test_released_captives_in_whatever_state_are_no_casualties() -> None:
    found = counts("They hailed the release of another 22 badly wounded soldiers.", "DEE.RELEASE")
    assert found == {"released": 22, "condition": "badly wounded"}
    assert counts("The army freed nine hostages.", "DEE.RELEASE") == {"released": 9}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both sides swapped captives, each freeing 90 prisoners.", {"prisoners_each": 90, "prisoners_total": 180}),
        ("The two armies exchanged 90 prisoners each.", {"prisoners_each": 90, "prisoners_total": 180}),
        ("They exchanged 318 prisoners.", {"prisoners_total": 318}),
        ("They traded 30 hostages for 20 detainees.", {"prisoners_total": 50}),
    ],
)
def test_an_exchange_has_a_number_each_and_a_total(text: str, expected: dict[str, int]) -> None:
    assert counts(text, "DEE.POWSWAP") == expected


def test_lengths_of_truces_and_talks() -> None:
    assert counts("They discussed a 30-day ceasefire.", "DEE.CEASEFIRE") == {"ceasefire_days": 30}
    assert counts("They agreed on a 72-hour truce.", "DEE.CEASEFIRE") == {"ceasefire_days": 3}
    assert counts("They held an hour-long call.", "DIP.CALL") == {"duration_hours": 1}
    assert counts("They spoke for 90 minutes.", "DIP.CALL") == {"duration_minutes": 90}
    assert counts("They spoke for two hours.", "DIP.MEET") == {"duration_hours": 2}


def test_an_event_carries_only_the_counts_of_its_kind() -> None:
    text = "The raid killed 12 people and 30 were arrested."
    assert counts(text, "DIP.MEET") == {}
    assert "detained" not in counts(text, "STR.AIR")
    assert "killed" not in counts_of("DEE.RELEASE")


def test_fatalities_are_none_where_nothing_is_said_and_zero_where_none_died() -> None:
    assert fatalities((("injured", 3),)) is None
    assert fatalities((("injured", 3), ("killed", 0))) == 0


SENTENCES = st.lists(
    st.sampled_from(
        "killed killing wounded 12 dozens of people soldiers , and a man was were dead no casualties arrested at least"
        " 2019 March % $5 40-year-old drones shot down each prisoners Ada Obi 34 ( ) in the town died 'us “".split(" ")
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(SENTENCES, st.sampled_from(["STR.AIR", "DEE.POWSWAP", "DEM.VIOLENT", "DIP.CALL", "VAC.ABDUCT", "SAN.SANCTION"]))
def test_any_sentence_gives_sorted_counts_that_are_not_negative(text: str, event_type: str) -> None:
    doc = parse(Article("a", text))
    for index, sentence in enumerate(doc.sentences):
        found = quantities_of(doc, sentence_index=index, clause=(sentence.start, sentence.end), event_type=event_type)
        assert list(found) == sorted(found)
        assert all(value >= 0 for _, value in found if isinstance(value, int))


def test_a_toll_told_of_another_place_is_not_of_the_event_before(events_of: Callable[..., tuple[Event, ...]]) -> None:
    for toll, killed in (
        ("Two men died of hunger in Lviv.", None),
        ("Two people were killed in the city.", 2),
        ("Two people were killed in Kherson on Monday.", 2),
    ):
        shelling = events_of(f"Russian troops shelled Kherson on Monday. {toll}")[0]
        assert dict(shelling.quantities).get("killed") == killed


def test_what_was_counted_at_each_place_is_told_at_each(events_of: Callable[..., tuple[Event, ...]]) -> None:
    told = events_of("Gunmen killed six people in Mosul, four in the town of Baiji and three in Tikrit.")
    assert [dict(event.quantities)["killed"] for event in told] == [6, 4, 3]
