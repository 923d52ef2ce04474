"""Scores from a CSV file: the same ranking for whoever has the numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from math import isfinite
from typing import Final

from contests.judging.queries.scoring import Mark

NEEDED: Final = ("entry", "judge", "criterion", "score")
WEIGHT: Final = "weight"


class BadLine(ValueError):
    """A line that can't be used; `line` counts from 1, the head is line 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"line {line}: {text}")
        self.line = line


def marks_from(lines: Iterable[str]) -> list[Mark]:
    """Return the marks of a CSV file with a head. Raises BadLine.

    Columns entry, judge, criterion, score, and weight if criteria weigh differently; others are
    left out. A score that is missing has no line.
    """
    reader = csv.DictReader(lines, strict=True)
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise BadLine(1, str(error)) from error
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise BadLine(1, f"columns are missing: {', '.join(missing)}")
    reader.fieldnames = names
    marks: list[Mark] = []
    seen: dict[tuple[str, str, str], int] = {}
    weights: dict[str, float] = {}
    try:
        for row in reader:
            mark = _mark(row, reader.line_num)
            place = (mark.entry, mark.judge, mark.criterion)
            if place in seen:
                raise BadLine(reader.line_num, f"scored on line {seen[place]} already")
            if weights.setdefault(mark.criterion, mark.weight) != mark.weight:
                text = f"criterion {mark.criterion!r} weighed {weights[mark.criterion]:g} before"
                raise BadLine(reader.line_num, text)
            seen[place] = reader.line_num
            marks.append(mark)
    except csv.Error as error:
        raise BadLine(reader.line_num, str(error)) from error
    if not marks:
        raise BadLine(max(1, reader.line_num), "there are no scores")
    return marks


def _mark(row: dict[str, str | None], line: int) -> Mark:
    if None in row or None in row.values():
        raise BadLine(line, "the number of columns differs from the head's")
    entry, judge, criterion = ((row[name] or "").strip() for name in NEEDED[:3])
    for name, value in zip(NEEDED[:3], (entry, judge, criterion), strict=True):
        if not value:
            raise BadLine(line, f"{name} is empty")
    score = _number(row["score"], "score", line)
    weight = _number(row[WEIGHT], WEIGHT, line) if WEIGHT in row else 1.0
    if weight <= 0:
        raise BadLine(line, "a weight is more than 0")
    return Mark(entry, judge, criterion, score, weight)


def _number(text: str | None, name: str, line: int) -> float:
    try:
        found = float((text or "").strip())
    except ValueError:
        raise BadLine(line, f"{name} isn't a number: {text!r}") from None
    if not isfinite(found):
        raise BadLine(line, f"{name} isn't a number: {text!r}")
    return found
