"""What closes with a brief or an account, and what opens again when an order isn't paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.accounts.services import set_standing
from marketplace.hiring import errors, services
from marketplace.hiring.models import Brief, Offer
from marketplace.hiring.policies import can_answer_offer, can_offer_on
from marketplace.hiring.tests.posted_world import (
    TEXT,
    accept,
    again,
    post,
    propose,
    prove_held,
    terms,
)
from marketplace.orders.models import Order
from marketplace.orders.services import cancel_order, pay_from_wallet, settle_due_orders

RunOutbox = Callable[..., int]
Fund = Callable[..., object]


@pytest.fixture
def brief(client_member: Member, seller: Member, now: datetime) -> Brief:
    return services.send_brief(client=client_member, writer=seller, text=TEXT, title="x", now=now)


@pytest.fixture
def offer(brief: Brief, seller: Member, now: datetime) -> Offer:
    return services.send_offer(brief=brief, actor=seller, terms=terms(), now=now)


@pytest.mark.parametrize("counters", [0, 1])
@pytest.mark.parametrize("name", ["withdraw_brief", "decline_brief"])
def test_an_open_offer_ends_with_its_brief(
    name: str, counters: int, brief: Brief, offer: Offer, client_member: Member, now: datetime
) -> None:
    for _one in range(counters):
        offer = services.counter_offer(offer=offer, actor=client_member, terms=terms(), now=now)
    actor = brief.client if name == "withdraw_brief" else brief.writer
    getattr(services, name)(brief=brief, actor=actor, now=now)
    offer.refresh_from_db()
    assert offer.state == ("withdrawn" if offer.proposer_id == actor.pk else "declined")
    assert not can_answer_offer(client_member, offer, now)


def test_an_offer_that_has_run_out_keeps_no_brief_from_ending(
    brief: Brief, offer: Offer, client_member: Member, now: datetime
) -> None:
    later = now + timedelta(days=8)
    done = services.withdraw_brief(brief=brief, actor=client_member, now=later)
    offer.refresh_from_db()
    assert (done.state, offer.state) == ("withdrawn", "expired")


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LEAVING])
def test_nobody_hires_a_freelancer_whose_account_is_closed(
    standing: Standing,
    offer: Offer,
    client_member: Member,
    seller: Member,
    now: datetime,
    fund: Fund,
) -> None:
    fund(client_member, 30_000)
    posted = post(client_member, now=now)
    services.hold_budget(brief=posted, actor=client_member, now=now)
    proposal = propose(posted, seller, now=now)
    set_standing(seller, standing)
    with pytest.raises(errors.NotTakingWork):
        services.accept_offer(offer=offer, actor=client_member, now=now)
    with pytest.raises(errors.NotTakingWork):
        accept(proposal, now=now)
    assert (Order.objects.count(), again(posted).held_amount) == (0, 30_000)
    prove_held()


def test_erase_briefs_closes_what_waits_for_an_answer(
    brief: Brief, offer: Offer, client_member: Member, seller: Member, now: datetime
) -> None:
    for _twice in range(2):
        services.erase_briefs(member=seller, now=now)
        offer.refresh_from_db()
        assert (offer.state, offer.title) == ("withdrawn", "-")
    other = services.send_offer(brief=brief, actor=seller, terms=terms(), now=now)
    services.erase_briefs(member=client_member, now=now)
    other.refresh_from_db()
    assert (other.state, other.title) == ("declined", "هوية كاملة")


@pytest.mark.parametrize("how", ["dropped", "cancelled"])
def test_a_brief_opens_again_when_its_order_is_not_paid(
    how: str,
    brief: Brief,
    offer: Offer,
    client_member: Member,
    now: datetime,
    run_outbox: RunOutbox,
) -> None:
    order = services.accept_offer(offer=offer, actor=client_member, now=now)
    brief.refresh_from_db()
    assert (brief.state, can_offer_on(brief.writer, brief)) == ("hired", False)
    later = now + timedelta(hours=25)
    if how == "dropped":
        settle_due_orders(now=later, limit=9)
    else:
        cancel_order(order=order, actor=client_member, now=now)
    run_outbox(later)
    brief.refresh_from_db()
    assert brief.state == "offered"
    second = services.send_offer(brief=brief, actor=brief.writer, terms=terms(), now=later)
    services.accept_offer(offer=second, actor=client_member, now=later)
    # The first order's end, heard of late or again, has nothing to do with the second.
    assert services.take_hire_back(order_id=order.public_id, now=later) is None
    brief.refresh_from_db()
    assert brief.state == "hired"


def test_a_paid_order_that_is_called_off_leaves_its_brief_hired(
    brief: Brief,
    offer: Offer,
    client_member: Member,
    now: datetime,
    run_outbox: RunOutbox,
    fund: Fund,
) -> None:
    fund(client_member, 50_000)
    order = services.accept_offer(offer=offer, actor=client_member, now=now)
    paid = pay_from_wallet(order=order, actor=client_member, now=now)
    assert services.take_hire_back(order_id=paid.public_id, now=now) is None
    run_outbox(now)
    brief.refresh_from_db()
    assert brief.state == "hired"
