"""Made-up news for the benchmarks of scale: sentence templates of our own, real names of places, any number.

    python -m bench.articles 10000 > articles.jsonl

The same number and seed give the same articles; the first of many are those of few. Happenings follow Zipf's law over
countries, and one in three is told by several articles on the days after it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any, Final

from geomap.model import Place
from geomap.places.gazetteer import open_gazetteer

DEEDS: Final = (
    "{force} shelled {town} on {day}, killing {n} people and wounding {m}, officials said.",
    "Drones struck a fuel depot in {town} on {day}, the regional governor said.",
    "Protesters marched through {town} on {day} to demand higher wages.",
    "{force} captured the town of {town} on {day} after a week of fighting.",
    "Police in {town} arrested {n} people on {day} during a rally.",
    "Gunmen killed {n} villagers near {town} on {day}, residents said.",
    "Trucks with food for {m} families reached {town} on {day}.",
    "The foreign minister of {country} met mediators in {town} on {day}.",
    "A car bomb exploded outside the market of {town} on {day} and injured {m} shoppers.",
    "Rebels and {force} agreed on {day} to a ceasefire around {town}.",
)
FILLER: Final = (
    "Prices of bread have risen by {n} per cent since spring, traders in the capital complain.",
    "The harvest is expected to be better than last year, according to the ministry of agriculture.",
    "Analysts doubt that the budget will be passed before the summer.",
    "A spokesman declined to comment on the reports.",
    "The road to the north has been closed for repairs, and travellers wait for hours.",
    "Many families have relatives abroad who send money home every month.",
    "The region has seen little rain, and wells are low.",
    "Schools will reopen in the autumn, teachers hope.",
    "Both sides blame each other for the failure of earlier talks.",
    "The government could take up the plan again, diplomats believe, if donors agree to pay.",
)
FORCES: Final = ("Government forces", "Rebels", "The army", "Militiamen", "Border guards")
OUTLETS: Final = ("Wire", "Herald", "Courier", "Observer", "Gazette")
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST: Final = date(2025, 1, 1)
DAYS: Final = 364
SMALLEST: Final = 50_000
REMEMBERED: Final = 40


def main() -> int:
    """Print the articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=2025)
    arguments = parser.parse_args()
    for row in made_up(arguments.count, seed=arguments.seed):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


def made_up(count: int, *, seed: int = 2025, short: bool = False) -> Iterator[dict[str, Any]]:
    """Articles as rows of JSON Lines, of some 230 words and three happenings each.

    Short ones have some 30 words, and one in five tells a happening: runs of 100,000 in minutes.
    """
    chance = random.Random(seed)  # noqa: S311 (made-up news need no secrecy)
    towns = towns_by_country()
    weights = list(accumulate(1 / rank for rank in range(1, len(towns) + 1)))
    happened: list[tuple[str, date]] = []
    for number in range(count):
        day = FIRST + timedelta(days=number * DAYS // max(1, count))
        deeds = int(number % 5 == 0) if short else 3
        told = [_deed(chance, towns, weights, day, happened) for _ in range(deeds)] or [""]
        each = 2 if short else 5
        filler = [text.format(n=chance.randint(2, 40)) for text in chance.choices(FILLER, k=each * len(told))]
        paragraphs = [" ".join([deed, *filler[at * each : at * each + each]]).strip() for at, deed in enumerate(told)]
        yield {
            "doc_id": f"made-{number:09}",
            "published": day.isoformat(),
            "source": chance.choice(OUTLETS),
            "text": "\n\n".join([*paragraphs, f"This is dispatch {number} of the series."]),
        }


@cache
def towns_by_country() -> list[list[tuple[Place, str]]]:
    """Towns with the name of their country, by country, those with the most towns first."""
    with open_gazetteer() as gazetteer:
        found: dict[str, list[Place]] = {}
        for place in gazetteer.places():
            if place.precision == "city" and place.country and (place.population or 0) >= SMALLEST:
                found.setdefault(place.country, []).append(place)
        lands = {code: land.name for code in found if (land := gazetteer.country(code)) is not None}
    order = sorted(lands, key=lambda code: (-len(found[code]), code))
    return [[(place, lands[code]) for place in sorted(found[code], key=lambda each: each.name)] for code in order]


def _deed(
    chance: random.Random,
    towns: Sequence[Sequence[tuple[Place, str]]],
    weights: Sequence[float],
    day: date,
    happened: list[tuple[str, date]],
) -> str:
    """A sentence of one of the last happenings, or of a new one."""
    if happened and chance.random() < 1 / 3:
        text, when = chance.choice(happened)
        if 0 <= (day - when).days < 6:
            return text
    place, country = chance.choice(chance.choices(towns, cum_weights=weights)[0])
    when = day - timedelta(days=chance.randint(0, 2))
    text = chance.choice(DEEDS).format(
        force=chance.choice(FORCES),
        town=f"{place.name}, {country}",
        country=country,
        day=WEEKDAYS[when.weekday()],
        n=chance.randint(2, 40),
        m=chance.randint(2, 90),
    )
    happened.append((text, when))
    del happened[:-REMEMBERED]
    return text


if __name__ == "__main__":
    raise SystemExit(main())
