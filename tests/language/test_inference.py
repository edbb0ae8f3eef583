"""Parsing by hand gives what spaCy gives, on one thread, and leaves nothing changed behind."""

from __future__ import annotations

from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController, threadpool_info

from geomap.language.inference import BATCH, _remembering, by_numpy, by_spacy
from geomap.language.packing import unpack
from geomap.language.pipelines import WEIGHTS

SENTENCES = (
    "Rebels shelled the village of Karsa overnight.",
    "The minister, who arrived on Monday, said talks would resume.",
    "Was the bridge destroyed by a drone?",
)


def annotated(way: str) -> list[list[tuple[str, str, int, str]]]:
    """Tag, part of speech, head and label of each word; more sentences than are parsed at a time."""
    nlp = unpack((WEIGHTS / "syntax.zz").read_bytes())
    annotate = by_numpy(nlp) if way == "numpy" else by_spacy(nlp, without=["ner"])
    docs = [nlp.make_doc(sentence) for sentence in SENTENCES * (BATCH // 2)]
    annotate(docs)
    return [[(word.tag_, word.pos_, word.head.i, word.dep_) for word in doc] for doc in docs]


def test_components_called_one_by_one_say_what_spacy_says() -> None:
    by_hand = annotated("numpy")
    assert by_hand == annotated("spacy")
    assert {dep for sentence in by_hand for *_, dep in sentence} > {"nsubj", "ROOT", "obl:agent"}


def test_products_run_on_one_thread_and_others_keep_theirs() -> None:
    nlp = unpack((WEIGHTS / "syntax.zz").read_bytes())
    annotate = by_numpy(nlp)
    seen: list[int] = []
    nlp.get_pipe("tagger").set_annotations = lambda *_: seen.extend(  # type: ignore[attr-defined]
        one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"
    )
    with ThreadpoolController().limit(limits=2, user_api="blas"):
        annotate([nlp.make_doc("Troops left.")])
        after = {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}
    assert set(seen) == {1}
    assert after == {2}


def test_a_word_has_the_same_vector_whatever_words_it_was_first_met_with() -> None:
    nlp = unpack((WEIGHTS / "syntax.zz").read_bytes())
    tok2vec: Any = nlp.get_pipe("tok2vec")
    embed = tok2vec.model.layers[0]
    crowd = " ".join(f"{stem}{end}" for stem in ("kell", "troop", "vant") for end in ("s", "ed", "ing", "er", "ist"))

    class Through:
        """An encoder that hands on what the words were given."""

        def predict(self, given: Any) -> Any:
            return given

    with ThreadpoolController().limit(limits=1, user_api="blas"):
        alone, among = _remembering(embed, Through()), _remembering(embed, Through())
        among([nlp.make_doc(crowd)])
        here, there = (predict([nlp.make_doc("troops kelled")])[0] for predict in (alone, among))
    assert np.array_equal(here, there)
