"""Save and restore a spaCy training run (weights, moments, averages, random states), so that it can be killed."""

from __future__ import annotations

import pickle
import random
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Optimizer


def save(path: Path, nlp: Language, optimizer: Optimizer, progress: dict[str, Any]) -> None:
    """Write the state of the run to `path`, atomically. `progress` is whatever the training loop must remember."""
    names = _parameter_names(nlp)
    state = {
        "weights": nlp.to_bytes(),
        "moments": {
            part: {names[key]: value for key, value in getattr(optimizer, part).items() if key in names}
            for part in ("mom1", "mom2", "averages", "nr_update")
        },
        "random": (random.getstate(), np.random.get_state()),
        "progress": progress,
    }
    temporary = path.with_suffix(".part")
    temporary.write_bytes(pickle.dumps(state))
    temporary.replace(path)


def restore(path: Path, nlp: Language, optimizer: Optimizer) -> dict[str, Any]:
    """Bring `nlp` and `optimizer`, built as for the saved run, to the saved state. Returns its progress."""
    state = pickle.loads(path.read_bytes())  # noqa: S301  our own file, written by `save`
    nlp.from_bytes(state["weights"])
    keys = {name: key for key, name in _parameter_names(nlp).items()}
    for part, values in state["moments"].items():
        getattr(optimizer, part).update({keys[name]: value for name, value in values.items()})
    random.setstate(state["random"][0])
    np.random.set_state(state["random"][1])
    return state["progress"]  # type: ignore[no-any-return]


def _parameter_names(nlp: Language) -> dict[tuple[int, str], tuple[str, int, str]]:
    """thinc's key of each parameter (a run-time number) → a name that is the same in every run."""
    names: dict[tuple[int, str], tuple[str, int, str]] = {}
    for pipe_name, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for at, node in enumerate(model.walk() if model is not None else ()):
            for parameter in node.param_names:
                names.setdefault((node.id, parameter), (pipe_name, at, parameter))
    return names
