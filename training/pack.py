"""Pack a trained spaCy pipeline small: half-precision weights, one compressed file. `geomap.language.packing` opens it.

    python -m training.pack PIPELINE_FOLDER OUT.zz

The lemmatiser stays out: geomap's own word forms, told the learned tag, are as good (see README.md) and open at once.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.language.packing import FORMAT, TOKENIZER

if TYPE_CHECKING:
    from spacy.language import Language

LEFT_OUT = ("trainable_lemmatizer",)


def pack(nlp: Language, *, without: Sequence[str] = LEFT_OUT) -> bytes:
    """The pipeline as one compressed string."""
    import srsly

    names = [name for name in nlp.pipe_names if name not in without]
    pipes = {name: _pipe(nlp.get_pipe(name)) for name in names}
    state = {"format": FORMAT, "config": _config(nlp, names), "vectors": _vectors(nlp), "pipes": pipes}
    return zlib.compress(srsly.msgpack_dumps(state), level=9)


def _config(nlp: Language, names: Sequence[str]) -> str:
    """The configuration of what is packed, with our own words in the place of spaCy's tokenizer."""
    config = nlp.config.copy()
    config["nlp"] = {**config["nlp"], "pipeline": list(names), "tokenizer": {"@tokenizers": TOKENIZER}}
    config["components"] = {name: config["components"][name] for name in names}
    config["training"] = {**config["training"], "frozen_components": [], "annotating_components": []}
    return str(config.to_str())


def _vectors(nlp: Language) -> dict[str, Any]:
    """The static vectors: keys (hashes of norms) and rows, in the same order."""
    import numpy as np

    vectors = nlp.vocab.vectors
    keys = np.zeros(len(vectors.data), dtype=np.uint64)
    for key, row in vectors.key2row.items():
        keys[row] = key
    return {"name": vectors.name or "none", "keys": keys, "rows": vectors.data.astype(np.float16)}


def _pipe(pipe: Any) -> dict[str, Any]:
    """A component: its weights, and whatever else it keeps."""
    model = pipe.model.to_dict()
    model["params"] = [{name: _half(value) for name, value in node.items()} for node in model["params"]]
    return {"rest": pipe.to_bytes(exclude=["model", "vocab"]), "model": model}


def _half(value: Any) -> Any:
    """A 32-bit array as a 16-bit one."""
    import numpy as np

    return value if value is None else value.astype(np.float16)


def main() -> None:
    """Read the arguments, pack."""
    from training.vectors import load
    from training.whole import write_bytes

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    packed = pack(load(args.pipeline))
    write_bytes(args.out, packed)
    print(f"{len(packed) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
