"""How every verb acts: rows are locked, the table is asked, one function writes a state.

Locks are taken in one order: programmes by id, rewards by id, then the accounts. Whoever holds a
programme's row may promise out of its budget; nobody else may.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from referrals.programs.choices import (
    PROGRAM_MOVES,
    REWARD_MOVES,
    Ended,
    LineKind,
    ProgramMove,
    ProgramState,
    RewardMove,
    RewardState,
)
from referrals.programs.errors import ProgramStateRefuses
from referrals.programs.events import RewardCancelled
from referrals.programs.models import Program, Reward, RewardLine
from referrals.programs.policies import is_program_admin, refusal_of


def as_admin(actor: Member) -> Member:
    """Return the member as the administrator who acts. Raises NotFound for everybody else."""
    if not is_program_admin(actor):
        raise NotFound
    return actor


def lock_program(pk: int) -> Program:
    """Lock one programme and read it again."""
    return Program.objects.select_for_update(no_key=True).get(pk=pk)


def lock_programs(pks: Iterable[int]) -> dict[int, Program]:
    """Lock programmes in the order of their ids and read them again."""
    rows = Program.objects.select_for_update(no_key=True).filter(pk__in=set(pks)).order_by("id")
    return {row.pk: row for row in rows}


def program_transition(
    program: Program, move: ProgramMove, *, actor: Member, now: datetime, **changes: Any
) -> None:
    """Make a move: the only place that writes a programme's state. The row must be locked."""
    if (refusal := refusal_of(program, move)) is not None:
        raise refusal
    before = ProgramState(program.state)
    program.state = PROGRAM_MOVES[before][move].value
    for name, value in changes.items():
        setattr(program, name, value)
    program.save()
    record_audit(
        actor=actor.public_id,
        action=f"referral_program_{move}",
        subject=program.reference,
        before={"state": before},
        after={"state": program.state},
        now=now,
    )


def reward_transition(
    reward: Reward, move: RewardMove, *, now: datetime, ended_by: Ended | None = None
) -> None:
    """Make a move: the only place that writes a reward's state; the caller saves the row.

    Writes the audit record. Raises ProgramStateRefuses where the table doesn't know the move.
    """
    before = RewardState(reward.state)
    if move not in REWARD_MOVES[before]:
        raise ProgramStateRefuses(state=reward.get_state_display())
    reward.state = REWARD_MOVES[before][move].value
    reward.ended_by = ended_by.value if ended_by else ""
    if reward.state == RewardState.PAID:
        reward.paid_at = now
    record_audit(
        actor=SYSTEM,
        action=f"referral_reward_{move}",
        subject=reward.reference,
        before={"state": before},
        after={"state": reward.state, "amount": reward.value},
        now=now,
    )


def write_line(
    reward: Reward, kind: LineKind, *, now: datetime, amount: int = 0, **params: Any
) -> RewardLine:
    """Write a line of a reward's statement."""
    return RewardLine.objects.create(reward=reward, kind=kind, amount=amount, params=params, at=now)


def facts(reward: Reward) -> dict[str, Any]:
    """Return the fields that all events of a reward share."""
    return {
        "reward_id": reward.public_id,
        "program_id": reward.program.public_id,
        "member_id": reward.member.public_id,
        "friend_id": reward.attribution.member.public_id,
        "order_id": reward.order.public_id if reward.order else "",
        "event": reward.event,
        "reward_kind": reward.kind,
        "amount": reward.value,
        "currency": reward.currency,
    }


def cancel(reward: Reward, program: Program, ended_by: Ended, *, now: datetime) -> None:
    """End a locked reward that is still promised, and free what it had reserved."""
    freed = reward.value if reward.is_promised else 0
    reward_transition(reward, RewardMove.CANCEL, now=now, ended_by=ended_by)
    reward.save()
    program.reserved -= freed
    program.save(update_fields=["reserved"])
    write_line(reward, LineKind.CANCELLED, now=now, amount=-freed, reason=ended_by.value)


def call_off(reward: Reward, program: Program, ended_by: Ended, *, now: datetime) -> None:
    """End a locked reward that was promised to its member before, and announce it."""
    cancel(reward, program, ended_by, now=now)
    publish(RewardCancelled(**facts(reward), reason=ended_by.value), now=now)
