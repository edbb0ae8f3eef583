"""geomap apply."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.options import talking
from geomap.cli.output import STDOUT, check_outputs, frame_writer, write_all
from geomap.cli.talk import Talk, count, printable

if TYPE_CHECKING:
    import geopandas

    from geomap.review import Applied, Correction

_FILE = click.Path(path_type=Path)


@click.command("apply", epilog="Example:  geomap apply corrections.jsonl events.geojson -o reviewed.geojson")
@click.argument("corrections", type=_FILE)
@click.argument("events", type=_FILE)
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    multiple=True,
    default=(STDOUT,),
    help="Where to write, as often as you like, in the format of its suffix; it may be EVENTS itself. "
    "GeoJSON on standard output by default.",
)
@click.option("--by", metavar="NAME", help="Who made the corrections, instead of what each line says.")
@click.option("--drop-rejected", is_flag=True, help="Leave the rejected events out, instead of flagging them.")
@talking
def apply(
    *,
    corrections: Path,
    events: Path,
    outputs: tuple[str, ...],
    by: str | None,
    drop_rejected: bool,
    talk: Talk,
) -> int:
    """Apply CORRECTIONS that were made on a map (corrections.jsonl) to the EVENTS it was made of."""
    from geomap.layers import load_layers
    from geomap.review import read_corrections
    from geomap.review.apply import without_rejected
    from geomap.store import read_frame, split_output
    from geomap.store.metadata import read_parameters

    targets = [split_output(output) for output in outputs]
    check_outputs([name for name, _ in targets])
    found = read_corrections(corrections, on_error=talk.note_fault)
    frame = read_frame(events)
    result = _applied(frame, found, corrections=corrections, by=by, talk=talk)
    made = without_rejected(result.frame) if drop_rejected else result.frame
    parameters = read_parameters(events)
    layers = load_layers() if any(kind == "kml" for _, kind in targets) else ()
    write_all([(name, frame_writer(kind, made, parameters=parameters, layers=layers)) for name, kind in targets])
    for name, _ in targets:
        if name != STDOUT:
            talk.say(f"written: {printable(name)}")
    return 1 if talk.faults else 0


def _applied(
    frame: geopandas.GeoDataFrame, found: list[Correction], *, corrections: Path, by: str | None, talk: Talk
) -> Applied:
    from geomap.errors import InputError
    from geomap.frame.identity import data_id
    from geomap.places.gazetteer import open_gazetteer
    from geomap.places.shapes import open_shapes
    from geomap.review import apply_corrections
    from geomap.review.places import locator

    def on_fault(correction: Correction, told: str) -> None:
        talk.note_fault(InputError(f"{corrections}, line {correction.line}: {told}; it was left out"))

    others = sum(one.map is not None and one.map != data_id(frame) for one in found)
    with open_gazetteer() as gazetteer, open_shapes() as shapes:
        result = apply_corrections(frame, found, locate=locator(gazetteer, shapes), by=by, on_fault=on_fault)
    talk.say(f"{count(result.applied, 'correction')} applied")
    if result.earlier:
        talk.say(f"{count(result.earlier, 'correction')} no later than the review that is in the events already")
    if others:
        talk.say(f"{count(others, 'correction')} made on a map of other data; each was checked against its event")
    return result
