"""From a request to a recorded visit, with the cookie on the answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.touches import PageTouch
from referrals.links.adapters.visitors import (
    address_of,
    coming_of,
    country_of,
    keep_visitor,
    may_keep,
    new_visitor,
    visitor_of,
)
from referrals.links.choices import LinkKind, Medium
from referrals.links.services import (
    Coming,
    day_print_of,
    link_for,
    record_visit_of,
)


def coming_now(request: HttpRequest, *, medium: Medium | None = None) -> Coming | None:
    """Return this coming, with a new number for a new visitor; None where nothing may be kept."""
    country = country_of(request)
    if not may_keep(request, country):
        return None
    printed = day_print_of(
        address=address_of(request),
        user_agent=request.headers.get("User-Agent", ""),
        now=clock.now(),
    )
    return coming_of(
        request,
        visitor=visitor_of(request) or new_visitor(),
        country=country,
        day_print=printed,
        medium=medium,
    )


def record_page_touches(
    request: HttpRequest, response: HttpResponse, touches: Sequence[PageTouch]
) -> None:
    """Record what a page noted as visits by the links of its things."""
    coming = coming_now(request, medium=Medium.BUTTON)
    if coming is None or coming.is_program:
        return
    now = clock.now()
    for touch in touches:
        owner = Member.objects.filter(pk=touch.owner_id).first() if touch.owner_id else None
        link = link_for(
            kind=LinkKind(touch.kind), ref=touch.ref, owner=owner, path=touch.path, now=now
        )
        followed = record_visit_of(link_id=link.pk, coming=coming, now=now)
        if followed is not None and followed.is_touch:
            keep_visitor(response, coming.visitor)
