"""The coding stage: who did what to whom, where, when, and did it happen."""

from __future__ import annotations

from geomap.coding.across import merge_across
from geomap.coding.code import code_article, coding_article
from geomap.coding.reading import Coder, load_coder

__all__ = ["Coder", "code_article", "coding_article", "load_coder", "merge_across"]
