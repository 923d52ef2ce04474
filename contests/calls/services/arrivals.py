"""Members' own addresses of a contest, counted; and who signed up by them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from contests.calls.models import Arrival, Contest, Link
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


def make_link(*, contest: Contest, member: Member, now: datetime) -> Link:
    """Return the member's link of this contest, made at the first call. Raises NotFound."""
    if not contest.is_public:
        raise NotFound
    link, _created = Link.objects.get_or_create(
        contest=contest, member=member, defaults={"created_at": now}
    )
    return link


def count_visit(*, link: Link, viewer: Member | None) -> None:
    """Count a visit by the link; the owner's own doesn't count. Robots are the caller's affair."""
    if viewer is None or viewer.pk != link.member_id:
        Link.objects.filter(pk=link.pk).update(visits=F("visits") + 1)


def record_arrival(
    *, code: str, member: Member, came_at: datetime, now: datetime
) -> Arrival | None:
    """Remember that a new member came by a link, once for ever; None for nobody's or their own.

    Only somebody who signed up after the visit counts.
    """
    link = Link.objects.filter(code=code).first()
    if link is None or link.member_id == member.pk or member.date_joined < came_at:
        return None
    arrival, _created = Arrival.objects.get_or_create(
        member=member, defaults={"link": link, "came_at": came_at, "signed_up_at": now}
    )
    return arrival
