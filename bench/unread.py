"""How well the coder reads articles that nobody has read while its rules were made: means alone.

    python -m bench.unread [FOLDER]

FOLDER (tests/data/unread by default) holds pairs of NAME.txt and NAME.json, the gold in the format of `geomap evaluate
article`. No event, trap or miss is shown: an article whose errors are read is of no use here any more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from geomap.coding import load_coder
from geomap.evaluate import evaluate_article
from geomap.model import Article
from geomap.pipeline import code_articles
from geomap.places.gazetteer import open_gazetteer
from geomap.store.records import event_record

UNREAD = Path(__file__).parents[1] / "tests" / "data" / "unread"
SHARES = ("recall_required", "precision", "status", "place", "date")
COUNTS = ("false_precision", "pinned_unlocated")


def main() -> int:
    """Code, score, print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else UNREAD
    golds = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    if not golds:
        print(f"{folder}: no pairs of NAME.txt and NAME.json", file=sys.stderr)
        return 2
    scores = scored(folder, golds)
    print(f"{len(scores)} articles, {sum(len(gold['events']) for gold in golds.values())} events in their gold")
    for measure in SHARES:
        print(f"  {measure:16}{sum(score[measure] for score in scores) / len(scores):6.2f}")
    for measure in COUNTS:
        print(f"  {measure:16}{sum(score[measure] for score in scores):6}")
    print(f"  {'traps':16}{sum(len(score['traps']) for score in scores):6}")
    return 0


def scored(folder: Path, golds: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The scores of each article, in the order of `golds`."""
    articles = [
        Article(
            name,
            (folder / f"{name}.txt").read_text(encoding="utf-8"),
            published=date.fromisoformat(gold["article"]["date"]),
        )
        for name, gold in golds.items()
    ]
    with open_gazetteer() as gazetteer:
        coded = code_articles(articles, gazetteer=gazetteer, coder=load_coder())
        return [
            evaluate_article([event_record(event) for event in events], golds[article.doc_id])
            for article, events in coded
        ]


if __name__ == "__main__":
    raise SystemExit(main())
