"""Briefs and orders count to a channel, each once."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.accounts.queries import members_by_public_id
from marketplace.articles.queries import article_address
from marketplace.core.events import subscribe
from marketplace.hiring.events import BriefSent
from marketplace.orders.events import OrderPaid
from marketplace.orders.queries import moments_of
from marketplace.relationships.queries import introducer_between
from referrals.links.choices import LinkKind, OutcomeKind
from referrals.links.models import Link
from referrals.links.services import link_for, record_outcome


def _article_link(article_id: int | None, writer: Member, now: datetime) -> Link | None:
    if article_id is None:
        return None
    return link_for(
        kind=LinkKind.ARTICLE,
        ref=str(article_id),
        owner=writer,
        path=article_address(article_id),
        now=now,
    )


def _introduction_link(client: Member, seller: Member, now: datetime) -> Link | None:
    found = introducer_between(client_id=client.pk, seller_id=seller.pk)
    if found is None:
        return None
    introducer, ref = found
    return link_for(kind=LinkKind.INTRODUCTION, ref=ref, owner=introducer, now=now)


@subscribe(BriefSent, consumer="links.brief_sent")
def count_brief(event: BriefSent, *, now: datetime) -> None:
    """Count a brief: to the article whose button was pressed, or to what brought the client."""
    people = members_by_public_id([event.client_id, event.writer_id])
    if len(people) == 2:  # noqa: PLR2004  both are still here
        record_outcome(
            kind=OutcomeKind.BRIEF,
            ref=event.brief_id,
            member=people[event.client_id],
            at=now,
            subject=_article_link(event.article_id, people[event.writer_id], now),
            now=now,
        )


@subscribe(OrderPaid, consumer="links.order_paid")
def count_order(event: OrderPaid, *, now: datetime) -> None:
    """Count a paid order: to its article, its introduction, or what brought the client."""
    people = members_by_public_id([event.client_id, event.seller_id])
    if len(people) < 2:  # noqa: PLR2004  both are still here
        return
    client, seller = people[event.client_id], people[event.seller_id]
    moments = moments_of(event.order_id)
    record_outcome(
        kind=OutcomeKind.ORDER,
        ref=event.order_id,
        member=client,
        at=(moments[0] if moments else None) or now,
        subject=_article_link(event.article_id, seller, now)
        or _introduction_link(client, seller, now),
        now=now,
    )
