"""Trigger rules: the notation, the company that words must keep, and the senses that are no events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from geomap.coding.actor_tables import actor_tables
from geomap.coding.actors import classes_of, find_entities
from geomap.coding.match import find_hits
from geomap.coding.ontology import ontology
from geomap.coding.syntax import analyse
from geomap.coding.triggers import NONE, Lexicon, Rule, lexicon, load_lexicon
from geomap.errors import TableError
from geomap.language import parse
from geomap.model import Article


def codes(text: str) -> set[str]:
    """The types that the rules see in a text, places apart."""
    found: set[str] = set()
    for sentence in parse(Article("t", text)).sentences:
        syntax = analyse(sentence)
        entities = find_entities(syntax.words, tables=actor_tables(), published=None)
        classes = classes_of(syntax.words, entities, (), lexicon().classes)
        found |= {hit.rule.code for hit in find_hits(syntax, classes, lexicon())}
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Relief reached the riot-hit districts.",
        "Her second album shot her to fame.",
        "Money came flooding into the town.",
        "The bank killed two birds with one stone.",
        "The charity shelters the displaced.",
    ],
)
def test_words_that_only_look_like_violence(text: str) -> None:
    assert not {code for code in codes(text) if code.startswith(("VAC", "BAT", "DEM", "HAZ", "COE"))}


def test_every_code_of_the_ontology_has_a_rule() -> None:
    rules = {rule.code for group in lexicon().by_word.values() for rule in group}
    rules |= {rule.code for group in lexicon().by_class.values() for rule in group}
    assert rules == set(ontology()) | {NONE}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Soldiers and insurgents exchanged fire near the river.", "BAT.CLASH"),
        ("Government troops recaptured the town after a week.", "BAT.GOVGAIN"),
        ("Rebels seized the airport before dawn.", "BAT.NSAGAIN"),
        ("The army handed over the base to the local council.", "TER.TRANSFER"),
        ("Warplanes bombed a warehouse outside the city.", "STR.AIR"),
        ("A drone strike hit a fuel depot.", "STR.DRONE"),
        ("Rockets were fired at the port overnight.", "STR.MISSILE"),
        ("Artillery shelled two villages.", "STR.SHELL"),
        ("A roadside bomb exploded beside a bus.", "EXP.IED"),
        ("A suicide bomber blew himself up at a checkpoint.", "EXP.SUICIDE"),
        ("A grenade was hurled into a bar.", "EXP.GRENADE"),
        ("Shells filled with sarin fell on the suburb.", "EXP.CBRN"),
        ("Gunmen killed nine villagers.", "VAC.ATTACK"),
        ("Militants kidnapped a priest.", "VAC.ABDUCT"),
        ("Soldiers raped several women.", "VAC.SEXUAL"),
        ("Teachers marched through the capital for better pay.", "DEM.PEACEFUL"),
        ("Police fired tear gas at protesters.", "DEM.INTERVENTION"),
        ("Officers opened fire on demonstrators, killing two.", "DEM.EXCESSIVE"),
        ("Protesters threw stones at the police.", "DEM.VIOLENT"),
        ("A mob beat two men accused of theft to death.", "DEM.MOB"),
        ("Police arrested the editor of the newspaper.", "COE.ARREST"),
        ("Customs officers seized 40 rifles.", "COE.DISRUPT"),
        ("Soldiers looted several shops.", "COE.DESTROY"),
        ("The governor imposed a curfew.", "COE.RESTRICT"),
        ("Hackers breached the ministry's network.", "COE.CYBER"),
        ("The country deployed two battalions to the border.", "MOB.FORCES"),
        ("Troops set up a new checkpoint on the bridge.", "MOB.BASE"),
        ("The two countries exchanged 90 prisoners.", "DEE.POWSWAP"),
        ("The rebels released four hostages.", "DEE.RELEASE"),
        ("Both sides declared a truce.", "DEE.CEASEFIRE"),
        ("The army withdrew its troops from the valley.", "DEE.WITHDRAW"),
        ("The army reopened the crossing.", "DEE.ACCESS"),
        ("The president held a telephone conversation with his counterpart.", "DIP.CALL"),
        ("The foreign ministers met for an hour.", "DIP.MEET"),
        ("France offered to help.", "DIP.AGREE"),
        ("The two governments signed a treaty.", "DIP.SIGN"),
        ("The government agreed to halt its attacks.", "DIP.CONCEDE"),
        ("The minister demanded an explanation.", "VRB.REQUEST"),
        ("The government rejected the plan.", "VRB.REJECT"),
        ("Iran threatened to retaliate.", "VRB.THREAT"),
        ("The envoy condemned the ruling.", "VRB.ACCUSE"),
        ("Canada imposed sanctions on two banks.", "SAN.SANCTION"),
        ("Germany delivered four tanks to the army.", "AID.MIL"),
        ("The agency sent food and tents.", "AID.HUM"),
        ("The navies held a joint exercise.", "AID.COOP"),
        ("An earthquake shook the province.", "HAZ.NATURAL"),
        ("A bus crash killed eight passengers.", "HAZ.MANMADE"),
        ("Officers broke up a drug trafficking ring.", "CRM.ORG"),
        ("The judge was shot on March 24.", "VAC.ATTACK"),
        ("The reporter was shot at close range.", "VAC.ATTACK"),
        ("The walkers were sprayed with bullets.", "VAC.ATTACK"),
    ],
)
def test_a_plain_sentence_gets_its_code(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The battle against inflation goes on.",
        "It was a bombshell report.",
        "The president fired the minister.",
        "Supermarkets are locked in a price war.",
        "The two firms struck a deal.",
        "The option has a strike price of ten dollars.",
        "He died of a heart attack.",
        "The company launched a product for cyclists.",
        "The children raided the fridge.",
        "The rocket launch was delayed by rain clouds.",
        "She had one shot on goal.",
        "They want to kill time before lunch.",
        "The film crew shot a scene in the old harbour.",
        "The bank raised its target rate.",
        "Shares staged a late rally.",
        "The series was shot on location in the hills.",
        "She captured her first victory in the cup.",
        "Oiled penguins were captured and washed.",
        "Questions bombarded with messages are hard to read.",
    ],
)
def test_a_figure_of_speech_is_no_event(text: str) -> None:
    assert codes(text) == set()


def test_the_object_decides_between_freeing_people_and_publishing() -> None:
    assert "DEE.RELEASE" in codes("The militia released three hostages.")
    assert "DEE.RELEASE" not in codes("The ministry released a report.")


def test_the_weapon_decides_the_type_of_a_strike() -> None:
    assert "STR.DRONE" in codes("The plant was hit by drones.")
    assert "STR.MISSILE" in codes("The plant was hit by missiles.")


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ('code = "STR.DRON"\nmatch = "drone"', r"unknown event type 'STR.DRON' \(did you mean 'STR.DRONE'\?\)"),
        ('code = "STR.DRONE"\nmatsch = "drone"', r"unknown key 'matsch' \(did you mean 'match'\?\)"),
        ('code = "STR.DRONE"\nmatch = "drone ; objj:plant"', r"unknown constraint 'objj' \(did you mean 'obj'\?\)"),
        ('code = "STR.DRONE"\nmatch = "drone.q strike"', r"cannot read 'drone.q'"),
        ('code = "STR.DRONE"\nmatch = "@dron strike"', r"unknown class 'dron' \(did you mean 'drone'\?\)"),
        ('code = "STR.DRONE"\nrank = "strong"\nmatch = "drone"', "unknown rank 'strong'"),
        ('code = "STR.DRONE"\nmatch = "drone ; st:perhaps"', "unknown status 'perhaps'"),
        ('code = "STR.DRONE"\nmatch = "drone? _3"', "needs at least one word that is not optional"),
    ],
)
def test_a_broken_rule_says_what_and_where(tmp_path: Path, rule: str, complaint: str) -> None:
    (tmp_path / "triggers").mkdir()
    (tmp_path / "classes.toml").write_text('[classes]\ndrone = "drone uav"\n', encoding="utf-8")
    (tmp_path / "triggers" / "air.toml").write_text(f"[[rule]]\n{rule}\n", encoding="utf-8")
    with pytest.raises(TableError, match=complaint) as raised:
        load_lexicon(tmp_path)
    assert "air.toml" in str(raised.value)


SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_dc4aa5af6cfd66e8.txt"


def test_leaving_out_rules_whose_words_a_sentence_lacks_loses_no_hit() -> None:
    plain = lexicon()
    every = Lexicon(tried(plain.by_word), tried(plain.by_class), plain.classes, plain.contexts)
    assert any(rule.needs for rules in plain.by_word.values() for rule in rules)
    found = 0
    for sentence in parse(Article("t", SEED.read_text(encoding="utf-8"))).sentences:
        syntax = analyse(sentence)
        entities = find_entities(syntax.words, tables=actor_tables(), published=None)
        classes = classes_of(syntax.words, entities, (), plain.classes)
        hits = [(hit.rule.source, hit.words, hit.head) for hit in find_hits(syntax, classes, plain)]
        assert hits == [(hit.rule.source, hit.words, hit.head) for hit in find_hits(syntax, classes, every)]
        found += len(hits)
    assert found > 20


def tried(rules: Mapping[str, tuple[Rule, ...]]) -> dict[str, tuple[Rule, ...]]:
    """The same rules, tried in every sentence."""
    return {name: tuple(replace(rule, needs=()) for rule in group) for name, group in rules.items()}
