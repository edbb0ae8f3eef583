"""Parsing articles: offsets are exact, sentences, headings and datelines are found."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.language import Case, Doc, parse, setting_of
from geomap.model import Article


def doc_of(text: str, title: str | None = None) -> Doc:
    return parse(Article("a", text, title=title))


def sentences_of(text: str, *, headings: bool = False) -> list[str]:
    return [text[s.start : s.end] for s in doc_of(text).sentences if s.heading == headings]


ALPHABET = st.sampled_from(list("aAbB z.,!?;:'’\"“”()-–—…\n\r\t  0129é漢字\u0301\u2028😀_/@$"))


@given(st.text(ALPHABET, max_size=200) | st.text(max_size=80))
def test_every_character_but_white_space_lies_in_exactly_one_token(text: str) -> None:
    tokens = [token for sentence in doc_of(text).sentences for token in sentence.tokens]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    covered = {at for token in tokens for at in range(token.start, token.end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered


@given(st.text(ALPHABET, max_size=200))
def test_sentences_span_their_tokens_in_order_and_stay_within_paragraphs(text: str) -> None:
    sentences = doc_of(text).sentences
    assert all((s.start, s.end) == (s.tokens[0].start, s.tokens[-1].end) for s in sentences)
    assert all(one.end <= other.start for one, other in pairwise(sentences))
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences)


def test_clitics_and_hyphenated_parts_stand_alone() -> None:
    text = "Russian-held Ukraine’s army don't yield."
    tokens = [token.text for token in doc_of(text).sentences[0].tokens]
    assert tokens == ["Russian", "-", "held", "Ukraine", "’s", "army", "do", "n't", "yield", "."]


def test_numbers_and_abbreviations_keep_their_stops_and_commas() -> None:
    text = "The U.S. paid $1,250.50 to Lt. Col. J. Smith at 9:30 a.m. near St. Paul, Minn., yesterday."
    tokens = [token.text for token in doc_of(text).sentences[0].tokens]
    for expected in ("U.S.", "1,250.50", "Lt.", "Col.", "J.", "9:30", "a.m.", "St.", "Minn."):
        assert expected in tokens


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lt. Col. A. B. Haddad left the U.S. The army followed him.", 2),
        ("He met Gov. Ortiz. Then he flew home.", 2),
        ("“We will stay!” he said. “Nobody leaves.” She agreed.", 3),
        ("They waited... and waited. Nothing came.", 2),
        ("Losses rose 3.5 percent to 1.2 million. Nobody explained why.", 2),
        ("The firm, Orlov Inc., denied it. So did its owner.", 2),
        ("Is it over? Not yet! Wait.", 3),
        ("The blast hit at 7 p.m. Police came at eight.", 2),
        ("Rebels of the U.S.-backed force took the town.", 1),
        ("The ship left on Jan. 4 for the port.", 1),
    ],
)
def test_sentences_end_at_final_punctuation_and_not_at_abbreviations(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "The convoy left the depot at dawn and took the northern road,\n"
        "which the army had reopened a week before, towards the besieged\n"
        "town; two trucks were lost on the way, the ministry said on the\n"
        "following day. It gave no figures.\n\nA second convoy waits."
    )
    assert {s.paragraph for s in doc_of(text).sentences[:2]} == {0}
    assert len(doc_of(text).sentences) == 3


def test_each_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    text = (
        "Shells hit the market on Monday.\nA Town Waits\nNobody claimed the attack, which killed two.\n"
        "What Now?\nTalks go on."
    )
    assert sentences_of(text, headings=True) == ["A Town Waits", "What Now?"]
    assert len(sentences_of(text)) == 3


def test_a_short_line_in_small_letters_is_a_heading_when_it_opens_a_longer_paragraph() -> None:
    text = "Why the bridge matters\n\nThe bridge is the only way for food to reach the eastern bank, aid workers say."
    assert sentences_of(text, headings=True) == ["Why the bridge matters"]


def test_a_line_above_a_byline_is_a_heading_and_so_is_the_byline() -> None:
    opening = "THE HARBOUR POST\n\nFour held over fuel theft; pumps run dry\n\nFrom our correspondents"
    text = opening + "\n\nPolice held four men."
    assert sentences_of(text) == ["Police held four men."]


def test_a_short_sentence_that_begins_with_by_is_no_byline() -> None:
    text = "Rebels closed in.\n\nBy nightfall the town had fallen.\n\nNobody knew who held the bridge on Monday."
    assert "By nightfall the town had fallen." in sentences_of(text)


def test_the_articles_own_title_before_the_text_is_a_heading() -> None:
    text = "Two held after raid. Police arrested two men in the old town."
    doc = doc_of(text, title="Two held after raid")
    assert [s.heading for s in doc.sentences] == [True, False]


def test_a_line_of_speech_a_list_item_and_a_lone_line_are_no_headings() -> None:
    for text in (
        "“Leave Now”\nThe leaflets fell at noon, residents said.",
        "- Two Dead\n- Ten Hurt\nThat was the toll.",
        "Two Dead",
    ):
        assert sentences_of(text, headings=True) == []


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("BEIRUT (AP) — Shells fell on the camp.", "BEIRUT (AP) —"),
        ("KYIV, Ukraine, March 3 (Reuters) - Drones came at night.", "KYIV, Ukraine, March 3 (Reuters) -"),
        ("Nairobi, 12 May 2019 (IRIN) – Aid is late.", "Nairobi, 12 May 2019 (IRIN) –"),
        (
            "SAN SALVADOR, 5 JAN 90 (DPA) -- [TEXT] THE REBELS ATTACKED A POST.",
            "SAN SALVADOR, 5 JAN 90 (DPA) -- [TEXT]",
        ),
        ("MONTGOMERY, Ala. -- The court met.", "MONTGOMERY, Ala. --"),
    ],
)
def test_a_dateline_is_cut_off_as_a_heading(text: str, dateline: str) -> None:
    doc = doc_of(text)
    assert doc.dateline is not None
    assert doc.dateline.text == dateline == text[doc.dateline.start : doc.dateline.end]
    assert [s.heading for s in doc.sentences] == [True, False]


@pytest.mark.parametrize("text", ["WARNING: The road is mined.", "The truce – if it holds – ends today.", "USA (AP)"])
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert doc_of(text).dateline is None


def test_the_setting_of_a_text_is_told() -> None:
    assert doc_of("THE GUERRILLAS ATTACKED THE BARRACKS AT DAWN.").case == "upper"
    assert doc_of("the guerrillas attacked the barracks at dawn.").case == "lower"
    assert doc_of("The guerrillas attacked the barracks in San Miguel.").case == "mixed"


def test_an_empty_text_has_no_sentences() -> None:
    assert doc_of(" \n\t ").sentences == ()


def test_the_headings_of_the_seed_article_are_told_from_its_sentences(seed_article: Path) -> None:
    text = seed_article.read_text(encoding="utf-8")
    headings = sentences_of(text, headings=True)
    assert "What’s Next?" in headings
    assert len(headings) == 7
    assert all(heading[-1].isalpha() or heading.endswith("?") for heading in headings)


@pytest.mark.corpora
def test_gold_toponyms_of_the_corpora_begin_and_end_at_tokens(corpora_root: Path) -> None:
    total = fitting = 0
    corpus = corpora_root / "gold" / "places" / "lgl.jsonl"
    for line in corpus.read_text(encoding="utf-8").split("\n")[:-1]:
        row = json.loads(line)
        tokens = [token for sentence in doc_of(row["text"]).sentences for token in sentence.tokens]
        starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
        for toponym in row["toponyms"]:
            total += 1
            fitting += toponym["start"] in starts and toponym["end"] in ends
    assert fitting / total > 0.99


@pytest.mark.parametrize("part", ["A-", "a.", "U.S.", "x@", "St. ", "“", "1,", "Paris, ", "'s", "www."])
def test_parsing_takes_time_in_proportion_to_the_text(part: str) -> None:
    def seconds(count: int) -> float:
        text = part * count
        taken = []
        for _ in range(3):  # the least of several: a busy machine makes any one of them longer
            begun = time.process_time()
            doc_of(text)
            taken.append(time.process_time() - begun)
        return min(taken)

    seconds(100)
    assert seconds(16_000) < 12 * seconds(4_000) + 0.5


def test_a_run_of_short_lines_that_nothing_closes_are_headings() -> None:
    lines = ["ODESA IN THE DARK", "Drones hit substations", "Envoys meet in Vienna", "What comes next"]
    assert sentences_of("\n\n".join(lines), headings=True) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Rebels Seize Goma Airport",
        "Rebels Seize Goma Airport\n\nBy Jane Smith",
        "Rebels Seize Goma Airport\n\nRead more",
    ],
)
def test_a_headline_with_nothing_below_it_is_a_sentence(text: str) -> None:
    assert sentences_of(text)[0] == "Rebels Seize Goma Airport"
    titled = parse(Article("a", text, title="Rebels seize Goma airport"))
    assert not titled.sentences[0].heading


@pytest.mark.parametrize(
    ("text", "case", "setting"),
    [
        ("Rebels seize Goma airport.", "mixed", "plain"),
        ("Rebels Seize Goma Airport", "mixed", "title"),
        ("REBELS SEIZE GOMA AIRPORT.", "mixed", "upper"),
        ("Rebels Seize Goma", "mixed", "title"),
        ("REBELS SEIZE GOMA", "upper", "upper"),
        ("rebels seize goma", "lower", "lower"),
    ],
)
def test_how_a_sentence_is_set(text: str, case: Case, setting: str) -> None:
    (sentence,) = doc_of(text).sentences
    assert setting_of(sentence.tokens, case) == setting


@pytest.mark.parametrize(("text", "case"), [("ISRAEL BOMBS RAFAH", "upper"), ("KYIV", "mixed"), ("IAEA, UN", "mixed")])
def test_a_short_text_in_capitals_may_be_a_name_or_a_headline(text: str, case: str) -> None:
    assert doc_of(text).case == case


def test_two_short_lines_may_be_a_title_and_a_report() -> None:
    assert sentences_of("Odesa in the dark\n\nDrones hit two substations") == ["Drones hit two substations"]
