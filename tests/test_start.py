"""A command starts with as little as it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import gc, os, sys
from geomap.cli import main
looked = []
gc.callbacks.append(lambda phase, info: looked.append(phase))
try:
    main()
except SystemExit as ended:
    print(ended.code, len(looked), os.environ["OPENBLAS_NUM_THREADS"], file=sys.stderr)
"""


@pytest.mark.parametrize(("given", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_a_short_run_is_not_searched_for_garbage_and_starts_no_thread(
    tmp_path: Path, given: dict[str, str], threads: str
) -> None:
    text = tmp_path / "one.txt"
    text.write_text("Rebels shelled the village of Karsa near Goma.", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | given
    command = [sys.executable, "-c", PROGRAM, "places", str(text)]
    done = subprocess.run(command, capture_output=True, check=True, env=environment, encoding="utf-8")
    assert '"Goma"' in done.stdout
    assert done.stderr.split() == ["0", "0", threads]
