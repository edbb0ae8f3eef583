"""Between coding and comparing: many small parts become few files, so that no later task opens thousands."""

from __future__ import annotations

from pathlib import Path

from geomap.scale.segments import join_segments, read_json, write_json

FEW = 64
"""So many files a later task opens without loss; so many are joined into one."""

KINDS = {"partitions": "events", "buckets": "blocks"}
"""Key of a commit that holds the index of a file, and the suffix of the file."""


def shares_of(folder: Path) -> list[tuple[int, tuple[str, ...]]]:
    """The committed parts of a folder in lots of `FEW`, numbered; none where there are few."""
    names = sorted(path.stem for path in folder.glob("*.json"))
    if len(names) <= FEW:
        return []
    return [(start // FEW, tuple(names[start : start + FEW])) for start in range(0, len(names), FEW)]


def gather(share: tuple[int, tuple[str, ...]], source: Path, target: Path) -> int:
    """Join the parts of one lot into one part, in their order; how many they were."""
    number, names = share
    commits = [(source / name, read_json(source / f"{name}.json")) for name in names]
    made = {
        key: join_segments(
            target / f"{number:08}.{suffix}", [(path.with_suffix(f".{suffix}"), part[key]) for path, part in commits]
        )
        for key, suffix in KINDS.items()
    }
    write_json(target / f"{number:08}.json", made)
    return len(names)
