"""Who is told of what about shifts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.shifts import events
from community.shifts.models import Shift
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "shifts.offered": (
        _("A paid shift is offered to you: %(amount)s"),
        _("From %(starts_at)s on. Read what is expected, then accept or decline."),
    ),
    "shifts.accepted": (_("%(name)s takes the shift"), _("It begins %(starts_at)s.")),
    "shifts.not_taken": (
        _("A shift came to nothing"),
        _("%(name)s isn’t free. The pay went back to marketing."),
    ),
    "shifts.withdrawn": (
        _("The offer of a shift was taken back"),
        _("Read the reason. It has nothing to do with how you answer."),
    ),
    "shifts.reminder": (
        _("Your paid shift begins soon"),
        _("It begins %(starts_at)s. Posts in its hours carry the mark of a paid shift."),
    ),
    "shifts.cancelled": (
        _("A paid shift is cancelled"),
        _("The one of %(starts_at)s. Read the reason."),
    ),
    "shifts.to_approve": (
        _("%(name)s reports a paid shift"),
        _("Approve it, or propose less. Without an answer it counts as approved."),
    ),
    "shifts.unreported": (
        _("The shift of %(name)s wasn’t reported in time"),
        _("Their account is closed. Approve what was worked, or propose less."),
    ),
    "shifts.less": (
        _("Less pay is proposed for your shift"),
        _("Read why. Agree, or leave it: then somebody else decides."),
    ),
    "shifts.to_decide": (
        _("Two sides don’t agree about the pay of a shift"),
        _("Somebody who didn’t propose less has to decide."),
    ),
    "shifts.reply": (
        _("%(name)s answers the proposal of less pay"),
        _("Read it before you decide."),
    ),
    "shifts.settled": (
        _("The sides of a shift are done: %(amount)s is paid"),
        _("The shift of %(starts_at)s, for which you proposed less."),
    ),
    "shifts.paid": (
        _("%(amount)s for your shift lie in your wallet"),
        _("Thank you for your work."),
    ),
}
for _kind, (_title, _body) in _KINDS.items():
    register_kind(_kind, group=NotificationGroup.MONEY, title=_title, body=_body)


def _tell(
    people: Iterable[Member],
    kind: str,
    event: events.PaidShiftEvent,
    now: datetime,
    *,
    route: str = "shifts:shift",
) -> None:
    member = get_member_by_public_id(event.member_id)
    for one in people:
        notify(
            member=one,
            kind=kind,
            params={
                "name": member.display_name,
                "starts_at": event.starts_at,
                "amount": event.amount,
                "currency": event.currency,
            },
            url=reverse(route, args=[event.shift_id]),
            coalesce_on=f"{kind}:{event.shift_id}",
            now=now,
        )


def _tell_member(kind: str, event: events.PaidShiftEvent, now: datetime) -> None:
    _tell([get_member_by_public_id(event.member_id)], kind, event, now)


def _tell_offerer(kind: str, event: events.PaidShiftEvent, now: datetime) -> None:
    people = [get_member_by_public_id(event.offered_by_id)]
    _tell(people, kind, event, now, route="shifts:desk_shift")


@subscribe(events.PaidShiftOffered, consumer="shifts.tell_offered")
def tell_offered(event: events.PaidShiftOffered, *, now: datetime) -> None:
    """Bring the offer."""
    _tell_member("shifts.offered", event, now)


@subscribe(events.PaidShiftAccepted, consumer="shifts.tell_accepted")
def tell_accepted(event: events.PaidShiftAccepted, *, now: datetime) -> None:
    """Bring the answer."""
    _tell_offerer("shifts.accepted", event, now)


@subscribe(events.PaidShiftNotTaken, consumer="shifts.tell_not_taken")
def tell_not_taken(event: events.PaidShiftNotTaken, *, now: datetime) -> None:
    """Say that it came to nothing, to whoever offered it and to nobody else."""
    _tell_offerer("shifts.not_taken", event, now)


@subscribe(events.PaidShiftWithdrawn, consumer="shifts.tell_withdrawn")
def tell_withdrawn(event: events.PaidShiftWithdrawn, *, now: datetime) -> None:
    """Say that there is nothing to answer any more, and tell whose colleague took it back."""
    _tell_member("shifts.withdrawn", event, now)
    if _decider(event) != event.offered_by_id:
        _tell_offerer("shifts.cancelled", event, now)


@subscribe(events.PaidShiftReminderDue, consumer="shifts.tell_reminder")
def tell_reminder(event: events.PaidShiftReminderDue, *, now: datetime) -> None:
    """Remind the member."""
    _tell_member("shifts.reminder", event, now)


@subscribe(events.PaidShiftCancelled, consumer="shifts.tell_cancelled")
def tell_cancelled(event: events.PaidShiftCancelled, *, now: datetime) -> None:
    """Tell the other side, whoever offered it unless they did it, and whoever proposed less."""
    asker = _asker(event)
    knows = {asker.public_id} if asker else set()
    if not event.by_member:
        _tell_member("shifts.cancelled", event, now)
        knows.add(_decider(event))
    if event.offered_by_id not in knows:
        _tell_offerer("shifts.cancelled", event, now)
    if asker is not None:
        _tell([asker], "shifts.cancelled", event, now, route="shifts:desk_shift")


@subscribe(events.PaidShiftReported, consumer="shifts.tell_reported")
def tell_reported(event: events.PaidShiftReported, *, now: datetime) -> None:
    """Call those who approve: not whose shift it is."""
    managers = members_with_role(Role.COMMUNITY_MANAGER)
    people = [one for one in managers if one.public_id != event.member_id]
    _tell(people, "shifts.to_approve", event, now, route="shifts:desk_shift")


@subscribe(events.PaidShiftUnreported, consumer="shifts.tell_unreported")
def tell_unreported(event: events.PaidShiftUnreported, *, now: datetime) -> None:
    """Call those who settle what a closed account can't report."""
    managers = members_with_role(Role.COMMUNITY_MANAGER)
    people = [one for one in managers if one.public_id != event.member_id]
    _tell(people, "shifts.unreported", event, now, route="shifts:desk_shift")


