"""The ranking worked out in the plainest way, sharing no code with the product.

The whole system of entries and judges is written down and solved exactly in fractions by Gauss:
the normal equations of  min Σ (y − e − b)² + Σ b² / 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Row = tuple[str, str, str, int, int]  # entry, judge, criterion, score, weight


def solve(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """Return x with matrix · x = right."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(size):
        best = next(row for row in range(at, size) if rows[row][at])
        rows[at], rows[best] = rows[best], rows[at]
        for other in range(size):
            if other != at and rows[other][at]:
                factor = rows[other][at] / rows[at][at]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [rows[at][size] / rows[at][at] for at in range(size)]


def sheet_scores(rows: Sequence[Row]) -> dict[tuple[str, str], Fraction]:
    """Return the weighted mean of each (entry, judge) over the criteria that are there."""
    found = {}
    for key in {(entry, judge) for entry, judge, *_rest in rows}:
        own = [(score, weight) for e, j, _c, score, weight in rows if (e, j) == key]
        found[key] = Fraction(sum(s * w for s, w in own), sum(w for _s, w in own))
    return found


def rank(rows: Sequence[Row]) -> list[tuple[str, float, float]]:
    """Return (entry, raw, adjusted), best first."""
    sheets = sheet_scores(rows)
    entries = list(dict.fromkeys(row[0] for row in rows))
    judges = list(dict.fromkeys(row[1] for row in rows))
    places = {("e", name): at for at, name in enumerate(entries)}
    places |= {("j", name): len(entries) + at for at, name in enumerate(judges)}
    size = len(places)
    matrix = [[Fraction(0)] * size for _ in range(size)]
    right = [Fraction(0)] * size
    for (entry, judge), score in sheets.items():
        pair = (places["e", entry], places["j", judge])
        for one in pair:
            right[one] += score
            for other in pair:
                matrix[one][other] += 1
    for judge in judges:
        matrix[places["j", judge]][places["j", judge]] += Fraction(1, 10)
    found = solve(matrix, right)
    heavy: dict[str, int] = {}
    for _entry, _judge, criterion, _score, weight in rows:
        heavy.setdefault(criterion, weight)
    top = max(heavy, key=lambda name: heavy[name])
    lines = []
    for at, entry in enumerate(entries):
        own = {judge: score for (e, judge), score in sheets.items() if e == entry}
        fair = sorted(score - found[places["j", judge]] for judge, score in own.items())
        kept = fair[1:-1] if len(fair) > 4 else fair
        top_scores = [row[3] for row in rows if row[0] == entry and row[2] == top]
        lines.append(
            (
                -sum(kept) / len(kept),
                -fair[0],
                -Fraction(sum(top_scores), len(top_scores)) if top_scores else Fraction(99),
                at,
                float(sum(own.values()) / len(own)),
            )
        )
    lines.sort()
    return [(entries[at], raw, float(-adjusted)) for adjusted, _low, _top, at, raw in lines]
