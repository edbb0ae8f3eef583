"""Scores of coded events against incident templates in the manner of MUC-4: type, place and stage of execution.

A template asks for one event of its article. It takes the unused event of a type that passes for its own whose place
agrees best, then the surest. Only what was matched can be right about place and stage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from geomap.evaluate._article import Row
from geomap.places.countries import country
from geomap.places.gazetteer import fold

TYPES = {
    "ATTACK": ("VAC.ATTACK", "VAC.SEXUAL", "BAT.", "STR.", "EXP.", "DEM.EXCESSIVE", "DEM.MOB"),
    "BOMBING": ("EXP.", "STR.", "COE.DESTROY", "VAC.ATTACK"),
    "BOMBING / ATTACK": ("EXP.", "STR.", "BAT.", "VAC.ATTACK"),
    "KIDNAPPING": ("VAC.ABDUCT", "COE.ARREST"),
    "ARSON": ("COE.DESTROY", "DEM.VIOLENT"),
    "ROBBERY": ("CRM.ORG", "COE.DESTROY"),
    "FORCED WORK STOPPAGE": ("DEM.PEACEFUL", "VRB.THREAT"),
}
"""Incident type → the codes, or beginnings of codes, that pass for it."""

STAGES = {
    "ACCOMPLISHED": ("happened", "ongoing", "historical", "alleged", "claimed", "denied"),
    "ATTEMPTED": ("attempted",),
    "THREATENED": ("planned", "proposed", "promised", "hypothetical", "rejected"),
}
"""Stage of execution → the statuses that pass for it."""

_KIND = re.compile(r"\s*\([A-Z ]+\)\s*\Z")


def evaluate_templates(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[str, Any]:
    """Score events against the templates of each article.

    `incident_recall` and `incident_precision` are over articles: was any incident found where there is one. `type` is
    the share of templates that an event of their type answers; `country`, `place` and `stage` are shares of those.
    `place` asks for the town or province of the template too, where it names one.
    """
    by_text: dict[str, list[Row]] = defaultdict(list)
    for row in predicted:
        if any(row["event_type"].startswith(codes) for codes in TYPES.values()):
            by_text[row["doc_id"]].append(row)
    told = [text for text in gold if text["events"]]
    found = [text for text in gold if by_text[text["id"]]]
    both = sum(bool(by_text[text["id"]]) for text in told)
    answers = [pair for text in told for pair in _answered(text["events"], by_text[text["id"]])]
    matched = [(template, row) for template, row in answers if row is not None]
    kinds = sorted({template["type"] for template, _ in answers})
    return {
        "n": len(gold),
        "templates": len(answers),
        "incident_recall": _share([bool(by_text[text["id"]]) for text in told]),
        "incident_precision": round(both / max(1, len(found)), 4),
        "type": _share(row is not None for _, row in answers),
        "country": _share(_place(template, row) >= 1 for template, row in matched),
        "place": _share(_place(template, row) >= 2 for template, row in matched),
        "stage": _share(_stage_is_right(template, row) for template, row in matched),
        "by_type": {
            kind: _share(row is not None for template, row in answers if template["type"] == kind) for kind in kinds
        },
    }


def _answered(templates: Sequence[Row], rows: Sequence[Row]) -> list[tuple[Row, Row | None]]:
    free = list(rows)
    pairs: list[tuple[Row, Row | None]] = []
    for template in templates:
        fits = [row for row in free if row["event_type"].startswith(TYPES.get(template["type"], ("?",)))]
        best = max(fits, key=lambda row: (_place(template, row), row["confidence"], -row["start"]), default=None)
        if best is not None:
            free.remove(best)
        pairs.append((template, best))
    return pairs


def _place(template: Row, row: Row) -> int:
    """0 another country or none, 1 the country alone where the template names more, 2 all that the template names."""
    place = row.get("location")
    if not place:
        return 0
    best = 0
    for wanted in template["location"]:
        land, *inside = (_KIND.sub("", part).strip() for part in wanted.split(":"))
        known = country(land.title())
        if known is None or place.get("country") != known.alpha3:
            continue
        names = {fold(part) for part in inside}
        right = not names or fold(place["name"]) in names or fold(place.get("admin1") or "") in names
        best = max(best, 2 if right else 1)
    return best


def _stage_is_right(template: Row, row: Row) -> bool:
    stages = str(template["stage"]).split(" / ")
    return any(row["status"] in STAGES.get(stage, ()) for stage in stages)


def _share(right: Iterable[bool]) -> float:
    flags = list(right)
    return round(sum(flags) / max(1, len(flags)), 4)
