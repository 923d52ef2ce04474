"""A new rule replayed on the past, before it is switched on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.core.money import percent_half_up
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from referrals.guard.queries import standing_among
from referrals.links.models import Attribution
from referrals.programs.choices import RuleEvent, Side
from referrals.programs.models import Rule
from referrals.programs.queries.reckoning import (
    add_months,
    base_of,
    cut_to,
    month_of,
    share_back,
)

_SHOWN = 20


@dataclass
class Preview:
    """What a rule would have given: in minor units of the programme's currency.

    `budget` is what can be promised now; `ran_out_at` is when it would have been gone, and
    `missing` what the rewards would have lacked. `in_doubt` rewards would have waited for a person.
    """

    days: int
    since: datetime
    until: datetime
    budget: int
    count: int = 0
    amount: int = 0
    taken_back: int = 0
    in_doubt: int = 0
    cut: int = 0
    missing: int = 0
    ran_out_at: datetime | None = None
    people: list[tuple[Member, int, int]] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether the budget would have held."""
        return self.missing == 0


@dataclass(frozen=True)
class _Case:
    """Something that the rule would have rewarded."""

    at: datetime
    member_id: int
    attribution_id: int
    friend_number: int
    fee: int
    refunded: int
    total: int


def preview_rule(rule: Rule, *, budget: int, days: int, now: datetime) -> Preview:
    """Replay a rule over the past `days`: sign-ups and orders as they came, in their order.

    Caps, tiers, minimum and the budget hold as they would have; refunds until now are taken off.
    The rule needn't be saved. Referrals that don't count are left out.
    """
    since = now - timedelta(days=days)
    found = Preview(days=days, since=since, until=now, budget=budget)
    cases = sorted(_cases(rule, since, now), key=lambda case: (case.at, case.attribution_id))
    standing = standing_among({case.attribution_id for case in cases})
    by_month: dict[tuple[int, datetime], int] = defaultdict(int)
    by_member: dict[int, int] = defaultdict(int)
    counts: Counter[int] = Counter()
    sums: Counter[int] = Counter()
    for case in cases:
        if standing.get(case.attribution_id) == "barred":
            continue
        base = base_of(rule, friend_number=case.friend_number, fee=case.fee)
        month = (case.member_id, month_of(case.at)[0])
        amount = cut_to(base, rule.cap_month, by_month[month])
        amount = cut_to(amount, rule.cap_total, by_member[case.member_id])
        found.cut += base - amount
        given = min(amount, budget - found.amount)
        if given < amount:
            found.missing += amount - given
            found.ran_out_at = found.ran_out_at or case.at
        if given <= 0:
            continue
        by_month[month] += given
        by_member[case.member_id] += given
        found.count += 1
        found.amount += given
        found.taken_back += share_back(given, refunded=case.refunded, total=case.total)
        found.in_doubt += standing.get(case.attribution_id) == "held"
        counts[case.member_id] += 1
        sums[case.member_id] += given
    people = Member.objects.in_bulk(list(sums))
    best = sorted(sums, key=lambda pk: (-sums[pk], pk))[:_SHOWN]
    found.people = [(people[pk], counts[pk], sums[pk]) for pk in best]
    return found


def _cases(rule: Rule, since: datetime, now: datetime) -> Iterator[_Case]:
    if rule.event == RuleEvent.SIGNUP:
        yield from _signups(rule, since, now)
    else:
        yield from _orders(rule, since, now)


def _came(since: datetime, until: datetime) -> dict[int, tuple[Attribution, int]]:
    """Return sign-ups by somebody's link within the days, with the number of the friend."""
    rows = Attribution.objects.filter(link__owner__isnull=False, at__gte=since, at__lte=until)
    rows = rows.select_related("link").order_by("at", "id")
    numbers: Counter[int] = Counter()
    found = {}
    for row in rows.iterator(chunk_size=2_000):
        owner = row.link.owner_id if row.link else None
        if owner is not None:
            numbers[owner] += 1
            found[row.member_id] = (row, numbers[owner])
    return found


def _receiver(rule: Rule, row: Attribution) -> int:
    owner = row.link.owner_id if row.link else None
    return row.member_id if rule.side == Side.FRIEND or owner is None else owner


def _signups(rule: Rule, since: datetime, now: datetime) -> Iterator[_Case]:
    for row, number in _came(since, now).values():
        yield _Case(row.at, _receiver(rule, row), row.pk, number, 0, 0, 0)


def _orders(rule: Rule, since: datetime, now: datetime) -> Iterator[_Case]:
    came = _came(since, now)
    fits = Q(currency=rule.program.currency, total_amount__gte=rule.minimum_order)
    if not rule.share_bp and not rule.minimum_order:
        fits = Q()
    rows = Order.objects.filter(fits, client__in=list(came), state=OrderState.COMPLETED)
    rows = rows.filter(completed_at__gte=since, completed_at__lte=now)
    seen: set[int] = set()
    for order in rows.order_by("completed_at", "id").iterator(chunk_size=2_000):
        row, number = came[order.client_id]
        done_at = order.completed_at
        if done_at is None or done_at < row.at:
            continue
        is_first = order.client_id not in seen
        seen.add(order.client_id)
        if rule.event == RuleEvent.FIRST_ORDER and not is_first:
            continue
        if rule.event == RuleEvent.FEE_SHARE and done_at >= add_months(row.at, rule.months):
            continue
        yield _Case(
            done_at,
            _receiver(rule, row),
            row.pk,
            number,
            percent_half_up(order.total_amount, order.fee_bp),
            order.refunded_amount,
            order.total_amount,
        )
