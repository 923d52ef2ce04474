"""An account's end: closed for a while that can be taken back, then erased."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts.choices import Standing
from marketplace.accounts.errors import MayNotLeave, MemberNotLeaving
from marketplace.accounts.events import MemberLeaving, MemberLeft, MemberStayed
from marketplace.accounts.models import Member, Profile
from marketplace.accounts.services.sessions import set_standing
from marketplace.core.audit import record_audit
from marketplace.core.events import publish

FORMER_PREFIX = "former_"


@transaction.atomic
def begin_leaving(*, member: Member, now: datetime) -> Member:
    """Close an open account whose member leaves; its sessions end, and it opens no more doors.

    Locks the member's row. Raises MayNotLeave for an account that isn't open.
    """
    locked = _lock(member)

    if locked.standing != Standing.OPEN or not locked.is_active:
        raise MayNotLeave

    set_standing(locked, Standing.LEAVING)
    _record(locked, "member_leaving", by=locked.public_id, now=now)

    publish(MemberLeaving(member_id=locked.public_id), now=now)
    return locked


@transaction.atomic
def stay(*, member: Member, now: datetime) -> Member:
    """Open a leaving member's account again. Locks the row. Raises MemberNotLeaving."""
    locked = _lock(member)

    if locked.standing != Standing.LEAVING:
        raise MemberNotLeaving

    set_standing(locked, Standing.OPEN)
    _record(locked, "member_stayed", by=locked.public_id, now=now)

    publish(MemberStayed(member_id=locked.public_id), now=now)
    return locked


@transaction.atomic
def erase_member(*, member: Member, now: datetime) -> Member:
    """Erase what accounts know of a leaving member; the public id stays, as the books need it.

    Doing it again changes nothing. Locks the row. Raises MemberNotLeaving.
    """
    locked = _lock(member)

    if locked.standing == Standing.FORMER:
        return locked
    if locked.standing != Standing.LEAVING:
        raise MemberNotLeaving

    with translation.override(locked.language):
        locked.display_name = _("Former member")
    locked.username = f"{FORMER_PREFIX}{locked.public_id}"
    locked.email, locked.country, locked.timezone = "", "", "UTC"
    locked.is_staff = locked.is_superuser = False
    locked.last_login = None
    locked.set_unusable_password()
    locked.save()
    set_standing(locked, Standing.FORMER)
    _erase_what_hangs_on(locked)

    _record(locked, "member_erased", by="", now=now)

    publish(MemberLeft(member_id=locked.public_id), now=now)
    return locked


def _lock(member: Member) -> Member:
    return Member.objects.select_for_update(no_key=True).get(pk=member.pk)


def _erase_what_hangs_on(member: Member) -> None:
    profile = Profile.objects.filter(member=member).first()
    if profile is not None:
        for picture in (profile.avatar, profile.cover):
            if picture:
                transaction.on_commit(partial(picture.storage.delete, str(picture.name)))
        profile.delete()
    member.api_tokens.all().delete()
    member.role_grants.all().delete()
    EmailAddress.objects.filter(user=member).delete()
    Authenticator.objects.filter(user_id=member.pk).delete()
    UserSession.objects.filter(user_id=member.pk).delete()


def _record(member: Member, action: str, *, by: str, now: datetime) -> None:
    record_audit(actor=by, action=action, subject=f"member:{member.public_id}", now=now)
