"""The import graph runs one way; heavy packages, markup and the network stay where they belong."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = CHECKOUT / "geomap"

# A part may import itself and any part of a lower number.
ORDER = {
    "errors": 0,
    "model": 1,
    "tables": 1,
    "read": 2,
    "language": 3,
    "places": 4,
    "coding": 5,
    "frame": 6,
    "store": 7,
    "layers": 7,
    "map": 8,
    "review": 8,
    "pipeline": 9,
    "scale": 10,
    "evaluate": 10,
    "cli": 11,
    "__main__": 12,
    "": 10,  # geomap/__init__.py: the front door over the parts
}

HEAVY = {"branca", "folium", "geopandas", "geopy", "jinja2", "numpy", "pandas", "pyarrow", "pyogrio", "pyproj"}
HEAVY |= {"matplotlib", "openpyxl", "pycrfsuite", "requests", "scipy", "shapely", "sklearn", "spacy", "trafilatura"}
NETWORK = {"aiohttp", "feedparser", "ftplib", "geopy", "http", "httpx", "requests", "smtplib", "socket", "trafilatura"}
NETWORK |= {"urllib.request", "urllib3"}
MARKUP = re.compile(
    r"</?(a|b|body|br|button|div|head|html|i|img|li|p|script|span|style|svg|table|td|tr|ul)(\s[^<>]*)?/?>",
    re.IGNORECASE,
)
MAX_LINES = 320
MAX_TRACKED_BYTES = 1 << 20
# The build cannot make trained weights: the corpora are not public. They are kept compressed, one version at a time.
WEIGHTS = (PurePosixPath("geomap/language/weights"), PurePosixPath("geomap/places/weights"))
MAX_WEIGHTS_BYTES = 15 * 1000 * 1000
THIRD_PARTY = re.compile(
    r"^(leaflet|topojson|world-?atlas|us-?atlas|bootstrap|jquery).*\.(js|css|json)$|\.min\.\w+$", re.IGNORECASE
)


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if not {"_data", "node_modules"} & set(path.parts))


def name_of(path: Path) -> str:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    return [*module.split("."), ""][1]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def statements_at_import(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements that importing a module runs: not those in functions or under TYPE_CHECKING."""
    found = []
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        found.append(statement)
        if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
            found += statements_at_import(statement.orelse)
            continue
        for field in ("body", "orelse", "finalbody"):
            found += statements_at_import(getattr(statement, field, []))
        for handler in getattr(statement, "handlers", []):
            found += statements_at_import(handler.body)
    return found


def imported_names(path: Path, nodes: list[ast.AST]) -> set[str]:
    """The absolute dotted names that `nodes` import; `from a import b` is a.b where that is a module, else a."""
    names: set[str] = set()
    known = known_modules()
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            taken = {f"{base}.{alias.name}" for alias in node.names if alias.name != "__version__"}
            names |= {name if name in known else base for name in taken}
    return names


def all_imports(path: Path) -> set[str]:
    return imported_names(path, list(ast.walk(tree_of(path))))


def imports_at_import(path: Path) -> set[str]:
    return imported_names(path, list(statements_at_import(tree_of(path).body)))


@cache
def known_modules() -> frozenset[str]:
    return frozenset(name_of(path) for path in modules())


def project_modules(names: set[str]) -> set[str]:
    """Those of `names` that are modules of the project."""
    return names & known_modules()


def top_levels(names: set[str], wanted: set[str]) -> set[str]:
    """The members of `wanted` that are among `names`, or hold one of them."""
    return {target for target in wanted for name in names if name == target or name.startswith(f"{target}.")}


def docstrings(tree: ast.Module) -> set[ast.Constant]:
    """The string constants of `tree` that stand alone as statements."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def tracked_files() -> list[PurePosixPath]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True, encoding="utf-8"
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [PurePosixPath(name) for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_earlier_parts(path: Path) -> None:
    own = part_of(name_of(path))
    assert own in ORDER, f"geomap/{own} has no place in the order of the parts; give it one in ORDER"
    for imported in project_modules(all_imports(path)):
        other = part_of(imported)
        assert other == own or ORDER[other] < ORDER[own], (
            f"{name_of(path)} imports {imported}: that is against the order"
        )


def test_the_leaves_import_nothing_of_the_project_but_the_errors() -> None:
    for leaf in ("errors", "model", "tables"):
        imported = project_modules(all_imports(PACKAGE / f"{leaf}.py"))
        assert imported <= {"geomap.errors"}, f"geomap/{leaf}.py is a leaf, yet it imports {sorted(imported)}"


def test_no_cycles_between_modules() -> None:
    graph = {name_of(path): project_modules(all_imports(path)) - {name_of(path)} for path in modules()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, "cycle: " + " → ".join([*trail[trail.index(module) :], module])
        if module not in done:
            for other in sorted(graph.get(module, ())):
                visit(other, (*trail, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_importing_geomap_and_its_command_line_loads_nothing_heavy() -> None:
    program = "import sys, geomap, geomap.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8").stdout
    assert HEAVY.isdisjoint(loaded.split()), f"loaded at import time: {sorted(HEAVY & set(loaded.split()))}"


def test_only_inner_modules_of_the_map_load_something_heavy_when_imported() -> None:
    """folium's classes have to be there to be subclassed; whoever needs those modules imports them late."""
    loads = {name_of(path): imports_at_import(path) for path in modules()}
    heavy = {module for module, names in loads.items() if top_levels(names, HEAVY)}
    while more := {module for module, names in loads.items() if names & heavy} - heavy:
        heavy |= more
    outside = {module for module in heavy if not module.startswith(("geomap.map.", "geomap.places.compile"))}
    assert not outside, f"these load a heavy package when imported, themselves or through others: {sorted(outside)}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_the_map_writes_markup(path: Path) -> None:
    if part_of(name_of(path)) == "map":
        return
    tree = tree_of(path)
    prose = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            assert not MARKUP.search(node.value), f"{path}:{node.lineno} writes markup; only geomap.map may"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_reading_and_online_geocoding_touch_the_network(path: Path) -> None:
    module = name_of(path)
    if module.startswith(("geomap.read", "geomap.places.geocode")):
        return
    used = top_levels(all_imports(path), NETWORK)
    assert not used, f"{module} imports {sorted(used)}; only geomap.read and geomap.places.geocode may"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_stay_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, f"{name_of(path)} has {lines} lines; would it read better as two?"


def is_weights(file: PurePosixPath) -> bool:
    return file.parent in WEIGHTS and file.suffix == ".zz"


def test_no_large_or_third_party_file_is_tracked() -> None:
    for file in tracked_files():
        if not (CHECKOUT / file).is_file():
            continue
        small = (CHECKOUT / file).stat().st_size <= MAX_TRACKED_BYTES
        assert small or is_weights(file), f"{file} is over {MAX_TRACKED_BYTES} bytes"
        assert "_data" not in file.parts, f"{file} is compiled; the build makes it"
        assert "node_modules" not in file.parts, f"{file} comes from npm; the lock file names it"
        assert not THIRD_PARTY.search(file.name), f"{file} is named like a third party's file"


def test_the_weights_are_small_and_say_what_they_were_made_of() -> None:
    files = [CHECKOUT / file for file in tracked_files() if is_weights(file)]
    assert sum(file.stat().st_size for file in files) <= MAX_WEIGHTS_BYTES
    for folder in (CHECKOUT / weights for weights in WEIGHTS):
        names = [file.name for file in files if file.parent == folder]
        card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
        assert names
        assert all(name in card for name in names)
        assert "CC BY-SA 4.0" in (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
