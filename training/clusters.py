"""Word clusters from the cleared text: words that keep the same company share a number.

    python -m training.clusters CORPORA OUT.tsv [--sizes 128 1024] [--vectors OUT.npz] [--packed OUT.tsv.zz]

Positive pointwise mutual information of each word with its neighbours on either side, reduced by a truncated singular
value decomposition (Levy and Goldberg 2014), then k-means. Lower-case forms; digits count as one.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from training.manifest import cleared
from training.treebank import read_trees
from training.whole import whole, write_bytes, write_text
from training.words import join, word_spans

DIMENSIONS, CONTEXTS, LEAST = 100, 4000, 4


def normal(word: str) -> str:
    """The form under which a word is counted and looked up."""
    return re.sub(r"\d", "0", word.lower())


def read_text(paths: Iterable[Path]) -> Iterator[list[str]]:
    """The words of every sentence or document of the files, normalised."""
    for path in paths:
        if path.suffix == ".conllu":
            yield from ([normal(word) for word in tree.words] for tree in read_trees(path))
            continue
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row["text"] if "text" in row else join(row["words"], row["spaces"])[0]
                yield [normal(text[start:end]) for start, end in word_spans(text)]


def vectors(sentences: Sequence[Sequence[str]], least: int = LEAST) -> tuple[list[str], np.ndarray]:
    """Words seen at least `least` times, most frequent first, and their unit vectors (words × DIMENSIONS)."""
    count = Counter(word for sentence in sentences for word in sentence)
    vocabulary = [word for word, seen in sorted(count.items(), key=lambda item: (-item[1], item[0])) if seen >= least]
    number = {word: at for at, word in enumerate(vocabulary)}
    pairs: Counter[tuple[int, int]] = Counter()
    for sentence in sentences:
        at = [number.get(word, -1) for word in sentence]
        for here, word in enumerate(at):
            if word < 0:
                continue
            for side, gap in enumerate((-2, -1, 1, 2)):
                there = here + gap
                edge = at[there] if 0 <= there < len(at) else CONTEXTS - 1
                if 0 <= edge < CONTEXTS:
                    pairs[word, side * CONTEXTS + edge] += 1
    return vocabulary, _reduce(pairs, len(vocabulary))


def _reduce(pairs: Counter[tuple[int, int]], words: int) -> np.ndarray:
    rows, columns = np.array(list(pairs)).T
    seen = np.fromiter(pairs.values(), dtype=float)
    left, right = np.bincount(rows, seen, words), np.bincount(columns, seen, 4 * CONTEXTS)
    smooth = right**0.75 / (right**0.75).sum()  # rare contexts would win otherwise (Levy, Goldberg and Dagan 2015)
    information = np.log(seen / left[rows] / smooth[columns])
    keep = information > 0
    matrix = csr_matrix((information[keep], (rows[keep], columns[keep])), shape=(words, 4 * CONTEXTS))
    start = np.random.default_rng(0).standard_normal(min(matrix.shape))
    left_vectors, strengths, _ = svds(matrix, k=min(DIMENSIONS, words - 1), v0=start)
    found = left_vectors * np.sqrt(strengths)
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9))


def cluster(found: np.ndarray, size: int) -> np.ndarray:
    """The number of each vector's cluster."""
    from sklearn.cluster import MiniBatchKMeans  # only where models are trained

    return np.asarray(MiniBatchKMeans(size, random_state=0, batch_size=4096, n_init=3, max_iter=60).fit_predict(found))


def main() -> None:
    """Read the arguments, write a line a word: the word, then its cluster at each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--vectors", type=Path, help="also write the vectors of the commonest words, for the parser (.npz)"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[128, 1024])
    parser.add_argument("--packed", type=Path, help="also write the clusters as the package carries them")
    args = parser.parse_args()
    sentences = list(read_text(cleared(args.corpora, use="text")))
    words, found = vectors(sentences)
    columns = [cluster(found, size) for size in args.sizes]
    lines = ["\t".join([word, *map(str, numbers)]) for word, *numbers in zip(words, *columns, strict=True)]
    table = "\n".join(lines) + "\n"
    write_text(args.out, table)
    if args.packed:
        write_bytes(args.packed, zlib.compress(table.encode(), level=9))
    if args.vectors:
        with whole(args.vectors) as part, part.open("wb") as file:
            np.savez_compressed(file, words=np.array(words), vectors=found.astype(np.float16))
    print(f"{sum(map(len, sentences))} words, {len(words)} forms clustered")


if __name__ == "__main__":
    main()
