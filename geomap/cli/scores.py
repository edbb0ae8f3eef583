"""geomap evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.options import talking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geomap.cli.talk import Talk

KINDS = ("article", "places", "roles", "types", "linking", "negatives", "templates")


@click.command("evaluate", epilog="Example:  geomap evaluate article gold.json events.jsonl")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("pred", type=click.Path(path_type=Path), required=False)
@click.option(
    "--field",
    type=click.Choice(("acled", "plover")),
    default="acled",
    show_default=True,
    help="Which scheme's types to score (types only).",
)
@click.option("--no-demonyms", is_flag=True, help="Leave predicted demonyms out (places only).")
@click.option(
    "--given",
    is_flag=True,
    help="Take the gold's own toponyms, or triggers, instead of finding them (places, linking).",
)
@talking
def evaluate(
    *, kind: str, gold: Path, pred: Path | None, field: Any, no_demonyms: bool, given: bool, talk: Talk
) -> int:
    """Score PRED (JSON Lines of geomap events, or of geomap places) against GOLD; JSON on standard output.

    Without PRED, the texts of GOLD are coded first. article: the events of one article, GOLD is one JSON document.
    places: toponyms. roles: literal or not. types: event types. linking: places of events. negatives: texts that hold
    no event. templates: incident templates in the manner of MUC-4.
    """
    from geomap.errors import InputError, UsageError
    from geomap.evaluate import evaluate_article, evaluate_linking, evaluate_negatives, evaluate_types
    from geomap.evaluate.templates import evaluate_templates
    from geomap.places.evaluate import evaluate_places, evaluate_roles

    if given and (kind not in ("places", "linking") or pred is not None):
        raise UsageError("--given asks for the gold's own spans: it goes with 'places' or 'linking' and without PRED")
    whole = _document(gold) if kind == "article" else None
    rows = [] if whole else _rows(gold)
    if kind == "roles" and not any(one.get("type") for row in rows for one in _toponyms(gold, row)):
        raise InputError(
            f"{gold}: none of its toponyms has a role (the key 'type': literal, associative …) to score by"
        )
    predicted = _rows(pred) if pred else _given(kind, rows) if given else _predicted(kind, gold, whole, talk)
    scores: Mapping[str, Callable[[], Any]] = {
        "article": lambda: evaluate_article(predicted, whole or {}),
        "places": lambda: (
            evaluate_places(rows, predicted, drop_demonyms=no_demonyms)
            | {"certainty": _certainty(rows, predicted, found_only=not given)}
        ),
        "roles": lambda: evaluate_roles(rows, predicted),
        "types": lambda: evaluate_types(rows, predicted, field),
        "linking": lambda: evaluate_linking(rows, predicted),
        "negatives": lambda: evaluate_negatives(rows, predicted),
        "templates": lambda: evaluate_templates(rows, predicted),
    }
    try:
        result = scores[kind]()
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise InputError(f"{gold}: not in the format of '{kind}' gold ({type(error).__name__}: {error})") from error
    if kind == "roles" and not result["n"]:
        raise InputError(f"{pred or gold}: none of the toponyms found has the bounds of one with a role in {gold}")
    click.echo(json.dumps(result, ensure_ascii=False, indent=1))
    return 1 if talk.faults else 0


def _given(kind: str, golds: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """What geomap makes of the gold's own toponyms, or triggers."""
    return _given_triggers(golds) if kind == "linking" else _given_toponyms(golds)


def _given_triggers(golds: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    from geomap.coding import load_coder
    from geomap.coding.given import places_of_trigger
    from geomap.language import parse
    from geomap.model import Article
    from geomap.places import find_mentions
    from geomap.places.gazetteer import open_gazetteer

    coder, found = load_coder(), []
    with open_gazetteer() as gazetteer:
        for row in golds:
            doc, trigger = parse(Article(row["id"], row["text"])), row["events"][0]["trigger"]
            span = (trigger["start"], trigger["end"])
            places = places_of_trigger(doc, find_mentions(doc, gazetteer), span, coder=coder, gazetteer=gazetteer)
            where = [{"start": place.start, "end": place.end} for place in places]
            found += [{"doc_id": row["id"], "trigger": trigger, "location": location} for location in where]
    return found


def _given_toponyms(golds: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    from geomap.language import parse
    from geomap.model import Article
    from geomap.places import toponym_record
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.given import resolve_given

    with open_gazetteer() as gazetteer:
        found = []
        for row in golds:
            bounds = [(one["start"], one["end"]) for one in row["toponyms"] if not one.get("bad_offset")]
            article = Article(row["doc_id"], row["text"], source=row.get("source"), url=row.get("url"))
            mentions = resolve_given(parse(article), bounds, gazetteer)
            found.append({"doc_id": row["doc_id"], "toponyms": [toponym_record(mention) for mention in mentions]})
    return found


def _certainty(
    golds: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]], *, found_only: bool
) -> dict[str, Any]:
    from geomap.places.certainty import answers, certainty
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.shapes import open_shapes

    with open_gazetteer() as gazetteer, open_shapes() as shapes:
        told = answers(golds, predicted, gazetteer=gazetteer, outlines=shapes, found_only=found_only)
    return certainty(told)


def _toponyms(path: Path, row: dict[str, Any]) -> list[dict[str, Any]]:
    from geomap.errors import InputError

    found = row.get("toponyms")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InputError(f"{path}: not in the format of 'roles' gold: a line lacks its 'toponyms'")
    return found


def _document(path: Path) -> dict[str, Any]:
    from geomap.errors import InputError

    try:
        found = json.loads(_text(path))
    except ValueError as error:
        raise InputError(f"{path}: not JSON: {error}") from None
    if not isinstance(found, dict) or "events" not in found:
        raise InputError(f"{path}: not the gold of an article; it needs 'article' and 'events'")
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    from geomap.errors import InputError

    rows = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not JSON: {error}") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: expected an object, one a line")
        rows.append(row)
    return rows


def _text(path: Path) -> str:
    from geomap.errors import InputError

    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}") from None


def _predicted(kind: str, gold: Path, whole: dict[str, Any] | None, talk: Talk) -> Sequence[dict[str, Any]]:
    """What geomap makes of the texts of the gold."""
    from geomap.coding import load_coder
    from geomap.pipeline import TOGETHER, code_articles, locate_articles
    from geomap.places.gazetteer import open_gazetteer
    from geomap.read import Options, read_articles
    from geomap.store import event_record, toponyms_record

    as_it_is = Options(any_language=True, keep_copies=True)
    if whole is not None:
        articles = read_articles(_article_of(gold, whole), published=whole["article"].get("date"), options=as_it_is)
    else:
        articles = read_articles([gold], on_error=talk.note_fault, options=as_it_is)
    counted = talk.counted(articles, what="articles")
    with open_gazetteer() as gazetteer:
        if kind in ("places", "roles"):
            located = locate_articles(counted, gazetteer=gazetteer, together=TOGETHER)
            return [toponyms_record(article.doc_id, mentions) for article, mentions in located]
        coded = code_articles(counted, gazetteer=gazetteer, coder=load_coder(), together=TOGETHER)
        return [event_record(event) for _, events in coded for event in events]


def _article_of(gold: Path, whole: dict[str, Any]) -> Path:
    """The text that the gold of an article names, sought from the gold's folder upwards."""
    from geomap.errors import InputError

    name = str(whole.get("article", {}).get("path", ""))
    for folder in (gold.parent, *gold.resolve().parents, Path.cwd()):
        if name and (folder / name).is_file():
            return folder / name
    raise InputError(f"{gold}: its article '{name}' is not there; code it yourself and give the result as PRED")
