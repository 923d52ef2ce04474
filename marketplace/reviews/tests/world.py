"""Completed orders and reviews of them, made by the verbs themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from marketplace.accounts.models import Member
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig
from marketplace.gigs.tests.factories import make_draft, put
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import order_in
from marketplace.reviews.choices import CRITERIA
from marketplace.reviews.models import Review
from marketplace.reviews.services import Written, write_review

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
CANARY = "canary-4f1c, nobody reads this before its time"


def stars(each: int, **other: int) -> dict[str, int]:
    """Return the same stars for each criterion, but for those named."""
    return {**dict.fromkeys(CRITERIA, each), **other}


def words(each: int = 5, text: str = "Good work.", language: str = "en", **other: int) -> Written:
    """Return what one side writes."""
    return Written(stars=stars(each, **other), text=text, language=language)


def completed(client: Member, seller: Member, *, now: datetime, **terms: Any) -> Order:
    """Return an order that was completed at `now`."""
    return order_in(OrderState.COMPLETED, client, seller, now=now, questions=(), **terms)


def live_gig(seller: Member, now: datetime) -> Gig:
    """Return a gig that anyone may see."""
    return put(make_draft(seller, now), GigState.LIVE, now)


def reviewed(order: Order, *, now: datetime, client: int = 5, seller: int = 5) -> Review:
    """Let both sides review an order with the same stars throughout; return the client's."""
    mine = write_review(order=order, actor=order.client, written=words(client), now=now)
    write_review(order=order, actor=order.seller, written=words(seller), now=now)
    mine.refresh_from_db()
    return mine
