"""The charter is published in versions; members and candidates sign; who doesn't is set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from community.gurus import errors, events
from community.gurus.choices import (
    GURUS,
    LANGUAGES,
    LIVE,
    NOTE_MAX,
    SECTION_MAX,
    SECTIONS,
    MembershipMove,
    MembershipState,
    NominationMove,
)
from community.gurus.models import CharterVersion, Membership, Nomination, Signature
from community.gurus.policies import is_manager
from community.gurus.services.memberships import close_break, excuse_absence
from community.gurus.services.states import (
    lock_membership,
    lock_nomination,
    membership_transition,
    nomination_transition,
)
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import Conflict
from marketplace.core.events import publish


@dataclass(frozen=True, kw_only=True)
class CharterDraft:
    """A version as it is written: language -> part -> text."""

    texts: dict[str, dict[str, str]]
    note: str
    sign_by: datetime
    seen_number: int


def lock_charter() -> CharterVersion | None:
    """Return the version in force, held: nobody signs it while another one is published."""
    rows, held = CharterVersion.objects.order_by("-number"), None
    # Whoever waited for the last version while another one was published waits for that one too.
    while (last := rows.first()) is not None and last != held:
        held = rows.select_for_update(no_key=True).get(pk=last.pk)
    return held


@transaction.atomic
def publish_charter(*, actor: Member, draft: CharterDraft, now: datetime) -> CharterVersion:
    """Put a version in force. Members are asked to sign it until `sign_by`.

    Raises NotOfTheClub, Conflict where another version came first, CharterIncomplete,
    SignByTooEarly, NothingChanged.
    """
    held = lock_charter()
    if not is_manager(actor):
        raise errors.NotOfTheClub
    if (held.number if held else 0) != draft.seen_number:
        raise Conflict
    texts = {
        code: {
            name: draft.texts.get(code, {}).get(name, "").strip()[:SECTION_MAX] for name in SECTIONS
        }
        for code in LANGUAGES
    }
    if not all(text for parts in texts.values() for text in parts.values()):
        raise errors.CharterIncomplete
    least = rules().guru_charter_days_min
    if held is not None and draft.sign_by < now + timedelta(days=least) - timedelta(hours=24):
        raise errors.SignByTooEarly(field="sign_by", days=least)
    if held is not None and texts == held.texts:
        raise errors.NothingChanged
    version = CharterVersion.objects.create(
        number=draft.seen_number + 1,
        texts=texts,
        note=draft.note.strip()[:NOTE_MAX],
        published_at=now,
        published_by=actor,
        sign_by=draft.sign_by,
    )
    record_audit(
        actor=actor.public_id,
        action="guru_charter_published",
        subject=version.reference,
        after={"sign_by": draft.sign_by.isoformat()},
        reason=version.note,
        now=now,
    )
    publish(
        events.CharterPublished(number=version.number, sign_by=version.sign_by.isoformat()), now=now
    )
    return version


def _sign(member: Member, number: int, now: datetime) -> CharterVersion:
    version = lock_charter()
    if version is None:
        raise errors.CharterMissing
    if version.number != number:
        raise errors.CharterMoved
    Signature.objects.get_or_create(version=version, member=member, defaults={"signed_at": now})
    publish(events.CharterSigned(member_id=member.public_id, number=number), now=now)
    return version


@transaction.atomic
def join_club(*, nomination: Nomination, actor: Member, number: int, now: datetime) -> Membership:
    """Sign the charter as a confirmed candidate: the membership and its first term begin.

    Locks the nomination, then the charter. Raises CharterMissing, CharterMoved and the refusals of
    `policies`.
    """
    row = lock_nomination(nomination.pk)
    nomination_transition(row, NominationMove.SIGN, actor=actor, now=now)
    version = _sign(actor, number, now)
    membership = Membership.objects.create(
        member=actor,
        nomination=row,
        known_for=row.known_for,
        joined_at=now,
        term_ends_at=now + timedelta(days=rules().guru_term_days),
        signed_version=version.number,
    )
    record_audit(
        actor=actor.public_id,
        action="guru_joined",
        subject=membership.reference,
        after={"state": membership.state, "charter": version.number},
        now=now,
    )
    publish(
        events.GuruJoined(membership_id=membership.public_id, member_id=actor.public_id), now=now
    )
    return membership


@transaction.atomic
def sign_charter(
    *, membership: Membership, actor: Member, number: int, now: datetime
) -> Membership:
    """Sign the version in force as a member; who was set aside is back by it, from leave as well.

    Locks the membership, then the charter. Raises NotYourStep, MembershipStateRefuses,
    CharterMoved, SignedBefore.
    """
    row = lock_membership(membership.pk)
    if actor.pk != row.member_id:
        raise errors.NotYourStep
    if row.state not in LIVE:
        raise errors.MembershipStateRefuses(state=row.get_state_display())
    if row.signed_version >= number:
        raise errors.SignedBefore
    version = _sign(actor, number, now)
    row.signed_version = version.number
    if row.state == MembershipState.SET_ASIDE:
        changes = {"reason": "", "decided_by": None}
        excuse_absence(row, now)
        membership_transition(row, MembershipMove.RETURN, actor=actor, now=now, changes=changes)
        close_break(row, now)
        publish(_guru(events.GuruReturned, row), now=now)
    else:
        row.save()
    record_audit(
        actor=actor.public_id,
        action="guru_charter_signed",
        subject=row.reference,
        after={"charter": version.number},
        now=now,
    )
    return row


def _guru(event: type[events.GuruEvent], membership: Membership) -> events.GuruEvent:
    return event(membership_id=membership.public_id, member_id=membership.member.public_id)


def remind_of_charter(*, now: datetime, limit: int) -> int:
    """Remind who has yet to sign, some days before the last one. Returns how many."""
    soon = now + timedelta(days=rules().guru_remind_days)
    near = CharterVersion.objects.filter(sign_by__gt=now, sign_by__lte=soon)
    version = near.order_by("-number").first()
    if version is None:
        return 0
    with transaction.atomic():
        rows = Membership.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        late = rows.select_related("member").filter(
            state__in=GURUS, signed_version__lt=version.number, reminded_version__lt=version.number
        )
        found = list(late.order_by("signed_version", "id")[:limit])
        for row in found:
            row.reminded_version = version.number
            row.save(update_fields=["reminded_version"])
            publish(_guru(events.CharterReminderDue, row), now=now)
    return len(found)


def set_aside_unsigned(*, now: datetime, limit: int) -> int:
    """Set aside who hasn't signed when the last day is over, and tell them. Returns how many.

    The last day of a version stands, also when a newer one was published before it.
    """
    version = CharterVersion.objects.filter(sign_by__lte=now).order_by("-number").first()
    if version is None:
        return 0
    with transaction.atomic():
        rows = Membership.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        late = rows.select_related("member").filter(
            state__in=GURUS, signed_version__lt=version.number
        )
        found = list(late.order_by("signed_version", "id")[:limit])
        for row in found:
            membership_transition(row, MembershipMove.SET_ASIDE, actor=None, now=now)
            publish(_guru(events.GuruSetAside, row), now=now)
    return len(found)
