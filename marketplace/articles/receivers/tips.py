"""Payments for tips are passed on; authors and readers hear of them."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.articles.choices import TIP_PURPOSE
from marketplace.articles.events import ArticleTipPaid, ArticleTipUnused
from marketplace.articles.queries import get_article
from marketplace.articles.services import receive_tip_payment
from marketplace.core.events import subscribe
from marketplace.ledger.events import PaymentSucceeded
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

register_kind(
    "articles.tip",
    group=NotificationGroup.MONEY,
    title=_("%(name)s thanked you with %(amount)s"),
    body=_("For “%(title)s”. Your part is in your wallet and clears like every earning."),
)
register_kind(
    "articles.tip_unnamed",
    group=NotificationGroup.MONEY,
    title=_("A reader thanked you with %(amount)s"),
    body=_("For “%(title)s”. Your part is in your wallet and clears like every earning."),
)
register_kind(
    "articles.tip_unused",
    group=NotificationGroup.MONEY,
    title=_("Your payment of %(amount)s is in your wallet"),
    body=_("It came too late for the tip on “%(title)s”, or the tip was paid already."),
)


@subscribe(PaymentSucceeded, consumer="articles.use_payment", queue="money")
def use_payment(event: PaymentSucceeded, *, now: datetime) -> None:
    """Pass a payment that was made for a tip on to the author."""
    if event.purpose_kind == TIP_PURPOSE:
        receive_tip_payment(public_id=event.purpose_ref, payment_id=event.payment_id, now=now)


@subscribe(ArticleTipPaid, consumer="articles.tell_tip")
def tell_tip(event: ArticleTipPaid, *, now: datetime) -> None:
    """Tell the author who gave what, for which article."""
    params: dict[str, str | int] = {
        "title": event.title,
        "amount": event.amount,
        "currency": event.currency,
    }
    if event.reader_name:
        params["name"] = event.reader_name
    notify(
        member=get_member_by_public_id(event.author_id),
        kind="articles.tip" if event.reader_name else "articles.tip_unnamed",
        params=params,
        url=get_article(event.article_id).get_absolute_url(),
        now=now,
    )


@subscribe(ArticleTipUnused, consumer="articles.tell_tip_unused")
def tell_tip_unused(event: ArticleTipUnused, *, now: datetime) -> None:
    """Tell the reader where the money is."""
    notify(
        member=get_member_by_public_id(event.reader_id),
        kind="articles.tip_unused",
        params={"title": event.title, "amount": event.amount, "currency": event.currency},
        url=reverse("ledger:wallet"),
        now=now,
    )
