"""Authors and editors hear what becomes of a commission."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.articles.choices import CommissionState
from marketplace.articles.events import (
    CommissionAnswered,
    CommissionEnded,
    CommissionOffered,
    CommissionPaid,
)
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

register_kind(
    "articles.commission_offered",
    group=NotificationGroup.ARTICLES,
    title=_("The editors ask you to write “%(title)s”"),
    body=_("For %(amount)s, set aside the moment you accept and paid when it is published."),
)
register_kind(
    "articles.commission_accepted",
    group=NotificationGroup.ARTICLES,
    title=_("%(name)s writes “%(title)s”"),
    body=_("The fee is set aside. The draft comes to your desk when it is ready."),
)
register_kind(
    "articles.commission_declined",
    group=NotificationGroup.ARTICLES,
    title=_("%(name)s does not write “%(title)s”"),
    body=_("Nothing was set aside."),
)
register_kind(
    "articles.commission_paid",
    group=NotificationGroup.MONEY,
    title=_("%(amount)s for “%(title)s” is yours"),
    body=_("The article is published, and its fee is in your available balance."),
)
register_kind(
    "articles.commission_expired",
    group=NotificationGroup.ARTICLES,
    title=_("The offer for “%(title)s” has ended"),
    body=_("Nobody answered it in time."),
)
register_kind(
    "articles.commission_ended",
    group=NotificationGroup.ARTICLES,
    title=_("The commission “%(title)s” has ended"),
    body=_("Its fee has gone back. %(reason)s"),
)
register_kind(
    "articles.commission_withdrawn",
    group=NotificationGroup.ARTICLES,
    title=_("The editors took back the offer for “%(title)s”"),
    body=_("Nothing was set aside."),
)
ENDINGS = {
    CommissionState.EXPIRED: "articles.commission_expired",
    CommissionState.WITHDRAWN: "articles.commission_withdrawn",
    CommissionState.CANCELLED: "articles.commission_ended",
}


def _url(commission_id: str) -> str:
    return reverse("articles:commission", args=[commission_id])


@subscribe(CommissionOffered, consumer="articles.tell_commission_offered")
def tell_offered(event: CommissionOffered, *, now: datetime) -> None:
    """Tell the author what is asked, and for how much."""
    notify(
        member=get_member_by_public_id(event.author_id),
        kind="articles.commission_offered",
        params={"title": event.title, "amount": event.amount, "currency": event.currency},
        url=_url(event.commission_id),
        now=now,
    )


@subscribe(CommissionAnswered, consumer="articles.tell_commission_answered")
def tell_answered(event: CommissionAnswered, *, now: datetime) -> None:
    """Tell the editor whether the author writes."""
    kind = "articles.commission_accepted" if event.is_accepted else "articles.commission_declined"
    notify(
        member=get_member_by_public_id(event.editor_id),
        kind=kind,
        params={"name": event.author_name, "title": event.title},
        url=_url(event.commission_id),
        now=now,
    )


@subscribe(CommissionPaid, consumer="articles.tell_commission_paid")
def tell_paid(event: CommissionPaid, *, now: datetime) -> None:
    """Tell the author that the fee is theirs."""
    notify(
        member=get_member_by_public_id(event.author_id),
        kind="articles.commission_paid",
        params={"title": event.title, "amount": event.amount, "currency": event.currency},
        url=_url(event.commission_id),
        now=now,
    )


@subscribe(CommissionEnded, consumer="articles.tell_commission_ended")
def tell_ended(event: CommissionEnded, *, now: datetime) -> None:
    """Tell both sides, except the one who ended it."""
    for member_id in (event.author_id, event.editor_id):
        if member_id != event.by:
            notify(
                member=get_member_by_public_id(member_id),
                kind=ENDINGS[CommissionState(event.state)],
                params={"title": event.title, "reason": event.reason},
                url=_url(event.commission_id),
                now=now,
            )
