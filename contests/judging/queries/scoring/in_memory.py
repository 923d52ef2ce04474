"""The ranking of a list of marks, in memory: `manage.py rank_scores`, examples, small contests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contests.judging.queries.scoring.definition import (
    SHRINKAGE,
    TRIM_FROM,
    JudgeFit,
    Mark,
    Normal,
    Outcome,
    Pairable,
    Standing,
    alpha_of,
    blocks_of,
    half_width,
    noise_of,
    severities,
    snap,
    weighted_mean,
)


@dataclass(frozen=True)
class _Sheet:
    """One judge's sheet; entries and judges are numbers in the order of their coming."""

    entry: int
    judge: int
    score: float
    heaviest: float | None


def _heaviest(marks: Sequence[Mark]) -> str:
    """Return the criterion with the most weight; the first one among equals."""
    weights: dict[str, float] = {}
    for mark in marks:
        weights.setdefault(mark.criterion, mark.weight)
    return max(weights, key=lambda name: weights[name]) if weights else ""


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _sheets(marks: Sequence[Mark], entries: dict[str, int], judges: dict[str, int]) -> list[_Sheet]:
    heaviest = _heaviest(marks)
    found: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        found[entries[mark.entry], judges[mark.judge]].append(mark)
    return [
        _Sheet(
            entry,
            judge,
            weighted_mean((one.weight, one.value) for one in own),
            next((one.value for one in own if one.criterion == heaviest), None),
        )
        for (entry, judge), own in found.items()
    ]


def _by_entry(sheets: Iterable[_Sheet]) -> dict[int, list[_Sheet]]:
    found: dict[int, list[_Sheet]] = defaultdict(list)
    for sheet in sheets:
        found[sheet.entry].append(sheet)
    return found


def _normal(by_entry: Mapping[int, Sequence[_Sheet]]) -> Normal:
    normal = Normal(defaultdict(int), defaultdict(float), defaultdict(lambda: defaultdict(float)))
    for sheets in by_entry.values():
        mean = sum(one.score for one in sheets) / len(sheets)
        for one in sheets:
            normal.counts[one.judge] += 1
            normal.excess[one.judge] += one.score - mean
            for other in sheets:
                normal.shared[one.judge][other.judge] += 1 / len(sheets)
    return normal


def _pairable(groups: Iterable[Sequence[float]]) -> Pairable:
    within, count, total, squares = 0.0, 0, 0.0, 0.0
    for values in groups:
        size = len(values)
        if size > 1:
            own, own_squares = sum(values), sum(one * one for one in values)
            within += 2 * (size * own_squares - own**2) / (size - 1)
            count, total, squares = count + size, total + own, squares + own_squares
    return Pairable(within, count, total, squares)


@dataclass(frozen=True)
class _Entry:
    """What one entry's sheets come to."""

    number: int
    sheets: int
    raw: float
    adjusted: float
    lowest: float
    heaviest: float | None
    kept: int
    unsure: float
    judge: int
    rest: float

    @property
    def order(self) -> tuple[float, ...]:
        """Sorts the best first."""
        heaviest = float("inf") if self.heaviest is None else -self.heaviest
        return (-self.adjusted, -self.lowest, heaviest, self.number)


def _entry(
    number: int, sheets: Sequence[_Sheet], found: dict[int, float], counts: Mapping[int, int]
) -> _Entry:
    corrected = sorted(one.score - found[one.judge] for one in sheets)
    mean = sum(corrected) / len(corrected)
    kept = corrected[1:-1] if len(corrected) >= TRIM_FROM else corrected
    heavy = [one.heaviest for one in sheets if one.heaviest is not None]
    return _Entry(
        number=number,
        sheets=len(sheets),
        raw=snap(sum(one.score for one in sheets) / len(sheets)),
        adjusted=snap(sum(kept) / len(kept)),
        lowest=snap(corrected[0]),
        heaviest=snap(sum(heavy) / len(heavy)) if heavy else None,
        kept=len(kept),
        unsure=sum(1 / (counts[one.judge] + SHRINKAGE) for one in sheets),
        judge=sheets[0].judge,
        rest=sum((one - mean) ** 2 for one in corrected),
    )


def rank_marks(marks: Sequence[Mark]) -> Outcome:
    """Return the ranking of all entries that were scored; earlier entries stand first in `marks`.

    Weights of a criterion are the same on all its marks, and nobody scores one twice: the caller
    has seen to that.
    """
    entries, judges = _numbers(m.entry for m in marks), _numbers(m.judge for m in marks)
    sheets = _sheets(marks, entries, judges)
    by_entry = _by_entry(sheets)
    normal = _normal(by_entry)
    found = severities(normal)
    blocks = blocks_of(normal.counts, normal.shared)
    count = len(set(blocks.values()))
    rows = [_entry(number, own, found, normal.counts) for number, own in by_entry.items()]
    noise = noise_of(sum(row.rest for row in rows), len(sheets), len(rows), len(judges), count)
    raw = _pairable([one.score for one in own] for own in by_entry.values())
    corrected = _pairable(
        [one.score - found[one.judge] for one in own] for own in by_entry.values()
    )
    names = list(entries)
    return Outcome(
        standings=_standings(rows, names, blocks, noise),
        judges=[
            JudgeFit(name, snap(found[number]), normal.counts[number], blocks[number])
            for name, number in judges.items()
        ],
        blocks=count,
        noise=noise,
        alpha_raw=alpha_of(raw),
        alpha=alpha_of(corrected),
        sheets=len(sheets),
    )


def _standings(
    rows: list[_Entry], names: list[str], blocks: dict[int, int], noise: float | None
) -> list[Standing]:
    by_raw = sorted(rows, key=lambda row: (-row.raw, row.number))
    raw_ranks = {row.number: rank for rank, row in enumerate(by_raw, start=1)}
    found = []
    for rank, row in enumerate(sorted(rows, key=lambda row: row.order), start=1):
        half = half_width(noise, row.kept, row.unsure, row.sheets)
        found.append(
            Standing(
                entry=names[row.number],
                rank=rank,
                raw_rank=raw_ranks[row.number],
                raw=row.raw,
                adjusted=row.adjusted,
                low=None if half is None else row.adjusted - half,
                high=None if half is None else row.adjusted + half,
                lowest=row.lowest,
                heaviest=row.heaviest,
                sheets=row.sheets,
                block=blocks[row.judge],
            )
        )
    return found
