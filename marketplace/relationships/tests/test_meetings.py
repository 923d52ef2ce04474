"""How two members met is written down by what happens, in whatever order its news arrives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.hiring.events import ProposalAccepted
from marketplace.hiring.tests.posted_world import accept, post, propose
from marketplace.messaging.services import open_conversation
from marketplace.orders.events import OrderCreated
from marketplace.orders.models import Order
from marketplace.relationships.choices import Source
from marketplace.relationships.models import Contact, Tie
from marketplace.relationships.receivers import meetings
from marketplace.relationships.tests.world import DAY, HOUR, completed, meet

pytestmark = pytest.mark.django_db


def accepted(client: Member, seller: Member, now: datetime) -> tuple[str, Order]:
    proposal = propose(post(client, now=now), seller, now=now)
    return proposal.public_id, accept(proposal, now=now + HOUR)


def news_of(proposal: str, order: Order) -> tuple[ProposalAccepted, OrderCreated]:
    people = {"client_id": order.client.public_id, "currency": "USD"}
    chosen = ProposalAccepted(
        proposal_id=proposal,
        posted_id="",
        freelancer_id=order.seller.public_id,
        amount=order.total_amount,
        title=order.title,
        order_id=order.public_id,
        **people,
    )
    made = OrderCreated(
        order_id=order.public_id,
        seller_id=order.seller.public_id,
        amount=order.total_amount,
        source_kind=order.source_kind,
        source_ref=order.source_ref,
        **{"entry_id": 0, "by": "client", "gig_id": None, "article_id": None, **people},
    )
    return chosen, made


def test_an_accepted_proposal_is_how_two_met(
    client_member: Member, seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    proposal, _order = accepted(client_member, seller, now)
    assert not Tie.objects.exists()
    run_outbox(now + DAY)
    tie = Tie.objects.get(seller=seller, client=client_member)
    assert (tie.source, tie.ref) == (Source.PROPOSAL, f"proposal:{proposal}")
    assert Contact.objects.get(owner=seller).source == Source.PROPOSAL


@pytest.mark.parametrize("first", ["order", "proposal"])
def test_its_news_may_come_twice_and_in_any_order(
    first: str, client_member: Member, seller: Member, now: datetime
) -> None:
    # A talk about nothing in particular, which says nothing of how they met.
    open_conversation(
        members=[client_member, seller], subject_kind="", subject_ref="x", title="Hi", now=now
    )
    proposal, order = accepted(client_member, seller, now + HOUR)
    chosen, made = news_of(proposal, order)
    for _twice in range(2):
        if first == "proposal":
            meetings.meet_by_proposal(chosen, now=now + DAY)
        meetings.meet_by_order(made, now=now + DAY)
        meetings.meet_by_proposal(chosen, now=now + DAY)
    tie = Tie.objects.get()
    assert (tie.source, tie.ref) == (Source.PROPOSAL, f"proposal:{proposal}")
    assert Contact.objects.filter(owner=seller).count() == 1


def test_who_met_before_has_met_as_before(
    client_member: Member, seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    meet(seller, client_member, now=now, source=Source.ARTICLE)
    accepted(client_member, seller, now + HOUR)
    run_outbox(now + DAY)
    assert Tie.objects.get().source == Source.ARTICLE


def test_other_orders_say_what_they_said(
    member_factory: MakeMember, seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    buyer = member_factory("buyer")
    completed(buyer, seller, now=now)
    run_outbox(now)
    assert Tie.objects.get(client=buyer).source == Source.SEARCH
