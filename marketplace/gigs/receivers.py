"""What gigs do when something happened, and what their members are told."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.core.events import subscribe
from marketplace.gigs import services
from marketplace.gigs.events import (
    GigApproved,
    GigChanged,
    GigChangesRequested,
    GigDeclined,
    GigHidden,
    GigPaused,
    GigPublished,
    GigResumed,
    GigShown,
)
from marketplace.gigs.models import Gig
from marketplace.gigs.queries import get_gig
from marketplace.gigs.services.listing import GigSource
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.search.choices import Kind
from marketplace.search.services import refresh, register_source

EXCERPT: Final = 400

register_source(Kind.GIG, GigSource())

register_kind(
    "gigs.approved",
    group=NotificationGroup.GIGS,
    title=_("Your gig is live: %(title)s"),
    body=_("An editor approved it. Anyone can find and order it now."),
)
register_kind(
    "gigs.changes_requested",
    group=NotificationGroup.GIGS,
    title=_("Your gig needs a change: %(title)s"),
    body=_("An editor wrote: %(comment)s"),
)
register_kind(
    "gigs.declined",
    group=NotificationGroup.GIGS,
    title=_("Your gig was declined: %(title)s"),
    body=_("The reason: %(reason)s You can reopen it as a draft, change it and hand it in again."),
)


def plant_categories(sender: AppConfig, using: str, **_options: object) -> None:  # noqa: ARG001
    """Put the categories in place after each migration (tests empty the table)."""
    services.plant_categories(using=using)


def _tell_seller(kind: str, gig: Gig, url: str, *, now: datetime, **params: str) -> None:
    notify(member=gig.seller, kind=kind, params={"title": gig.title, **params}, url=url, now=now)


@subscribe(GigApproved, consumer="gigs.tell_approved")
def tell_approved(event: GigApproved, *, now: datetime) -> None:
    """Tell the seller that the gig is live."""
    gig = get_gig(event.gig_id)
    _tell_seller("gigs.approved", gig, gig.get_absolute_url(), now=now)


@subscribe(GigChangesRequested, consumer="gigs.tell_changes_requested")
def tell_changes_requested(event: GigChangesRequested, *, now: datetime) -> None:
    """Tell the seller what to change."""
    gig = get_gig(event.gig_id)
    url = reverse("gigs:edit", args=[gig.public_id])
    comment = event.comment[:EXCERPT]
    _tell_seller("gigs.changes_requested", gig, url, now=now, comment=comment)


@subscribe(GigDeclined, consumer="gigs.tell_declined")
def tell_declined(event: GigDeclined, *, now: datetime) -> None:
    """Tell the seller why the gig was declined, and the way back."""
    gig = get_gig(event.gig_id)
    url = reverse("gigs:edit_publish", args=[gig.public_id])
    _tell_seller("gigs.declined", gig, url, now=now, reason=event.reason[:EXCERPT])


@subscribe(GigPublished, consumer="gigs.index_published")
@subscribe(GigPaused, consumer="gigs.index_paused")
@subscribe(GigResumed, consumer="gigs.index_resumed")
@subscribe(GigDeclined, consumer="gigs.index_declined")
@subscribe(GigChanged, consumer="gigs.index_changed")
@subscribe(GigHidden, consumer="gigs.index_hidden")
@subscribe(GigShown, consumer="gigs.index_shown")
def index_gig(
    event: GigPublished | GigPaused | GigResumed | GigDeclined | GigChanged | GigHidden | GigShown,
    *,
    now: datetime,
) -> None:
    """Let the gig be found as it is now, or no more."""
    refresh(kind=Kind.GIG, refs=[get_gig(event.gig_id).pk], now=now)
