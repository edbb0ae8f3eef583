"""The trained pipeline: loaded late and once, replaced by name, aligned with our own tokens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import LanguageError
from geomap.language import check, load, parse, release
from geomap.language.pipelines import LazyTrees
from geomap.model import Article

WORDS = st.lists(
    st.sampled_from("troops shelled Berg ( ) , ; “ ” - 30 U.S. the and can't by ... é 村".split()),
    min_size=1,
    max_size=30,
)


def article(text: str) -> Article:
    return Article("one", text)


def test_the_embedded_pipeline_says_who_does_what() -> None:
    doc = parse(article("Two aid workers were abducted by armed men near the border."))
    assert doc.trees is not None
    tree = doc.trees.of(0)
    words = [token.text for token in doc.sentences[0].tokens]
    verb = words.index("abducted")
    assert tree.deps[verb] == "ROOT"
    assert (tree.heads[words.index("workers")], tree.deps[words.index("workers")]) == (verb, "nsubj:pass")
    assert (tree.heads[words.index("men")], tree.deps[words.index("men")]) == (verb, "obl:agent")


@settings(max_examples=30, deadline=None)
@given(WORDS)
def test_a_tree_has_one_entry_a_token_one_root_and_no_cycle(words: list[str]) -> None:
    doc = parse(article(" ".join(words)))
    for number, sentence in enumerate(doc.sentences):
        assert doc.trees is not None
        tree = doc.trees.of(number)
        size = len(sentence.tokens)
        assert {len(tree.tags), len(tree.pos), len(tree.heads), len(tree.deps)} == {size}
        assert [at for at in range(size) if tree.heads[at] == at] == [tree.deps.index("ROOT")]
        for start in range(size):
            at, steps = start, 0
            while tree.heads[at] != at:
                at, steps = tree.heads[at], steps + 1
                assert steps < size


def test_sentences_parsed_together_are_parsed_as_they_are_alone() -> None:
    doc = parse(article("Police arrested a man. Rebels seized the town on Friday. The envoy left."))
    together = LazyTrees(doc.sentences)
    together.prepare(range(len(doc.sentences)))
    assert doc.trees is not None
    for number in reversed(range(len(doc.sentences))):
        assert together.of(number) == doc.trees.of(number)


def test_nothing_is_loaded_before_a_tree_is_asked_for() -> None:
    program = (
        "import sys; from geomap.language import parse; from geomap.model import Article\n"
        "doc = parse(Article('one', 'Troops left.')); assert 'spacy' not in sys.modules\n"
        "doc.trees.of(0); assert 'spacy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_rules_alone_have_no_trees() -> None:
    assert parse(article("Troops left."), model="rules").trees is None


def test_a_pipeline_is_loaded_once_until_it_is_released() -> None:
    first = load()
    assert load() is first
    assert load("default") is first
    release()
    assert load() is not first


FORKED = """
import os, sys
from geomap.language import load, parse, pipelines, release
from geomap.model import Article

TEXT = "Two aid workers were abducted by armed men. Rebels seized the town, and the envoy left for talks."

def trees():
    doc = parse(Article("one", TEXT))
    return repr([doc.trees.of(number) for number in range(len(doc.sentences))])

def private():
    with open("/proc/self/smaps_rollup") as told:
        return sum(int(line.split()[1]) for line in told if line.startswith("Private"))

