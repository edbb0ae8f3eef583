"""`--model`: another pipeline, none at all, or one that is not there."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from geomap.cli import main as cli

TEXT = "Gunmen wearing army uniforms killed two drivers in Kharkiv on Monday."
