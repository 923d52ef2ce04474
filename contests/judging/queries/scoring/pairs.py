"""The final by pairs: Bradley–Terry strengths, fitted to all duels at once.

P(a beats b) = p_a / (p_a + p_b). Each finalist also has one won and one lost duel against an
imagined finalist of strength 1: so strengths exist when somebody won or lost everything, or when
the pairs don't hang together. Fitted by the MM algorithm (Hunter 2004, "MM algorithms for
generalized Bradley–Terry models", Annals of Statistics 32), which doesn't depend on the order of
the duels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from contests.judging.queries.scoring.definition import snap

_ROUNDS = 10_000
_CLOSE = 1e-13
Finalist = TypeVar("Finalist", bound=Hashable)


@dataclass(frozen=True)
class Pair:
    """A decided duel."""

    winner: Hashable
    loser: Hashable


def strengths(finalists: Sequence[Finalist], duels: Iterable[Pair]) -> dict[Finalist, float]:
    """Return the logarithm of each finalist's strength, in whole billionths; 0 without duels."""
    fought = list(duels)
    wins = Counter(duel.winner for duel in fought)
    met = Counter(frozenset((duel.winner, duel.loser)) for duel in fought)
    power: dict[Finalist, float] = dict.fromkeys(finalists, 1.0)
    for _ in range(_ROUNDS):
        new = {
            one: (wins[one] + 1.0)
            / (
                2.0 / (power[one] + 1.0)
                + sum(
                    met[frozenset((one, other))] / (power[one] + power[other])
                    for other in finalists
                    if other != one
                )
            )
            for one in finalists
        }
        change = max((abs(log(new[one] / power[one])) for one in finalists), default=0.0)
        power = new
        if change < _CLOSE:
            break
    return {one: snap(log(found)) for one, found in power.items()}
