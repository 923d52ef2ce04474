"""Managers hear once a day of what is new; a member reads a manager's thanks."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.watch.events import MemberThanked, WatchDigestDue
from marketplace.accounts.choices import Role
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

DIGEST, THANKS = "watch.digest", "watch.thanks"
register_kind(
    DIGEST,
    group=NotificationGroup.ACCOUNT,
    title=ngettext_lazy("%(count)s newcomer to look at", "%(count)s newcomers to look at", "count"),
    body=_("Their output bursts, or fades after a burst: %(names)s"),
)
register_kind(
    THANKS, group=NotificationGroup.ACCOUNT, title=_("%(name)s thanks you"), body="%(words)s"
)


@subscribe(WatchDigestDue, consumer="watch.tell_managers")
def tell_managers(event: WatchDigestDue, *, now: datetime) -> None:
    """Name everybody who is new to the watch, once a day."""
    address = reverse("watch:desk")
    if event.count == event.fading:
        address = f"{address}?tab=fading"
    for member in members_with_role(Role.COMMUNITY_MANAGER):
        notify(
            member=member,
            kind=DIGEST,
            params={"count": event.count, "names": event.names},
            url=address,
            coalesce_on=f"watch:{event.day}",
            now=now,
        )


@subscribe(MemberThanked, consumer="watch.tell_thanked")
def tell_thanked(event: MemberThanked, *, now: datetime) -> None:
    """Bring the words to whom they are for."""
    member = get_member_by_public_id(event.member_id)
    sender = get_member_by_public_id(event.by_id)
    notify(
        member=member,
        kind=THANKS,
        params={"name": sender.display_name, "words": event.words},
        url=member.get_absolute_url(),
        now=now,
    )
