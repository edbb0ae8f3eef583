"""One command makes every trained file of the package, upon what it made itself; another installs them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from training import overlay, timings
from training.__main__ import begin, run
from training.card import attribution, write
from training.manifest import manifest
from training.overlay import ROOT, lay, take
from training.ship import ship
from training.sources import LANGUAGE, SOURCES, TABLES, WEIGHTS, behind, fitted_on, source_of
from training.stages import Stage, stages
from training.whole import whole, write_text

PACKAGE = ROOT / "geomap"
FITTED = re.compile(r"(fitted|made) by\s*(#\s*)?training/", re.IGNORECASE)


def test_a_stage_makes_every_file_that_ships_and_none_twice(tmp_path: Path) -> None:
    made = [path for stage in stages(tmp_path / "corpora", tmp_path / "out", seed=1) for path in stage.makes]
    assert len(made) == len(set(made))
    assert {tmp_path / "out" / "ships" / source.file for source in SOURCES} <= set(made)


def test_every_table_that_says_training_made_it_is_one_of_those() -> None:
    tables = [path for path in PACKAGE.rglob("*.csv") if "_data" not in path.parts and "web" not in path.parts]
    fitted = {path.relative_to(PACKAGE) for path in tables if FITTED.search(path.read_text(encoding="utf-8")[:600])}
    packed = {path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.zz") if "_data" not in path.parts}
    assert fitted | packed == {source.file for source in SOURCES}


def test_each_stage_is_a_module_that_takes_the_arguments_it_is_given(tmp_path: Path) -> None:
    for stage in stages(tmp_path / "corpora", tmp_path / "out", seed=3):
        assert (ROOT / "training" / f"{stage.name}.py").is_file()
        assert len(stage.arguments) >= 1


def test_every_use_that_a_file_is_made_from_is_cleared_for_some_corpus() -> None:
    for source in SOURCES:
        assert source.uses or source.own
        uses = {use for corpus in manifest() if corpus.part == "train" for use in corpus.uses}
        assert source.uses <= uses
        assert all((ROOT / own).exists() for own in source.own)


def test_a_copy_of_the_package_holds_what_was_made_and_nothing_trained_that_is_installed(tmp_path: Path) -> None:
    package = lay(tmp_path) / "geomap"
    kept = [source.file for source in SOURCES if (package / source.file).exists()]
    assert [(package / file).read_text(encoding="utf-8").count("\n") for file in kept] == [1] * 3  # a header alone
    assert (package / "places" / "tables" / "cues_places.toml").exists()
    write_text(tmp_path / "ships" / WEIGHTS / "roles.csv", "made\n")
    take(tmp_path)
    assert (package / WEIGHTS / "roles.csv").read_text(encoding="utf-8") == "made\n"


def test_a_stage_that_leaves_something_out_fails_and_its_time_is_added_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(overlay, "command", lambda _, *arguments: [sys.executable, "-c", *arguments])
    made = tmp_path / "made"
    good, bad = (f"import time; time.sleep(0.2); open({str(path)!r}, 'w')" for path in (made, tmp_path / "other"))
    assert run(Stage("works", (good,), (made,)), tmp_path, tmp_path) == 0
    assert run(Stage("lapses", (bad,), (tmp_path / "absent",)), tmp_path, tmp_path) == 1
    assert "did not make" in capsys.readouterr().err
    assert run(Stage("works", (good,), (made,)), tmp_path, tmp_path) == 0
    told = timings.read(tmp_path)
    assert (told["works"]["runs"], told["lapses"]["runs"]) == (2, 1)
    assert told["works"]["seconds"] >= 0.4


def test_a_folder_is_not_gone_on_with_under_another_seed(tmp_path: Path) -> None:
    begin(tmp_path, {"seed": 1})
    begin(tmp_path, {"seed": 1})
    with pytest.raises(SystemExit, match="another folder"):
        begin(tmp_path, {"seed": 2})


def test_a_file_that_was_not_written_to_its_end_is_not_there(tmp_path: Path) -> None:
    def stopped() -> None:
        with whole(tmp_path / "product") as part:
            part.write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stopped()
    assert not (tmp_path / "product").exists()


def test_nothing_is_installed_unless_all_of_it_is_there(tmp_path: Path) -> None:
    for source in SOURCES[1:]:
        write_text(tmp_path / "ships" / source.file, "new")
    with pytest.raises(FileNotFoundError, match=re.escape(SOURCES[0].file.name)):
        ship(tmp_path, tmp_path / "package")
    assert not (tmp_path / "package").exists()
    write_text(tmp_path / "ships" / SOURCES[0].file, "new")
    write(tmp_path)
    shipped = ship(tmp_path, tmp_path / "package")
    assert {source.file for source in SOURCES} < set(shipped)
    assert {WEIGHTS / "MODEL_CARD.md", LANGUAGE / "ATTRIBUTION.md", TABLES / "ATTRIBUTION.md"} < set(shipped)
    assert all((tmp_path / "package" / file).exists() for file in shipped)


def test_one_file_can_be_installed_alone(tmp_path: Path) -> None:
    write_text(tmp_path / "ships" / WEIGHTS / "roles.csv", "new")
    assert ship(tmp_path, tmp_path / "package", only=["roles.csv"]) == [WEIGHTS / "roles.csv"]
    with pytest.raises(FileNotFoundError, match=r"rules\.csv"):
        ship(tmp_path, tmp_path / "package", only=["rules.csv"])


def test_an_attribution_names_what_a_file_was_fitted_on_and_nothing_else() -> None:
    assert [corpus.id for corpus in fitted_on(source_of("linker.csv"))] == ["event-location"]
    assert {corpus.id for corpus in fitted_on(source_of("types.csv"))} == {"plover-gsr", "universal-petrarch"}
    recogniser = {corpus.id for corpus in fitted_on(source_of("tagger.crfsuite.zz"))}
    assert "wikigold" in recogniser
    assert recogniser.isdisjoint({"ewt-train", "wotr", "event-location", "muc4"})
    assert not fitted_on(source_of("roles.csv"))
    assert {"ewt-train", "gum-train"} <= {corpus.id for corpus in behind([source_of("roles.csv")])}


@pytest.mark.parametrize("folder", sorted({source.file.parent for source in SOURCES}))
def test_the_attributions_of_the_package_are_those_of_the_manifest(folder: Path) -> None:
    assert (PACKAGE / folder / "ATTRIBUTION.md").read_text(encoding="utf-8") == attribution(folder)


def test_the_card_says_how_long_every_stage_took(tmp_path: Path) -> None:
    write_text(tmp_path / "timings.json", json.dumps({"clusters": {"seconds": 61.0, "cpu": 59.0, "runs": 1}}))
    write(tmp_path)
    card = (tmp_path / "ships" / LANGUAGE / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| clusters | 61 | 59 |" in card
