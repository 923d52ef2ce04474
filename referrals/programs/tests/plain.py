"""Attribution and rewards as the product's words say them, in plain Python, for comparison.

Nothing of the platform is used here: whole numbers, fractions, lists and loops.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from math import floor

TOUCH_DAYS = 30


def half_up(value: Fraction) -> int:
    """Round to a whole unit, a half upwards."""
    return floor(value + Fraction(1, 2))


@dataclass
class PlainRule:
    """A rule: `share` of the fee, or `amount`; `tiers` are (from which friend, value)."""

    event: str
    side: str
    kind: str = "money"
    amount: int = 0
    share: int = 0
    cap_month: int | None = None
    cap_total: int | None = None
    minimum: int = 0
    hold_days: int = 0
    months: int = 12
    tiers: tuple[tuple[int, int], ...] = ()


@dataclass
class PlainReward:
    rule: int
    member: str
    friend: str
    order: str
    granted: int
    at: datetime
    due: datetime
    total: int
    gone: Fraction = Fraction(0)
    back: int = 0
    state: str = "pending"
    given: int = 0
    met: int = 0
    came: int = 0

    @property
    def value(self) -> int:
        return self.granted - self.back

    @property
    def owed(self) -> int:
        return max(0, self.given - self.value - self.came)


@dataclass
class Plain:
    """One programme with a fund, what happened, and what follows from it."""

    fund: int
    rules: list[PlainRule]
    begins: datetime
    visits: list[tuple[str, datetime, str]] = field(default_factory=list)
    came: list[tuple[str, str, datetime]] = field(default_factory=list)
    owners: dict[str, str | None] = field(default_factory=dict)
    done: list[tuple[str, str, datetime, int]] = field(default_factory=list)
    rewards: list[PlainReward] = field(default_factory=list)
    wallets: dict[tuple[str, str], int] = field(default_factory=dict)
    paid: int = 0

    @property
    def reserved(self) -> int:
        return sum(one.value for one in self.rewards if one.state in ("pending", "due"))

    def visit(self, visitor: str, owner: str, at: datetime) -> None:
        self.visits.append((visitor, at, owner))

    def sign_up(self, friend: str, code: str | None, at: datetime) -> None:
        seen = [
            (when, number, owner)
            for number, (visitor, when, owner) in enumerate(self.visits)
            if visitor == friend and at - timedelta(days=TOUCH_DAYS) < when <= at
        ]
        owner = code or (max(seen)[2] if seen else None)
        self.owners[friend] = owner
        if owner is None:
            return
        self.came.append((friend, owner, at))
        for number, rule in enumerate(self.rules):
            if rule.event == "signup":
                due = at + timedelta(days=rule.hold_days)
                self._grant(number, friend, "", at, due, fee=0, total=0, gone=Fraction(0))

    def complete(
        self, friend: str, order: str, at: datetime, clears: datetime, *, total: int, fee_bp: int
    ) -> None:
        self.done.append((friend, order, at, total))
        if self.owners.get(friend) is None:
            return
        signed = next(when for who, _owner, when in self.came if who == friend)
        fee = half_up(Fraction(total * fee_bp, 10_000))
        for number, rule in enumerate(self.rules):
            if rule.event == "signup" or total < rule.minimum:
                continue
            if rule.event == "first_order":
                fits = [one for one in self.done if one[0] == friend and one[3] >= rule.minimum]
                if fits[0][1] != order:
                    continue
            elif at >= _later(signed, rule.months):
                continue
            self._grant(number, friend, order, at, clears, fee=fee, total=total, gone=Fraction(0))

    def _grant(
        self,
        number: int,
        friend: str,
        order: str,
        at: datetime,
        due: datetime,
        *,
        fee: int,
        total: int,
        gone: Fraction,
    ) -> None:
        rule = self.rules[number]
        owner = self.owners[friend] or ""
        brought = [who for who, whose, _when in self.came if whose == owner]
        place = brought.index(friend) + 1
        value = rule.share or rule.amount
        for first, higher in rule.tiers:
            if place >= first:
                value = higher
        amount = half_up(Fraction(fee * value, 10_000)) if rule.share else value
        if amount <= 0:
            return
        member = owner if rule.side == "referrer" else friend
        mine = [one for one in self.rewards if (one.rule, one.member) == (number, member)]
        month = [one for one in mine if (one.at.year, one.at.month) == (at.year, at.month)]
        if rule.cap_month is not None:
            amount = min(amount, max(0, rule.cap_month - sum(one.granted for one in month)))
        if rule.cap_total is not None:
            amount = min(amount, max(0, rule.cap_total - sum(one.granted for one in mine)))
        amount = min(amount, self.fund - self.reserved - self.paid)
        reward = PlainReward(number, member, friend, order, amount, at, due, total, gone)
        if amount == 0:
            reward.state = "cancelled"
        self.rewards.append(reward)

    def refund(self, order: str, refunded: int) -> None:
        """`refunded` is all that went back of the order so far."""
        for one in self.rewards:
            if one.order == order:
                one.gone = Fraction(refunded, one.total)
                one.back = half_up(one.granted * one.gone)
                if one.state in ("pending", "due") and one.value == 0:
                    one.state = "cancelled"

    def settle(self, now: datetime) -> None:
        for one in self.rewards:
            if one.state != "pending" or one.due > now:
                continue
            kind = self.rules[one.rule].kind
            one.state, one.given = "paid", one.value
            for earlier in self.rewards:
                if earlier is one or earlier.member != one.member or earlier.state != "paid":
                    continue
                if self.rules[earlier.rule].kind != kind:
                    continue
                part = min(one.given - one.met, earlier.owed)
                earlier.came += part
                one.met += part
            rest = one.given - one.met
            self.paid += rest
            key = (one.member, kind)
            self.wallets[key] = self.wallets.get(key, 0) + rest


def _later(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.month - 1 + months, 12)
    found = moment
    for day in (moment.day, 30, 29, 28):
        try:
            found = moment.replace(year=moment.year + year, month=month + 1, day=day)
        except ValueError:
            continue
        break
    return found
