"""Steps two and three: reports of one happening find each other in buckets of blocks, and become one event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from geomap.coding.across import components, links, merge_group
from geomap.model import Article
from geomap.scale.coding import BUCKETS, partition_of
from geomap.scale.segments import read_json, read_segment, write_json, write_segments
from geomap.scale.told import Told

LINKED = "linked"


def find_links(share: tuple[int, int], parts: Path, folder: Path) -> int:
    """Compare the reports of the buckets that fall to this `share` (number, of how many), one bucket at a time.

    Their links, and the reports that are linked, go to `folder`.
    """
    number, shares = share
    pairs: set[tuple[str, str]] = set()
    linked: dict[str, Told] = {}
    for bucket in range(number, BUCKETS, shares):
        told = {each.event.event_id: each for each in _of_parts(parts, "blocks", "buckets", str(bucket))}
        found = set(links(each.event for each in told.values()))
        linked |= {name: told[name] for pair in found for name in pair}
        pairs |= found
    index = write_segments(folder / f"{number:04}.linked", {LINKED: [linked[name] for name in sorted(linked)]})
    write_json(folder / f"{number:04}.json", {"pairs": sorted(pairs), "index": index})
    return len(pairs)


def chain(folder: Path) -> dict[str, str]:
    """For each report that is linked, the name of its group: all links of a run, chained."""
    return components(tuple(pair) for _, share in commits(folder) for pair in share["pairs"])


def deal(name: str, shares: int, linked: Path, groups: Path, folder: Path) -> int:
    """Sort the linked reports of one file by the share that their group falls to; how many there are."""
    root = read_once(groups)
    dealt: dict[str, list[Told]] = {}
    for each in read_segment(linked / f"{name}.linked", read_json(linked / f"{name}.json")["index"], LINKED):
        share = crc32(root[each.event.event_id].encode()) % shares
        dealt.setdefault(str(share), []).append(each)
    write_json(folder / f"{name}.json", {"index": write_segments(folder / f"{name}.dealt", dealt)})
    return sum(map(len, dealt.values()))


def merge_groups(number: int, dealt: Path, groups: Path, folder: Path) -> int:
    """Merge the groups that were dealt to share `number`; their events go to `folder`, by partition."""
    root = read_once(groups)
    members: dict[str, dict[str, Told]] = {}
    for each in _of_parts(dealt, "dealt", "index", str(number)):
        members.setdefault(root[each.event.event_id], {})[each.event.event_id] = each
    merged = [told for name in sorted(members) for told in _merged(members[name])]
    segments: dict[str, list[Told]] = {}
    for told in sorted(merged, key=lambda told: told.number):
        segments.setdefault(partition_of(told.event), []).append(told)
    index = write_segments(folder / f"{number:04}.events", segments)
    write_json(folder / f"{number:04}.json", {"partitions": index})
    return len(merged)


def told_of_parts(parts: Path, partition: str) -> Iterator[Told]:
    """All reports of a partition, in order, those that are linked among them."""
    return _of_parts(parts, "events", "partitions", partition)


def told_of_groups(folder: Path, partition: str) -> list[Iterator[Told]]:
    """The events of a partition that were made of linked reports: several streams, each in order."""
    return [
        read_segment(path.with_suffix(".events"), share["partitions"], partition) for path, share in commits(folder)
    ]


def commits(parts: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The files of a folder that are committed, in order."""
    for path in sorted(parts.glob("*.json")):
        yield path, read_json(path)


def _merged(members: Mapping[str, Told]) -> Iterator[Told]:
    """The events of a group. Each has the number and the context of the report that speaks for it."""
    articles: dict[str, Article] = {article.doc_id: article for told in members.values() for article in told.articles}
    for event in merge_group(told.event for told in members.values()):
        speaks = members[event.event_id]
        names = [event.doc_id, *(report.doc_id for report in event.supporting)]
        known = tuple(articles[name] for name in dict.fromkeys(names) if name in articles)
        yield Told(speaks.number, event, speaks.context, known)


def _of_parts(parts: Path, suffix: str, index: str, key: str) -> Iterator[Told]:
    for path, part in commits(parts):
        yield from read_segment(path.with_suffix(f".{suffix}"), part[index], key)


def read_once(path: Path) -> dict[str, Any]:
    """The content of a small file, kept in memory for the tasks of this process until the file is another."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, written_ns: int) -> dict[str, Any]:  # noqa: ARG001 (part of what the answer is kept by)
    found: dict[str, Any] = read_json(path)
    return found
