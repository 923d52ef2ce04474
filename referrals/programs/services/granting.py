"""Rewards are granted: on a sign-up by somebody's link, and on each order of whoever signed up.

What is granted is reserved in the budget under the programme's lock, so that a hundred at once
promise no more than is there. What a limit or the budget cuts stands in the reward's statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, Sum

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.core.money import percent_half_up
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from referrals.guard.queries import standing_among
from referrals.guard.services import weigh_owner
from referrals.links.models import Attribution
from referrals.programs.choices import (
    Ended,
    LineKind,
    ProgramState,
    RewardMove,
    RewardState,
    RuleEvent,
    Side,
)
from referrals.programs.events import ReferralBudgetShort, RewardGranted, RewardHeld
from referrals.programs.models import Program, Reward, Rule
from referrals.programs.queries.doors import running_programs
from referrals.programs.queries.reckoning import (
    add_months,
    base_of,
    cut_to,
    is_for_orders,
    month_of,
    tier_of,
)
from referrals.programs.services.acting import (
    cancel,
    facts,
    lock_programs,
    reward_transition,
    write_line,
)
from referrals.programs.services.clawback import take_back


@dataclass(frozen=True)
class _Earned:
    """What is rewarded: a sign-up, or an order of whoever signed up."""

    attribution: Attribution
    owner: Member
    at: datetime
    order: Order | None = None

    @property
    def fee(self) -> int:
        """The platform's fee on the whole order, in minor units."""
        if self.order is None:
            return 0
        return percent_half_up(self.order.total_amount, self.order.fee_bp)


@transaction.atomic
def reward_signup(*, member: Member, now: datetime) -> list[Reward]:
    """Grant what running programmes give for a sign-up by somebody's link; again gives nothing.

    The referral is weighed first, so that what a person has to look at is held from the start.
    Locks the programmes, then the accounts. Returns the new rewards.
    """
    earned = _earned(member, None, now)
    return _grant_all(earned, now) if earned else []


@transaction.atomic
def reward_order(*, order: Order, now: datetime) -> list[Reward]:
    """Grant what running programmes give for a completed order of somebody who was brought here.

    What was refunded before is taken off at once. Locks as `reward_signup`.
    """
    if order.state != OrderState.COMPLETED or order.clears_at is None:
        return []
    earned = _earned(order.client, order, order.completed_at or now)
    return _grant_all(earned, now) if earned else []


def _earned(member: Member, order: Order | None, at: datetime) -> _Earned | None:
    rows = Attribution.objects.select_related("link__owner", "member")
    found = rows.filter(member=member, link__owner__isnull=False).first()
    if found is None or found.link is None or found.link.owner is None:
        return None
    moment = at if order is not None else found.at
    return _Earned(found, found.link.owner, moment, order)


def _grant_all(earned: _Earned, now: datetime) -> list[Reward]:
    programs = [program.pk for program in running_programs(earned.at)]
    if not programs or earned.attribution.at > now:
        return []
    weigh_owner(owner=earned.owner, now=now, besides=[earned.attribution.pk])
    locked = lock_programs(programs)
    # Asked under the lock: who is released afterwards finds these rewards.
    standing = standing_among([earned.attribution.pk]).get(earned.attribution.pk, "")
    return [
        reward
        for program in locked.values()
        for rule in _rules_for(program, earned)
        if (reward := _grant(program, rule, earned, standing, now)) is not None
    ]


def _rules_for(program: Program, earned: _Earned) -> Iterator[Rule]:
    """Yield the rules of a locked programme that say something about what was earned.

    The sign-up and what is rewarded lie within the programme's days; rewards follow the sign-up.
    """
    came_at = earned.attribution.at
    if program.state != ProgramState.RUNNING or came_at < program.begins_at:
        return
    if program.ends_at is not None and earned.at >= program.ends_at:
        return
    rows = Rule.objects.filter(program=program, retired_at=None, since__lte=earned.at)
    for rule in rows.order_by("id"):
        if is_for_orders(rule) == (earned.order is not None) and _fits(rule, earned):
            yield rule


def _fits(rule: Rule, earned: _Earned) -> bool:
    receiver = _receiver(rule, earned)
    if not receiver.is_active:
        return False
    order = earned.order
    if order is None:
        return True
    if not _is_large_enough(rule, order):
        return False
    if rule.event == RuleEvent.FIRST_ORDER:
        return _is_first(rule, order, earned.attribution.at)
    return earned.at < add_months(earned.attribution.at, rule.months)


def _is_large_enough(rule: Rule, order: Order) -> bool:
    if not rule.share_bp and not rule.minimum_order:
        return True
    is_comparable = order.currency == rule.program.currency
    return is_comparable and order.total_amount >= rule.minimum_order


def _is_first(rule: Rule, order: Order, since: datetime) -> bool:
    """Whether this is the first completed order that the rule would take."""
    rows = Order.objects.filter(
        client_id=order.client_id, state=OrderState.COMPLETED, completed_at__gte=since
    )
    if rule.share_bp or rule.minimum_order:
        rows = rows.filter(currency=rule.program.currency, total_amount__gte=rule.minimum_order)
    first = rows.order_by("completed_at", "id").values_list("pk", flat=True).first()
    return first == order.pk


