"""The manager confirms, refuses, stops; the first members; what time does to a nomination."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.gurus import errors, events
from community.gurus.choices import NominationMove, NominationState
from community.gurus.models import Nomination
from community.gurus.policies import is_manager
from community.gurus.queries.charter import charter_in_force
from community.gurus.queries.members import count_gurus
from community.gurus.services.charter import lock_charter
from community.gurus.services.nominating import refuse_candidate
from community.gurus.services.states import (
    about,
    lock_members,
    lock_nomination,
    nomination_transition,
    reason_in,
    worded,
)
from community.gurus.services.voting import count_vote, open_vote
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish

_GONE: Final = _("The account of the candidate is closed.")


def _time_to_sign(now: datetime) -> datetime:
    return now + timedelta(days=rules().guru_sign_days)


@transaction.atomic
def confirm_nomination(
    *, nomination: Nomination, actor: Member, reason: str = "", now: datetime
) -> Nomination:
    """Confirm what the club voted for: the charter is to be signed.

    Raises CharterMissing and the refusals of `policies`.
    """
    row = lock_nomination(nomination.pk)
    if charter_in_force() is None:
        raise errors.CharterMissing
    changes = {"decided_by": actor, "decision": reason.strip(), "due_at": _time_to_sign(now)}
    nomination_transition(row, NominationMove.CONFIRM, actor=actor, now=now, changes=changes)
    publish(about(events.NominationConfirmed, row), now=now)
    return row


@transaction.atomic
def refuse_nomination(
    *, nomination: Nomination, actor: Member, reason: str, now: datetime
) -> Nomination:
    """Don't confirm it, with a reason that candidate and club read.

    Raises ReasonNeeded and the refusals of `policies`.
    """
    row = lock_nomination(nomination.pk)
    changes = {"decided_by": actor, "decision": reason_in(reason)}
    nomination_transition(row, NominationMove.REFUSE, actor=actor, now=now, changes=changes)
    publish(about(events.NominationRefused, row), now=now)
    return row


@transaction.atomic
def stop_nomination(
    *, nomination: Nomination, actor: Member, reason: str, now: datetime
) -> Nomination:
    """Stop a nomination before it comes to be confirmed, with a reason.

    Raises ReasonNeeded and the refusals of `policies`.
    """
    row = lock_nomination(nomination.pk)
    changes = {"decided_by": actor, "decision": reason_in(reason)}
    nomination_transition(row, NominationMove.STOP, actor=actor, now=now, changes=changes)
    publish(about(events.NominationStopped, row), now=now)
    return row


@transaction.atomic
def name_founder(*, candidate: Member, actor: Member, reason: str, now: datetime) -> Nomination:
    """Ask one of the club's first members, before there is anybody to vote.

    Locks both members, then the charter: the first members are counted by one at a time.

    Raises NotOfTheClub, CharterMissing, TooFewMembers, ReasonNeeded and who can't be a candidate.
    """
    lock_members([actor, candidate])
    if not is_manager(actor):
        raise errors.NotOfTheClub
    if lock_charter() is None:
        raise errors.CharterMissing
    asked = Nomination.objects.filter(is_founding=True, state=NominationState.SIGNING).count()
    if count_gurus() + asked >= rules().guru_founders_max:
        raise errors.TooFewMembers
    refuse_candidate(candidate, by=actor, now=now)
    nomination = Nomination.objects.create(
        candidate=candidate,
        nominator=actor,
        is_founding=True,
        reason=reason_in(reason),
        state=NominationState.SIGNING,
        made_at=now,
        decided_by=actor,
        due_at=_time_to_sign(now),
    )
    record_audit(
        actor=actor.public_id,
        action="guru_founder_named",
        subject=nomination.reference,
        after={"state": nomination.state, "candidate": candidate.public_id},
        reason=nomination.reason,
        now=now,
    )
    publish(about(events.NominationConfirmed, nomination), now=now)
    return nomination


def move_due_nominations(*, now: datetime, limit: int) -> int:
    """Do what is due: let lapse, open votes, count them. Returns how many were moved."""
    moved = 0
    for _number in range(limit):
        if not _move_next(now):
            break
        moved += 1
    return moved


@transaction.atomic
def _move_next(now: datetime) -> bool:
    rows = Nomination.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    due = rows.select_related("candidate", "nominator").filter(due_at__lte=now)
    row = due.order_by("due_at", "id").first()
    if row is None:
        return False
    if not row.candidate.is_active:
        changes = {"decision": worded(_GONE, row.nominator)}
        nomination_transition(row, NominationMove.STOP, actor=None, now=now, changes=changes)
        publish(about(events.NominationStopped, row), now=now)
    elif row.state == NominationState.DISCUSSION:
        open_vote(row, now=now)
    elif row.state == NominationState.VOTING:
        count_vote(row, now=now)
    else:
        nomination_transition(row, NominationMove.LAPSE, actor=None, now=now)
        publish(about(events.NominationLapsed, row), now=now)
    return True
