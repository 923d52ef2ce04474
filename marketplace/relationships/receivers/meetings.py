"""Two members who meet are written down, with the door they came by."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.queries import members_by_public_id
from marketplace.core.events import subscribe
from marketplace.hiring.events import BriefSent, ProposalAccepted
from marketplace.orders.events import OrderCreated
from marketplace.relationships.choices import Source
from marketplace.relationships.queries.doors import BRIEF_DOORS, proposal_of
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


def meet_by(proposal: str, *, seller: str, client: str, now: datetime) -> None:
    """Write down that a proposal brought these two together."""
    ref = f"proposal:{proposal}"
    meet(seller=seller, client=client, source=Source.PROPOSAL, ref=ref, now=now)


@subscribe(ProposalAccepted, consumer="relationships.meet_by_proposal")
def meet_by_proposal(event: ProposalAccepted, *, now: datetime) -> None:
    """Take note of an accepted proposal; heard twice, the first meeting stays."""
    meet_by(event.proposal_id, seller=event.freelancer_id, client=event.client_id, now=now)


@subscribe(OrderCreated, consumer="relationships.meet_by_order")
def meet_by_order(event: OrderCreated, *, now: datetime) -> None:
    """Take note of an order from a page; every other order has a meeting before it.

    News may come in any order: that of an order which a proposal became says the same as that of
    the proposal.
    """
    proposal = proposal_of(event.source_kind, event.source_ref)
    if proposal:
        meet_by(proposal, seller=event.seller_id, client=event.client_id, now=now)
        return
    source = Source.ARTICLE if event.article_id else Source.SEARCH
    meet(
        seller=event.seller_id,
        client=event.client_id,
        source=source,
        ref=f"order:{event.order_id}",
        now=now,
    )
