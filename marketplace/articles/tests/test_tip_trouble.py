"""Tips that go wrong: a writer who left, a second try, money that went elsewhere."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.accounts.services import begin_leaving, erase_member
from marketplace.articles import services
from marketplace.articles.choices import TIP_PURPOSE, TipState
from marketplace.articles.errors import WriterGone
from marketplace.articles.models import Article, Tip
from marketplace.articles.tests.world import RunOutbox, SignIn, fund, published_article
from marketplace.core.money import Money
from marketplace.ledger.choices import SandboxCard
from marketplace.ledger.errors import IdempotencyConflict
from marketplace.ledger.queries import available_balance, payments_of, wallet_of
from marketplace.ledger.services import hold_in_escrow, use_sandbox_card
from marketplace.notifications.models import Notification
from marketplace.orders.tests.world import prove_books

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def article(seller: Member, editor: Member, now: datetime) -> Article:
    return published_article(seller, editor, now=now)


def start(article: Article, reader: Member, now: datetime, amount: int = 500) -> Tip:
    return services.start_tip(
        article=article, reader=reader, amount=Money(amount, "USD"), request_key="k", now=now
    )


@pytest.mark.parametrize("standing", [Standing.LEAVING, Standing.FORMER])
def test_nobody_tips_a_writer_who_left(
    standing: Standing,
    article: Article,
    seller: Member,
    client_member: Member,
    as_member: SignIn,
    now: datetime,
) -> None:
    fund(client_member, 1_000, now=now)
    begun = start(article, client_member, now)
    begin_leaving(member=seller, now=now)
    if standing == Standing.FORMER:
        erase_member(member=seller, now=now)
    left = Article.objects.select_related("author").get(pk=article.pk)
    with pytest.raises(WriterGone):
        services.start_tip(
            article=left,
            reader=client_member,
            amount=Money(500, "USD"),
            request_key="other",
            now=now,
        )
    with pytest.raises(WriterGone):
        services.pay_tip_from_wallet(tip=begun, actor=client_member, now=now)
    services.receive_tip_payment(public_id=begun.public_id, payment_id="late", now=now)
    reader: Client = as_member(client_member)
    assert reader.get(f"/en/articles/{article.pk}/tip/").status_code == 404
    shown = reader.get(left.get_absolute_url())
    assert shown.status_code == (200 if standing == Standing.FORMER else 404)
    assert f"/articles/{article.pk}/tip/" not in shown.content.decode()
    assert available_balance(client_member, "USD") == 1_000
    assert sum(one.clearing for one in wallet_of(seller)) == 0
    prove_books()


def test_a_second_try_is_a_tip_of_its_own(
    article: Article, client_member: Member, as_member: SignIn, now: datetime
) -> None:
    fund(client_member, 300, now=now)
    reader: Client = as_member(client_member)
    address = f"/en/articles/{article.pk}/tip/"
    fields = {"amount": "50", "method": "wallet", "request_key": "first"}
    refused = reader.post(address, fields)
    assert refused.status_code == 422
    (key,) = re.findall(r'name="request_key" value="(\w+)"', refused.content.decode())
    again = {"amount": "3", "method": "wallet", "is_anonymous": "on", "request_key": key}
    assert reader.post(address, again).status_code == 302
    tip = Tip.objects.get(state=TipState.PAID)
    assert (tip.amount, tip.is_anonymous) == (300, True)
    assert available_balance(client_member, "USD") == 0


def test_one_key_stands_for_one_sum(article: Article, client_member: Member, now: datetime) -> None:
    first = start(article, client_member, now)
    assert start(article, client_member, now) == first
    with pytest.raises(IdempotencyConflict):
        start(article, client_member, now, amount=501)
    assert Tip.objects.count() == 1


def test_money_that_went_elsewhere_is_told_once_and_stays(
    article: Article,
    client_member: Member,
    as_member: SignIn,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    reader: Client = as_member(client_member)
    fields = {"amount": "7", "method": "sandbox", "request_key": "k"}
    reader.post(f"/en/articles/{article.pk}/tip/", fields)
    payment = payments_of(client_member).get(purpose_kind=TIP_PURPOSE)
    use_sandbox_card(ref=payment.gateway_ref, card=SandboxCard.PAY, now=now)
    spent = Money(700, "USD")
    hold_in_escrow(key="x", payer=client_member, reference="order:x", amount=spent, now=now)
    tip = Tip.objects.get()
    for _look in range(2):
        assert reader.get(f"/en/articles/tips/{tip.public_id}/").status_code == 200
    fund(client_member, 900, now=now)
    assert reader.get(f"/en/articles/tips/{tip.public_id}/").status_code == 200
    run_outbox()
    tip.refresh_from_db()
    assert (tip.state, available_balance(client_member, "USD")) == (TipState.PENDING, 900)
    told = Notification.objects.filter(member=client_member, kind="articles.tip_unused")
    assert told.count() == 1
