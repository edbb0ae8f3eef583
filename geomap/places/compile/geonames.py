"""The files of a GeoNames dump, as text or zip, line by line; a faulty line is left out and counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import GazetteerError

COLUMNS = {"alternateNamesV2": 4, "admin1CodesASCII": 4, "admin2Codes": 4, "hierarchy": 2}
"""The least number of columns of each file; that of places is PLACE_COLUMNS, whatever its name."""
PLACE_COLUMNS = 19


@dataclass(slots=True)
class Faults:
    """How many lines of a file could not be used, and what was wrong with the first."""

    count: int = 0
    first: str = ""

    def add(self, path: Path, line: int, problem: str) -> None:
        """Note a fault."""
        self.count += 1
        self.first = self.first or f"{path}, line {line}: {problem}"

    def told(self) -> str:
        """A sentence for people."""
        return f"{self.count:,} faulty lines left out; the first is {self.first}"


def find_files(folder: Path, stem: str, others: Sequence[str] = ()) -> list[Path]:
    """The file of that stem, as text or zip; else each of the others that is there."""
    for stems in ([stem], others):
        files = ([folder / f"{each}{suffix}" for suffix in (".txt", ".zip")] for each in stems)
        if found := [file for pair in files if (file := next(filter(Path.is_file, pair), None))]:
            return found
    return []


def read_rows(path: Path, columns: int, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The number and the cells of each line that has as many columns, no less. A file may begin with comments (#).

    Raises GazetteerError where the file as a whole cannot be read.
    """
    with _text(path) as file:
        for number, line in enumerate(file, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) >= columns and "\ufffd" not in line:
                yield number, cells
            elif line.strip() and not line.startswith("#"):
                short = len(cells) < columns
                problem = f"{len(cells)} columns, GeoNames has {columns}" if short else "not UTF-8"
                faults.add(path, number, problem)


@contextmanager
def _text(path: Path) -> Iterator[io.TextIOBase]:
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(_table_in(archive)) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n")
        else:
            with path.open(encoding="utf-8", errors="replace", newline="\n", buffering=1 << 20) as file:
                yield file
    except (OSError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise GazetteerError(f"{path}: cannot be read ({error}); download it again") from None


def _table_in(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The largest text of an archive: beside the table may lie a readme and a list of languages."""
    texts = [one for one in archive.infolist() if one.filename.endswith(".txt")]
    if not texts:
        raise KeyError("no .txt in it")
    return max(texts, key=lambda one: one.file_size)
