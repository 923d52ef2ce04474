"""Whose link it is hears that a person looks, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from referrals.guard.events import (
    ReferralCaseAppealed,
    ReferralCaseCleared,
    ReferralCaseConfirmed,
    ReferralCaseEvent,
    ReferralCaseOpened,
    ReferralCaseUpheld,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "guard.opened": (
        _("A person looks at how %(name)s came by your link"),
        _("Your rewards for it wait until then. Read what was seen, and tell us your side."),
    ),
    "guard.cleared": (
        _("All is well with %(name)s and your link"),
        _("Your rewards go on as if nothing had been."),
    ),
    "guard.confirmed": (
        _("%(name)s doesn’t count for your link"),
        _("Read the reason. If it is wrong, a second person looks at it."),
    ),
    "guard.upheld": (
        _("A second person looked: %(name)s doesn’t count for your link"),
        _("Read the reason. The decision stands."),
    ),
    "guard.appealed": (
        _("An appeal about a referral waits"),
        _("Somebody who didn’t decide before has to look."),
    ),
}
for _kind, (_title, _body) in _KINDS.items():
    register_kind(_kind, group=NotificationGroup.REFERRALS, title=_title, body=_body)


def _tell_owner(event: ReferralCaseEvent, kind: str, now: datetime) -> None:
    _tell(get_member_by_public_id(event.owner_id), event, kind, now)


def _tell(member: Member, event: ReferralCaseEvent, kind: str, now: datetime) -> None:
    notify(
        member=member,
        kind=kind,
        params={"name": get_member_by_public_id(event.friend_id).display_name},
        url=reverse("guard:case", args=[event.case_id]),
        now=now,
    )


@subscribe(ReferralCaseOpened, consumer="guard.tell_opened")
def tell_opened(event: ReferralCaseOpened, *, now: datetime) -> None:
    """Say that a person looks."""
    _tell_owner(event, "guard.opened", now)


@subscribe(ReferralCaseCleared, consumer="guard.tell_cleared")
def tell_cleared(event: ReferralCaseCleared, *, now: datetime) -> None:
    """Say that all is well."""
    _tell_owner(event, "guard.cleared", now)


@subscribe(ReferralCaseConfirmed, consumer="guard.tell_confirmed")
def tell_confirmed(event: ReferralCaseConfirmed, *, now: datetime) -> None:
    """Say that it doesn't count."""
    _tell_owner(event, "guard.confirmed", now)


@subscribe(ReferralCaseUpheld, consumer="guard.tell_upheld")
def tell_upheld(event: ReferralCaseUpheld, *, now: datetime) -> None:
    """Say that the second look came to the same end."""
    _tell_owner(event, "guard.upheld", now)


@subscribe(ReferralCaseAppealed, consumer="guard.tell_appealed")
def tell_appealed(event: ReferralCaseAppealed, *, now: datetime) -> None:
    """Call those who decide."""
    for member in members_with_role(Role.MODERATOR):
        notify(
            member=member,
            kind="guard.appealed",
            params={},
            url=reverse("guard:desk_case", args=[event.case_id]),
            coalesce_on=event.case_id,
            now=now,
        )
