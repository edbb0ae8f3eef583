"""The training loop of every spaCy component: annealed, averaged, checkpointed after each epoch, best epoch kept."""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example
from thinc.api import NumpyOps, Optimizer, set_current_ops

from training import checkpoint

WORDS_A_BATCH = 700
PEAK_RATE, FINAL_RATE, WARM_UP = 0.0012, 0.00002, 300


@dataclass(frozen=True, slots=True)
class Task:
    """What to train on and how to judge it.

    `epoch_examples` gets the number of the epoch; `score` gives the figure to maximise and what else to log."""

    epoch_examples: Callable[[int], Iterable[Example]]
    score: Callable[[], tuple[float, Any]]
    words_an_epoch: int
    epochs: int
    dropout: float = 0.2


def multiply_as_numpy_does() -> None:
    """Have thinc make its products with numpy's library in the place of blis: training takes half of the time, and the
    losses are the same to five digits (on an AMD processor). To be called before a pipeline is built.
    """
    set_current_ops(NumpyOps(use_blis=False))


def run(nlp: Language, optimizer: Optimizer, task: Task, out: Path) -> dict[str, Any]:
    """Train, or go on from the last finished epoch in `out`. Leaves the best in `out/best`; returns the history."""
    optimizer.averages = {}
    optimizer.L2, optimizer.grad_clip = 0.01, 1.0
    steps = task.epochs * (task.words_an_epoch // WORDS_A_BATCH + 1)
    progress: dict[str, Any] = {"epoch": 0, "step": 0, "best": 0.0, "history": []}
    out.mkdir(parents=True, exist_ok=True)
    saved = out / "checkpoint.pickle"
    if saved.exists():
        progress = checkpoint.restore(saved, nlp, optimizer)
    while progress["epoch"] < task.epochs:
        started = time.process_time()
        losses: dict[str, float] = {}
        for batch in batches(task.epoch_examples(progress["epoch"]), WORDS_A_BATCH):
            # set by hand: thinc's own schedules stand still unless step_schedules() is called
            optimizer.learn_rate = rate(progress["step"], steps)
            nlp.update(batch, sgd=optimizer, drop=task.dropout, losses=losses)
            progress["step"] += 1
        progress["epoch"] += 1
        seconds = round(time.process_time() - started)
        with nlp.use_params(optimizer.averages):
            figure, details = task.score()
            if figure > progress["best"]:
                progress["best"] = figure
                nlp.to_disk(out / "best")
        losses = {name: round(float(loss)) for name, loss in losses.items()}
        progress["history"].append({"epoch": progress["epoch"], "seconds": seconds, "dev": details, "losses": losses})
        print(json.dumps(progress["history"][-1]), file=sys.stderr, flush=True)
        checkpoint.save(saved, nlp, optimizer, progress)
    return progress


def batches(stream: Iterable[Example], words: int) -> Iterator[list[Example]]:
    """Examples in lists of about `words` words."""
    batch: list[Example] = []
    size = 0
    for one in stream:
        batch.append(one)
        size += len(one.x)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def rate(step: int, steps: int) -> float:
    """The learning rate: linear warm-up, then a cosine down to almost nothing."""
    if step < WARM_UP:
        return PEAK_RATE * (step + 1) / WARM_UP
    done = min(1.0, (step - WARM_UP) / max(1, steps - WARM_UP))
    return FINAL_RATE + (PEAK_RATE - FINAL_RATE) * (1 + math.cos(math.pi * done)) / 2
