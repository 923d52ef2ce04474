"""Tips: the books, the fee, once however often it is pressed, and many at once."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from marketplace.accounts.models import Member
from marketplace.articles import services
from marketplace.articles.choices import (
    TIP_PURPOSE,
    TIP_TRANSITIONS,
    TipHand,
    TipState,
)
from marketplace.articles.errors import (
    NotPublished,
    TipOutOfRange,
    TipStateRefuses,
    TipToOneself,
)
from marketplace.articles.models import Article, Tip
from marketplace.articles.services import tips as tip_services
from marketplace.articles.tests.world import RunOutbox, SignIn, fund, published_article
from marketplace.core.errors import NotFound
from marketplace.core.models import OutboxEvent
from marketplace.core.money import Money, percent_half_up
from marketplace.ledger.choices import AccountKind, SandboxCard
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    payments_of,
    wallet_of,
)
from marketplace.ledger.services import use_sandbox_card
from marketplace.notifications.models import Notification
from marketplace.orders.tests.world import prove_books, race

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _fee(settings: Any) -> None:
    """Let the platform keep 5 % of a tip: without a fee there is nothing to round."""
    settings.WAZZIFNI = {"tip_fee_bp": 500}


@pytest.fixture
def article(seller: Member, editor: Member, now: datetime) -> Article:
    return published_article(seller, editor, now=now)


def start(
    article: Article, reader: Member, now: datetime, amount: int = 500, key: str = "k"
) -> Tip:
    return services.start_tip(
        article=article, reader=reader, amount=Money(amount, "USD"), request_key=key, now=now
    )


def test_a_tip_from_the_wallet_reaches_clearing_less_the_fee(
    article: Article, client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, 1_000, now=now)
    tip = start(article, client_member, now)

    paid = services.pay_tip_from_wallet(tip=tip, actor=client_member, now=now)

    assert (paid.state, paid.paid_with, paid.due_at) == (TipState.PAID, "wallet", None)
    (wallet,) = wallet_of(seller)
    assert (wallet.clearing, wallet.available) == (475, 0)
    assert available_balance(client_member, "USD") == 500
    assert account_balance(AccountRef(AccountKind.FEES, "", "USD")) == 25
    article.refresh_from_db()
    assert article.tips_count == 1
    prove_books()


@given(amount=st.integers(100, 50_000), fee_bp=st.integers(0, 10_000))
@pytest.mark.django_db
def test_no_cent_is_lost_at_any_fee(amount: int, fee_bp: int) -> None:
    tip = Tip(amount=amount, fee_bp=fee_bp)
    fee = tip_services.fee_of(tip)
    assert 0 <= fee <= amount
    assert fee == percent_half_up(amount, fee_bp)
    assert fee + (amount - fee) == amount


@pytest.mark.parametrize(("fee_bp", "earned"), [(0, 999), (1, 999), (500, 949), (10_000, 0)])
def test_books_hold_at_every_fee(
    fee_bp: int,
    earned: int,
    article: Article,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    fund(client_member, 999, now=now)
    with override_settings(WAZZIFNI={"tip_fee_bp": fee_bp}):
        tip = start(article, client_member, now, amount=999)
    services.pay_tip_from_wallet(tip=tip, actor=client_member, now=now)
    assert sum(one.clearing for one in wallet_of(seller)) == earned
    prove_books()


def test_pressing_twice_gives_once(article: Article, client_member: Member, now: datetime) -> None:
    fund(client_member, 2_000, now=now)
    for _ in range(2):
        tip = start(article, client_member, now)
        services.pay_tip_from_wallet(tip=tip, actor=client_member, now=now)
    assert Tip.objects.count() == 1
    assert available_balance(client_member, "USD") == 1_500
    assert OutboxEvent.objects.filter(name="ArticleTipPaid").count() == 1


@pytest.mark.parametrize("amount", [99, 50_001])
def test_sums_have_bounds(
    amount: int, article: Article, client_member: Member, now: datetime
) -> None:
    with pytest.raises(TipOutOfRange):
        start(article, client_member, now, amount=amount)
    with pytest.raises(TipOutOfRange):
        services.start_tip(
            article=article,
            reader=client_member,
            amount=Money(500, "SAR"),
            request_key="k",
            now=now,
        )


def test_nobody_tips_themselves_or_a_draft(
    article: Article, seller: Member, client_member: Member, now: datetime
) -> None:
    with pytest.raises(TipToOneself):
        start(article, seller, now)
    services.take_back_article(article=article, actor=seller, now=now)
    article.refresh_from_db()
    with pytest.raises(NotPublished):
        start(article, client_member, now)


def test_an_empty_wallet_changes_nothing(
    article: Article, client_member: Member, stranger: Member, now: datetime
) -> None:
    tip = start(article, client_member, now)
    with pytest.raises(InsufficientFunds):
        services.pay_tip_from_wallet(tip=tip, actor=client_member, now=now)
    with pytest.raises(NotFound):
        services.pay_tip_from_wallet(tip=tip, actor=stranger, now=now)
    tip.refresh_from_db()
    article.refresh_from_db()
    assert (tip.state, article.tips_count) == (TipState.PENDING, 0)


@pytest.mark.parametrize("hand", list(TipHand))
@pytest.mark.parametrize("to", list(TipState))
@pytest.mark.parametrize("source", list(TipState))
def test_the_whole_table_of_states(source: TipState, to: TipState, hand: TipHand) -> None:
    tip = Tip(state=source)
    if hand in TIP_TRANSITIONS[source].get(to, frozenset()):
        tip_services.transition(tip, to=to, hand=hand)
        assert tip.state == to
    else:
        with pytest.raises(TipStateRefuses):
            tip_services.transition(tip, to=to, hand=hand)
        assert tip.state == source


def test_a_tip_that_nobody_pays_lapses_and_a_late_payment_still_counts(
    article: Article, client_member: Member, seller: Member, now: datetime
) -> None:
    tip = start(article, client_member, now)
    assert services.lapse_due_tips(now=now + 7 * DAY, limit=10) == 0
    assert services.lapse_due_tips(now=now + 8 * DAY, limit=10) == 1
    fund(client_member, 500, now=now)

    services.receive_tip_payment(public_id=tip.public_id, payment_id="late", now=now + 9 * DAY)
    services.receive_tip_payment(public_id=tip.public_id, payment_id="late", now=now + 9 * DAY)

    tip.refresh_from_db()
    assert (tip.state, tip.paid_with) == (TipState.PAID, "late")
    assert sum(one.clearing for one in wallet_of(seller)) == 475
    prove_books()


def test_a_second_payment_stays_in_the_wallet_and_the_reader_hears_of_it(
    article: Article, client_member: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    fund(client_member, 1_000, now=now)
    tip = start(article, client_member, now)
    services.pay_tip_from_wallet(tip=tip, actor=client_member, now=now)
    services.receive_tip_payment(public_id=tip.public_id, payment_id="second", now=now)
    run_outbox(now)
    assert available_balance(client_member, "USD") == 500
    told = Notification.objects.filter(member=client_member).values_list("kind", flat=True)
    assert list(told) == ["articles.tip_unused"]


def test_a_tip_by_card_goes_through_the_gateway_page(
    article: Article,
    client_member: Member,
    seller: Member,
    as_member: SignIn,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    reader: Client = as_member(client_member)
    page = reader.get(f"/en/articles/{article.pk}/tip/")
    (key,) = re.findall(r'name="request_key" value="(\w+)"', page.content.decode())
    fields = {"amount": "7", "method": "sandbox", "words": "Merci", "request_key": key}
    begun = [reader.post(f"/en/articles/{article.pk}/tip/", fields) for _ in range(2)]
    assert {answer.status_code for answer in begun} == {302}
    assert len({answer["Location"] for answer in begun}) == 1
    payment = payments_of(client_member).get(purpose_kind=TIP_PURPOSE)
    use_sandbox_card(ref=payment.gateway_ref, card=SandboxCard.PAY, now=now)
    tip = Tip.objects.get()
    shown = reader.get(f"/en/articles/tips/{tip.public_id}/").content.decode()
    assert "7.00" in shown
    run_outbox()
    tip.refresh_from_db()
    assert (tip.state, tip.paid_with) == (TipState.PAID, payment.public_id)
    assert sum(one.clearing for one in wallet_of(seller)) == 665
    prove_books()


def test_an_unnamed_reader_stays_unnamed(
    article: Article, client_member: Member, seller: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    fund(client_member, 1_000, now=now)
    tip = services.start_tip(
        article=article,
        reader=client_member,
        amount=Money(500, "USD"),
        is_anonymous=True,
        request_key="k",
        now=now,
    )
    services.pay_tip_from_wallet(tip=tip, actor=client_member, now=now)
    run_outbox(now)
    told = Notification.objects.get(member=seller, kind="articles.tip_unnamed")
    assert client_member.display_name not in str(told.params)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
class TestRaces:
    contenders = 12

    def test_many_presses_pay_once(
        self, seller: Member, editor: Member, client_member: Member, now: datetime
    ) -> None:
        article = published_article(seller, editor, now=now)
        fund(client_member, 50_000, now=now)
        tip = start(article, client_member, now)

        race(
            self.contenders,
            lambda number: (
                services.pay_tip_from_wallet(tip=tip, actor=client_member, now=now)
                if number % 2
                else services.receive_tip_payment(public_id=tip.public_id, payment_id="p", now=now)
            ),
        )

        assert available_balance(client_member, "USD") == 49_500
        assert OutboxEvent.objects.filter(name="ArticleTipPaid").count() == 1
        article.refresh_from_db()
        assert article.tips_count == 1
        prove_books()

    def test_control_without_the_lock_it_is_announced_more_than_once(
        self,
        seller: Member,
        editor: Member,
        client_member: Member,
        now: datetime,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """All read the tip before anyone writes; only the ledger's keys still hold."""
        from threading import Barrier  # noqa: PLC0415

        article = published_article(seller, editor, now=now)
        fund(client_member, 50_000, now=now)
        tip = start(article, client_member, now)
        contenders = 4
        everybody_has_read = Barrier(contenders)

        def read_unlocked(tip_id: int) -> Tip:
            rows = Tip.objects.select_related("reader", "author", "article")
            row = rows.get(pk=tip_id)
            everybody_has_read.wait(timeout=30)
            return row

        monkeypatch.setattr(tip_services, "_lock", read_unlocked)
        race(
            contenders,
            lambda _: services.pay_tip_from_wallet(tip=tip, actor=client_member, now=now),
        )
        assert OutboxEvent.objects.filter(name="ArticleTipPaid").count() == contenders
        assert available_balance(client_member, "USD") == 49_500
