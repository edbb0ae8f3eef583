"""What `geomap evaluate` says of the corpora, against their own scorer and the record."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from geomap.cli import main

pytestmark = [pytest.mark.corpora, pytest.mark.slow]


@pytest.fixture(scope="module")
def predicted(corpora_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What geomap makes of GeoWebNews."""
    out = tmp_path_factory.mktemp("gwn") / "gwn.jsonl"
    gold = corpora_root / "gold" / "places" / "gwn.jsonl"
    result = CliRunner().invoke(main, ["places", str(gold), "--keep-copies", "--any-language", "-q", "-o", str(out)])
    assert result.exit_code == 0, result.output
    return out


def scored(kind: str, corpora_root: Path, predicted: Path) -> Any:
    gold = corpora_root / "gold" / "places" / "gwn.jsonl"
    return json.loads(CliRunner().invoke(main, ["evaluate", kind, str(gold), str(predicted), "-q"]).stdout)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_evaluate_places_agrees_with_the_scorer_of_the_corpora_to_four_digits(
    corpora_root: Path, predicted: Path
) -> None:
    spec = importlib.util.spec_from_file_location("shared_scorer", corpora_root / "bench" / "evaluate_places.py")
    assert spec is not None
    assert spec.loader is not None
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    theirs = shared.evaluate(lines(corpora_root / "gold" / "places" / "gwn.jsonl"), lines(predicted))
    ours = scored("places", corpora_root, predicted)
    assert {name: ours[name] for name in theirs} == theirs
    assert theirs["strict"]["f1"] >= 0.90


def test_evaluate_roles_counts_literal_against_the_rest(corpora_root: Path, predicted: Path) -> None:
    scores = scored("roles", corpora_root, predicted)
    gold = {row["doc_id"]: row["toponyms"] for row in lines(corpora_root / "gold" / "places" / "gwn.jsonl")}
    right = total = 0
    for row in lines(predicted):
        found = {(one["start"], one["end"]): one["role"] for one in row["toponyms"]}
        for one in gold[row["doc_id"]]:
            role = found.get((one["start"], one["end"]))
            if role is not None and one.get("type") and not one.get("bad_offset"):
                total += 1
                right += (one["type"] == "literal") == (role == "literal")
    assert scores["n"] == total
    assert scores["accuracy"] == round(right / total, 4)
    assert scores["accuracy"] >= 0.87
