"""Who is told of what about standing and reports."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from community.reputation.choices import Level
from community.reputation.events import (
    ElsewhereConfirmed,
    ElsewhereDeclined,
    ElsewhereEvent,
    ElsewhereReported,
    ElsewhereRevoked,
    StandingChanged,
)
from community.reputation.queries import title_of_report
from marketplace.accounts.choices import Role
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "reputation.rose": (
        _("Your standing rose: %(level)s"),
        _("See what was counted, and what the next level asks for."),
    ),
    "reputation.fell": (
        _("Your standing is now: %(level)s"),
        _("Points fade slowly when nothing new comes. Your record stays; see what is missing."),
    ),
    "reputation.reported": (
        _("Something done elsewhere waits to be confirmed"),
        _("Open its page and see whether it is theirs and helps somebody."),
    ),
    "reputation.confirmed": (
        _("Confirmed: %(title)s"),
        _("It stands in your record, with its points."),
    ),
    "reputation.declined": (
        _("Not confirmed: %(title)s"),
        _("Read the reason. You can report it again in a better way."),
    ),
    "reputation.revoked": (
        _("No longer confirmed: %(title)s"),
        _("Read the reason. Its points were taken back by a line of their own."),
    ),
}
for _kind, (_title, _body) in _KINDS.items():
    register_kind(_kind, group=NotificationGroup.ACCOUNT, title=_title, body=_body)


@subscribe(StandingChanged, consumer="reputation.tell_standing", queue="bulk")
def tell_standing(event: StandingChanged, *, now: datetime) -> None:
    """Tell a member that they rose or fell."""
    member = get_member_by_public_id(event.member_id)
    with override(member.language):
        level = str(Level(event.level).label)
    notify(
        member=member,
        kind="reputation.rose" if event.level > event.before else "reputation.fell",
        params={"level": level},
        url=reverse("reputation:points", args=[member.username]),
        now=now,
    )


@subscribe(ElsewhereReported, consumer="reputation.tell_reported")
def tell_reported(event: ElsewhereReported, *, now: datetime) -> None:
    """Call those who confirm, once for all that wait."""
    for member in members_with_role(Role.COMMUNITY_MANAGER):
        if member.public_id != event.member_id:
            notify(
                member=member,
                kind="reputation.reported",
                params={},
                url=reverse("reputation:desk_reports"),
                coalesce_on="reports",
                now=now,
            )


def _tell(event: ElsewhereEvent, kind: str, now: datetime) -> None:
    notify(
        member=get_member_by_public_id(event.member_id),
        kind=kind,
        params={"title": title_of_report(event.report_id)},
        url=f"{reverse('reputation:elsewhere')}#report-{event.report_id}",
        now=now,
    )


@subscribe(ElsewhereConfirmed, consumer="reputation.tell_confirmed")
def tell_confirmed(event: ElsewhereConfirmed, *, now: datetime) -> None:
    """Say that it counts."""
    _tell(event, "reputation.confirmed", now)


@subscribe(ElsewhereDeclined, consumer="reputation.tell_declined")
def tell_declined(event: ElsewhereDeclined, *, now: datetime) -> None:
    """Say that it doesn't count, and where the reason stands."""
    _tell(event, "reputation.declined", now)


@subscribe(ElsewhereRevoked, consumer="reputation.tell_revoked")
def tell_revoked(event: ElsewhereRevoked, *, now: datetime) -> None:
    """Say that it doesn't count any more."""
    _tell(event, "reputation.revoked", now)
