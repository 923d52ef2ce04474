"""Who signs up, and who signs in: to which link a new member is owed, whose a visitor is."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in, user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest

from marketplace.accounts.models import Member
from marketplace.accounts.services import register_code_check
from marketplace.core import clock
from marketplace.core.touches import register_recorder
from marketplace.relationships.queries import register_bringer
from referrals.links import services
from referrals.links.adapters import recording, visitors
from referrals.links.queries import own_link_between

register_recorder(recording.record_page_touches)
register_code_check(services.check_code)
register_bringer(own_link_between)


@receiver(user_signed_up, dispatch_uid="links.signed_up")
def decide_signup(request: HttpRequest, user: Member, **_: Any) -> None:
    """Decide by which link a new member came: the sign-up itself brings the cookie and the code."""
    now = clock.now()
    services.record_signup(
        member=user,
        visitor=visitors.visitor_of(request),
        code=str(getattr(user, "typed_code", "")),
        day_print=services.day_print_of(
            address=visitors.address_of(request),
            user_agent=request.headers.get("User-Agent", ""),
            now=now,
        ),
        now=now,
    )


@receiver(user_logged_in, dispatch_uid="links.logged_in")
def know_who_it_is(request: HttpRequest, user: Member, **_: Any) -> None:
    """Remember that this visitor is that member."""
    visitor = visitors.visitor_of(request)
    services.know_visitor(visitor=visitor, member=user, now=clock.now())
