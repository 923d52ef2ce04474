"""What people type never becomes a formula in somebody's spreadsheet."""

import csv
import io
from decimal import Decimal

import pytest

from marketplace.core.spreadsheets import safe_cell, write_csv


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://evil.example","x")',
        "+1",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        " =1",
        "\ufeff=1",
        "＝1",
        "-",
    ],
)
def test_safe_cell_disarms_formulas(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_safe_cell_leaves_the_rest_alone() -> None:
    for value, written in (
        (-5, "-5"),
        (Decimal("-5.00"), "-5.00"),
        (Decimal("-5.00"), "-5.00"),
        (1.5, "1.5"),
        ("سلمى", "سلمى"),
        ("a=b", "a=b"),
        ("", ""),
    ):
        assert safe_cell(value) == written


def test_write_csv_can_be_read_back() -> None:
    text = write_csv(["name", "sum"], [['a "b", c\nd', -5], ["=x", 7]])
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [["name", "sum"], ['a "b", c\nd', "-5"], ["'=x", "7"]]
