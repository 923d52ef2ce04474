"""What follows when something about an account has changed: by allauth's signals, by our events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.signals import password_reset, user_signed_up
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from marketplace.accounts.events import MemberReinstated
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.accounts.services import end_other_sessions, queue_mail, welcome_member
from marketplace.core import clock
from marketplace.core.events import subscribe


@receiver(
    (authenticator_added, authenticator_removed, authenticator_reset),
    dispatch_uid="accounts.second_factor_changed",
)
def end_sessions_elsewhere(request: HttpRequest, user: Member, **_: Any) -> None:
    """Sign out every other device when a second factor comes, goes or is renewed."""
    end_other_sessions(member=user, reason="second_factor_changed", now=clock.now())
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)


@receiver(password_reset, dispatch_uid="accounts.password_reset")
def end_sessions_after_reset(user: Member, **_: Any) -> None:
    """Write down that a forgotten password was replaced; the new password ends the sessions."""
    end_other_sessions(member=user, reason="password_reset", now=clock.now())


@receiver(user_signed_up, dispatch_uid="accounts.signed_up")
def announce_member(user: Member, **_: Any) -> None:
    """Tell the other parts that somebody joined."""
    welcome_member(member=user, now=clock.now())


@subscribe(MemberReinstated, consumer="accounts.tell_reinstated", queue="mail")
def tell_reinstated(event: MemberReinstated, *, now: datetime) -> None:
    """Tell a member by mail that they can come back."""
    _tell(event.member_id, "account_opened", {}, now)


def _tell(member_id: str, message: str, context: dict[str, Any], now: datetime) -> None:
    member = get_member_by_public_id(member_id)
    if member.email:
        queue_mail(
            to=member.email,
            language=member.language,
            message=message,
            context=context,
            member=member,
            now=now,
        )
