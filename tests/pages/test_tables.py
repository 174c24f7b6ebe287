"""Tables keep their heads, their merged cells and their words, and nothing else."""

from pages.blocks.table import TextTableBlock

VALUE = {
    "data": [
        ["Poste", "Coût", ""],
        ["Puits", "1 200 €\nen deux fois", "<b>x</b>"],
        ["Total", None, ""],
    ],
    "first_row_is_table_header": True,
    "first_col_is_header": True,
    "table_caption": "Dépenses",
    "mergeCells": [{"row": 0, "col": 1, "rowspan": 1, "colspan": 2}],
    "cell": [{"row": 0, "col": 2, "hidden": True}],
}


def test_heads_spans_and_line_breaks_are_written() -> None:
    html = TextTableBlock(template="pages/blocks/table.html").render(VALUE)
    assert "<caption>Dépenses</caption>" in html
    assert '<tr><th scope="col">Poste</th><th scope="col" colspan="2">Coût</th></tr>' in html
    assert '<th scope="row">Puits</th><td>1 200 €<br>en deux fois</td>' in html
    assert html.count("<tr>") == 3


def test_what_looks_like_html_in_a_cell_stays_text() -> None:
    html = TextTableBlock(template="pages/blocks/table.html").render(VALUE)
    assert "&lt;b&gt;x&lt;/b&gt;" in html


def test_an_empty_table_writes_nothing() -> None:
    assert TextTableBlock(template="pages/blocks/table.html").render(None) == ""
