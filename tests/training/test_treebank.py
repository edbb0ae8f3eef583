"""CoNLL-U in, text with offsets out."""

from __future__ import annotations

from pathlib import Path

from training.treebank import read_trees

SAMPLE = """\
# newdoc id = one
# text = They don't shell Kyiv.
1\tThey\tthey\tPRON\tPRP\tNumber=Plur\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tshell\tshell\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
4.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
5\tKyiv\tKyiv\tPROPN\tNNP\tNumber=Sing\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newdoc id = two
# text = (Yes)
1\t(\t(\tPUNCT\t-LRB-\t_\t2\tpunct\t_\tSpaceAfter=No
2\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No
3\t)\t)\tPUNCT\t-RRB-\t_\t2\tpunct\t_\t_
"""


def test_words_keep_their_place_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE, encoding="utf-8")
    first, second = read_trees(path)
    assert first.text == "They don't shell Kyiv."
    assert first.words == ("They", "do", "n't", "shell", "Kyiv", ".")
    assert first.heads == (3, 3, 3, 3, 3, 3)
    assert first.deps[3] == "ROOT"
    assert (first.document, second.document) == ("one", "two")
    assert second.text == "(Yes)"


def test_a_last_sentence_without_a_blank_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE.rstrip("\n"), encoding="utf-8")
    assert len(list(read_trees(path))) == 2
