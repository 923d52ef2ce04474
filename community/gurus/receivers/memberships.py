"""Who is told of what about memberships and the charter."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.gurus import events
from community.gurus.queries.members import gurus_listed
from community.gurus.receivers.nominations import managers
from marketplace.accounts.choices import Role
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# What the member is told of each fact.
_OWN: Final[dict[type[events.GuruEvent], tuple[str, StrPromise, StrPromise]]] = {
    events.CharterReminderDue: (
        "gurus.charter_reminder",
        _("Sign the new charter soon"),
        _("Whoever hasn’t signed on the last day is set aside until they do."),
    ),
    events.GuruSetAside: (
        "gurus.set_aside",
        _("You are set aside: the charter isn’t signed"),
        _("Your membership rests. Sign the charter and you are back at once."),
    ),
    events.GuruReturned: (
        "gurus.returned",
        _("You are back in the guru club"),
        _("Thank you for signing. Everything is open to you again."),
    ),
    events.GuruCameBack: (
        "gurus.came_back",
        _("Your leave is over"),
        _("Your duties of this quarter go on, for the days that are left."),
    ),
    events.GuruTermRenewed: (
        "gurus.renewed",
        _("Another term in the guru club"),
        _("You did what the club asks for. Thank you; your membership goes on."),
    ),
    events.GuruTermEnded: (
        "gurus.term_ended",
        _("Your membership in the guru club has ended"),
        _("Read the reason. The club honours you among its alumni."),
    ),
    events.GuruRemoved: (
        "gurus.removed",
        _("You were removed from the guru club"),
        _("Read the reason. If it is wrong, a second person looks at it."),
    ),
    events.GuruRestored: (
        "gurus.restored",
        _("Your appeal was granted"),
        _("You are a guru again. What was taken back can be given anew."),
    ),
    events.GuruRemovalUpheld: (
        "gurus.upheld",
        _("Your appeal failed"),
        _("A second person looked, and the removal stands. Read the reason."),
    ),
    events.EvangelistNamed: (
        "gurus.evangelist",
        _("You are an evangelist now"),
        _("It is the highest degree of the club. Read why you were chosen."),
    ),
    events.EvangelistEnded: (
        "gurus.evangelist_ended",
        _("You are a guru again, no evangelist"),
        _("Read the reason. Your membership goes on."),
    ),
    events.GuruDutiesAtRisk: (
        "gurus.at_risk",
        _("Your duties of this quarter are at risk"),
        _("See what is missing, or go on leave if you have no time."),
    ),
    events.GuruDutiesMissed: (
        "gurus.missed",
        _("Your duties of the last quarter weren’t met"),
        _("See what was missing. After two such quarters a person looks at it."),
    ),
    events.ClubCaseKept: (
        "gurus.kept",
        _("You stay in the guru club"),
        _("A person looked at your duties. Read what was decided."),
    ),
}
for _name, _title, _body in _OWN.values():
    register_kind(_name, group=NotificationGroup.ACCOUNT, title=_title, body=_body)
register_kind(
    "gurus.joined",
    group=NotificationGroup.ACCOUNT,
    title=_("%(name)s joined the guru club"),
    body=_("Say hello in the club’s own section."),
)
register_kind(
    "gurus.appealed",
    group=NotificationGroup.ACCOUNT,
    title=_("%(name)s appeals against a removal"),
    body=_("Somebody who didn’t decide before has to answer."),
)
register_kind(
    "gurus.case",
    group=NotificationGroup.ACCOUNT,
    title=_("Duties of %(name)s have to be looked at"),
    body=_("Talk with them, then decide. Nothing happens by itself."),
)
register_kind(
    "gurus.left",
    group=NotificationGroup.ACCOUNT,
    title=_("%(name)s left the guru club"),
    body=_("What they held was taken back and written down."),
)
register_kind(
    "gurus.charter",
    group=NotificationGroup.ACCOUNT,
    title=_("The guru club has a new charter"),
    body=_("Read what changed and sign it in time."),
)


def tell_own(event: events.GuruEvent, *, now: datetime) -> None:
    """Tell the member whose membership it is."""
    notify(
        member=get_member_by_public_id(event.member_id),
        kind=_OWN[type(event)][0],
        params={},
        url=reverse("gurus:mine"),
        now=now,
    )


for _fact in _OWN:
    subscribe(_fact, consumer=f"gurus.tell_own_{_fact.__name__}")(tell_own)


@subscribe(events.GuruJoined, consumer="gurus.tell_joined")
def tell_joined(event: events.GuruJoined, *, now: datetime) -> None:
    """Tell the others of the club."""
    new = get_member_by_public_id(event.member_id)
    for one in gurus_listed():
        if one.member_id != new.pk:
            notify(
                member=one.member,
                kind="gurus.joined",
                params={"name": new.display_name},
                url=reverse("gurus:page"),
                coalesce_on=event.membership_id,
                now=now,
            )


def _tell_desk(event: events.GuruEvent, kind: str, role: Role, now: datetime) -> None:
    about = get_member_by_public_id(event.member_id)
    for one in members_with_role(role):
        if one.pk != about.pk:
            notify(
                member=one,
                kind=kind,
                params={"name": about.display_name},
                url=reverse("gurus:desk_member", args=[event.membership_id]),
                coalesce_on=event.membership_id,
                now=now,
            )


@subscribe(events.GuruAppealed, consumer="gurus.tell_appealed")
def tell_appealed(event: events.GuruAppealed, *, now: datetime) -> None:
    """Call those who may answer."""
    _tell_desk(event, "gurus.appealed", Role.COMMUNITY_MANAGER, now)
    _tell_desk(event, "gurus.appealed", Role.ADMIN, now)


@subscribe(events.ClubCaseOpened, consumer="gurus.tell_case")
def tell_case(event: events.ClubCaseOpened, *, now: datetime) -> None:
    """Call the managers."""
    _tell_desk(event, "gurus.case", Role.COMMUNITY_MANAGER, now)


@subscribe(events.GuruLeft, consumer="gurus.tell_left")
def tell_left(event: events.GuruLeft, *, now: datetime) -> None:
    """Tell the managers."""
    _tell_desk(event, "gurus.left", Role.COMMUNITY_MANAGER, now)


@subscribe(events.CharterPublished, consumer="gurus.tell_charter")
def tell_charter(event: events.CharterPublished, *, now: datetime) -> None:
    """Ask everybody in the club to sign."""
    for one in gurus_listed():
        if one.signed_version < event.number:
            notify(
                member=one.member,
                kind="gurus.charter",
                params={},
                url=reverse("gurus:mine"),
                coalesce_on=str(event.number),
                now=now,
            )


__all__ = ["managers", "tell_own"]
