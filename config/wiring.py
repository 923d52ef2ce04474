"""What crosses packages: who hears outside of what happens inside, what stands on a member's page.

Parts that don't know each other meet here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.accounts.queries import (
    Panel,
    get_member_by_public_id,
    register_profile_panel,
)
from marketplace.articles import events as articles
from marketplace.articles.queries import article_cards
from marketplace.core import clock
from marketplace.core.events import Event, subscribe
from marketplace.gigs import events as gigs
from marketplace.gigs.queries import gig_cards
from marketplace.hiring import events as hiring
from marketplace.ledger import events as ledger
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.orders import events as orders
from marketplace.webhooks.events import EndpointDisabled
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PARTIES = ("client_id", "seller_id")
BRIEF_PARTIES = ("client_id", "writer_id")
OWNER = ("member_id",)
AUTHOR = ("author_id",)
SELLER = ("seller_id",)
# What helps inside only: lines of a timeline, who pressed the button.
INTERNAL = frozenset(
    {"entry_id", "by", "editor_id", "is_first_time", "account", "credit", "from_reserve"}
)
GIGS_SHOWN = 6
ARTICLES_SHOWN = 4

PUBLIC: tuple[tuple[str, type[Event], tuple[str, ...], StrPromise], ...] = (
    ("order.created", orders.OrderCreated, PARTIES, _("An order was placed")),
    ("order.paid", orders.OrderPaid, PARTIES, _("An order was paid")),
    ("order.started", orders.OrderStarted, PARTIES, _("Work on an order began")),
    ("order.delivered", orders.OrderDelivered, PARTIES, _("An order was delivered")),
    ("order.revision_requested", orders.RevisionRequested, PARTIES, _("A revision was asked for")),
    ("order.completed", orders.OrderCompleted, PARTIES, _("An order was completed")),
    ("order.cancelled", orders.OrderCancelled, PARTIES, _("An order was cancelled")),
    ("order.refunded", orders.OrderRefunded, PARTIES, _("An order was refunded")),
    ("order.refunded_partly", orders.OrderRefundedPartly, PARTIES, _("A part was refunded")),
    ("order.charged_back", orders.OrderChargedBack, PARTIES, _("A payment was taken back")),
    ("order.refund_proposed", orders.RefundProposed, PARTIES, _("A refund was proposed")),
    ("order.extra_proposed", orders.ExtraProposed, PARTIES, _("An extra was proposed")),
    ("order.extra_added", orders.ExtraAdded, PARTIES, _("An extra was added")),
    ("order.tip_paid", orders.TipPaid, PARTIES, _("A tip was paid")),
    ("order.disputed", orders.DisputeOpened, PARTIES, _("A dispute was opened")),
    (
        "order.cancellation_requested",
        orders.CancellationRequested,
        PARTIES,
        _("Cancellation was asked for"),
    ),
    ("brief.sent", hiring.BriefSent, BRIEF_PARTIES, _("A brief was sent")),
    ("brief.declined", hiring.BriefDeclined, BRIEF_PARTIES, _("A brief was declined")),
    ("offer.sent", hiring.OfferSent, PARTIES, _("An offer was made")),
    ("offer.accepted", hiring.OfferAccepted, PARTIES, _("An offer was accepted")),
    ("offer.declined", hiring.OfferDeclined, PARTIES, _("An offer was declined")),
    ("offer.withdrawn", hiring.OfferWithdrawn, PARTIES, _("An offer was withdrawn")),
    ("offer.expired", hiring.OfferExpired, PARTIES, _("An offer ran out")),
    ("article.published", articles.ArticlePublished, AUTHOR, _("Your article was published")),
    ("gig.published", gigs.GigPublished, SELLER, _("Your service went live")),
    ("payment.succeeded", ledger.PaymentSucceeded, OWNER, _("A payment arrived")),
    ("payment.failed", ledger.PaymentFailed, OWNER, _("A payment failed")),
    ("earnings.cleared", ledger.EarningsCleared, OWNER, _("Earnings became available")),
    ("payout.paid", ledger.PayoutPaid, OWNER, _("A withdrawal was paid")),
    ("payout.returned", ledger.PayoutReturned, OWNER, _("A withdrawal came back")),
)


def told_to(parties: tuple[str, ...]) -> Callable[[Event], Announcement]:
    """Return what makes an announcement of an event for the members in these fields."""

    def tell(event: Event) -> Announcement:
        known = event.to_payload()
        told: dict[str, Any] = {name: known[name] for name in known if name not in INTERNAL}
        return Announcement([str(known[party]) for party in parties], told)

    return tell


def gigs_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show the member's live services."""
    cards = gig_cards(now=clock.now(), seller=member, limit=GIGS_SHOWN)
    return Panel("config/_profile_gigs.html", {"gigs": cards}) if cards else None


def articles_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show the member's published articles."""
    cards = article_cards(limit=ARTICLES_SHOWN, author=member)
    return Panel("config/_profile_articles.html", {"articles": cards}) if cards else None


register_kind(
    "webhooks.disabled",
    group=NotificationGroup.ACCOUNT,
    title=_("A webhook of yours was switched off"),
    body=_("%(address)s took nothing for too long. Put it right, then switch it on again."),
)


@subscribe(EndpointDisabled, consumer="wiring.webhook_disabled")
def tell_of_disabled_webhook(event: EndpointDisabled, *, now: datetime) -> None:
    """Tell the member that a webhook rests."""
    notify(
        member=get_member_by_public_id(event.member_id),
        kind="webhooks.disabled",
        params={"address": event.address},
        url=f"/accounts/settings/webhooks/{event.endpoint_id}/",
        now=now,
    )


def connect() -> None:
    """Fill the registries of the parts below."""
    for name, event, parties, label in PUBLIC:
        register_public_event(event, name, told_to(parties), label=label)
    register_profile_panel("gigs", gigs_panel, position=10)
    register_profile_panel("articles", articles_panel, position=20)
