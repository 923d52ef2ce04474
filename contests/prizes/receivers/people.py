"""Winners are told, each in their own language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from contests.calls.choices import FUNDED_KINDS
from contests.calls.queries import contest_text
from contests.prizes.events import (
    AwardEvent,
    PrizeClaimReminded,
    PrizeHandedOver,
    PrizeLapsed,
    PrizeSent,
    PrizeWon,
)
from contests.prizes.models import Award
from contests.prizes.queries import get_award, prize_name
from marketplace.core.events import subscribe
from marketplace.core.money import Money
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "prizes.won": (
        _("You won: %(prize)s"),
        _("Rank %(rank)s in “%(contest)s”. It comes by itself; there is nothing to do."),
    ),
    "prizes.won_asks": (
        _("You won: %(prize)s"),
        _("Rank %(rank)s in “%(contest)s”. Tell us by %(until_at)s what we need to hand it over."),
    ),
    "prizes.reminder": (
        _("Your prize is waiting: %(prize)s"),
        _("Answer by %(until_at)s; afterwards it lapses."),
    ),
    "prizes.handed_over": (
        _("Your prize is yours: %(prize)s"),
        _("For rank %(rank)s in “%(contest)s”."),
    ),
    "prizes.sent": (
        _("Your prize was sent: %(prize)s"),
        _("By %(carrier)s, number %(tracking)s. Say so here when it has come."),
    ),
    "prizes.lapsed": (
        _("Your prize has lapsed: %(prize)s"),
        _("No answer came in time. If something went wrong, write to support."),
    ),
}
for _kind, (_title, _body) in _KINDS.items():
    register_kind(_kind, group=NotificationGroup.MONEY, title=_title, body=_body)


def _prize(award: Award) -> str:
    if award.kind in FUNDED_KINDS:
        return str(Money(award.amount, award.currency))
    return prize_name(award.prize)


def _tell(event: AwardEvent, kind: str, now: datetime, **more: str) -> None:
    award = get_award(event.award_id)
    with translation.override(award.member.language):
        params: dict[str, str | int] = {
            "prize": _prize(award),
            "contest": contest_text(award.contest).title,
            "rank": award.rank,
            **more,
        }
    notify(
        member=award.member,
        kind=kind,
        params=params,
        url=reverse("prizes:award", args=[award.public_id]),
        now=now,
    )


@subscribe(PrizeWon, consumer="prizes.tell_won")
def tell_won(event: PrizeWon, *, now: datetime) -> None:
    """Tell a winner, and whether something is needed."""
    if event.needs_answer:
        _tell(event, "prizes.won_asks", now, until_at=event.claim_by)
    else:
        _tell(event, "prizes.won", now)


@subscribe(PrizeClaimReminded, consumer="prizes.tell_reminder")
def tell_reminder(event: PrizeClaimReminded, *, now: datetime) -> None:
    """Remind a winner who hasn't answered."""
    _tell(event, "prizes.reminder", now, until_at=event.claim_by)


@subscribe(PrizeHandedOver, consumer="prizes.tell_handed_over")
def tell_handed_over(event: PrizeHandedOver, *, now: datetime) -> None:
    """Tell a winner that the prize is theirs."""
    _tell(event, "prizes.handed_over", now)


@subscribe(PrizeSent, consumer="prizes.tell_sent")
def tell_sent(event: PrizeSent, *, now: datetime) -> None:
    """Tell a winner how goods travel."""
    _tell(event, "prizes.sent", now, carrier=event.carrier, tracking=event.tracking or "–")


@subscribe(PrizeLapsed, consumer="prizes.tell_lapsed")
def tell_lapsed(event: PrizeLapsed, *, now: datetime) -> None:
    """Tell a winner that the time is over."""
    _tell(event, "prizes.lapsed", now)
