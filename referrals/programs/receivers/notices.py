"""Who earns something is told, and what becomes of it; the operator hears when a fund is short."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.core.money import Money
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from referrals.programs.choices import Ended
from referrals.programs.events import (
    ReferralBudgetShort,
    RewardCancelled,
    RewardEvent,
    RewardGranted,
    RewardHeld,
    RewardPaid,
    RewardReleased,
    RewardTakenBack,
)
from referrals.programs.models import Program
from referrals.programs.queries import administrators, program_name

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "programs.granted": (
        _("You earned %(amount)s: %(name)s came by a link"),
        _("It waits for its day. The page says which, and why."),
    ),
    "programs.paid": (
        _("%(amount)s for bringing people is yours"),
        _("It is in your wallet. The statement says what it is for."),
    ),
    "programs.taken_back": (
        _("A refund made a reward smaller by %(amount)s"),
        _("%(name)s’s order was refunded in part or whole. The statement shows the sum."),
    ),
    "programs.held": (
        _("A person looks at a reward of %(amount)s"),
        _("Nothing is lost. Read what was seen, and tell us your side."),
    ),
    "programs.released": (
        _("Your reward of %(amount)s goes on"),
        _("All is well: it is paid on its day."),
    ),
    "programs.cancelled": (
        _("A reward doesn’t count"),
        _("Read the reason. If it is wrong, a second person looks at it."),
    ),
}
_KINDS["programs.unconfirmed"] = (_("A reward doesn’t count"), Ended.ADDRESS.label)
for _kind, (_title, _body) in _KINDS.items():
    register_kind(_kind, group=NotificationGroup.REFERRALS, title=_title, body=_body)
register_kind(
    "programs.short",
    group=NotificationGroup.MONEY,
    title=_("The fund of “%(program)s” is promised or paid"),
    body=_("Rewards are cut or refused. It lacked %(amount)s. Pay in, pause it, or end it."),
)


def _tell(event: RewardEvent, kind: str, now: datetime, amount: int | None = None) -> None:
    sum_ = event.amount if amount is None else amount
    notify(
        member=get_member_by_public_id(event.member_id),
        kind=kind,
        params={
            "amount": str(Money(sum_, event.currency)),
            "name": get_member_by_public_id(event.friend_id).display_name,
        },
        url=reverse("programs:reward", args=[event.reward_id]),
        now=now,
    )


@subscribe(RewardGranted, consumer="programs.tell_granted")
def tell_granted(event: RewardGranted, *, now: datetime) -> None:
    """Say what was earned."""
    _tell(event, "programs.granted", now)


@subscribe(RewardPaid, consumer="programs.tell_paid")
def tell_paid(event: RewardPaid, *, now: datetime) -> None:
    """Say what came into the wallet."""
    if event.paid:
        _tell(event, "programs.paid", now, event.paid)


@subscribe(RewardTakenBack, consumer="programs.tell_taken_back")
def tell_taken_back(event: RewardTakenBack, *, now: datetime) -> None:
    """Say what a refund took."""
    _tell(event, "programs.taken_back", now, event.taken)


@subscribe(RewardHeld, consumer="programs.tell_held")
def tell_held(event: RewardHeld, *, now: datetime) -> None:
    """Say that a person looks; whose link it is hears it of the case itself."""
    if event.member_id == event.friend_id:
        _tell(event, "programs.held", now)


@subscribe(RewardReleased, consumer="programs.tell_released")
def tell_released(event: RewardReleased, *, now: datetime) -> None:
    """Say that it goes on."""
    if event.member_id == event.friend_id:
        _tell(event, "programs.released", now)


@subscribe(RewardCancelled, consumer="programs.tell_cancelled")
def tell_cancelled(event: RewardCancelled, *, now: datetime) -> None:
    """Say that it doesn't count; of a case whose link it is hears by the case itself."""
    if event.reason == Ended.ADDRESS:
        _tell(event, "programs.unconfirmed", now)
    elif event.member_id == event.friend_id:
        _tell(event, "programs.cancelled", now)


@subscribe(ReferralBudgetShort, consumer="programs.tell_short")
def tell_short(event: ReferralBudgetShort, *, now: datetime) -> None:
    """Tell the administrators that a fund is short."""
    program = Program.objects.get(public_id=event.program_id)
    for member in administrators():
        with translation.override(member.language):
            name = program_name(program)
        notify(
            member=member,
            kind="programs.short",
            params={"program": name, "amount": str(Money(event.missing, event.currency))},
            url=program.get_absolute_url(),
            now=now,
        )
