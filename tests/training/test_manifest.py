"""Only cleared corpora feed weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.manifest import MANIFEST, NotClearedError, check, cleared, manifest

ENTRY = """
[[corpus]]
id = "tiny"
path = "tiny.jsonl"
part = "train"
licence = "{licence}"
uses = ["recogniser"]
attribution = "us"
"""


def write(folder: Path, licence: str) -> Path:
    path = folder / f"{licence.replace(' ', '-')}.toml"
    path.write_text(ENTRY.format(licence=licence), encoding="utf-8")
    return path


def test_a_licence_that_forbids_adaptation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotClearedError, match="CC BY-NC-SA"):
        manifest(write(tmp_path, "CC BY-NC-SA 4.0"))


def test_a_file_that_is_not_listed_or_not_for_this_use_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "MIT")
    assert check(tmp_path / "tiny.jsonl", tmp_path, use="recogniser", path=path).id == "tiny"
    with pytest.raises(NotClearedError, match="not in"):
        check(tmp_path / "other.jsonl", tmp_path, use="recogniser", path=path)
    with pytest.raises(NotClearedError, match="not to train 'syntax'"):
        check(tmp_path / "tiny.jsonl", tmp_path, use="syntax", path=path)


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tiny\.jsonl"):
        cleared(tmp_path, use="recogniser", path=write(tmp_path, "MIT"))


def test_test_and_development_parts_never_train() -> None:
    train = {corpus.path for corpus in manifest(MANIFEST) if corpus.part == "train"}
    assert not any("-dev.conllu" in path or "-test.conllu" in path for path in train)


@pytest.mark.parametrize(
    "name", ["lgl", "gwn", "tud-loc2013", "worldwide", "relocar-train", "case2021-dev", "india-police"]
)
def test_sets_that_are_only_for_measuring_are_not_in_the_manifest(name: str) -> None:
    assert not any(name in corpus.path for corpus in manifest(MANIFEST))
