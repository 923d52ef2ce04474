"""Who stays signed in, and who is shut out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from marketplace.accounts.choices import Standing
from marketplace.accounts.errors import (
    MayNotSuspend,
    MemberAlreadySuspended,
    MemberNotSuspended,
    ReasonMissing,
)
from marketplace.accounts.events import MemberJoined, MemberReinstated, MemberSuspended
from marketplace.accounts.models import Member
from marketplace.accounts.policies import can_suspend
from marketplace.core.audit import record_audit
from marketplace.core.events import publish


def end_other_sessions(*, member: Member, reason: str, now: datetime) -> Member:
    """End every session of the member at once.

    The caller keeps the present one with `update_session_auth_hash(request, member)`.
    """
    with transaction.atomic():
        Member.objects.filter(pk=member.pk).update(session_epoch=F("session_epoch") + 1)
        member.refresh_from_db(fields=["session_epoch"])
        record_audit(
            actor=member.public_id,
            action="sessions_ended",
            subject=f"member:{member.public_id}",
            reason=reason,
            now=now,
        )
    return member


@transaction.atomic
def welcome_member(*, member: Member, now: datetime) -> None:
    """Announce a member who has just signed up."""
    publish(MemberJoined(member_id=member.public_id), now=now)


@transaction.atomic
def suspend_member(*, member: Member, reason: str, actor: Member, now: datetime) -> Member:
    """Close an account: all its sessions end at once; its money stays.

    The member may sign in again to the doors that `policies.may_pass` leaves open.

    Locks the member's row. Raises MayNotSuspend, ReasonMissing, MemberAlreadySuspended.
    """
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    if not can_suspend(actor, locked):
        raise MayNotSuspend
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if not locked.is_active:
        raise MemberAlreadySuspended

    set_standing(locked, Standing.SUSPENDED)

    record_audit(
        actor=actor.public_id,
        action="member_suspended",
        subject=f"member:{locked.public_id}",
        reason=reason.strip(),
        now=now,
    )

    publish(
        MemberSuspended(member_id=locked.public_id, reason=reason.strip(), by=actor.public_id),
        now=now,
    )
    return locked


@transaction.atomic
def reinstate_member(*, member: Member, reason: str, actor: Member, now: datetime) -> Member:
    """Open an account again; the member signs in anew.

    Locks the member's row. Raises MayNotSuspend, ReasonMissing, MemberNotSuspended.
    """
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    if not can_suspend(actor, locked):
        raise MayNotSuspend
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if locked.is_active or locked.standing in (Standing.LEAVING, Standing.FORMER):
        raise MemberNotSuspended

    reopen(locked, by=actor.public_id, reason=reason, now=now)
    return locked


def set_standing(member: Member, standing: Standing) -> None:
    """Write how a locked member stands; closing an account ends its sessions."""
    member.standing = standing
    member.is_active = standing == Standing.OPEN
    if not member.is_active:
        member.session_epoch += 1
    member.save(update_fields=["standing", "is_active", "session_epoch"])


def reopen(member: Member, *, by: str, reason: str, now: datetime) -> None:
    """Open a locked, suspended account: by a person's decision, or by the clock (`by` empty)."""
    set_standing(member, Standing.OPEN)
    record_audit(
        actor=by,
        action="member_reinstated",
        subject=f"member:{member.public_id}",
        reason=reason.strip(),
        now=now,
    )
    publish(MemberReinstated(member_id=member.public_id, by=by), now=now)
