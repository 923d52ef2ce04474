"""What the club gives: stock, grants, answers, codes that are looked at, and what is taken back."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from community.gurus import errors, events
from community.gurus.choices import (
    CODE_MAX,
    GURUS,
    LIVE_GRANTS,
    REASON_MAX,
    TITLE_MAX,
    GrantState,
    PrivilegeKind,
)
from community.gurus.models import Code, Grant, Membership, Privilege
from community.gurus.policies import is_manager
from community.gurus.services.states import grant_transition, lock_membership, reason_in
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish
from marketplace.core.sealed import seal, unseal

PURPOSE: Final = "guru-codes"


@dataclass(frozen=True, kw_only=True)
class PrivilegeDraft:
    """Something that the club gives."""

    kind: str
    title: str
    about: str = ""
    capacity: int | None = None
    days: int | None = None
    answer_by: datetime | None = None


def _fact(event: type[events.GrantEvent], grant: Grant) -> events.GrantEvent:
    return event(
        grant_id=grant.public_id,
        privilege_id=grant.privilege.public_id,
        member_id=grant.membership.member.public_id,
    )


def _refuse_others(actor: Member) -> None:
    if not is_manager(actor):
        raise errors.NotYourStep


def lock_privilege(pk: int) -> Privilege:
    """Return a privilege, held: its stock and places are counted by one at a time."""
    return Privilege.objects.select_for_update(no_key=True).get(pk=pk)


@transaction.atomic
def make_privilege(*, actor: Member, draft: PrivilegeDraft, now: datetime) -> Privilege:
    """Make something that can be given. Raises NotYourStep, ReasonNeeded, AnswerByMissing."""
    _refuse_others(actor)
    title = reason_in(draft.title, field="title")[:TITLE_MAX]
    is_invitation = draft.kind == PrivilegeKind.INVITATION
    if is_invitation and (draft.answer_by is None or draft.answer_by <= now):
        raise errors.AnswerByMissing(field="answer_by")
    made = Privilege.objects.create(
        kind=PrivilegeKind(draft.kind),
        title=title,
        about=draft.about.strip()[:REASON_MAX],
        capacity=draft.capacity,
        days=draft.days,
        answer_by=draft.answer_by if is_invitation else None,
        made_at=now,
        made_by=actor,
    )
    record_audit(
        actor=actor.public_id,
        action="guru_privilege_made",
        subject=made.reference,
        after={"kind": made.kind, "title": made.title, "capacity": made.capacity},
        now=now,
    )
    return made


@transaction.atomic
def close_privilege(*, privilege: Privilege, actor: Member, now: datetime) -> Privilege:
    """Give it no more; what was given stays. Raises NotYourStep, PrivilegeClosed."""
    row = lock_privilege(privilege.pk)
    _refuse_others(actor)
    if row.closed_at is not None:
        raise errors.PrivilegeClosed
    row.closed_at = now
    row.save()
    record_audit(
        actor=actor.public_id, action="guru_privilege_closed", subject=row.reference, now=now
    )
    return row


def digest_of(code: str) -> str:
    """Return what finds a code that is put in twice, and tells nothing of it."""
    key = f"{PURPOSE}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def add_codes(*, privilege: Privilege, actor: Member, text: str, now: datetime) -> int:
    """Put codes into the stock, one on each line; those that are in it are left out.

    Returns how many were new. Raises NotYourStep, NotCoded, PrivilegeClosed, CodesMissing,
    CodeTooLong, CodeElsewhere, NothingChanged where all of them were known.
    """
    _hold_codes()
    row = lock_privilege(privilege.pk)
    _refuse_others(actor)
    if not row.is_coded:
        raise errors.NotCoded
    if row.closed_at is not None:
        raise errors.PrivilegeClosed
    digests = _read_codes(row, text)
    known = set(
        Code.objects.filter(privilege=row, digest__in=digests).values_list("digest", flat=True)
    )
    new = [
        Code(privilege=row, sealed=seal(code, purpose=PURPOSE), digest=digest, added_at=now)
        for digest, (code, _line) in digests.items()
        if digest not in known
    ]
    if not new:
        raise errors.NothingChanged
    Code.objects.bulk_create(new)
    record_audit(
        actor=actor.public_id,
        action="guru_codes_added",
        subject=row.reference,
        after={"added": len(new)},
        now=now,
    )
    return len(new)


def _hold_codes() -> None:
    """Let one at a time add codes: the same one isn't put into two stocks at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [PURPOSE])