def child(work):
    reading, writing = os.pipe()
    if os.fork() == 0:
        before = private()
        found = work()
        loads = pipelines._loaded.cache_info().misses
        os.write(writing, f"{private() - before} {loads} {found}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        grown, loads, found = told.read().split(" ", 2)
    os.wait()
    return int(grown), int(loads), found

def anew():
    release()
    return trees()

ours = trees()
shared, apart = child(trees), child(anew)
assert shared[2] == ours == apart[2], "a worker parses otherwise than its parent"
assert shared[1] == 1, "a worker loaded a pipeline of its own"
assert shared[0] < apart[0] / 2, f"a worker needs {shared[0]} kB where a pipeline of its own takes {apart[0]} kB"
print(shared[0], apart[0])
"""


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="what is shared is read from /proc")
def test_a_forked_worker_shares_the_loaded_pipeline_and_parses_as_its_parent_does() -> None:
    subprocess.run([sys.executable, "-c", FORKED], check=True)


def test_a_pipeline_reads_a_text_whole() -> None:
    text = "PARIS, Texas — Two workers were  shot near Aleppo University Hospital.\n\nJane Doe met Syrian officials."
    doc = load()(text)
    assert doc.text == text
    assert [sentence.text.strip()[-1] for sentence in doc.sents] == ["—", ".", "."]
    words = {token.text: token for token in doc}
    assert (words["shot"].lemma_, words["were"].lemma_, words["officials"].lemma_) == ("shoot", "be", "official")
    assert (words["workers"].dep_, words["workers"].head.text) == ("nsubj:pass", "shot")
    names = {entity.text: entity.label_ for entity in doc.ents}
    assert names["Aleppo University Hospital"] == "LOC"
    assert (names["Jane Doe"], names["Syrian"], names["Texas"]) == ("PER", "NORP", "LOC")
    assert "Aleppo" in [span.text for span in doc.spans["toponyms"]]


@pytest.mark.parametrize(
    ("text", "entity", "label", "toponyms"),
    [
        ("Jets struck Baghdad International Airport.", "Baghdad International Airport", "LOC", {"Baghdad"}),
        ("He teaches at the University of Texas.", "University of Texas", "LOC", {"Texas"}),
        ("Shells hit Aleppo University Hospital.", "Aleppo University Hospital", "LOC", {"Aleppo"}),
        ("Police searched Nasser Hospital in Khan Younis.", "Nasser Hospital", "LOC", {"Khan Younis"}),
        ("The Bank of Ghana raised rates.", "The Bank of Ghana", "ORG", {"Ghana"}),
    ],
)
def test_a_longer_name_is_an_entity_and_the_toponym_in_it_a_span(
    text: str, entity: str, label: str, toponyms: set[str]
) -> None:
    doc = load()(text)
    assert {name.text: name.label_ for name in doc.ents}[entity] == label
    assert toponyms <= {span.text for span in doc.spans["toponyms"]}


@pytest.mark.parametrize("name", ["/no/such/folder", ".", "en core", "Default"])
def test_what_is_no_name_of_a_package_gets_no_line_to_install_it(name: str) -> None:
    with pytest.raises(LanguageError, match=r"is not installed; a folder needs a config\.cfg"):
        check(name)


@pytest.mark.parametrize("name", ["", "  "])
def test_no_name_at_all_is_told_as_that(name: str) -> None:
    with pytest.raises(LanguageError, match="no language model is named"):
        check(name)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aB.’ \t\n\u00a0,1", max_size=30))
def test_a_text_of_any_white_space_comes_back_as_it_was(text: str) -> None:
    doc = load()(text)
    assert doc.text == text
    assert all(token.lemma_ for token in doc)


def test_a_command_line_leaves_no_pipeline_behind(capsys: pytest.CaptureFixture[str]) -> None:
    from geomap.cli import run

    before = load()
    assert run(["layers", "list"]) == 0
    assert capsys.readouterr().out
    assert load() is not before


@pytest.mark.parametrize("package", ["numpy", "click"])
def test_a_package_that_is_no_pipeline_is_named_too(package: str) -> None:
    with pytest.raises(LanguageError, match=f"'{package}' cannot be loaded"):
        load(package)


def test_a_pipeline_that_is_not_installed_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(
        LanguageError, match=r"^language model 'en_no_such_model' is not installed; run: .*download en_no_such"
    ):
        check("en_no_such_model")


def test_any_spacy_pipeline_with_a_parser_takes_the_place_of_the_embedded_one(tmp_path: Path) -> None:
    load().nlp.to_disk(tmp_path / "own")
    doc = parse(article("Guards shot a farmer."), model=str(tmp_path / "own"))
    assert doc.trees is not None
    assert doc.trees.of(0).deps == ("nsubj", "ROOT", "det", "obj", "punct")


def test_a_pipeline_without_a_parser_is_refused_in_one_line(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(LanguageError, match="has no parser"):
        load(str(tmp_path / "blank"))
