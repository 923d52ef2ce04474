"""What looks like an agreement. Weights are settings; from their sum on a person is asked.

Sources: unique givers over favours received, and reciprocal pairs ("voting honesty", "reciprocal
pair: more than five mutual votes and little else"); dense groups with little from outside, found by
greedy removal (the collusion ratio of SimpleVoteRingDetection). A fan who likes a whole archive is
no ring: one sign alone never reaches the sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from community.rings.choices import CaseKind, SignalKind
from community.rings.queries.graph import Favours, Group, peeled
from community.rings.queries.pairs import Pair
from marketplace.core.conf import Rules

# Shares of a member's favours from which a tie is strong; a large ring has weak ties, a small one
# strong ones, and among strong ties alone a ring isn't hidden in its surroundings.
LEVELS: Final = (4, 8, 15, 30)
BELONGS_PERCENT: Final = 40
RETURNED_PERCENT: Final = 50
DENSE_PERCENT: Final = 50
FOCUS_PERCENT: Final = 70
HALF: Final = 50
_TWO: Final = 2
_SHARE: Final = 60


@dataclass(frozen=True)
class Signal:
    """One sign with its weight and the figure behind it."""

    kind: SignalKind
    weight: int
    figure: int


@dataclass(frozen=True)
class Suspect:
    """Members about whom a person should be asked, and why."""

    kind: CaseKind
    group: Group
    signals: tuple[Signal, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """Who they are, by primary key, ascending."""
        return self.group.members

    @property
    def score(self) -> int:
        """The sum of the weights."""
        return sum(signal.weight for signal in self.signals)


def find_suspects(pairs: Iterable[Pair], limits: Rules) -> list[Suspect]:
    """Return whom a person should look at, the heaviest first; each group once."""
    favours = Favours(pairs)
    found = [*_rings(favours, limits), *_one_sided(favours, limits)]
    heavy = [one for one in found if one.score >= limits.ring_case_weight]
    heavy.sort(key=lambda one: (-one.score, -len(one.members), one.members))
    kept: list[Suspect] = []
    for one in heavy:
        if not any(overlap(one.members, other.members) >= _SHARE for other in kept):
            kept.append(one)
    return kept


def overlap(some: Iterable[int], others: Iterable[int]) -> int:
    """Return how much of the smaller of two groups is in the other, in percent."""
    one, two = set(some), set(others)
    return 100 * len(one & two) // max(1, min(len(one), len(two)))


def _rings(favours: Favours, limits: Rules) -> Iterator[Suspect]:
    seen: set[tuple[int, ...]] = set()
    for percent in LEVELS:
        edges = favours.strong(at_least=limits.ring_edge_favours, percent=percent)

        def keeps(one: int, group: set[int], edges: dict[int, set[int]] = edges) -> bool:
            return _belongs(favours, edges, one, group)

        for members in peeled(edges, keeps):
            key = tuple(sorted(members))
            if key not in seen and len(key) <= limits.ring_size_max:
                seen.add(key)
                yield from _judge(Group(key, favours), limits)


def _belongs(favours: Favours, edges: dict[int, set[int]], one: int, group: set[int]) -> bool:
    """Whether so much of what a member gives and gets is bound to the group."""
    gives = sum(favours.count(one, other) for other in edges.get(one, ()) if other in group)
    gets = sum(favours.count(other, one) for other in group if one in edges.get(other, ()))
    whole = favours.given[one] + favours.received[one]
    return 100 * (gives + gets) >= BELONGS_PERCENT * whole


def _judge(group: Group, limits: Rules) -> Iterator[Suspect]:
    if len(group.members) == _TWO and min(pair.count for pair in group.inside) < (
        limits.ring_pair_favours
    ):
        return
    looks = (
        (
            SignalKind.CLOSED,
            group.closed_percent >= limits.ring_closed_percent,
            group.closed_percent,
        ),
        (SignalKind.RETURNED, group.returned_percent >= RETURNED_PERCENT, group.returned_percent),
        (SignalKind.DENSE, group.dense_percent >= DENSE_PERCENT, group.dense_percent),
        (
            SignalKind.DIVERSITY,
            group.diversity_percent <= limits.ring_diversity_percent,
            group.diversity_percent,
        ),
        (SignalKind.SERIAL, group.most_in_hour >= limits.ring_serial_hour, group.most_in_hour),
    )
    signals = tuple(
        Signal(kind, weigh(kind, limits), figure) for kind, is_so, figure in looks if is_so
    )
    yield Suspect(CaseKind.RING, group, signals)


def weigh(kind: SignalKind, limits: Rules) -> int:
    """Return the weight of a sign: a setting."""
    return int(getattr(limits, f"ring_weight_{kind.value}"))


def _one_sided(favours: Favours, limits: Rules) -> Iterator[Suspect]:
    """Look at those who get most from people who give to hardly anybody else.

    Whoever helps newcomers has such givers, too: only with a burst do they reach the sum.
    """
    for receiver, pairs in sorted(favours.by_receiver.items()):
        loyal = [
            pair
            for pair in pairs
            if pair.count >= limits.ring_pair_favours
            and 100 * pair.count >= FOCUS_PERCENT * favours.given[pair.giver]
        ]
        got = favours.received[receiver]
        if not loyal or 100 * sum(pair.count for pair in loyal) < HALF * got:
            continue
        yield _crowd(receiver, loyal, favours, limits)


def _crowd(receiver: int, loyal: list[Pair], favours: Favours, limits: Rules) -> Suspect:
    group = Group(tuple(sorted({receiver, *(pair.giver for pair in loyal)})), favours)
    signals = [
        Signal(SignalKind.FOCUS, weigh(SignalKind.FOCUS, limits), len(loyal)),
        Signal(SignalKind.DIVERSITY, weigh(SignalKind.DIVERSITY, limits), group.diversity_percent),
    ]
    if group.most_in_hour >= limits.ring_serial_hour:
        weight = weigh(SignalKind.SERIAL, limits)
        signals.append(Signal(SignalKind.SERIAL, weight, group.most_in_hour))
    kind = CaseKind.CROWD if len(loyal) > 1 else CaseKind.SERIAL
    return Suspect(kind, group, tuple(signals))