def _read_codes(row: Privilege, text: str) -> dict[str, tuple[str, int]]:
    """Return codes with their lines, by digest."""
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        code = line.strip()
        if len(code) > CODE_MAX:
            raise errors.CodeTooLong(field="codes", line=number, most=CODE_MAX)
        if code:
            found.setdefault(digest_of(code), (code, number))
    if not found:
        raise errors.CodesMissing(field="codes")
    others = Code.objects.filter(digest__in=found).exclude(privilege=row)
    taken = {one.digest: one.privilege.title for one in others.select_related("privilege")}
    for digest, (_code, number) in found.items():
        if digest in taken:
            raise errors.CodeElsewhere(field="codes", line=number, title=taken[digest])
    return found


@transaction.atomic
def grant_privilege(
    *, privilege: Privilege, membership: Membership, actor: Member, now: datetime
) -> Grant:
    """Give it to a guru, once: what stands is returned when it is given again.

    Locks the privilege, then the membership, so the stock hands each code to one member only.
    Raises NotYourStep, SecondPersonAnswers, PrivilegeClosed, MembershipStateRefuses, NoCodesLeft,
    NoPlacesLeft.
    """
    row = lock_privilege(privilege.pk)
    holder = lock_membership(membership.pk)
    _refuse_others(actor)
    if actor.pk == holder.member_id:
        raise errors.SecondPersonAnswers
    mine = Grant.objects.filter(privilege=row, membership=holder, state__in=LIVE_GRANTS)
    if (standing := mine.select_related("privilege", "membership__member").first()) is not None:
        return standing
    if row.closed_at is not None:
        raise errors.PrivilegeClosed
    if holder.state not in GURUS:
        raise errors.MembershipStateRefuses(state=holder.get_state_display())
    _refuse_full(row)
    is_offer = row.is_invitation
    expires = now + timedelta(days=row.days) if row.days else None
    grant = Grant.objects.create(
        privilege=row,
        membership=holder,
        code=_next_code(row),
        state=GrantState.OFFERED if is_offer else GrantState.HELD,
        granted_at=now,
        granted_by=actor,
        expires_at=expires,
        due_at=row.answer_by if is_offer else expires,
    )
    record_audit(
        actor=actor.public_id,
        action="guru_privilege_granted",
        subject=grant.reference,
        after={"state": grant.state, "privilege": row.public_id, "member": holder.member.public_id},
        now=now,
    )
    event = events.PrivilegeOffered if is_offer else events.PrivilegeGranted
    publish(_fact(event, grant), now=now)
    return grant


def _refuse_full(row: Privilege) -> None:
    if row.capacity is None:
        return
    taken = Grant.objects.filter(privilege=row, state__in=LIVE_GRANTS).count()
    if taken >= row.capacity:
        raise errors.NoPlacesLeft(count=row.capacity)


def _next_code(row: Privilege) -> Code | None:
    if not row.is_coded:
        return None
    code = Code.objects.filter(privilege=row, grant=None).order_by("id").first()
    if code is None:
        raise errors.NoCodesLeft
    return code


def _lock_grant(grant: Grant) -> Grant:
    rows = Grant.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("privilege", "membership__member", "code").get(pk=grant.pk)


def _own(grant: Grant, actor: Member) -> Grant:
    row = _lock_grant(grant)
    if row.membership.member_id != actor.pk:
        raise errors.GrantNotYours
    return row


@transaction.atomic
def accept_privilege(*, grant: Grant, actor: Member, now: datetime) -> Grant:
    """Accept an invitation in time, as a guru.

    Raises GrantNotYours, GrantStateRefuses, MembershipStateRefuses.
    """
    row = _own(grant, actor)
    if row.state == GrantState.OFFERED and row.membership.state not in GURUS:
        raise errors.MembershipStateRefuses(state=row.membership.get_state_display())
    if row.state == GrantState.OFFERED and row.due_at is not None and now >= row.due_at:
        raise errors.GrantStateRefuses(state=GrantState.EXPIRED.label)
    grant_transition(row, GrantState.HELD, actor=actor, now=now, changes={"answered_at": now})
    publish(_fact(events.PrivilegeAccepted, row), now=now)
    return row


