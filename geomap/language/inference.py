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

_ABREAST = 8
"""Words that are multiplied at a time."""
_KNOWN = 20_000
"""Words whose vectors are remembered: some 15 MB. When there are more, all are forgotten."""

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
    threads = ThreadpoolController()
    steps = [(pipe, pipe.predict) for _, pipe in components]
    (name, first), *_ = components
    if name == "tok2vec" and len(first.model.layers) == 2:
        steps[0] = (first, _remembering(*first.model.layers))

    def annotate(docs: Sequence[Doc]) -> None:
        with threads.limit(limits=1, user_api="blas"):
            for start in range(0, len(docs), BATCH):
                batch = docs[start : start + BATCH]
                for pipe, predict in steps:
                    pipe.set_annotations(batch, predict(batch))

    return annotate


def _remembering(embed: Any, encode: Any) -> Callable[[Sequence[Doc]], Any]:
    """What a tok2vec predicts: `embed` gives each word a vector by itself, which is remembered, and `encode` lets the
    vectors of a sentence see each other.

    The last digits of a product hang on its size, and a word must not mean one thing or another by the company in which
    it was first met: words are multiplied eight at a time, no more and no fewer.
    """
    import numpy as np
    from spacy.attrs import ORTH
    from spacy.tokens import Doc as SpacyDoc
    from thinc.api import NumpyOps

    class Eights(NumpyOps):  # type: ignore[misc]  # thinc has not typed it
        """numpy's products, eight rows at a time."""

        def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            if out is not None or trans1 or len(x) % _ABREAST:
                return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            slices = np.ascontiguousarray(x).reshape(-1, _ABREAST, x.shape[1])
            return np.matmul(slices, y.T if trans2 else y).reshape(len(x), -1)

    products = Eights(use_blis=False)
    for node in embed.walk():
        node.ops = products
    known: dict[int, Any] = {}

    def learn(docs: Sequence[Doc], fresh: Sequence[int]) -> None:
        vocab = docs[0].vocab
        words = [vocab.strings[orth] for orth in fresh]
        words += words[:1] * (-len(words) % _ABREAST)
        (vectors,) = embed.predict([SpacyDoc(vocab, words=words)])
        known.update(zip(fresh, vectors.copy(), strict=False))

    def predict(docs: Sequence[Doc]) -> Any:
        keys = [doc.to_array(ORTH).tolist() for doc in docs]
        if len(known) > _KNOWN:
            known.clear()
        fresh = dict.fromkeys(key for each in keys for key in each if key not in known)
        if fresh:
            learn(docs, list(fresh))
        return encode.predict([np.array([known[key] for key in each]) for each in keys])

    return predict
