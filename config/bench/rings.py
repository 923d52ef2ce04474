"""Twenty rings of two to twelve among two thousand honest members: synthetic people, real search.

Made from a fixed seed. Honest members like what they read: a few very active ones and many quiet
ones, friends who read each other, teams who write to each other all day, learners who
hardly read others, fans who like a whole archive in one evening, newcomers who know one person
only. Ring members do the same as honest ones
besides, so that they hide. Their likes are written into the record, the nightly search runs, and it
is counted whom its cases name.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from config.bench.machine import Figure, figure

SEED: Final = 20_261_129
HONEST, SIZES = 2_000, (2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 12)
NOW: Final = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAYS: Final = 170
HOUR: Final = timedelta(hours=1)
# Favours a ring member does for each that they serve; how much of what they do is for show.
LEAST, MOST = 6, 14
FOR_SHOW: Final = (0.2, 0.5)
# A ring counts as found by a case that names so much of it and not more others than members.
NAMED: Final = 2 / 3


@dataclass(frozen=True)
class Favour:
    """A like: from whom to whom, and when."""

    giver: int
    receiver: int
    at: datetime


class Town:
    """Makes the members (numbers; rings stand behind the honest) and what they like."""

    def __init__(
        self, *, honest: int = HONEST, sizes: tuple[int, ...] = SIZES, seed: int = SEED
    ) -> None:
        self.random = random.Random(seed)  # noqa: S311  made up, and the same each time
        self.honest = honest
        self.rings: list[list[int]] = []
        self.favours: list[Favour] = []
        self._fame = [self.random.paretovariate(1.1) for _ in range(honest)]
        self._crowd = list(range(honest))
        for member in range(honest):
            self._lives(member, self._how_much())
        self._know_each_other()
        first = honest
        for number, size in enumerate(sizes):
            ring = list(range(first, first + size))
            first += size
            self.rings.append(ring)
            self._plots(ring, number)

    @property
    def size(self) -> int:
        """How many members there are, honest and other."""
        return self.honest + sum(map(len, self.rings))

    def _how_much(self) -> int:
        return min(160, int(self.random.paretovariate(0.9) * 4))

    def _moment(self) -> datetime:
        return NOW - timedelta(days=self.random.uniform(0, DAYS), hours=1)

    def _likes(self, giver: int, receiver: int, at: datetime | None = None) -> None:
        if giver != receiver:
            self.favours.append(Favour(giver, receiver, at or self._moment()))

    def _lives(self, member: int, count: int) -> None:
        """Like what is good, wherever it stands: the well-known are read more."""
        for receiver in self.random.choices(self._crowd, self._fame, k=count):
            self._likes(member, receiver)

    def _know_each_other(self) -> None:
        """Friends, teams, learners, fans and newcomers."""
        for _ in range(self.honest // 3):
            one, two = self.random.sample(self._crowd, 2)
            for _ in range(self.random.randint(1, 4)):
                self._likes(one, two)
                self._likes(two, one)
        for _ in range(self.honest // 60):
            self._team(self.random.sample(self._crowd, self.random.randint(3, 6)))
        for _ in range(self.honest // 40):
            self._fan(self.random.choice(self._crowd))
        for _ in range(self.honest // 100):
            self._circle(self.random.sample(self._crowd, self.random.randint(3, 5)))
        for newcomer in self.random.sample(self._crowd, self.honest // 50):
            friend = self.random.choice(self._crowd)
            for _ in range(self.random.randint(2, 5)):
                self._likes(newcomer, friend)

    def _team(self, team: list[int]) -> None:
        """Colleagues read each other, and others as much."""
        for giver in team:
            self._lives(giver, self.random.randint(15, 40))
            for other in self.random.choices(self._crowd, k=self.random.randint(10, 25)):
                self._likes(other, giver)
            for receiver in team:
                for _ in range(self.random.randint(1, 5)):
                    self._likes(giver, receiver)

    def _circle(self, learners: list[int]) -> None:
        """Learn together: most of what they read is each other's, and not much."""
        for giver in learners:
            for receiver in learners:
                for _ in range(self.random.randint(1, 4)):
                    self._likes(giver, receiver)
            self._lives(giver, self.random.randint(3, 9))

    def _fan(self, fan: int) -> None:
        """Like a whole archive in an evening."""
        idol = max(self.random.sample(self._crowd, 20), key=self._fame.__getitem__)
        began = self._moment()
        for _ in range(self.random.randint(6, 14)):
            self._likes(fan, idol, began + HOUR * self.random.uniform(0, 1.5))

    def _plots(self, ring: list[int], number: int) -> None:
        """Cliques, circles, and mixtures; at once or with patience; all of them hide a little."""
        is_circle = number % 5 == 3 and len(ring) > 2  # noqa: PLR2004  two are no circle
        for place, giver in enumerate(ring):
            served = (
                [ring[(place + 1) % len(ring)]] if is_circle else [m for m in ring if m != giver]
            )
            done = 0
            for receiver in served:
                count = self.random.randint(LEAST, MOST) * (2 if is_circle else 1)
                done += count
                self._serves(giver, receiver, count, is_patient=number % 2 == 0)
            share = self.random.uniform(*FOR_SHOW)
            hidden = int(done * share / (1 - share))
            self._lives(giver, hidden)
            for other in self.random.choices(self._crowd, k=hidden // 2):
                self._likes(other, giver)

    def _serves(self, giver: int, receiver: int, count: int, *, is_patient: bool) -> None:
        began = self._moment()
        for step in range(count):
            later = HOUR * (self.random.uniform(0, 0.9) if step < count // 2 else 24 * step)
            at = self._moment() if is_patient else min(began + later, NOW - HOUR)
            self._likes(giver, receiver, at)


@dataclass(frozen=True)
class Outcome:
    """What the search came to."""

    rings: int
    found: int
    honest: int
    accused: int
    favours: int
    seconds: float

    @property
    def found_share(self) -> float:
        """How many of a hundred rings were found."""
        return 100 * self.found / self.rings

    @property
    def accused_share(self) -> float:
        """How many of a hundred honest members stand in a case."""
        return 100 * self.accused / self.honest


def score(town: Town, named: list[set[int]], seconds: float) -> Outcome:
    """Hold the cases (sets of members' numbers) against what was planted."""
    found = 0
    for ring in town.rings:
        members = set(ring)
        found += any(
            len(case & members) >= NAMED * len(members) and 2 * len(case & members) >= len(case)
            for case in named
        )
    accused = {one for case in named for one in case if one < town.honest}
    return Outcome(
        rings=len(town.rings),
        found=found,
        honest=town.honest,
        accused=len(accused),
        favours=len(town.favours),
        seconds=seconds,
    )


def simulate(*, honest: int = HONEST, sizes: tuple[int, ...] = SIZES, seed: int = SEED) -> Outcome:
    """Write a made-up town into the record, search it, and take all of it back."""
    from django.db import transaction  # noqa: PLC0415  settings come first

    from config.bench.ring_life import write_town  # noqa: PLC0415  models load after settings

    town = Town(honest=honest, sizes=sizes, seed=seed)
    with transaction.atomic():
        numbers = write_town(town)
        outcome = _search(town, numbers)
        transaction.set_rollback(True)
    return outcome


def _search(town: Town, numbers: dict[int, int]) -> Outcome:
    from community.rings.queries import members_of_cases  # noqa: PLC0415  models after settings
    from community.rings.services import search_rings  # noqa: PLC0415

    began = time.perf_counter()
    search_rings(now=NOW)
    seconds = time.perf_counter() - began
    # Cases of the demo world are about nobody of the town.
    cases = ({numbers[pk] for pk in case if pk in numbers} for case in members_of_cases())
    named = [case for case in cases if case]
    return score(town, named, seconds)


def measure() -> list[Figure]:
    """Return the two shares of the whole town."""
    return list(_figures(simulate()))


def _figures(found: Outcome) -> Iterator[Figure]:
    rings = f"synthetic: {found.rings} planted rings of 2 to 12, found, %"
    people = f"synthetic: {found.honest} honest members, accused, %"
    yield figure("H1", rings, ">= 90", [found.found_share])
    yield figure("H1", people, "<= 0.5", [found.accused_share])