@subscribe(events.PaidShiftQuestioned, consumer="shifts.tell_questioned")
def tell_questioned(event: events.PaidShiftQuestioned, *, now: datetime) -> None:
    """Tell the member, and everybody who could decide."""
    _tell_member("shifts.less", event, now)
    _tell(_deciders(event), "shifts.to_decide", event, now, route="shifts:desk_shift")


def _asker(event: events.PaidShiftEvent) -> Member | None:
    """Return who proposed less, if anybody did."""
    rows = Shift.objects.select_related("questioned_by")
    return rows.get(public_id=event.shift_id).questioned_by


def _decider(event: events.PaidShiftEvent) -> str:
    """Return the public id of who took it back, cancelled or decided it, "" without one."""
    by = Shift.objects.select_related("decided_by").get(public_id=event.shift_id).decided_by
    return by.public_id if by else ""


def _deciders(event: events.PaidShiftEvent) -> list[Member]:
    """Return everybody who may decide: neither who proposed less, nor whose shift it is."""
    asker = _asker(event)
    sides = {event.member_id, asker.public_id if asker else ""}
    people = {
        one.pk: one
        for role in (Role.COMMUNITY_MANAGER, Role.ADMIN)
        for one in members_with_role(role)
    }
    return [one for _pk, one in sorted(people.items()) if one.public_id not in sides]


@subscribe(events.PaidShiftReplied, consumer="shifts.tell_reply")
def tell_reply(event: events.PaidShiftReplied, *, now: datetime) -> None:
    """Bring the member's answer to everybody who could decide."""
    _tell(_deciders(event), "shifts.reply", event, now, route="shifts:desk_shift")


@subscribe(events.PaidShiftApproved, consumer="shifts.tell_settled")
def tell_settled(event: events.PaidShiftApproved, *, now: datetime) -> None:
    """Tell whoever proposed less what came of it."""
    asker = _asker(event)
    if asker is not None:
        _tell([asker], "shifts.settled", event, now, route="shifts:desk_shift")


@subscribe(events.PaidShiftPaid, consumer="shifts.tell_paid")
def tell_paid(event: events.PaidShiftPaid, *, now: datetime) -> None:
    """Say that the pay is there."""
    _tell_member("shifts.paid", event, now)
