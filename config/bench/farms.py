"""Fifty fraud farms among five thousand honest members: synthetic people, real programme.

Made from a fixed seed: families on one device, offices behind one network, freelancers who bring
their own clients, writers whose readers come in bursts, and eight kinds of people who bring
themselves. Their sign-ups and orders go through the services in the order of their moments; days
pass, rewards fall due and are paid. Then it is counted who was held before anything was paid.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from config.bench.machine import Figure, figure

if TYPE_CHECKING:
    from marketplace.accounts.models import Member

SEED: Final = 20_261_129
HONEST, FARMS = 5_000, 50
START: Final = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
DAYS = 60
# Of honest people: who has a throw-away mailbox, brings people, buys something, wants it back
# at once, and of families those who withdraw to one account.
DISPOSABLE, BRINGS, BUYS, WANTS_BACK, ONE_ACCOUNT = 0.01, 0.55, 0.6, 0.04, 0.03
PUBLIC: Final = ("gmail.com", "gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com")
FIRST: Final = (
    *("ahmad", "omar", "salma", "noor", "yusuf", "huda", "khalid", "rana", "tariq", "maha"),
    *("sami", "lina", "fadi", "hala", "nabil", "rami", "dana", "ziad", "mona", "anas"),
)
LAST: Final = (
    *("harbi", "otaibi", "khoury", "masri", "shami", "najjar", "haddad", "qasim", "saleh"),
    *("mansour", "amin", "hasan", "darwish", "zahrani", "ghamdi", "sabbagh", "awad", "nasser"),
)


@dataclass
class Person:
    """Somebody who signs up: by whose link, where, and what they buy."""

    name: str
    email: str
    at: datetime
    owner: Person | None = None
    visitor: str = ""
    day_print: str = ""
    farm: int = -1
    account: str = ""
    # (from whom or None for any seller, when, days until accepted or refunded, is refunded)
    orders: list[tuple[Person | None, datetime, float, bool]] = field(default_factory=list)
    member: Member | None = None


class Town:
    """Makes the people; the same seed makes the same ones."""

    def __init__(self, *, honest: int, farms: int, seed: int = SEED) -> None:
        self.random = random.Random(seed)  # noqa: S311  made up, and the same each time
        self.people: list[Person] = []
        self._numbers = itertools.count(1)
        self._grow(honest)
        makers = self._farm_makers()
        for number in range(farms):
            makers[number % len(makers)](number)

    def cookie(self) -> str:
        return f"{next(self._numbers):026d}"

    def place(self) -> str:
        return f"{next(self._numbers):064x}"

    def moment(self) -> datetime:
        return START + DAY * self.random.uniform(0, 25)

    def person(self, at: datetime, *, email: str = "", owner: Person | None = None) -> Person:
        number = next(self._numbers)
        return self._add(
            Person(
                name=f"p{number}",
                email=email or self.address(number),
                at=at,
                owner=owner,
                visitor=self.cookie(),
                day_print=self.place(),
            )
        )

    def _add(self, person: Person) -> Person:
        self.people.append(person)
        return person

    def address(self, number: int) -> str:
        chosen = self.random
        name = f"{chosen.choice(FIRST)}{chosen.choice(('.', '', '_'))}{chosen.choice(LAST)}"
        if chosen.random() < DISPOSABLE:
            return f"{name}{number}@mailinator.com"
        tail = chosen.choice((f"x{number}", f"{number}", f"{chosen.randint(60, 99)}n{number}"))
        return f"{name}{tail}@{chosen.choice(PUBLIC)}"

    # Honest people.

    def _grow(self, honest: int) -> None:
        kinds: list[tuple[int, Callable[[Person], None]]] = [
            (8, self._family),
            (5, self._office),
            (15, self._freelancer),
            (72, self._friends),
        ]
        weights = [weight for weight, _ in kinds]
        # Twelve in five thousand write for an audience.
        for _ in range(max(1, honest // 420)):
            self._writer(self.person(START - DAY))
        while len(self.people) < honest:
            owner = self.person(START - DAY * self.random.uniform(1, 300))
            kind = self.random.choices(kinds, weights)[0][1]
            if self.random.random() < BRINGS:
                kind(owner)

    def _few(self, most: int) -> int:
        return min(most, 1 + int(self.random.expovariate(0.9)))

    def _buys(self, person: Person, seller: Person | None = None) -> None:
        if self.random.random() > BUYS:
            return
        at = person.at + DAY * self.random.uniform(0.05, 12)
        is_back = self.random.random() < WANTS_BACK
        days = self.random.uniform(0.1, 2) if is_back else self.random.choice((0.4, 2, 4, 7, 9))
        person.orders.append((seller, at, days, is_back))

    def _friends(self, owner: Person) -> None:
        for _ in range(self._few(12)):
            self._buys(self.person(self.moment(), owner=owner))

    def _family(self, owner: Person) -> None:
        """One device in the hall, one surname, sometimes one account for withdrawals."""
        surname = self.random.choice(LAST)
        shares_account = self.random.random() < ONE_ACCOUNT
        owner.account = f"family{owner.name}" if shares_account else ""
        for _ in range(self._few(3)):
            name = f"{self.random.choice(FIRST)}.{surname}{next(self._numbers)}@gmail.com"
            one = self.person(self.moment(), email=name, owner=owner)
            one.visitor, one.account = owner.visitor, owner.account
            one.day_print = f"{owner.visitor}{one.at.date()}"
            self._buys(one)

    def _office(self, owner: Person) -> None:
        """Machines of one make behind one network, one domain; they come over some days."""
        domain = f"office{owner.name}.example"
        owner.email = f"boss@{domain}"
        first = self.moment()
        for number in range(self.random.randint(3, 7)):
            at = first + DAY * self.random.choice((0, 0, 1, 2)) + HOUR * self.random.uniform(0, 8)
            colleague = f"{self.random.choice(FIRST)}.{number}x@{domain}"
            one = self.person(at, email=colleague, owner=owner)
            one.day_print = f"{domain}{one.at.date()}"
            self._buys(one)

    def _freelancer(self, owner: Person) -> None:
        """Brings own clients, who buy from nobody else."""
        for _ in range(self._few(6)):
            one = self.person(self.moment(), owner=owner)
            self._buys(one, owner)

    def _writer(self, owner: Person) -> None:
        """Let a post go round: readers come within minutes, from everywhere."""
        post = self.moment()
        for _ in range(self.random.randint(25, 45)):
            at = post + MINUTE * self.random.expovariate(1 / 20)
            self._buys(self.person(at, owner=owner))

    # Those who bring themselves.

    def _farm_makers(self) -> list[Callable[[int], None]]:
        """Fifty farms: every kind six times, and two that nothing tells from freelancers."""
        many = [
            self._one_browser,
            self._wiped_cookies,
            self._aliases,
            self._scripted,
            self._rented_addresses,
            self._second_self,
            self._loop,
            self._shared_account,
        ]
        return [*many * 6, self._patient, self._patient]

    def _hands(self, number: int) -> tuple[Person, int, datetime]:
        owner = self.person(START - DAY * self.random.uniform(1, 30))
        owner.farm = number
        return owner, self.random.randint(8, 20), self.moment()

    def _hand(
        self,
        owner: Person,
        at: datetime,
        seller: Person | None,
        *,
        email: str = "",
        days: float = 3,
    ) -> Person:
        one = self.person(at, email=email, owner=owner)
        one.farm = owner.farm
        one.orders.append((seller, at + HOUR * self.random.uniform(1, 5), days, False))
        return one

    def _one_browser(self, number: int) -> None:
        owner, count, at = self._hands(number)
        for step in range(count):
            self._hand(owner, at + HOUR * step, owner).visitor = owner.visitor

    def _wiped_cookies(self, number: int) -> None:
        owner, count, at = self._hands(number)
        for step in range(count):
            one = self._hand(owner, at + MINUTE * step, owner, days=0.2)
            one.day_print = f"farm{number}{one.at.date()}"

    def _aliases(self, number: int) -> None:
        owner, count, at = self._hands(number)
        name = f"farmer{number}"
        owner.email = f"{name}@gmail.com"
        for step in range(count):
            dotted = name if step % 2 else f"{name[:3]}.{name[3:]}"
            email = f"{dotted}+{step}@gmail.com"
            self._hand(owner, at + DAY * step / 3, None, email=email)

    def _scripted(self, number: int) -> None:
        owner, count, at = self._hands(number)
        for step in range(count):
            email = f"{self.random.choice(FIRST)}{step}{number}@yopmail.com"
            self._hand(owner, at + MINUTE * step / 2, owner, email=email, days=0.3)

    def _rented_addresses(self, number: int) -> None:
        owner, count, at = self._hands(number)
        for step in range(count):
            email = f"order-{step}@shop{number}.example"
            self._hand(owner, at + HOUR * 7 * step, owner, email=email, days=0.4)

    def _second_self(self, number: int) -> None:
        """All buy from the owner's other account, which withdraws to the same place."""
        owner, count, at = self._hands(number)
        other = self.person(at, owner=owner)
        other.farm = number
        owner.account = other.account = f"farm{number}"
        for step in range(count):
            self._hand(owner, at + DAY * (step + 1) / 2, other, days=4)

    def _loop(self, number: int) -> None:
        """Each account brings another one of the owner's."""
        owner, count, at = self._hands(number)
        for step in range(count // 2):
            one = self._hand(owner, at + DAY * step / 2, owner)
            back = self._hand(one, at + DAY * step / 2 + HOUR, owner)
            back.visitor = owner.visitor

    def _shared_account(self, number: int) -> None:
        owner, count, at = self._hands(number)
        for step in range(count):
            one = self._hand(owner, at + DAY * step / 2, owner, days=3)
            one.account = f"farm{number}"
        owner.account = f"farm{number}"

    def _patient(self, number: int) -> None:
        """Own devices, own networks, own addresses, and time: a freelancer with clients."""
        owner, count, at = self._hands(number)
        for step in range(count):
            self._hand(owner, at + DAY * step, owner, days=5)


def iban(text: str) -> str:
    """Return a German account number with right check digits, made of a text."""
    number = f"{abs(hash_of(text)) % 10**18:018d}"
    check = 98 - int(f"{number}131400") % 97
    return f"DE{check:02d}{number}"


def hash_of(text: str) -> int:
    """Return a number that is the same in every process."""
    found = 7
    for sign in text:
        found = (found * 131 + ord(sign)) % 10**18
    return found


@dataclass(frozen=True)
class Outcome:
    """What came of it. A farm is held when nothing of it was paid before a person looked."""

    farms: int
    farms_held: int
    honest: int
    honest_held: int
    rewards: int
    seconds: float

    @property
    def farm_share(self) -> float:
        return 100 * self.farms_held / self.farms

    @property
    def honest_share(self) -> float:
        return 100 * self.honest_held / self.honest


def simulate(*, honest: int = HONEST, farms: int = FARMS, seed: int = SEED) -> Outcome:
    """Live sixty days of a made-up town, in a transaction that is taken back."""
    from django.db import transaction  # noqa: PLC0415  settings come first

    town, began = Town(honest=honest, farms=farms, seed=seed), time.perf_counter()
    with transaction.atomic():
        outcome = _live(town, farms, began)
        transaction.set_rollback(True)
    return outcome


def _live(town: Town, farms: int, began: float) -> Outcome:
    from config.bench.farm_life import Life  # noqa: PLC0415  models load after settings

    life = Life(town.people, START)
    for day in range(DAYS):
        life.live_until(START + DAY * (day + 1))
    paid, held = life.paid_friends(), life.held_members()
    caught = sum(
        not any(one.farm == number and one.name in paid for one in town.people)
        for number in range(farms)
    )
    good = [one for one in town.people if one.farm < 0]
    return Outcome(
        farms=farms,
        farms_held=caught,
        honest=len(good),
        honest_held=sum(one.name in held for one in good),
        rewards=life.count_rewards(),
        seconds=time.perf_counter() - began,
    )


def measure() -> list[Figure]:
    """Return the two shares of the whole town."""
    found = simulate()
    return list(_figures(found))


def _figures(found: Outcome) -> Iterator[Figure]:
    farms = f"synthetic: {found.farms} fraud farms, held before payout, %"
    people = f"synthetic: {found.honest} honest members, held, %"
    yield figure("P22", farms, ">= 95", [found.farm_share])
    yield figure("P22", people, "<= 2", [found.honest_share])
