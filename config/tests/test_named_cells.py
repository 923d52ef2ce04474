"""Cells of tables that become lists on a phone carry the names of their columns."""

from __future__ import annotations

from markupsafe import Markup

from config.named_cells import named_cells

HEAD = (
    '<thead><tr><th scope="col">Day</th><th scope="col" class="num">What it <i>is</i> "worth"</th>'
    '<th scope="col"><span class="sr-only">Decide</span></th></tr></thead>'
)


def test_each_cell_but_the_first_names_its_column() -> None:
    row = '<tbody><tr><td>1</td><td class="num">&lt;2&gt;</td><td>3</td></tr></tbody>'
    told = named_cells(Markup(HEAD + row))  # noqa: S704
    assert told.startswith(HEAD)
    assert '<td class="num" data-label="What it is &#34;worth&#34;">&lt;2&gt;</td>' in told
    assert told.endswith("<td>3</td></tr></tbody>")


def test_a_cell_over_several_columns_names_none() -> None:
    sums = '<tr><th colspan="2">Together</th><td>9</td></tr>'
    foot = f"<tfoot>{sums}<tr><td>1</td><td>2</td></tr></tfoot>"
    told = named_cells(HEAD + foot)
    assert '<th colspan="2">Together</th><td>9</td>' in told
    assert told.count("data-label") == 1
    assert named_cells(foot) == foot