def _receiver(rule: Rule, earned: _Earned) -> Member:
    return earned.owner if rule.side == Side.REFERRER else earned.attribution.member


def _friend_number(program: Program, earned: _Earned) -> int:
    """Return the how many-th friend it is that the owner brought since the programme began."""
    came = earned.attribution
    before = Q(at__lt=came.at) | Q(at=came.at, pk__lte=came.pk)
    rows = Attribution.objects.filter(before, link__owner=earned.owner, at__gte=program.begins_at)
    return max(1, rows.count())


def _grant(
    program: Program, rule: Rule, earned: _Earned, standing: str, now: datetime
) -> Reward | None:
    known = Reward.objects.filter(rule=rule, attribution=earned.attribution)
    if rule.event == RuleEvent.FEE_SHARE:
        known = known.filter(order=earned.order)
    if known.exists():
        return None
    number = _friend_number(program, earned)
    base = base_of(rule, friend_number=number, fee=earned.fee)
    if base <= 0:
        return None
    receiver = _receiver(rule, earned)
    cuts = _cuts(program, rule, receiver, base, earned.at)
    granted = cuts[-1][1] if cuts else base
    order = earned.order
    reward = Reward(
        program=program,
        rule=rule,
        event=rule.event,
        side=rule.side,
        kind=rule.kind,
        member=receiver,
        attribution=earned.attribution,
        order=order,
        order_total=order.total_amount if order else 0,
        friend_number=number,
        granted=granted,
        currency=program.currency,
        granted_at=earned.at,
        due_at=(order.clears_at if order else None) or earned.at + timedelta(days=rule.hold_days),
    )
    reward.save()
    program.reserved += granted
    program.save(update_fields=["reserved"])
    _say(reward, rule, base, cuts, now)
    _tell_if_short(program, cuts, now)
    _settle_start(reward, program, cuts, standing, now)
    return reward


Cuts = list[tuple[LineKind, int, int]]


def _cuts(program: Program, rule: Rule, receiver: Member, base: int, at: datetime) -> Cuts:
    """Return what limits cut, one after the other: (which, what is left, by how much)."""
    used = Reward.objects.filter(rule=rule, member=receiver)
    begin, end = month_of(at)
    in_month = used.filter(granted_at__gte=begin, granted_at__lt=end)
    found: Cuts = []
    amount = base
    if rule.cap_month is not None:
        left = cut_to(amount, rule.cap_month, _sum(in_month))
        amount = _cut(found, LineKind.CUT_MONTH, amount, left)
    if rule.cap_total is not None:
        left = cut_to(amount, rule.cap_total, _sum(used))
        amount = _cut(found, LineKind.CUT_TOTAL, amount, left)
    _cut(found, LineKind.CUT_BUDGET, amount, min(amount, max(0, program.left)))
    return found


def _sum(rows: object) -> int:
    return int(rows.aggregate(sum=Sum("granted", default=0))["sum"])  # type: ignore[attr-defined]


def _cut(found: Cuts, kind: LineKind, before: int, after: int) -> int:
    if after < before:
        found.append((kind, after, before - after))
    return after


def _say(reward: Reward, rule: Rule, base: int, cuts: Cuts, now: datetime) -> None:
    write_line(reward, LineKind.GRANTED, now=now, amount=base, event=reward.event)
    tier = tier_of(rule.steps, reward.friend_number)
    if tier is not None:
        write_line(reward, LineKind.TIER, now=now, count=reward.friend_number, tier=tier.first)
    for kind, _left, cut in cuts:
        write_line(reward, kind, now=now, amount=-cut)


def _tell_if_short(program: Program, cuts: Cuts, now: datetime) -> None:
    """Tell the operator once, until something is paid in again."""
    missing = sum(cut for kind, _left, cut in cuts if kind == LineKind.CUT_BUDGET)
    if not missing or program.short_at is not None:
        return
    program.short_at = now
    program.save(update_fields=["short_at"])
    publish(
        ReferralBudgetShort(
            program_id=program.public_id, currency=program.currency, missing=missing
        ),
        now=now,
    )


def _settle_start(
    reward: Reward, program: Program, cuts: Cuts, standing: str, now: datetime
) -> None:
    """Take off what was refunded before, hold or cancel what has to be, and announce it.

    What is cancelled at once was never promised: it stands in its statement and isn't announced.
    """
    if not reward.granted:
        short = any(kind == LineKind.CUT_BUDGET for kind, *_ in cuts)
        cancel(reward, program, Ended.BUDGET if short else Ended.CAP, now=now)
        return
    if standing == "barred":
        cancel(reward, program, Ended.GUARD, now=now)
        return
    publish(RewardGranted(**facts(reward), due_at=reward.due_at.isoformat()), now=now)
    if reward.order is not None and reward.order.refunded_amount:
        take_back(reward, program, refunded=reward.order.refunded_amount, now=now)
    if reward.state == RewardState.PENDING and standing == "held":
        reward_transition(reward, RewardMove.HOLD, now=now)
        reward.save()
        write_line(reward, LineKind.HELD, now=now)
        publish(RewardHeld(**facts(reward)), now=now)
