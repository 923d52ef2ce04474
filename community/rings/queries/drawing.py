"""The graph of a case as coordinates: people on a circle, favours as arrows between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Any, Final

from community.rings.queries.doors import letter_of

SIZE: Final = 400
_MIDDLE: Final = SIZE / 2
_RADIUS: Final = 150
_NODE: Final = 19
# Arrows of a pair lie beside each other, not on each other.
_ASIDE: Final = 5
_WIDTHS: Final = ((20, 4), (10, 3), (5, 2))


@dataclass(frozen=True)
class Node:
    """A person: where they stand, and by which letter they are called."""

    x: float
    y: float
    letter: str
    is_mine: bool


@dataclass(frozen=True)
class Arrow:
    """What one gave another: a line with its head, wider for more."""

    x1: float
    y1: float
    x2: float
    y2: float
    head: str
    width: int
    is_mine: bool


@dataclass(frozen=True)
class Drawing:
    """What the page draws."""

    size: int
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def draw(evidence: dict[str, Any], *, mine: int | None = None) -> Drawing:
    """Place the people of a case; `mine` is the place of the person who looks."""
    count = len(evidence.get("people", []))
    spots = [_spot(place, count) for place in range(count)]
    nodes = tuple(
        Node(round(x, 1), round(y, 1), letter_of(place), place == mine)
        for place, (x, y) in enumerate(spots)
    )
    arrows = tuple(_arrow(pair, spots, mine) for pair in evidence.get("pairs", []))
    return Drawing(SIZE, nodes, arrows)


def _spot(place: int, count: int) -> tuple[float, float]:
    turn = 2 * pi * place / max(count, 1) - pi / 2
    return _MIDDLE + _RADIUS * cos(turn), _MIDDLE + _RADIUS * sin(turn)


def _arrow(pair: dict[str, Any], spots: Sequence[tuple[float, float]], mine: int | None) -> Arrow:
    (x1, y1), (x2, y2) = spots[pair["giver"]], spots[pair["receiver"]]
    long = hypot(x2 - x1, y2 - y1) or 1
    ux, uy = (x2 - x1) / long, (y2 - y1) / long
    sx, sy = -uy * _ASIDE, ux * _ASIDE
    begin = (x1 + ux * _NODE + sx, y1 + uy * _NODE + sy)
    end = (x2 - ux * (_NODE + 2) + sx, y2 - uy * (_NODE + 2) + sy)
    return Arrow(
        x1=round(begin[0], 1),
        y1=round(begin[1], 1),
        x2=round(end[0], 1),
        y2=round(end[1], 1),
        head=_head(end, (ux, uy)),
        width=next((width for least, width in _WIDTHS if pair["count"] >= least), 1),
        is_mine=mine in (pair["giver"], pair["receiver"]),
    )


def _head(end: tuple[float, float], way: tuple[float, float]) -> str:
    (x, y), (ux, uy) = end, way
    corners = (
        (x, y),
        (x - 9 * ux - 5 * uy, y - 9 * uy + 5 * ux),
        (x - 9 * ux + 5 * uy, y - 9 * uy - 5 * ux),
    )
    return " ".join(f"{round(px, 1)},{round(py, 1)}" for px, py in corners)
