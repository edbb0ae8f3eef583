"""What the README and the documentation promise holds. (The two commands at the top are run by .ci/run.)"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import click
import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
README = CHECKOUT / "README.md"
PAGES = [README, CHECKOUT / "CONTRIBUTING.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`(geomap [^`]+)`")


def blocks(path: Path, language: str) -> list[str]:
    return [text for name, text in FENCE.findall(path.read_text(encoding="utf-8")) if name == language]


def command_lines(path: Path) -> set[str]:
    """Every `geomap …` that the page shows, in code blocks and in running text."""
    text = path.read_text(encoding="utf-8")
    lines = {line.strip() for line in text.splitlines() if line.startswith("    geomap ")}
    lines |= {line for _, block in FENCE.findall(text) for line in block.splitlines() if line.startswith("geomap ")}
    found = lines | set(INLINE.findall(text))
    return {re.split(r"\s{2,}| #|[|<>;]", line)[0].strip() for line in found}


def test_the_readme_opens_with_two_commands_the_first_installs_and_maps_the_second_tests() -> None:
    install, test = blocks(README, "sh")
    assert install.count("\n") == test.count("\n") == 1
    assert "geomap map seeds/" in install
    assert "--published 2025-03-20" in install
    assert "'.[test]'" in test
    assert "pytest" in test


def test_the_first_screen_has_a_picture_and_both_commands() -> None:
    first = README.read_text(encoding="utf-8").splitlines()[:25]
    assert any("![" in line for line in first)
    assert sum(line == "```sh" for line in first) == 2


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}, which does not exist"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_commands_that_are_shown_exist_with_their_options(page: Path) -> None:
    from geomap.cli import main

    for line in sorted(command_lines(page)):
        words = shlex.split(line)[1:]
        command: Any = main
        while words and isinstance(command, click.Group) and not words[0].startswith("-") and words[0].islower():
            assert words[0] in command.commands, f"{page.name} shows `{line}`, but there is no command {words[0]}"
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        known |= {"--help", "--version"}
        for word in words:
            option = word.split("=")[0].strip("[]")
            assert not option.startswith("-") or option == "-" or option in known, (
                f"{page.name}: `{line}` has no {option}"
            )


def test_every_command_is_in_the_readme() -> None:
    from geomap.cli import main

    shown = command_lines(README)
    for name in main.commands:
        assert any(line.startswith(f"geomap {name}") for line in shown), f"the README does not mention geomap {name}"


def test_the_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = blocks(README, "python")
    shutil.copytree(CHECKOUT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - our own README
    assert "event_type" in capsys.readouterr().out
    assert (tmp_path / "map.html").stat().st_size > 10_000
