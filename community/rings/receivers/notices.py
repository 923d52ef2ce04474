"""Members hear of a proposal, a decision and the end of their appeal; staff of what waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.rings.events import (
    RingAppealOverturned,
    RingAppealUpheld,
    RingCaseAppealed,
    RingCaseDismissed,
    RingCaseEvent,
    RingCaseOpened,
    RingCaseProposed,
    RingCaseReversed,
    RingMemberEvent,
)
from community.rings.queries import deciders_of, members_in
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "rings.opened": (
        _("Favours that look agreed upon"),
        _("The nightly search found a case. Nothing is reversed before you have looked."),
    ),
    "rings.proposed": (
        _("A person looks at favours between you and others"),
        _("It is proposed that some of them don’t count. Read why, and tell us your side."),
    ),
    "rings.dismissed": (
        _("All is well with the favours we looked at"),
        _("Everything counts as before. Thank you for your patience."),
    ),
    "rings.reversed": (
        _("Some of your contributions don’t count any more"),
        _("Read the reason. If it is wrong, a second person looks at it."),
    ),
    "rings.upheld": (
        _("A second person looked: the decision stands"),
        _("Read the answer to your appeal."),
    ),
    "rings.overturned": (
        _("Your appeal was right: it counts again"),
        _("What had been reversed stands in your record again, with a note."),
    ),
    "rings.appealed": (
        _("An appeal about favours waits"),
        _("Somebody who didn’t decide before has to look."),
    ),
}
for _kind, (_title, _body) in _KINDS.items():
    register_kind(_kind, group=NotificationGroup.ACCOUNT, title=_title, body=_body)


def _tell(
    people: Iterable[Member], event: RingCaseEvent, kind: str, route: str, now: datetime
) -> None:
    for member in people:
        notify(
            member=member,
            kind=kind,
            params={},
            url=reverse(route, args=[event.case_id]),
            coalesce_on=f"{kind}:{event.case_id}",
            now=now,
        )


def _tell_members(event: RingCaseEvent, kind: str, now: datetime) -> None:
    _tell(members_in(event.case_id), event, kind, "rings:case", now)


def _tell_staff(event: RingCaseEvent, kind: str, now: datetime) -> None:
    _tell(deciders_of(event.case_id), event, kind, "rings:desk_case", now)


def _tell_one(event: RingMemberEvent, kind: str, now: datetime) -> None:
    _tell([get_member_by_public_id(event.member_id)], event, kind, "rings:case", now)


@subscribe(RingCaseOpened, consumer="rings.tell_opened")
def tell_opened(event: RingCaseOpened, *, now: datetime) -> None:
    """Call those who decide."""
    _tell_staff(event, "rings.opened", now)


@subscribe(RingCaseProposed, consumer="rings.tell_proposed")
def tell_proposed(event: RingCaseProposed, *, now: datetime) -> None:
    """Let the members say their side before anything is decided."""
    _tell_members(event, "rings.proposed", now)


@subscribe(RingCaseDismissed, consumer="rings.tell_dismissed")
def tell_dismissed(event: RingCaseDismissed, *, now: datetime) -> None:
    """Say that all is well, to those who had heard that somebody looks."""
    if event.was_told:
        _tell_members(event, "rings.dismissed", now)


@subscribe(RingCaseReversed, consumer="rings.tell_reversed")
def tell_reversed(event: RingCaseReversed, *, now: datetime) -> None:
    """Say what was decided, and that an appeal is possible."""
    _tell_members(event, "rings.reversed", now)


@subscribe(RingCaseAppealed, consumer="rings.tell_appealed")
def tell_appealed(event: RingCaseAppealed, *, now: datetime) -> None:
    """Call those who answer appeals."""
    _tell_staff(event, "rings.appealed", now)


@subscribe(RingAppealUpheld, consumer="rings.tell_upheld")
def tell_upheld(event: RingAppealUpheld, *, now: datetime) -> None:
    """Say that the second look came to the same end."""
    _tell_one(event, "rings.upheld", now)


@subscribe(RingAppealOverturned, consumer="rings.tell_overturned")
def tell_overturned(event: RingAppealOverturned, *, now: datetime) -> None:
    """Say that it counts again."""
    _tell_one(event, "rings.overturned", now)
