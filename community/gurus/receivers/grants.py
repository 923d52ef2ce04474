"""Who is told of what the club gives."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.gurus import events
from community.gurus.queries.privileges import get_privilege
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[type[events.GrantEvent], tuple[str, StrPromise, StrPromise]]] = {
    events.PrivilegeGranted: (
        "gurus.granted",
        _("The guru club gives you: %(title)s"),
        _("Open it on the page of your membership."),
    ),
    events.PrivilegeOffered: (
        "gurus.offered",
        _("The guru club invites you: %(title)s"),
        _("Accept or decline in time; somebody else may want the place."),
    ),
    events.PrivilegeExpired: (
        "gurus.expired",
        _("Over: %(title)s"),
        _("Its time has run out."),
    ),
    events.PrivilegeRevoked: (
        "gurus.revoked",
        _("Taken back: %(title)s"),
        _("Read the reason on the page of your membership."),
    ),
}
for _name, _title, _body in _KINDS.values():
    register_kind(_name, group=NotificationGroup.ACCOUNT, title=_title, body=_body)


def tell_grant(event: events.GrantEvent, *, now: datetime) -> None:
    """Tell the member."""
    notify(
        member=get_member_by_public_id(event.member_id),
        kind=_KINDS[type(event)][0],
        params={"title": get_privilege(event.privilege_id).title},
        url=f"{reverse('gurus:mine')}#grant-{event.grant_id}",
        now=now,
    )


for _fact in _KINDS:
    subscribe(_fact, consumer=f"gurus.tell_{_fact.__name__}")(tell_grant)
