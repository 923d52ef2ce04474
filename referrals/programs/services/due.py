"""Rewards whose day has come: looked at once more, then on their way to be paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_confirmed_address
from marketplace.core.conf import rules
from marketplace.ledger.queries import held_until
from referrals.guard.queries import standing_among
from referrals.guard.services import weigh_owner
from referrals.programs.choices import Ended, LineKind, RewardMove, RewardState
from referrals.programs.models import Program, Reward
from referrals.programs.services.acting import (
    call_off,
    lock_programs,
    reward_transition,
    write_line,
)
from referrals.programs.services.clawback import take_back
from referrals.programs.services.holding import hold

_AGAIN: timedelta = timedelta(hours=1)
_BATCH = 250


def fall_due(*, now: datetime, limit: int) -> int:
    """Let up to `limit` rewards fall due whose day has come; returns how many were looked at.

    Each owner's referrals are weighed once more before; what a person has to look at is held.
    What a complaint keeps, and a sign-up without a confirmed address, waits longer. In batches of
    one transaction each; two at once share the rewards by skip_locked.
    """
    done = 0
    while done < limit:
        found = _batch(now, min(_BATCH, limit - done))
        if not found:
            break
        done += found
    return done


def _batch(now: datetime, size: int) -> int:
    waiting = Reward.objects.filter(state=RewardState.PENDING, due_at__lte=now)
    names = ("pk", "program_id", "attribution_id", "attribution__link__owner_id")
    rows = list(waiting.order_by("due_at", "id").values_list(*names)[:size])
    if not rows:
        return 0
    _weigh([(owner, attribution) for _pk, _program, attribution, owner in rows], now)
    with transaction.atomic():
        programs = lock_programs(program for _pk, program, *_ in rows)
        locked = waiting.filter(pk__in=[pk for pk, *_ in rows])
        locked = locked.select_for_update(no_key=True, skip_locked=True, of=("self",))
        rewards = list(
            locked.select_related("program", "member", "order", "attribution__member").order_by(
                "id"
            )
        )
        _look(rewards, programs, now)
    return len(rewards)


def _weigh(pairs: Sequence[tuple[int, int]], now: datetime) -> None:
    owners = Member.objects.in_bulk({owner for owner, _ in pairs})
    for pk, owner in sorted(owners.items()):
        weigh_owner(owner=owner, now=now, besides=[one for mine, one in pairs if mine == pk])


def _look(rewards: Sequence[Reward], programs: dict[int, Program], now: datetime) -> None:
    standing = standing_among([reward.attribution_id for reward in rewards])
    kept = held_until([reward.order.reference for reward in rewards if reward.order], now=now)
    for reward in rewards:
        program = programs[reward.program_id]
        if reward.order is not None:
            take_back(reward, program, refunded=reward.order.refunded_amount, now=now)
        if reward.state != RewardState.PENDING:
            continue
        said = standing.get(reward.attribution_id)
        if said == "barred":
            call_off(reward, program, Ended.GUARD, now=now)
        elif said == "held":
            hold(reward, now)
        elif reward.order is not None and (until := kept.get(reward.order.reference)):
            _postpone(reward, until, LineKind.MOVED, now)
        elif reward.order is None and not has_confirmed_address(reward.attribution.member):
            _wait_for_address(reward, program, now)
        else:
            reward_transition(reward, RewardMove.FALL_DUE, now=now)
            reward.save(update_fields=["state", "ended_by"])


def _wait_for_address(reward: Reward, program: Program, now: datetime) -> None:
    if now >= reward.granted_at + timedelta(days=rules().reward_confirm_days):
        call_off(reward, program, Ended.ADDRESS, now=now)
    else:
        _postpone(reward, now + _AGAIN, LineKind.UNCONFIRMED, now)


def _postpone(reward: Reward, until: datetime, why: LineKind, now: datetime) -> None:
    reward.due_at = until
    reward.save(update_fields=["due_at"])
    if not reward.lines.filter(kind=why).exists():
        write_line(reward, why, now=now)
