"""How uneven the merge step is: reports dealt into blocks and buckets as a run deals them, without any coding.

    python -m bench.skew [--reports 1000000] [--exponent 1.0]

Countries and families of types follow Zipf's law with the exponent given, days are even over a year with one busy week
in the busiest country. Counts what each bucket and each block holds, and the pairs that comparing every report of a
block with every other would cost; then compares the reports of blocks of growing size for real, to say what a pair
costs and how large a block may be.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from datetime import date, timedelta
from typing import Any

import numpy as np

from geomap.coding.across import blocks_of, links
from geomap.coding.ontology import ontology
from geomap.model import Event, EventPlace, Participant, Place, Span, When
from geomap.places.countries import all_countries
from geomap.scale.coding import BUCKETS, bucket_of

SIZES = (100, 300, 1000, 2000)
TOWNS = 200
FIRST = date(2025, 1, 1)


def main() -> int:
    """Simulate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--exponent", type=float, default=1.0)
    arguments = parser.parse_args()
    began = time.process_time()
    blocks = dealt(arguments.reports, arguments.exponent)
    print(f"{arguments.reports:,} reports, Zipf {arguments.exponent}: {time.process_time() - began:.1f} s CPU to deal")
    print_skew(blocks)
    for size in SIZES:
        began = time.process_time()
        found = sum(1 for _ in links(one_block(size)))
        seconds = time.process_time() - began
        pairs = size * (size - 1) // 2
        print(f"block of {size:6,}: {seconds:7.2f} s CPU, {seconds / pairs * 1e6:5.1f} us a pair, {found:,} links")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    return 0


def dealt(reports: int, exponent: float) -> Counter[tuple[Any, ...]]:
    """How many reports each block holds."""
    draw = np.random.default_rng(7)
    lands = [country.alpha3 for country in all_countries()]
    types = sorted(ontology())
    land, kind = (draw.choice(len(of), reports, p=zipf(len(of), exponent)) for of in (lands, types))
    day = draw.integers(0, 365, reports)
    busy = (land == 0) & (draw.random(reports) < 0.2)
    day[busy] = 180 + draw.integers(0, 7, int(busy.sum()))
    lots = Counter(zip(land.tolist(), kind.tolist(), day.tolist(), strict=True))
    found: Counter[tuple[Any, ...]] = Counter()
    for (where, what, when), count in sorted(lots.items()):
        for block in blocks_of(event("one", types[what], lands[where], FIRST + timedelta(days=when))):
            found[block] += count
    return found


def zipf(count: int, exponent: float) -> Any:
    """Shares that fall with the rank."""
    weights = 1 / np.arange(1, count + 1) ** exponent
    return weights / weights.sum()


def event(name: str, kind: str, land: str, day: date, *, town: int = 0, actor: str = "RUS") -> Event:
    """A report of one day in one town."""
    place = Place(f"gn:{town}", f"Town {town}", 10 + town / 10, 20.0, "city", land)
    party = (Participant("forces", None, None, actor),)
    return Event(name, name, kind, "happened", 0, 4, "Jets", Span(0, 4, "Jets"), actors=party,
                 location=EventPlace(place, place.name), date=When(day, day, "day"))  # fmt: skip


def one_block(size: int) -> list[Event]:
    """Reports of one country, day and type, over many towns."""
    draw = np.random.default_rng(size)
    towns = draw.choice(TOWNS, size, p=zipf(TOWNS, 1.0))
    return [
        event(f"e{number:06}", "STR.AIR", "UKR", FIRST, town=int(town), actor=f"AA{number % 40:02}")
        for number, town in enumerate(towns)
    ]


def print_skew(blocks: Counter[tuple[Any, ...]]) -> None:
    """The largest of each, and the pairs."""
    buckets: Counter[str] = Counter()
    for block, count in blocks.items():
        buckets[bucket_of(block)] += count
    held = sum(blocks.values())
    pairs = [count * (count - 1) // 2 for count in blocks.values()]
    block, largest = blocks.most_common(1)[0]
    print(f"{held:,} entries in {len(blocks):,} blocks; the largest holds {largest:,}: {block}")
    most = max(buckets.values())
    times = most / (held / BUCKETS)
    print(f"{len(buckets):,} of {BUCKETS:,} buckets; the largest holds {most:,}, {times:.1f} times the mean")
    share = max(pairs) / max(1, sum(pairs))
    print(f"{sum(pairs):,} pairs at most; {share:.0%} of them in the largest block ({max(pairs):,})")


if __name__ == "__main__":
    raise SystemExit(main())
