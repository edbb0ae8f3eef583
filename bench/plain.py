"""The plain spaCy pipeline that geomap is measured against: tagger, parser and names, over every word of a text.

Tagger and parser are the embedded ones, opened a second time. geomap ships no spaCy recogniser, so one of the same
width is put beside them, with a tok2vec of its own as in spaCy's own English pipelines. What it has learnt does not
matter to its cost: it takes one step a word, whatever the step is (`--learn` of bench.throughput shows it).
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.language.packing import unpack
from geomap.language.pipelines import WEIGHTS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

NAMES = "ner"
LABELS = ("LOC", "NORP", "ORG", "PER")
BATCH = 16
"""Articles that spaCy takes at a time: the fastest of 16, 64 and 256, and than sentence by sentence."""
_LEARNT_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the names of places in it: offsets, (start, end)."""

    text: str
    places: Sequence[tuple[int, int]]


def plain_pipeline(learn: Sequence[Marked] = (), *, epochs: int = 3) -> Language:
    """Tagger, morphologizer, parser and a recogniser, which is only initialised where there is nothing to `learn`."""
    nlp = unpack((WEIGHTS / "syntax.zz").read_bytes())
    tok2vec = nlp.config["components"]["tok2vec"]["model"]
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": tok2vec,
    }  # fmt: skip
    recogniser: Any = nlp.add_pipe(NAMES, config={"model": model})
    for label in LABELS:
        recogniser.add_label(label)
    examples = [example for one in learn if (example := _example(nlp, one)) is not None]
    recogniser.initialize(lambda: examples[:20] or [_nothing(nlp)], nlp=nlp)
    if examples:
        _teach(nlp, examples, epochs=epochs)
    return nlp


def seconds_of(nlp: Language, texts: Sequence[str]) -> tuple[float, float]:
    """CPU seconds of tagger and parser over the texts, and those of the recogniser."""
    began = time.process_time()
    docs = list(nlp.pipe(texts, batch_size=BATCH, disable=[NAMES]))
    parsed = time.process_time()
    recogniser: Any = nlp.get_pipe(NAMES)
    for _ in recogniser.pipe(docs, batch_size=BATCH):
        pass
    return parsed - began, time.process_time() - parsed


def _nothing(nlp: Language) -> Example:
    from spacy.training import Example

    return Example.from_dict(nlp.make_doc("Troops left."), {"entities": []})


def _example(nlp: Language, marked: Marked) -> Example | None:
    """What the recogniser learns from a text; None where it has no name. A name that begins or ends inside a token, or
    lies in another, is left out.
    """
    from spacy.training import Example
    from spacy.util import filter_spans

    doc = nlp.make_doc(marked.text)
    spans = [doc.char_span(start, end, label="LOC") for start, end in marked.places]
    known = [(span.start_char, span.end_char, span.label_) for span in filter_spans(filter(None, spans))]
    if not known:
        return None
    return Example.from_dict(doc, {"entities": known})


def _teach(nlp: Language, examples: list[Example], *, epochs: int) -> None:
    """A short training of the recogniser alone."""
    chance = random.Random(0)  # noqa: S311  # an order, no secret
    with nlp.select_pipes(enable=[NAMES]):
        optimizer = nlp.create_optimizer()  # type: ignore[no-untyped-call]  # spaCy has not typed it
        for _ in range(epochs):
            chance.shuffle(examples)
            for start in range(0, len(examples), _LEARNT_AT_ONCE):
                nlp.update(examples[start : start + _LEARNT_AT_ONCE], sgd=optimizer)
