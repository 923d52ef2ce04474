"""Two members who meet are written down, with the door they came by."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.queries import members_by_public_id
from marketplace.core.events import subscribe
from marketplace.hiring.events import BriefSent
from marketplace.orders.events import OrderCreated
from marketplace.relationships.choices import Source
from marketplace.relationships.queries.doors import BRIEF_DOORS
from marketplace.relationships.services import record_meeting


def meet(*, seller: str, client: str, source: Source, ref: str, now: datetime) -> None:
    """Write down that these two met; they are given by their public ids."""
    people = members_by_public_id([seller, client])
    if seller in people and client in people and seller != client:
        record_meeting(
            seller=people[seller], client=people[client], source=source, ref=ref, now=now
        )


@subscribe(BriefSent, consumer="relationships.meet_by_brief")
def meet_by_brief(event: BriefSent, *, now: datetime) -> None:
    """Take note of a brief: from an article, a service or a profile."""
    source = BRIEF_DOORS.get(event.source, Source.PROPOSAL)
    ref = f"article:{event.article_id}" if event.article_id else f"brief:{event.brief_id}"
    meet(seller=event.writer_id, client=event.client_id, source=source, ref=ref, now=now)


@subscribe(OrderCreated, consumer="relationships.meet_by_order")
def meet_by_order(event: OrderCreated, *, now: datetime) -> None:
    """Take note of an order from a page; every other order has a meeting before it."""
    source = Source.ARTICLE if event.article_id else Source.SEARCH
    meet(
        seller=event.seller_id,
        client=event.client_id,
        source=source,
        ref=f"order:{event.order_id}",
        now=now,
    )
