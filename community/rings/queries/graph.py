"""The graph of favours, and the groups in it. No database, no library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from community.rings.queries.pairs import Pair

Edges = Mapping[int, Collection[int]]


class Favours:
    """All pairs, with what each member gives and gets."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.pairs: dict[tuple[int, int], Pair] = {}
        self.given: dict[int, int] = defaultdict(int)
        self.received: dict[int, int] = defaultdict(int)
        self.by_giver: dict[int, list[Pair]] = defaultdict(list)
        self.by_receiver: dict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            self.pairs[pair.giver, pair.receiver] = pair
            self.given[pair.giver] += pair.count
            self.received[pair.receiver] += pair.count
            self.by_giver[pair.giver].append(pair)
            self.by_receiver[pair.receiver].append(pair)

    def count(self, giver: int, receiver: int) -> int:
        """Return how often one gave to the other."""
        pair = self.pairs.get((giver, receiver))
        return pair.count if pair else 0

    def strong(self, *, at_least: int, percent: int) -> dict[int, set[int]]:
        """Return who gives to whom often, and a good part of what is given or of what is got."""
        found: dict[int, set[int]] = defaultdict(set)
        for pair in self.pairs.values():
            whole = min(self.given[pair.giver], self.received[pair.receiver])
            if pair.count >= at_least and 100 * pair.count >= percent * whole:
                found[pair.giver].add(pair.receiver)
        return dict(found)


@dataclass(frozen=True)
class Group:
    """Some members and the pairs among them."""

    members: tuple[int, ...]
    favours: Favours

    @cached_property
    def inside(self) -> list[Pair]:
        """The pairs with both ends among the members."""
        known = frozenset(self.members)
        return [
            pair
            for member in self.members
            for pair in self.favours.by_giver.get(member, ())
            if pair.receiver in known
        ]

    @cached_property
    def inside_count(self) -> int:
        """How many favours were done among the members."""
        return sum(pair.count for pair in self.inside)

    @cached_property
    def closed_percent(self) -> int:
        """How much of all that the members give and get stays inside (Dice's coefficient)."""
        favours = self.favours
        whole = sum(favours.given[one] + favours.received[one] for one in self.members)
        return 200 * self.inside_count // whole if whole else 0

    @cached_property
    def returned_percent(self) -> int:
        """How much of what is given inside is given back by the same person."""
        back = sum(
            min(pair.count, self.favours.count(pair.receiver, pair.giver)) for pair in self.inside
        )
        return 100 * back // self.inside_count if self.inside_count else 0

    @cached_property
    def dense_percent(self) -> int:
        """How many of all possible pairs there are."""
        size = len(self.members)
        return 100 * len(self.inside) // (size * (size - 1))

    @cached_property
    def diversity_percent(self) -> int:
        """How many different givers there are for a hundred favours that the members got."""
        got = sum(self.favours.received[one] for one in self.members)
        givers = sum(len(self.favours.by_receiver.get(one, ())) for one in self.members)
        return 100 * givers // got if got else 100

    @cached_property
    def most_in_hour(self) -> int:
        """How many favours one did another within an hour, at most."""
        return max((pair.in_hour for pair in self.inside), default=0)


def strongly_connected(edges: Edges) -> Iterator[set[int]]:
    """Yield the groups of two or more in which everybody can be reached from everybody.

    Tarjan 1972, with a stack of its own, so that long chains don't exhaust Python's.
    """
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    path: list[int] = []
    on_path: set[int] = set()
    for start in sorted(edges):
        if start in number:
            continue
        work: list[tuple[int, Iterator[int]]] = [(start, iter(sorted(edges.get(start, ()))))]
        number[start] = low[start] = len(number)
        path.append(start)
        on_path.add(start)
        while work:
            node, following = work[-1]
            step = next((one for one in following if one not in number or one in on_path), None)
            if step is not None and step in number:
                low[node] = min(low[node], number[step])
            elif step is not None:
                number[step] = low[step] = len(number)
                path.append(step)
                on_path.add(step)
                work.append((step, iter(sorted(edges.get(step, ())))))
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    yield from _cut(node, path, on_path)


def _cut(node: int, path: list[int], on_path: set[int]) -> Iterator[set[int]]:
    """Take a finished group off the path."""
    group: set[int] = set()
    while node not in group:
        one = path.pop()
        on_path.discard(one)
        group.add(one)
    if len(group) > 1:
        yield group


def peeled(edges: Edges, keeps: Callable[[int, set[int]], bool]) -> Iterator[set[int]]:
    """Yield the groups that remain when members who don't belong are let go, again and again."""
    waiting = list(strongly_connected(edges))
    while waiting:
        group = waiting.pop()
        staying = {one for one in group if keeps(one, group)}
        if staying == group:
            yield group
        elif len(staying) > 1:
            inner = {one: staying & set(edges.get(one, ())) for one in staying}
            waiting += strongly_connected(inner)