@transaction.atomic
def decline_privilege(*, grant: Grant, actor: Member, now: datetime) -> Grant:
    """Decline an invitation, or give an accepted place back: somebody else can have it.

    Raises GrantNotYours, NotCoded for what isn't an invitation, GrantStateRefuses.
    """
    row = _own(grant, actor)
    if not row.privilege.is_invitation:
        raise errors.GrantStateRefuses(state=row.get_state_display())
    grant_transition(row, GrantState.DECLINED, actor=actor, now=now, changes={"answered_at": now})
    publish(_fact(events.PrivilegeDeclined, row), now=now)
    return row


@transaction.atomic
def show_code(*, grant: Grant, actor: Member, now: datetime) -> str:
    """Show a member their code, once; that they looked is written down.

    Raises GrantNotYours, NotCoded, GrantStateRefuses, MembershipStateRefuses, CodeShownBefore.
    """
    row = _own(grant, actor)
    if row.code is None:
        raise errors.NotCoded
    is_over = row.expires_at is not None and now >= row.expires_at
    if row.state != GrantState.HELD or is_over:
        state = GrantState.EXPIRED.label if is_over else row.get_state_display()
        raise errors.GrantStateRefuses(state=state)
    if row.membership.state not in GURUS:
        raise errors.MembershipStateRefuses(state=row.membership.get_state_display())
    if not row.may_show and row.shown_at is not None:
        raise errors.CodeShownBefore(day=f"{row.shown_at:%Y-%m-%d}")
    row.shown_at, row.may_show = now, False
    row.save()
    record_audit(actor=actor.public_id, action="guru_code_shown", subject=row.reference, now=now)
    publish(_fact(events.PrivilegeCodeShown, row), now=now)
    return unseal(row.code.sealed, purpose=PURPOSE)


@transaction.atomic
def allow_another_look(*, grant: Grant, actor: Member, reason: str, now: datetime) -> Grant:
    """Let a member see their code once more, with a reason.

    Raises NotYourStep, SecondPersonAnswers, NotCoded, GrantStateRefuses, NothingChanged,
    ReasonNeeded.
    """
    row = _lock_grant(grant)
    _refuse_others(actor)
    if actor.pk == row.membership.member_id:
        raise errors.SecondPersonAnswers
    if row.code_id is None:
        raise errors.NotCoded
    if row.state != GrantState.HELD:
        raise errors.GrantStateRefuses(state=row.get_state_display())
    if row.may_show:
        raise errors.NothingChanged
    said = reason_in(reason)
    row.may_show = True
    row.save()
    record_audit(
        actor=actor.public_id,
        action="guru_code_look_allowed",
        subject=row.reference,
        reason=said,
        now=now,
    )
    return row


@transaction.atomic
def revoke_privilege(*, grant: Grant, actor: Member, reason: str, now: datetime) -> Grant:
    """Take it back, with a reason that the member reads. A code never goes back into the stock.

    Raises NotYourStep, ReasonNeeded, GrantStateRefuses.
    """
    row = _lock_grant(grant)
    _refuse_others(actor)
    _revoke(row, actor=actor, reason=reason_in(reason), now=now)
    return row


def _revoke(row: Grant, *, actor: Member | None, reason: str, now: datetime) -> None:
    grant_transition(row, GrantState.REVOKED, actor=actor, now=now, changes={"reason": reason})
    publish(_fact(events.PrivilegeRevoked, row), now=now)


def revoke_all(*, membership: Membership, actor: Member | None, reason: str, now: datetime) -> int:
    """Take back all that a membership holds, in the caller's transaction. Returns how many."""
    rows = Grant.objects.select_for_update(no_key=True, of=("self",))
    held = rows.select_related("privilege", "membership__member").filter(
        membership=membership, state__in=LIVE_GRANTS
    )
    found = list(held.order_by("id"))
    for row in found:
        _revoke(row, actor=actor, reason=reason, now=now)
    return len(found)


def expire_due_grants(*, now: datetime, limit: int) -> int:
    """End what is over: unanswered invitations, and what was given for a time. Returns how many."""
    with transaction.atomic():
        rows = Grant.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        due = rows.select_related("privilege", "membership__member").filter(due_at__lte=now)
        found = list(due.order_by("due_at", "id")[:limit])
        for row in found:
            grant_transition(row, GrantState.EXPIRED, actor=None, now=now)
            publish(_fact(events.PrivilegeExpired, row), now=now)
    return len(found)
