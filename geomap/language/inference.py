"""Run the components of a pipeline over documents, with little around the arithmetic.

Nearly all of parsing is products of matrices. thinc has blis make them, which on the machines tried (AMD Zen) takes
three times as long as the library that comes with numpy. That one would spread each product over every core, which for
matrices as small as a sentence's costs more than it brings and gets in the way of workers: it is held to one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32
"""Documents that are parsed at a time: fewer waste time between the products, more do not fit a processor's cache."""

Annotate: TypeAlias = "Callable[[Sequence[Doc]], None]"
"""Annotates documents in place."""


def by_spacy(nlp: Language, *, without: Sequence[str]) -> Annotate:
    """What `nlp.pipe` does, for a pipeline of any components, but for those `without` which."""
    disable = [name for name in without if name in nlp.pipe_names]

    def annotate(docs: Sequence[Doc]) -> None:
        for _ in nlp.pipe(docs, batch_size=BATCH, disable=disable):
            pass

    return annotate


def by_numpy(nlp: Language) -> Annotate:
    """The same for a pipeline of trained components alone, which from now on multiply as numpy does."""
    from thinc.api import NumpyOps
    from threadpoolctl import ThreadpoolController

    components: list[tuple[str, Any]] = nlp.pipeline
    products = NumpyOps(use_blis=False)
    for _, pipe in components:
        for node in pipe.model.walk():
            node.ops = products
    threads, pipes = ThreadpoolController(), [pipe for _, pipe in components]

    def annotate(docs: Sequence[Doc]) -> None:
        with threads.limit(limits=1, user_api="blas"):
            for start in range(0, len(docs), BATCH):
                batch = docs[start : start + BATCH]
                for pipe in pipes:
                    pipe.set_annotations(batch, pipe.predict(batch))

    return annotate
