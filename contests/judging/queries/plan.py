"""Who reads what: a plan that is balanced, overlapping and free of ties; the same for one seed.

Loads are evened out by cost-reducing paths: while a chain of exchanges leads from a judge to one
with two sheets fewer, it is made. When none is left, no plan has a smaller spread (Harvey, Ladner,
Lovász and Tamir 2003, "Semi-matchings for bipartite graphs and load balancing").
"""

from __future__ import annotations

import hashlib
import random
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

Slot = tuple[int, int]


def chance(seed: str, *words: object) -> random.Random:
    """Return a generator that depends on the seed and the words alone."""
    text = ":".join([seed, *map(str, words)])
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    return random.Random(number)  # noqa: S311  a plan that anyone can repeat, not a secret


@dataclass
class Board:
    """The plan while it is made: who reads each entry, who may, and how much each judge has."""

    readers: dict[int, set[int]]
    loads: dict[int, int]
    forbidden: set[Slot]
    # Sheets that exist already; they stay where they are.
    fixed: dict[int, set[int]] = field(default_factory=dict)

    def may_take(self, judge: int, entry: int) -> bool:
        """Whether the judge could still get the entry."""
        return (
            (judge, entry) not in self.forbidden
            and judge not in self.readers[entry]
            and judge not in self.fixed.get(entry, ())
        )

    def move(self, entry: int, giver: int, taker: int) -> None:
        """Hand an entry from one judge to another."""
        self.readers[entry].remove(giver)
        self.readers[entry].add(taker)
        self.loads[giver] -= 1
        self.loads[taker] += 1

    def parts(self) -> dict[int, int]:
        """Return {judge: part}: judges in one part are tied together by the entries they share."""
        root = {judge: judge for judge in self.loads}

        def find(judge: int) -> int:
            while root[judge] != judge:
                root[judge] = root[root[judge]]
                judge = root[judge]
            return judge

        for entry, readers in self.readers.items():
            own = [one for one in (*readers, *self.fixed.get(entry, ())) if one in root]
            for other in own[1:]:
                root[find(own[0])] = find(other)
        return {judge: find(judge) for judge in self.loads}


def plan_sheets(
    *,
    seed: str,
    needs: Mapping[int, int],
    loads: Mapping[int, int],
    forbidden: Collection[Slot] = (),
    fixed: Mapping[int, Collection[int]] | None = None,
) -> list[Slot]:
    """Return (judge, entry) for the sheets to give out, sorted.

    `needs` says how many more judges each entry needs, `loads` how many sheets each judge has,
    `forbidden` who must not read what, `fixed` who reads an entry already. An entry for which there
    aren't enough judges gets all there are.
    """
    board = Board(
        readers={entry: set() for entry in sorted(needs)},
        loads={judge: loads[judge] for judge in sorted(loads)},
        forbidden=set(forbidden),
        fixed={entry: set(judges) for entry, judges in (fixed or {}).items()},
    )
    _fill(board, needs, seed)
    _even_out(board)
    _tie_together(board)
    return sorted((judge, entry) for entry, own in board.readers.items() for judge in own)


def _fill(board: Board, needs: Mapping[int, int], seed: str) -> None:
    """Give each entry to those with the least to read; who has met less often comes first."""
    draw = chance(seed, "plan", *sorted(needs))
    met: dict[Slot, int] = {}
    able = {entry: sum(board.may_take(judge, entry) for judge in board.loads) for entry in needs}
    order = [(able[entry], draw.random(), entry) for entry in sorted(needs)]
    for _able, _chance, entry in sorted(order):
        for _number in range(needs[entry]):
            present = board.readers[entry] | board.fixed.get(entry, set())
            open_to = [judge for judge in board.loads if board.may_take(judge, entry)]
            if not open_to:
                break
            least = min(
                open_to,
                key=lambda judge: (
                    board.loads[judge],
                    sum(met.get((judge, other), 0) for other in present),
                    draw.random(),
                ),
            )
            for other in present:
                met[least, other] = met.get((least, other), 0) + 1
                met[other, least] = met.get((other, least), 0) + 1
            board.readers[entry].add(least)
            board.loads[least] += 1


def _entries_by_judge(board: Board) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {judge: [] for judge in board.loads}
    for entry, readers in board.readers.items():
        for judge in sorted(readers):
            found[judge].append(entry)
    return found


def _even_out(board: Board) -> None:
    """Make exchanges until no chain leads from a judge to one with two sheets fewer."""
    settled = False
    while not settled:
        settled = True
        for judge in sorted(board.loads, key=lambda one: (-board.loads[one], one)):
            if _relieve(board, judge):
                settled = False
                break


def _relieve(board: Board, start: int) -> bool:
    """Hand one sheet along the shortest chain from `start` to somebody with two fewer."""
    if board.loads[start] - min(board.loads.values()) < 2:  # noqa: PLR2004  one is even
        return False
    owned = _entries_by_judge(board)
    came: dict[int, tuple[int, int]] = {}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        for entry in owned[giver]:
            for taker in board.loads:
                if taker in came or taker == start or not board.may_take(taker, entry):
                    continue
                came[taker] = (giver, entry)
                if board.loads[taker] <= board.loads[start] - 2:
                    _hand_along(board, start, taker, came)
                    return True
                waiting.append(taker)
    return False


def _hand_along(board: Board, start: int, taker: int, came: Mapping[int, tuple[int, int]]) -> None:
    while taker != start:
        giver, entry = came[taker]
        board.move(entry, giver, taker)
        taker = giver


def _tie_together(board: Board) -> None:
    """Exchange two entries across parts, as long as that leaves fewer parts. Loads stay."""
    while (count := len(_busy_parts(board))) > 1 and _exchange(board, count):
        pass


def _busy_parts(board: Board) -> set[int]:
    return {part for judge, part in board.parts().items() if board.loads[judge]}


def _exchange(board: Board, count: int) -> bool:
    parts = board.parts()
    slots = [(judge, entry) for entry, own in board.readers.items() for judge in sorted(own)]
    for judge, entry in slots:
        for other, another in slots:
            if parts[judge] == parts[other] or not (
                board.may_take(other, entry) and board.may_take(judge, another)
            ):
                continue
            _swap(board, judge, entry, other, another)
            if len(_busy_parts(board)) < count:
                return True
            _swap(board, other, entry, judge, another)
    return False


def _swap(board: Board, judge: int, entry: int, other: int, another: int) -> None:
    board.move(entry, judge, other)
    board.move(another, other, judge)


def reading_order(seed: str, judge: int, entries: Iterable[int]) -> list[int]:
    """Return a judge's own order, so that nobody's text always comes last."""
    found = sorted(entries)
    chance(seed, "order", judge).shuffle(found)
    return found
