"""What follows when allauth says that something about an account has changed."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_reset, user_signed_up
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from marketplace.accounts.models import Member
from marketplace.accounts.services import end_other_sessions, welcome_member
from marketplace.core import clock


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
