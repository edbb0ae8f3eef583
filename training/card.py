"""Write the model cards and attributions of what was trained: data, licences, scores, sizes, times.

    python -m training.card OUT

`python -m training` ends with it. Every folder of `OUT/ships` gets an attribution that names, for each file, exactly
the corpora that it was fitted on; the two folders of weights get a card as well.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from training import timings
from training.manifest import Corpus
from training.sources import CODING, LANGUAGE, TABLES, WEIGHTS, Source, behind, fitted_on, sources_in
from training.whole import write_text

SYNTAX = """\
# geomap's English pipeline: model card

What it is: small English models that geomap loads when an article must be read, with no download, on one CPU core.

What it is for: news in English. `syntax.zz` says which words are verbs and nouns and who did what to whom. It was
trained on web pages, reviews, blogs, interviews and Wikipedia: it is weaker on telegraphic headlines and transcribed
speech. It knows nothing of the truth of a text.

Licence of the weights: CC BY-SA 4.0, apart from the licence of the code; see ATTRIBUTION.md. Made by
`python -m training` from the corpora named there and from nothing else. The development parts chose the epoch; the test
parts below were only measured on.
"""
PLACES = """\
# The recogniser's weights: model card

`tagger.crfsuite.zz` is a linear-chain conditional random field: it says of each word whether it is in the name of a
place, a person, a group or a people. `clusters.tsv.zz` gives words in small letters the clusters that they are in.
Both are zlib streams. `../tables/tagger_weights.csv` says how much the tagger's word counts where the rules are unsure.
`roles.csv` are the weights of two linear classifiers that tell a place from a modifier and a government
(`training/fit_roles.py`); they were fitted on sentences that we wrote, and use the clusters and the parser's trees.

Licence: CC BY-SA 4.0, apart from the licence of the code. Made by `python -m training` from the corpora that
ATTRIBUTION.md names and no other data; none of them is part of geomap.

Meant for English news. Weak on names that neither the gazetteer nor the corpora know, and on text in small letters. The
corpora are mostly from American and British sources of 1990 to 2020.
"""
WHOSE = """\
# Whose data the trained files were made from

{files} are licensed under CC BY-SA 4.0
(https://creativecommons.org/licenses/by-sa/4.0/), apart from the code of geomap, which has a licence of its
own. They hold no sentence of the corpora below. If you pass them on, pass this file on too.
"""


def write(out: Path) -> None:
    """Write every card and attribution into `out/ships`."""
    ships = out / "ships"
    for folder in (LANGUAGE, WEIGHTS, TABLES, CODING):
        write_text(ships / folder / "ATTRIBUTION.md", attribution(folder))
    write_text(ships / LANGUAGE / "MODEL_CARD.md", language_card(out))
    write_text(ships / WEIGHTS / "MODEL_CARD.md", places_card(out))


def language_card(out: Path) -> str:
    """The card of the parser, as Markdown."""
    scores = _scores(out / "syntax" / "scores.json")
    parts = [SYNTAX, _sizes(out, LANGUAGE)]
    if scores:
        parts.append("## Treebanks, test parts\n\n" + _table(scores))
    return "\n".join([*parts, _times(out)])


def places_card(out: Path) -> str:
    """The card of the recogniser and the roles, as Markdown."""
    scores = _scores(out / "places" / "scores.json")
    parts = [PLACES, _sizes(out, WEIGHTS)]
    if scores:
        lines = ["| set | rules | tagger | together |", "|---|---|---|---|"]
        for name, by in scores.items():
            lines.append(f"| {name} | " + " | ".join(f"{each['f1']:.3f}" for each in by.values()) + " |")
        parts.append("## Strict F1 on the development sets\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def attribution(folder: Path) -> str:
    """Whose data each trained file of a folder was made from, as Markdown."""
    files = sources_in(folder)
    told = "`, `".join(source.file.name for source in files)
    return "\n".join([WHOSE.format(files=f"`{told}`"), *map(_of_file, files)])


def _of_file(source: Source) -> str:
    """What one file was fitted on, and on top of which others."""
    lines = [f"## {source.file.name}\n", *_lines(fitted_on(source))]
    lines += [f"- `{own}`, our own" for own in source.own]
    if source.upon:
        upon = [corpus for corpus in behind([source]) if corpus not in fitted_on(source)]
        lines.append(f"- by way of `{'`, `'.join(source.upon)}`" + (", which were made from:" if upon else ""))
        lines += [f"  {line}" for line in _lines(upon)]
    return "\n".join(lines) + "\n"


def _lines(corpora: Iterable[Corpus]) -> list[str]:
    """A line a corpus, once where several files share an attribution."""
    return list(dict.fromkeys(f"- {corpus.attribution}; {corpus.licence}" for corpus in corpora))


def _sizes(out: Path, folder: Path) -> str:
    made = [(source.file.name, out / "ships" / source.file) for source in sources_in(folder)]
    rows = [f"| {name} | {path.stat().st_size / 1e6:.2f} |" for name, path in made if path.exists()]
    return "\n".join(["## Files\n", "| file | MB |", "|---|---|", *rows]) + "\n"


def _times(out: Path) -> str:
    told = timings.read(out)
    if not told:
        return ""
    rows = [f"| {name} | {each['seconds']:.0f} | {each['cpu']:.0f} |" for name, each in told.items()]
    total = [sum(each[kind] for each in told.values()) for kind in ("seconds", "cpu")]
    rows.append(f"| together | {total[0]:.0f} | {total[1]:.0f} |")
    head = ["## Training, by stage\n", "| stage | seconds | of processor time |", "|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _scores(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))["test"] if path.exists() else {}


def _table(report: Mapping[str, Mapping[str, Any]]) -> str:
    """One line a corpus and setting, one column a score."""
    lines: list[str] = []
    for corpus, settings in report.items():
        for setting, scores in settings.items():
            if not isinstance(scores, dict):
                continue
            if not lines:
                lines = ["| corpus | setting | " + " | ".join(scores) + " |", "|---|---|" + "---|" * len(scores)]
            lines.append(f"| {corpus} | {setting} | " + " | ".join(str(value) for value in scores.values()) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the argument, write the cards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    write(parser.parse_args().out)


if __name__ == "__main__":
    main()
