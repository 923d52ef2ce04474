"""The definition of the ranking; docs/judging.md says the same in words, with its sources.

1.  *Sheet score*: the mean of a judge's scores for an entry, weighted by the criteria that are on
    the sheet. A missing criterion's weight is so shared among the others of that sheet.
2.  *Model*: score = entry + judge + noise. Entries are free; judges are shrunk (ridge): the
    severities b minimise  Σ (y − e − b)² + SHRINKAGE · Σ b².  It is the mixed model with judges as
    random effects (Henderson 1975; Robinson 1991) at a ratio of variances of SHRINKAGE, and the
    recovery of inter-block information of incomplete block designs (Yates 1940). Only the judges
    are shrunk: shrinking entries would favour those that were read more often.
3.  *Corrected score*: y − b. Adjusted: the mean of an entry's corrected scores; where TRIM_FROM or
    more judges read it, without the lowest and the highest of them.
4.  *Rank*: by adjusted, then the higher lowest corrected score, then the higher mean in the
    heaviest criterion, then the earlier entry. Compared as whole billionths, so that the order of
    summing decides nothing.

The severities of judges who share no entry, directly or over others, can't be compared: each such
*block* has severities that sum to zero, that is, its judges are taken to be as mild as the others
on average. `blocks` above 1 says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

# How much a sheet's noise varies beside how much judges differ: (0.25 / 0.8)², on a scale of five
# with a written rubric; a sheet is a mean of criteria, so its noise is about half of theirs. It
# works like a tenth of an imagined neutral sheet for each judge.
SHRINKAGE: Final = 0.1
# From so many sheets an entry's lowest and highest corrected scores are left out.
TRIM_FROM: Final = 5
# Of a normal distribution, 95 %.
_Z: Final = 1.959963984540054
GRAIN: Final = 1_000_000_000


@dataclass(frozen=True)
class Mark:
    """One score on one criterion."""

    entry: str
    judge: str
    criterion: str
    value: float
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An entry in the ranking. `low` and `high` are None where noise can't be told."""

    entry: str
    rank: int
    raw_rank: int
    raw: float
    adjusted: float
    low: float | None
    high: float | None
    lowest: float
    heaviest: float | None
    sheets: int
    block: int


@dataclass(frozen=True)
class JudgeFit:
    """A judge's severity: how much they gave above (+) or below (−) the others."""

    judge: str
    severity: float
    sheets: int
    block: int


@dataclass(frozen=True)
class Outcome:
    """A whole ranking, best first. `noise` and the alphas are None where they can't be told."""

    standings: list[Standing]
    judges: list[JudgeFit]
    blocks: int
    noise: float | None
    alpha_raw: float | None
    alpha: float | None
    sheets: int


def weighted_mean(marks: Iterable[tuple[float, float]]) -> float:
    """Return the mean of (weight, value): the score of one sheet. There must be one at least."""
    given = list(marks)
    return sum(weight * value for weight, value in given) / sum(weight for weight, _ in given)


def snap(value: float) -> float:
    """Return a value in whole billionths."""
    return round(value * GRAIN) / GRAIN


@dataclass
class Normal:
    """The normal equations of the severities: entries are eliminated, judges are left.

    `shared[j][k]` is Σ 1/n over the entries that both read (n: how many read it), `excess[j]` the
    sum of the judge's differences from the means of the entries.
    """

    counts: dict[int, int]
    excess: dict[int, float]
    shared: dict[int, dict[int, float]]


def severities(normal: Normal) -> dict[int, float]:
    """Solve (n + SHRINKAGE) b − shared · b = excess by conjugate gradients.

    The matrix is positive definite with eigenvalues of at least SHRINKAGE, so there is one solution
    whatever the graph looks like; preconditioned by its diagonal.
    """
    judges = sorted(normal.counts)
    place = {judge: at for at, judge in enumerate(judges)}
    diagonal = [normal.counts[judge] + SHRINKAGE for judge in judges]
    rows = [
        [(place[other], share) for other, share in sorted(normal.shared.get(judge, {}).items())]
        for judge in judges
    ]
    scale = [
        whole - sum(share for other, share in row if other == at)
        for at, (whole, row) in enumerate(zip(diagonal, rows, strict=True))
    ]
    found = _conjugate(diagonal, rows, scale, [normal.excess[judge] for judge in judges])
    return dict(zip(judges, found, strict=True))


def _conjugate(
    diagonal: list[float],
    rows: list[list[tuple[int, float]]],
    scale: list[float],
    wanted: list[float],
) -> list[float]:
    found = [0.0] * len(wanted)
    rest = wanted[:]
    ready = [one / by for one, by in zip(rest, scale, strict=True)]
    way = ready[:]
    size = first = sum(a * b for a, b in zip(rest, ready, strict=True))
    for _ in range(20 * len(wanted) + 20):
        if size <= first * 1e-28 or size == 0.0:
            break
        image = [
            whole * way[at] - sum(share * way[other] for other, share in row)
            for at, (whole, row) in enumerate(zip(diagonal, rows, strict=True))
        ]
        step = size / sum(a * b for a, b in zip(way, image, strict=True))
        for at, along in enumerate(way):
            found[at] += step * along
            rest[at] -= step * image[at]
        ready = [one / by for one, by in zip(rest, scale, strict=True)]
        before, size = size, sum(a * b for a, b in zip(rest, ready, strict=True))
        way = [one + size / before * along for one, along in zip(ready, way, strict=True)]
    return found


def blocks_of(judges: Iterable[int], shared: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """Return {judge: number of the block}: 1 for that of the smallest judge, and so on."""
    found: dict[int, int] = {}
    number = 0
    for judge in sorted(judges):
        if judge in found:
            continue
        number += 1
        found[judge] = number
        waiting = [judge]
        while waiting:
            for other in shared.get(waiting.pop(), {}):
                if other not in found:
                    found[other] = number
                    waiting.append(other)
    return found


def half_width(noise: float | None, kept: int, unsure: float, sheets: int) -> float | None:
    """Return half the width of the 95 % interval; `unsure` is Σ 1/(n + SHRINKAGE) of its judges."""
    if noise is None:
        return None
    return float(_Z * (noise * (1 / kept + unsure / sheets**2)) ** 0.5)


def noise_of(rest: float, sheets: int, entries: int, judges: int, blocks: int) -> float | None:
    """Return the variance of the noise: what is left, by its degrees of freedom."""
    free = sheets - entries - judges + blocks
    return rest / free if free > 0 else None


@dataclass(frozen=True)
class Pairable:
    """Sums over the entries with two sheets or more: Σ 2(nΣy² − (Σy)²)/(n−1), n, Σy, Σy²."""

    within: float
    count: int
    total: float
    squares: float


def alpha_of(sums: Pairable) -> float | None:
    """Return Krippendorff's alpha for interval data (Krippendorff 2011); None if nothing varies.

    α = 1 − D_o / D_e with D_o = within / n and D_e = 2 (nΣy² − (Σy)²) / (n (n − 1)).
    """
    count = sums.count
    spread = count * sums.squares - sums.total**2
    if count < 2 or spread <= 1e-9 * max(1.0, count * sums.squares):  # noqa: PLR2004  a pair
        return None
    expected = 2 * spread / (count * (count - 1))
    return 1 - (sums.within / count) / expected
