"""A retainer of two of whom one has blocked the other, or whose account is closed: it rests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.ledger.queries import available_balance
from marketplace.messaging.errors import MemberBlocked
from marketplace.messaging.services import block_member, unblock_member
from marketplace.orders.models import Order
from marketplace.relationships import errors, services
from marketplace.relationships.choices import RetainerState
from marketplace.relationships.models import Retainer
from marketplace.relationships.tests.world import DAY, PRICE, fund, offer, prove_books, running

pytestmark = pytest.mark.django_db
NEXT = datetime(2026, 12, 22, 21, 0, tzinfo=UTC)


def settled(retainer: Retainer, now: datetime) -> Retainer:
    services.settle_due_retainers(now=now, limit=10)
    retainer.refresh_from_db()
    return retainer


@pytest.mark.parametrize("is_client", [True, False])
def test_a_block_lets_it_rest_and_nobody_is_locked_in(
    is_client: bool,  # noqa: FBT001
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    retainer = running(seller, client_member, now=now)
    one, other = (client_member, seller) if is_client else (seller, client_member)
    block_member(member=one, other=other, now=now)
    seen = services.open_retainer(member=other, public_id=retainer.public_id, now=NEXT)
    assert (seen.state, seen.paused_by, seen.due_at) == (RetainerState.PAUSED, "timer", None)
    assert Order.objects.count() == 1
    with pytest.raises(MemberBlocked):
        services.resume_retainer(retainer=seen, actor=client_member, now=NEXT + DAY)
    unblock_member(member=one, other=other, now=NEXT + 70 * DAY)
    back = services.resume_retainer(retainer=seen, actor=client_member, now=NEXT + 70 * DAY)
    assert (back.state, back.periods.count()) == (RetainerState.ACTIVE, 2)
    assert available_balance(client_member, "USD") == PRICE
    prove_books()


def test_a_block_ends_notice_and_grace(
    client_member: Member, seller: Member, now: datetime
) -> None:
    stopping = running(seller, client_member, now=now)
    late = NEXT - DAY
    services.stop_retainer(retainer=stopping, actor=client_member, now=late)
    block_member(member=client_member, other=seller, now=late)
    assert settled(stopping, NEXT).state == RetainerState.ENDED


def test_a_block_in_the_days_of_grace(client_member: Member, seller: Member, now: datetime) -> None:
    waiting = settled(running(seller, client_member, now=now, months=1), NEXT)
    block_member(member=seller, other=client_member, now=NEXT)
    fund(client_member, PRICE, now=NEXT)
    waited = services.receive_month_payment(retainer=waiting, now=NEXT)
    assert waited.state == RetainerState.AWAITING_PAYMENT
    with pytest.raises(MemberBlocked):
        services.pay_month(retainer=waiting, actor=client_member, now=NEXT)
    assert settled(waiting, NEXT + 3 * DAY).state == RetainerState.PAUSED
    assert available_balance(client_member, "USD") == PRICE


def test_an_offer_isnt_accepted_over_a_block(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = offer(seller, client_member, now=now, start_on=(now + 5 * DAY).date())
    block_member(member=seller, other=client_member, now=now)
    with pytest.raises(MemberBlocked):
        services.accept_retainer(retainer=retainer, actor=client_member, now=now)
    declined = services.decline_retainer(retainer=retainer, actor=client_member, now=now)
    assert declined.state == RetainerState.DECLINED


def test_no_month_begins_with_a_closed_account(
    client_member: Member, seller: Member, now: datetime
) -> None:
    waiting = settled(running(seller, client_member, now=now, months=1), NEXT)
    Member.objects.filter(pk=seller.pk).update(is_active=False)
    fund(client_member, PRICE, now=NEXT)
    waited = services.receive_month_payment(retainer=waiting, now=NEXT)
    assert waited.state == RetainerState.AWAITING_PAYMENT
    with pytest.raises(errors.NotTakingWork):
        services.pay_month(retainer=waiting, actor=client_member, now=NEXT)
    assert Order.objects.count() == 1
    assert available_balance(client_member, "USD") == PRICE


def test_a_month_beyond_the_bounds_waits_and_stops_no_other(
    client_member: Member, seller: Member, now: datetime, settings: object
) -> None:
    waiting = settled(running(seller, client_member, now=now, months=1), NEXT)
    fund(client_member, PRICE, now=NEXT)
    settings.WAZZIFNI = {"order_maximum_minor": PRICE - 1}  # type: ignore[attr-defined]
    waited = services.receive_month_payment(retainer=waiting, now=NEXT)
    assert waited.state == RetainerState.AWAITING_PAYMENT


def test_pages_of_a_blocked_pair_open(
    client_member: Member, seller: Member, as_member: Callable[[Member], Client]
) -> None:
    started = clock.now() - timedelta(days=40)
    retainer = running(seller, client_member, now=started, start_on=started.date())
    block_member(member=seller, other=client_member, now=clock.now())
    for member in (client_member, seller):
        browser = as_member(member)
        assert browser.get("/en/clients/retainers/").status_code == 200
        page = browser.get(f"/en/clients/retainers/{retainer.public_id}/")
        assert (page.status_code, "write to each other" in page.content.decode()) == (200, True)
    path = f"/en/clients/retainers/{retainer.public_id}/stop/"
    assert as_member(client_member).post(path).status_code == 302
    retainer.refresh_from_db()
    assert retainer.state == RetainerState.ENDED
