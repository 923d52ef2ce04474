"""Who signs up after coming by a member's link is remembered."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest

from contests.calls.adapters.touches import read_touch
from contests.calls.services import record_arrival
from marketplace.accounts.models import Member
from marketplace.core import clock


@receiver(user_signed_up, dispatch_uid="calls.signed_up")
def remember_arrival(request: HttpRequest, user: Member, **_: Any) -> None:
    """Write down by which link a new member came: the sign-up itself brings the cookie."""
    now = clock.now()
    touch = read_touch(request, now=now)
    if touch is not None:
        record_arrival(code=touch.code, member=user, came_at=touch.at, now=now)
