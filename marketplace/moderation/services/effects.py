"""What a decision does beyond itself, and how that is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.accounts.services import reopen, suspend_member
from marketplace.core.conf import rules
from marketplace.moderation.choices import Act, Hand, SuspensionState
from marketplace.moderation.models import Decision, PlannedPayout, Suspension
from marketplace.moderation.queries import get_flag_kind, money_of
from marketplace.moderation.services.moves import lock_suspension_of, record, transition


def begin_suspension(
    decision: Decision, *, actor: Member, ends_at: datetime | None, now: datetime
) -> Suspension:
    """Close the account of a locked decision's member and write down the days of its money.

    Locks the member. Raises what `accounts.suspend_member` raises.
    """
    made = write_suspension(decision, ends_at=ends_at, now=now)
    suspend_member(member=decision.member, reason=decision.reason, actor=actor, now=now)
    return made


def write_suspension(decision: Decision, *, ends_at: datetime | None, now: datetime) -> Suspension:
    """Write the suspension with its payout plan.

    What is available can be withdrawn `suspension_payout_days` later; what is still clearing on the
    day it clears, and no earlier than that. Nothing of it is kept.
    """
    first = now + timedelta(days=rules().suspension_payout_days)
    made = Suspension.objects.create(
        decision=decision,
        member=decision.member,
        started_at=now,
        ends_at=ends_at,
        payouts_from=first,
    )
    PlannedPayout.objects.bulk_create(
        PlannedPayout(
            suspension=made,
            available_at=max(first, one.available_at),
            amount=one.amount,
            currency=one.currency,
            is_cleared=one.is_cleared,
        )
        for one in money_of(decision.member, now=now)
    )
    return made


def reverse_effect(
    decision: Decision,
    to: SuspensionState,
    *,
    by: Hand,
    actor: Member | None,
    reason: str,
    now: datetime,
) -> None:
    """Take back what a locked decision did: show the thing again, open the account again.

    A thing that has moved on since, because it was deleted for instance, stays as it is; that is
    written to the audit log.
    """
    if decision.act == Act.HIDE:
        show = get_flag_kind(decision.case.kind).show
        was_shown = show is not None and show(
            decision.case.ref, memo=decision.memo, reason=reason, now=now
        )
        record(
            "shown_again" if was_shown else "not_shown_again",
            subject=f"{decision.case.kind}:{decision.case.ref}",
            actor=actor,
            now=now,
        )
    if decision.act == Act.SUSPEND:
        suspension = lock_suspension_of(decision)
        if suspension is not None and suspension.state == SuspensionState.IN_FORCE:
            end_suspension(suspension, to, by=by, actor=actor, reason=reason, now=now)


@transaction.atomic
def end_suspension(
    suspension: Suspension,
    to: SuspensionState,
    *,
    by: Hand,
    actor: Member | None,
    reason: str,
    now: datetime,
) -> None:
    """End a locked suspension; its account opens again, unless it is leaving. Locks the member."""
    transition(suspension, to, by=by, ended_at=now)
    member = Member.objects.select_for_update(no_key=True).get(pk=suspension.member_id)
    if member.standing == Standing.SUSPENDED:
        reopen(member, by=actor.public_id if actor else "", reason=reason, now=now)
