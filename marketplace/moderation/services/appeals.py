"""A member asks somebody else to look again; silence of the platform decides for the member."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.sweeps import one_by_one
from marketplace.moderation.choices import (
    REASON_LIMIT,
    TEXT_LIMIT,
    Act,
    AppealState,
    DecisionState,
    Hand,
    SuspensionState,
)
from marketplace.moderation.errors import (
    AlreadyAppealed,
    AppealTooLate,
    NotAModerator,
    NothingToAppeal,
    NotPossibleNow,
    ReasonMissing,
    SecondPersonNeeded,
)
from marketplace.moderation.events import AppealDecided, AppealFiled
from marketplace.moderation.models import Appeal, Decision
from marketplace.moderation.policies import answer_due, can_appeal, is_moderator
from marketplace.moderation.services.effects import reverse_effect
from marketplace.moderation.services.moves import (
    lock_appeal_on,
    lock_decision,
    record,
    transition,
)


@transaction.atomic
def file_appeal(*, decision: Decision, text: str, actor: Member, now: datetime) -> Appeal:
    """Appeal a decision about oneself. It is answered within `appeal_answer_days`, by another.

    Locks the decision. Raises NotFound for others, AlreadyAppealed, NothingToAppeal,
    AppealTooLate, ReasonMissing.
    """
    locked = lock_decision(decision.pk)

    if locked.member_id != actor.pk or locked.act == Act.NO_ACTION:
        raise NotFound
    if lock_appeal_on(locked) is not None:
        raise AlreadyAppealed
    if locked.state != DecisionState.IN_FORCE:
        raise NothingToAppeal
    if not can_appeal(actor, locked, now=now):
        raise AppealTooLate
    if not text.strip():
        raise ReasonMissing(field="text")

    appeal = Appeal.objects.create(
        decision=locked,
        member=actor,
        text=text.strip()[:TEXT_LIMIT],
        asked_at=now,
        due_at=answer_due(now),
    )

    _record(appeal, "appeal_filed", actor, now=now)

    publish(
        AppealFiled(
            appeal_id=appeal.public_id,
            member_id=actor.public_id,
            due_at=appeal.due_at.isoformat(),
        ),
        now=now,
    )
    return appeal


@transaction.atomic
def withdraw_appeal(*, appeal: Appeal, actor: Member, now: datetime) -> Appeal:
    """Take an appeal back; the decision stands. Raises NotFound for others, NotPossibleNow."""
    _decision, locked = _lock(appeal)

    if locked.member_id != actor.pk:
        raise NotFound

    transition(locked, AppealState.WITHDRAWN, by=Hand.MEMBER, decided_at=now)
    _record(locked, "appeal_withdrawn", actor, now=now)
    return locked


@transaction.atomic
def grant_appeal(*, appeal: Appeal, answer: str, actor: Member, now: datetime) -> Appeal:
    """Find for the member: the decision is overturned and what it did taken back.

    Locks the decision, the appeal, then what the effect needs. Raises NotAModerator,
    SecondPersonNeeded (for who made the decision), ReasonMissing, NotPossibleNow.
    """
    decision, locked = _lock(appeal)
    _refuse(locked, decision, answer, actor, now=now)
    _overturn(
        decision, locked, AppealState.GRANTED, by=Hand.REVIEWER, actor=actor, answer=answer, now=now
    )
    return locked


@transaction.atomic
def uphold_decision(*, appeal: Appeal, answer: str, actor: Member, now: datetime) -> Appeal:
    """Find that the decision stands, with an answer for the member.

    Locks the decision and the appeal. Raises NotAModerator, SecondPersonNeeded, ReasonMissing,
    NotPossibleNow.
    """
    decision, locked = _lock(appeal)
    _refuse(locked, decision, answer, actor, now=now)

    transition(
        locked,
        AppealState.UPHELD,
        by=Hand.REVIEWER,
        answer=answer.strip()[:REASON_LIMIT],
        decided_by=actor,
        decided_at=now,
    )

    _record(locked, "appeal_upheld", actor, now=now, reason=answer.strip())

    _announce(locked, decision, now=now)
    return locked


def grant_late_appeals(*, now: datetime, limit: int) -> int:
    """Grant the appeals that the platform didn't answer in time; returns how many.

    Each at its own moment. May run twice at once: a row is decided under its lock.
    """
    due = Appeal.objects.filter(state=AppealState.OPEN, due_at__lte=now).order_by("due_at", "id")
    return one_by_one(
        due[:limit],
        lambda appeal: grant_if_late(appeal=appeal, now=now),
        fault="appeal_not_granted",
    )


@transaction.atomic
def grant_if_late(*, appeal: Appeal, now: datetime) -> bool:
    """Grant an appeal whose answer is overdue. True when this call did it."""
    decision, locked = _lock(appeal)
    if locked.state != AppealState.OPEN or now < locked.due_at:
        return False
    _overturn(
        decision,
        locked,
        AppealState.GRANTED_LATE,
        by=Hand.CLOCK,
        actor=None,
        answer="",
        now=locked.due_at,
    )
    return True


def _lock(appeal: Appeal) -> tuple[Decision, Appeal]:
    decision = lock_decision(appeal.decision_id)
    locked = lock_appeal_on(decision)
    if locked is None:
        raise NotFound
    return decision, locked


def _refuse(
    appeal: Appeal, decision: Decision, answer: str, actor: Member, *, now: datetime
) -> None:
    if not is_moderator(actor):
        raise NotAModerator
    if actor.pk in (decision.decided_by_id, appeal.member_id):
        raise SecondPersonNeeded
    if appeal.state != AppealState.OPEN or now >= appeal.due_at:
        raise NotPossibleNow
    if not answer.strip():
        raise ReasonMissing(field="answer")


def _overturn(
    decision: Decision,
    appeal: Appeal,
    to: AppealState,
    *,
    by: Hand,
    actor: Member | None,
    answer: str,
    now: datetime,
) -> None:
    transition(
        appeal,
        to,
        by=by,
        answer=answer.strip()[:REASON_LIMIT],
        decided_by=actor,
        decided_at=now,
    )
    transition(
        decision,
        DecisionState.OVERTURNED,
        by=by,
        undone_by=actor,
        undone_at=now,
        undo_reason=answer.strip()[:REASON_LIMIT],
    )
    reverse_effect(decision, SuspensionState.OVERTURNED, by=by, actor=actor, reason=answer, now=now)
    _record(appeal, f"appeal_{to}", actor, now=now, reason=answer.strip())
    _announce(appeal, decision, now=now)


def _announce(appeal: Appeal, decision: Decision, *, now: datetime) -> None:
    publish(
        AppealDecided(
            appeal_id=appeal.public_id,
            decision_id=decision.public_id,
            member_id=appeal.member.public_id,
            outcome=appeal.state,
        ),
        now=now,
    )


def _record(
    appeal: Appeal, action: str, actor: Member | None, *, now: datetime, reason: str = ""
) -> None:
    record(
        action,
        subject=f"appeal:{appeal.public_id}",
        actor=actor,
        now=now,
        reason=reason,
        after={"decision": appeal.decision.public_id},
    )
