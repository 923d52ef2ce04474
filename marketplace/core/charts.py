"""Charts drawn on the server: this counts, templates/components/charts.html draws.

Time runs from left to right in every language. Series keep their colour by order (1 to 5).
Labels and spoken sentences come translated; `show` turns a value into the reader's words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

WIDTH: Final = 600
HEIGHT: Final = 270
_PLOT_START: Final = 48
_PLOT_TOP: Final = 26
_PLOT_BOTTOM: Final = 236
_STEPS: Final = 4
_LINE_LABELS: Final = 104
_SPARK: Final = (96, 28)
_FUNNEL_WIDTH: Final = 320
# How wide a sign under the plot is, with air, at most.
_SIGN: Final = 7

Show = Callable[[float], str]


@dataclass(frozen=True)
class Grid:
    """A hairline of the grid with the value it stands for."""

    y: float
    label: str


@dataclass(frozen=True)
class Tick:
    """A word under the plot."""

    x: float
    label: str


@dataclass(frozen=True)
class Bar:
    """One part of a stacked bar; `series` counts from 1."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Total:
    """What stands over a bar."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Line:
    """One line with its label at its end; `series` 0 is a dashed line of comparison."""

    points: str
    end_x: float
    end_y: float
    label_y: float
    label: str
    series: int


@dataclass(frozen=True)
class Chart:
    """What charts.html draws, and the same figures for the table below it."""

    sentence: str
    grid: tuple[Grid, ...]
    ticks: tuple[Tick, ...]
    names: tuple[str, ...]
    columns: tuple[str, ...]
    table: tuple[tuple[str, tuple[str, ...]], ...]
    bars: tuple[Bar, ...] = ()
    totals: tuple[Total, ...] = ()
    lines: tuple[Line, ...] = ()
    plot_end: float = WIDTH - 6
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class FunnelStep:
    """A step of a funnel: how many came so far, and which share of the step before."""

    label: str
    value: str
    width: float
    share: str


@dataclass(frozen=True)
class Series:
    """Values under one name, one for each tick; `is_comparison` draws a dashed line."""

    name: str
    values: Sequence[float]
    is_comparison: bool = False


def _round_top(highest: float) -> float:
    """Return a round number at or above the highest value, so that four steps read well."""
    if highest <= 0:
        return float(_STEPS)
    size = 10 ** floor(log10(highest / _STEPS))
    for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 10):
        if _STEPS * factor * size >= highest:
            return float(_STEPS * factor * size)
    return float(ceil(highest))


def _height_of(value: float, top: float) -> float:
    return round((_PLOT_BOTTOM - _PLOT_TOP) * max(value, 0) / top, 1)


def _grid(top: float, show: Show) -> tuple[Grid, ...]:
    values = [top * step / _STEPS for step in range(_STEPS + 1)]
    return tuple(Grid(round(_PLOT_BOTTOM - _height_of(one, top), 1), show(one)) for one in values)


def _table(
    ticks: Sequence[str], series: Sequence[Series], show: Show
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (tick, tuple(show(one.values[at]) for one in series)) for at, tick in enumerate(ticks)
    )


def _thinned(xs: Sequence[float], labels: Sequence[str], apart: float) -> tuple[Tick, ...]:
    """Write under the plot as many labels as there is room for; the table has them all."""
    longest = max((len(label) for label in labels), default=0) * _SIGN
    every = max(1, ceil(longest / apart)) if apart > 0 else 1
    ticks = zip(xs, labels, strict=True)
    return tuple(Tick(x, label) for at, (x, label) in enumerate(ticks) if at % every == 0)


def bar_chart(
    *, sentence: str, ticks: Sequence[str], series: Sequence[Series], show: Show
) -> Chart:
    """Stack the series in one bar per tick, with the total over it. Values are not negative."""
    totals = [sum(one.values[at] for one in series) for at in range(len(ticks))]
    top = _round_top(max(totals, default=0))
    slot = (WIDTH - 6 - _PLOT_START) / max(len(ticks), 1)
    width = round(min(slot * 0.66, 44), 1)
    bars: list[Bar] = []
    above: list[Total] = []
    for at, total in enumerate(totals):
        x = round(_PLOT_START + slot * at + (slot - width) / 2, 1)
        foot = float(_PLOT_BOTTOM)
        for place, one in enumerate(series, start=1):
            height = _height_of(one.values[at], top)
            if height:
                bars.append(Bar(x, round(foot - height, 1), width, max(height - 1.5, 0.5), place))
            foot -= height
        above.append(Total(round(x + width / 2, 1), round(foot - 8, 1), show(total)))
    middles = _thinned([total.x for total in above], ticks, slot)
    return Chart(
        sentence=sentence,
        grid=_grid(top, show),
        ticks=middles,
        names=tuple(one.name for one in series),
        columns=tuple(one.name for one in series),
        table=_table(ticks, series, show),
        bars=tuple(bars),
        totals=tuple(above),
    )


def line_chart(
    *, sentence: str, ticks: Sequence[str], series: Sequence[Series], show: Show
) -> Chart:
    """Draw a line per series, labelled at its end. Values are not negative."""
    top = _round_top(max((max(one.values, default=0) for one in series), default=0))
    end = WIDTH - _LINE_LABELS
    step = (end - _PLOT_START - 16) / max(len(ticks) - 1, 1)
    xs = [round(_PLOT_START + 8 + step * at, 1) for at in range(len(ticks))]
    lines: list[Line] = []
    coloured = 0
    for one in series:
        coloured += not one.is_comparison
        ys = [round(_PLOT_BOTTOM - _height_of(value, top), 1) for value in one.values]
        points = " ".join(f"{x},{y}" for x, y in zip(xs, ys, strict=True))
        place = 0 if one.is_comparison else coloured
        lines.append(Line(points, xs[-1], ys[-1], ys[-1] + 4, one.name, place))
    return Chart(
        sentence=sentence,
        grid=_grid(top, show),
        ticks=_thinned(xs, ticks, step),
        names=(),
        columns=tuple(one.name for one in series),
        table=_table(ticks, series, show),
        lines=tuple(_apart(lines)),
        plot_end=end,
    )


def _apart(lines: Sequence[Line]) -> list[Line]:
    """Move labels that would lie on each other at least a line apart, lowest value last."""
    placed: list[Line] = []
    lowest = 0.0
    for line in sorted(lines, key=lambda one: (one.end_y, one.label)):
        label_y = max(line.label_y, lowest)
        lowest = label_y + 15
        placed.append(Line(line.points, line.end_x, line.end_y, label_y, line.label, line.series))
    return placed


def funnel(steps: Sequence[tuple[str, int]], *, show: Show, percent: Show) -> list[FunnelStep]:
    """Return the steps with bars in proportion to the first and each one's share of the one before.

    `percent` takes basis points.
    """
    widest = max((value for _, value in steps), default=0)
    drawn: list[FunnelStep] = []
    before: int | None = None
    for label, value in steps:
        width = round(_FUNNEL_WIDTH * value / widest, 1) if widest else 0.0
        share = percent(round(10_000 * value / before)) if before else ""
        drawn.append(FunnelStep(label, show(value), max(width, 2.0) if value else 0.0, share))
        before = value
    return drawn


def spark(values: Sequence[float]) -> str:
    """Return the points of a small line of 96 by 28 without axes; '' for fewer than two values."""
    if not list(pairwise(values)):
        return ""
    width, height = _SPARK
    low, high = min(values), max(values)
    spread = (high - low) or 1
    step = (width - 8) / (len(values) - 1)
    return " ".join(
        f"{round(4 + step * at, 1)},{round(height - 4 - (height - 8) * (value - low) / spread, 1)}"
        for at, value in enumerate(values)
    )
