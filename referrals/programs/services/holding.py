"""What a person's look at a referral means for its rewards: they wait, go on, or don't count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from marketplace.core.events import publish
from referrals.guard.queries import standing_among
from referrals.programs.choices import PROMISED, Ended, LineKind, RewardMove, RewardState
from referrals.programs.events import RewardHeld, RewardReleased
from referrals.programs.models import Program, Reward
from referrals.programs.services.acting import (
    call_off,
    facts,
    lock_programs,
    reward_transition,
    write_line,
)

_WAITING = (RewardState.PENDING, RewardState.DUE)


@transaction.atomic
def hold_rewards(*, attribution_id: int, now: datetime) -> int:
    """Let the rewards of a sign-up wait while a person looks; returns how many.

    Asks how the case stands now, so that late news changes nothing. Locks the programmes, then the
    rewards.
    """
    if standing_among([attribution_id]).get(attribution_id) != "held":
        return 0
    return sum(hold(reward, now) for reward, _ in _locked(attribution_id) if _waits(reward))


def _waits(reward: Reward) -> bool:
    return reward.state in _WAITING


def hold(reward: Reward, now: datetime) -> bool:
    """Let one locked reward wait."""
    reward_transition(reward, RewardMove.HOLD, now=now)
    reward.save(update_fields=["state", "ended_by"])
    write_line(reward, LineKind.HELD, now=now)
    publish(RewardHeld(**facts(reward)), now=now)
    return True


@transaction.atomic
def release_rewards(*, attribution_id: int, now: datetime) -> int:
    """Let rewards go on, and revive those that a first decision had cancelled; returns how many.

    A revived reward is promised again as far as the budget reaches. Locks as `hold_rewards`.
    """
    if attribution_id in standing_among([attribution_id]):
        return 0
    count = 0
    for reward, program in _locked(attribution_id):
        if reward.state == RewardState.HELD:
            reward_transition(reward, RewardMove.RELEASE, now=now)
            write_line(reward, LineKind.RELEASED, now=now)
        elif reward.state == RewardState.CANCELLED and reward.ended_by == Ended.GUARD:
            if not _revive(reward, program, now):
                continue
        else:
            continue
        reward.save()
        publish(RewardReleased(**facts(reward)), now=now)
        count += 1
    return count


def _revive(reward: Reward, program: Program, now: datetime) -> bool:
    lacking = max(0, reward.value - max(0, program.left))
    if reward.value - lacking <= 0:
        return False
    reward_transition(reward, RewardMove.REVIVE, now=now)
    write_line(reward, LineKind.REVIVED, now=now, amount=reward.value)
    if lacking:
        reward.granted -= lacking
        write_line(reward, LineKind.CUT_BUDGET, now=now, amount=-lacking)
    program.reserved += reward.value
    program.save(update_fields=["reserved"])
    return True


@transaction.atomic
def bar_rewards(*, attribution_id: int, now: datetime) -> int:
    """Cancel what isn't paid yet, because the referral doesn't count; returns how many.

    What was paid stays paid. Locks as `hold_rewards`.
    """
    if standing_among([attribution_id]).get(attribution_id) != "barred":
        return 0
    count = 0
    for reward, program in _locked(attribution_id):
        if reward.state in PROMISED:
            call_off(reward, program, Ended.GUARD, now=now)
            count += 1
    return count


def _locked(attribution_id: int) -> Iterator[tuple[Reward, Program]]:
    rows = Reward.objects.filter(attribution=attribution_id)
    programs = lock_programs(rows.values_list("program_id", flat=True))
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related(
        "program", "member", "order", "attribution__member"
    )
    for reward in locked.order_by("id"):
        yield reward, programs[reward.program_id]
