"""Leave and come back, go for good, be removed and appeal; terms; evangelists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.gurus import errors, events
from community.gurus.choices import (
    KNOWN_FOR_MAX,
    LIVE,
    NOTE_MAX,
    CaseState,
    MembershipMove,
    MembershipState,
)
from community.gurus.models import Break, ClubCase, Evangelist, Membership
from community.gurus.policies import is_manager
from community.gurus.services.giving import revoke_all
from community.gurus.services.states import (
    case_transition,
    lock_membership,
    membership_transition,
    reason_in,
    worded,
)
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.models import AuditRecord

_ENDED: Final = _("The membership has ended.")
# What takes a member out of the club, and what brings them back.
_OUT: Final = (MembershipMove.SET_ASIDE, MembershipMove.REMOVE)
_BACK: Final = (MembershipMove.RETURN, MembershipMove.RESTORE)


@dataclass(frozen=True, kw_only=True)
class BreakDraft:
    """From which day to which a member is on leave, both included."""

    starts_on: date
    ends_on: date
    note: str = ""


def guru_fact(event: type[events.GuruEvent], membership: Membership) -> events.GuruEvent:
    """Return a fact about a membership."""
    return event(membership_id=membership.public_id, member_id=membership.member.public_id)


@transaction.atomic
def describe_member(
    *, membership: Membership, actor: Member, known_for: str, now: datetime
) -> None:
    """Say what a guru is known for, on the public page: the guru, or the manager.

    Raises NotYourStep, MembershipStateRefuses.
    """
    row = lock_membership(membership.pk)
    if actor.pk != row.member_id and not is_manager(actor):
        raise errors.NotYourStep
    if row.state not in (*LIVE, MembershipState.ALUMNUS):
        raise errors.MembershipStateRefuses(state=row.get_state_display())
    before, row.known_for = row.known_for, known_for.strip()[:KNOWN_FOR_MAX]
    row.save(update_fields=["known_for"])
    record_audit(
        actor=actor.public_id,
        action="guru_described",
        subject=row.reference,
        before={"known_for": before},
        after={"known_for": row.known_for},
        now=now,
    )


@transaction.atomic
def take_break(
    *, membership: Membership, actor: Member, draft: BreakDraft, now: datetime
) -> Membership:
    """Go on leave from today on: duties stop for these days.

    Raises BreakDatesWrong and the refusals of `policies`.
    """
    row = lock_membership(membership.pk)
    today = now.astimezone(UTC).date()
    most = rules().guru_break_days_max
    length = (draft.ends_on - draft.starts_on).days + 1
    if draft.starts_on != today or not 1 <= length <= most:
        raise errors.BreakDatesWrong(field="ends_on", days=most)
    membership_transition(row, MembershipMove.TAKE_BREAK, actor=actor, now=now)
    Break.objects.create(
        membership=row,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        note=draft.note.strip()[:NOTE_MAX],
        made_at=now,
    )
    publish(guru_fact(events.GuruWentOnBreak, row), now=now)
    return row


@transaction.atomic
def come_back(*, membership: Membership, actor: Member | None, now: datetime) -> Membership:
    """End the leave; duties go on from today. No actor: its last day is over.

    Raises the refusals of `policies`.
    """
    row = lock_membership(membership.pk)
    membership_transition(row, MembershipMove.COME_BACK, actor=actor, now=now)
    close_break(row, now)
    publish(guru_fact(events.GuruCameBack, row), now=now)
    return row


def close_break(row: Membership, now: datetime) -> None:
    """End the leave that is open: its last day is yesterday at the latest, its first at least."""
    held = Break.objects.select_for_update(no_key=True).filter(membership=row, ended_at=None)
    for one in held.order_by("id"):
        yesterday = now.astimezone(UTC).date() - timedelta(days=1)
        one.ends_on = max(one.starts_on, min(one.ends_on, yesterday))
        one.ended_at = now
        one.save()


def excuse_absence(row: Membership, now: datetime) -> None:
    """Let the days since a locked membership was set aside or removed be owed no more than leave.

    Called before the move that brings the member back; the audit log knows when they were out.
    """
    moves = (*_OUT, *_BACK)
    acts = AuditRecord.objects.filter(
        subject=row.reference, action__in=[f"guru_membership_{move}" for move in moves]
    )
    since = None
    for action, at in acts.order_by("-id").values_list("action", "at"):
        if action.removeprefix("guru_membership_") in _BACK:
            break
        since = at
    if since is None:
        return
    first = since.astimezone(UTC).date()
    last = now.astimezone(UTC).date() - timedelta(days=1)
    if first <= last:
        Break.objects.create(
            membership=row, starts_on=first, ends_on=last, made_at=now, ended_at=now
        )


def end_due_breaks(*, now: datetime, limit: int) -> int:
    """Bring back whose leave is over. Returns how many."""
    today = now.astimezone(UTC).date()
    over = Break.objects.filter(
        ended_at=None, ends_on__lt=today, membership__state=MembershipState.ON_BREAK
    )
    found = [one.membership for one in over.select_related("membership").order_by("id")[:limit]]
    done = 0
    for membership in found:
        try:
            come_back(membership=membership, actor=None, now=now)
        except errors.MembershipStateRefuses:
            # They came back by themselves in the same moment.
            continue
        done += 1
    return done


def close_books(row: Membership, *, actor: Member | None, reason: str, now: datetime) -> None:
    """Settle what hangs on a membership that ends: grants, leave, evangelist, open case."""
    revoke_all(membership=row, actor=actor, reason=reason, now=now)
    close_break(row, now)
    named = Evangelist.objects.select_for_update(no_key=True).filter(membership=row, ended_at=None)
    named.update(ended_at=now, ended_by=actor, end_reason=reason)
    open_cases = ClubCase.objects.select_for_update(no_key=True)
    for case in open_cases.filter(membership=row, state=CaseState.OPEN).order_by("id"):
        case_transition(case, CaseState.SETTLED, actor=actor, reason=reason, now=now)


@transaction.atomic
def leave_club(
    *, membership: Membership, actor: Member, reason: str = "", now: datetime
) -> Membership:
    """Leave by one's own wish, with honours. Raises the refusals of `policies`."""
    row = lock_membership(membership.pk)
    changes = {"ended_at": now, "reason": reason.strip()}
    membership_transition(row, MembershipMove.LEAVE, actor=actor, now=now, changes=changes)
    close_books(
        row, actor=actor, reason=worded(_("The membership has ended."), row.member), now=now
    )
    publish(guru_fact(events.GuruLeft, row), now=now)
    return row


