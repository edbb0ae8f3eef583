"""spaCy is imported without its command line, and nothing is lost by it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version


def prints(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8").stdout


def test_the_command_line_stays_out_until_it_is_wanted() -> None:
    program = (
        "import sys; from geomap.language import load; load()\n"
        "print('typer' in sys.modules, 'spacy.cli' in sys.modules)\n"
        "import spacy, spacy.cli; print(spacy.cli.__file__ is not None, spacy.info(silent=True)['spacy_version'])"
    )
    assert prints(program).split() == ["False", "False", "True", version("spacy")]
