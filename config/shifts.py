"""What the platform's parts need of paid shifts: webhooks, own data, what forbids leaving."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.shifts import events
from community.shifts.queries import owing_shifts, paid_windows
from community.shifts.services.leaving import end_shifts_of
from community.worth.queries import PaidTime, register_paid_time
from config.custody import pack_tables
from marketplace.accounts.models import Member
from marketplace.core.events import Event
from marketplace.moderation.queries import Bond, CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SIDES: Final = ("member_id", "offered_by_id")
PUBLIC: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("shift.offered", events.PaidShiftOffered, _("A paid shift was offered")),
    ("shift.accepted", events.PaidShiftAccepted, _("A paid shift was accepted")),
    ("shift.not_taken", events.PaidShiftNotTaken, _("The offer of a shift came to nothing")),
    ("shift.withdrawn", events.PaidShiftWithdrawn, _("The offer of a shift was taken back")),
    ("shift.reminder", events.PaidShiftReminderDue, _("A paid shift begins soon")),
    ("shift.cancelled", events.PaidShiftCancelled, _("A paid shift is cancelled")),
    ("shift.reported", events.PaidShiftReported, _("A paid shift was reported")),
    ("shift.unreported", events.PaidShiftUnreported, _("A paid shift wasn’t reported in time")),
    ("shift.less_proposed", events.PaidShiftQuestioned, _("Less pay is proposed for a shift")),
    ("shift.reply", events.PaidShiftReplied, _("The member answers the proposal of less pay")),
    ("shift.approved", events.PaidShiftApproved, _("A paid shift was approved")),
    ("shift.paid", events.PaidShiftPaid, _("A shift was paid")),
)


def bonds(member: Member) -> Iterable[Bond]:
    """Money that is owed for a shift stands against leaving: it is paid first."""
    for shift in owing_shifts(member):
        yield Bond(gettext("a shift that isn’t paid yet"), shift.get_absolute_url())


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """End a leaving member's offers and shifts to come, and forget what they reported."""
    end_shifts_of(member=member, now=now)


def paid_time(members: Collection[int] | None, start: datetime, end: datetime) -> list[PaidTime]:
    """Return the hours in which members were paid; None asks about everybody."""
    return [
        PaidTime(one.member_id, one.starts_at, one.ends_at, one.areas)
        for one in paid_windows(members, start, end)
    ]


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, label in PUBLIC:
        register_public_event(event, name, told_to(SIDES), label=label)
    register_paid_time("shifts", paid_time)
    register_custody(
        CustodyPart(
            name="shifts",
            label=_("Paid shifts"),
            pack=partial(pack_tables, "shifts"),
            erase=erase,
            bonds=bonds,
        )
    )
