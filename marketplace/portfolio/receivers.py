"""Clients are asked, owners hear the answer."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.portfolio.choices import Consent
from marketplace.portfolio.events import ConsentAnswered, ConsentAsked

register_kind(
    "portfolio.asked",
    group=NotificationGroup.ORDERS,
    title=_("%(name)s would like to show “%(title)s”"),
    body=_("It is work from your order. Say yes, no, or yes without your name."),
)
register_kind(
    "portfolio.named",
    group=NotificationGroup.ORDERS,
    title=_("“%(title)s” may be shown"),
    body=_("Your client agreed, and may be named."),
)
register_kind(
    "portfolio.anonymous",
    group=NotificationGroup.ORDERS,
    title=_("“%(title)s” may be shown"),
    body=_("Your client agreed, without being named."),
)
register_kind(
    "portfolio.refused",
    group=NotificationGroup.ORDERS,
    title=_("“%(title)s” stays private"),
    body=_("Your client does not want it shown."),
)
register_kind(
    "portfolio.withdrawn",
    group=NotificationGroup.ORDERS,
    title=_("“%(title)s” is private again"),
    body=_("Your client took the consent back."),
)
KINDS = {
    Consent.NAMED: "portfolio.named",
    Consent.ANONYMOUS: "portfolio.anonymous",
    Consent.REFUSED: "portfolio.refused",
    Consent.WITHDRAWN: "portfolio.withdrawn",
}


@subscribe(ConsentAsked, consumer="portfolio.tell_asked")
def tell_asked(event: ConsentAsked, *, now: datetime) -> None:
    """Ask the client; while one question about a work is unread, a second says nothing new."""
    notify(
        member=get_member_by_public_id(event.client_id),
        kind="portfolio.asked",
        params={"name": event.owner_name, "title": event.title},
        url=reverse("portfolio:consent", args=[event.item_id]),
        coalesce_on=event.item_id,
        now=now,
    )


@subscribe(ConsentAnswered, consumer="portfolio.tell_answered")
def tell_answered(event: ConsentAnswered, *, now: datetime) -> None:
    """Tell the owner what the client said."""
    notify(
        member=get_member_by_public_id(event.owner_id),
        kind=KINDS[Consent(event.consent)],
        params={"title": event.title},
        url=reverse("portfolio:mine"),
        now=now,
    )
