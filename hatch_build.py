"""The build hook: see that the compiled data is there, and ship it with the layer files.

The work is in `build_support/data.py`. What it needs beside hatchling is asked for in `dependencies` and not in
`pyproject.toml`, because a source archive carries its compiled data and then needs none of it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GeomapBuildHook(BuildHookInterface[Any]):
    """Called by hatchling once for each archive that it builds."""

    def dependencies(self) -> list[str]:
        """What this build needs beside hatchling."""
        needed: list[str] = support(self.root).requirements(Path(self.root))
        return needed

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make `geomap/_data/` complete; put `layers/` inside the package, except in an editable install."""
        support(self.root).make_data(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"]["layers"] = "geomap/_data/layers"


def support(root: str) -> Any:
    """`build_support.data` of the tree being built, which hatchling does not put on the path."""
    if root not in sys.path:
        sys.path.insert(0, root)
    from build_support import data

    return data
