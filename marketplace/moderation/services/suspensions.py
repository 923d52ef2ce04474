"""Suspensions end by their date; whoever looks after it finds the account open."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.sweeps import one_by_one
from marketplace.moderation.choices import (
    URGENT_RULE,
    Act,
    AppealState,
    CaseState,
    DecisionState,
    Hand,
    SuspensionState,
)
from marketplace.moderation.events import DecisionMade, SuspensionEnded
from marketplace.moderation.models import Appeal, Decision, Suspension
from marketplace.moderation.queries import Subject
from marketplace.moderation.services.appeals import grant_if_late
from marketplace.moderation.services.effects import end_suspension, write_suspension
from marketplace.moderation.services.flags import open_case
from marketplace.moderation.services.moves import (
    lock_appeal_on,
    lock_decision,
    lock_suspension_of,
    record,
    transition,
)


def end_due_suspensions(*, now: datetime, limit: int) -> int:
    """End the suspensions whose date has come; returns how many. May run twice at once."""
    due = Suspension.objects.filter(state=SuspensionState.IN_FORCE, ends_at__lte=now)
    rows = due.select_related("decision").order_by("ends_at", "id")[:limit]
    return one_by_one(
        rows, lambda row: end_if_over(suspension=row, now=now), fault="suspension_not_ended"
    )


@transaction.atomic
def end_if_over(*, suspension: Suspension, now: datetime) -> bool:
    """End a suspension whose date has come, at that moment. True when this call did it."""
    decision = lock_decision(suspension.decision_id)
    locked = lock_suspension_of(decision)
    if (
        locked is None
        or locked.state != SuspensionState.IN_FORCE
        or locked.ends_at is None
        or now < locked.ends_at
    ):
        return False
    at = locked.ends_at
    end_suspension(locked, SuspensionState.ENDED, by=Hand.CLOCK, actor=None, reason="", now=at)
    record("suspension_ended", subject=f"decision:{decision.public_id}", actor=None, now=at)
    publish(
        SuspensionEnded(decision_id=decision.public_id, member_id=decision.member.public_id),
        now=at,
    )
    return True


def settle_member(*, member: Member, now: datetime) -> Member:
    """Do what has fallen due for a suspended member, and return them as they stand now.

    For whoever reads after the moment and before the sweep. Two queries where nothing is due.
    """
    if member.standing != Standing.SUSPENDED:
        return member
    over = Suspension.objects.filter(
        member=member, state=SuspensionState.IN_FORCE, ends_at__lte=now
    ).first()
    late = Appeal.objects.filter(member=member, state=AppealState.OPEN, due_at__lte=now)
    done = [grant_if_late(appeal=appeal, now=now) for appeal in late]
    if over is not None:
        done.append(end_if_over(suspension=over, now=now))
    if any(done):
        member.refresh_from_db(fields=["standing", "is_active"])
    return member


@transaction.atomic
def adopt_closing(*, member: Member, reason: str, actor: Member | None, now: datetime) -> None:
    """Give an account that an operator closed elsewhere its decision, its dates and its appeal.

    A closing that came from a decision has them already, and nothing happens.
    """
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    known = Suspension.objects.filter(member=locked, state=SuspensionState.IN_FORCE)
    if locked.standing != Standing.SUSPENDED or known.exists():
        return
    subject = Subject(member=locked, title=locked.display_name, text=reason)
    case = open_case("account", f"{locked.public_id}:{now:%y%m%d%H%M%S}", subject, now=now)
    decision = Decision.objects.create(
        case=case,
        member=locked,
        act=Act.SUSPEND,
        rule=URGENT_RULE,
        reason=reason,
        decided_by=actor,
        decided_at=now,
        appeal_until=now + timedelta(days=rules().appeal_within_days),
    )
    transition(case, CaseState.DECIDED, by=Hand.MODERATOR, decided_at=now)
    write_suspension(decision, ends_at=None, now=now)
    publish(
        DecisionMade(
            decision_id=decision.public_id,
            member_id=locked.public_id,
            act=Act.SUSPEND,
            rule=URGENT_RULE,
        ),
        now=now,
    )


@transaction.atomic
def adopt_opening(*, member: Member, now: datetime) -> None:
    """Close the suspension of an account that an operator opened elsewhere, if it has one.

    An appeal that waits is overtaken by it. Locks the decision, the appeal, the suspension, the
    member.
    """
    found = Suspension.objects.filter(member=member, state=SuspensionState.IN_FORCE).first()
    if found is None:
        return
    decision = lock_decision(found.decision_id)
    appeal = lock_appeal_on(decision)
    locked = lock_suspension_of(decision)
    current = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if locked is None or locked.state != SuspensionState.IN_FORCE or not current.is_active:
        return
    transition(locked, SuspensionState.LIFTED, by=Hand.MODERATOR, ended_at=now)
    if decision.state == DecisionState.IN_FORCE:
        transition(decision, DecisionState.UNDONE, by=Hand.MODERATOR, undone_at=now)
    if appeal is not None and appeal.state == AppealState.OPEN:
        transition(appeal, AppealState.OVERTAKEN, by=Hand.MODERATOR, decided_at=now)


def note_seen(*, decision: Decision, now: datetime) -> None:
    """Keep when the member first opened the statement of reasons."""
    Decision.objects.filter(pk=decision.pk, seen_at=None).update(seen_at=now)