@transaction.atomic
def remove_guru(*, membership: Membership, actor: Member, reason: str, now: datetime) -> Membership:
    """Remove a member, with a reason that they read; they may appeal to somebody else.

    Raises ReasonNeeded and the refusals of `policies`.
    """
    row = lock_membership(membership.pk)
    changes = {
        "ended_at": now,
        "reason": reason_in(reason),
        "decided_by": actor,
        "appeal": "",
        "answer": "",
        "answered_by": None,
        "appeal_by": now + timedelta(days=rules().guru_appeal_days),
    }
    membership_transition(row, MembershipMove.REMOVE, actor=actor, now=now, changes=changes)
    close_books(
        row, actor=actor, reason=worded(_("The membership has ended."), row.member), now=now
    )
    publish(guru_fact(events.GuruRemoved, row), now=now)
    return row


@transaction.atomic
def appeal_removal(
    *, membership: Membership, actor: Member, text: str, now: datetime
) -> Membership:
    """Appeal, once and in time; a second person answers.

    Raises AppealTooLate, ReasonNeeded and the refusals of `policies`.
    """
    row = lock_membership(membership.pk)
    if row.state == MembershipState.REMOVED and (row.appeal_by is None or now >= row.appeal_by):
        raise errors.AppealTooLate
    changes = {"appeal": reason_in(text, field="text"), "appealed_at": now}
    membership_transition(row, MembershipMove.APPEAL, actor=actor, now=now, changes=changes)
    publish(guru_fact(events.GuruAppealed, row), now=now)
    return row


@transaction.atomic
def grant_appeal(
    *, membership: Membership, actor: Member, reason: str, now: datetime
) -> Membership:
    """Take a removed member back; what was revoked stays so and can be given anew.

    Raises ReasonNeeded, MemberGone and the refusals of `policies`.
    """
    row = lock_membership(membership.pk)
    if not row.member.is_active:
        raise errors.MemberGone
    changes = {"answer": reason_in(reason), "answered_by": actor, "ended_at": None}
    excuse_absence(row, now)
    membership_transition(row, MembershipMove.RESTORE, actor=actor, now=now, changes=changes)
    publish(guru_fact(events.GuruRestored, row), now=now)
    return row


@transaction.atomic
def uphold_removal(
    *, membership: Membership, actor: Member, reason: str, now: datetime
) -> Membership:
    """Let the removal stand, with a reason. Raises ReasonNeeded and the refusals of `policies`."""
    row = lock_membership(membership.pk)
    changes = {"answer": reason_in(reason), "answered_by": actor}
    membership_transition(row, MembershipMove.UPHOLD, actor=actor, now=now, changes=changes)
    publish(guru_fact(events.GuruRemovalUpheld, row), now=now)
    return row


@transaction.atomic
def name_evangelist(
    *, membership: Membership, actor: Member, reason: str, now: datetime
) -> Evangelist:
    """Raise a guru to evangelist, with a reason.

    Raises NotYourStep, SecondPersonAnswers, EvangelistAlready, MembershipStateRefuses,
    ReasonNeeded.
    """
    row = lock_membership(membership.pk)
    _refuse_manager(row, actor)
    if row.state not in (MembershipState.ACTIVE, MembershipState.ON_BREAK):
        raise errors.MembershipStateRefuses(state=row.get_state_display())
    if Evangelist.objects.filter(membership=row, ended_at=None).exists():
        raise errors.EvangelistAlready
    named = Evangelist.objects.create(
        membership=row, reason=reason_in(reason), named_at=now, named_by=actor
    )
    record_audit(
        actor=actor.public_id,
        action="guru_evangelist_named",
        subject=row.reference,
        reason=named.reason,
        now=now,
    )
    publish(guru_fact(events.EvangelistNamed, row), now=now)
    return named


@transaction.atomic
def end_evangelist(
    *, membership: Membership, actor: Member, reason: str, now: datetime
) -> Evangelist:
    """End it, with a reason.

    Raises NotYourStep, SecondPersonAnswers, NoEvangelist, ReasonNeeded.
    """
    row = lock_membership(membership.pk)
    _refuse_manager(row, actor)
    named = Evangelist.objects.filter(membership=row, ended_at=None).first()
    if named is None:
        raise errors.NoEvangelist
    named.ended_at, named.ended_by, named.end_reason = now, actor, reason_in(reason)
    named.save()
    record_audit(
        actor=actor.public_id,
        action="guru_evangelist_ended",
        subject=row.reference,
        reason=named.end_reason,
        now=now,
    )
    publish(guru_fact(events.EvangelistEnded, row), now=now)
    return named


def _refuse_manager(row: Membership, actor: Member) -> None:
    if not is_manager(actor):
        raise errors.NotYourStep
    if actor.pk == row.member_id:
        raise errors.SecondPersonAnswers
