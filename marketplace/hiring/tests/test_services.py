"""Briefs and offers: both ways, in time and too late, two people at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection

from marketplace.accounts.models import Member
from marketplace.accounts.queries import profile_of
from marketplace.articles.models import Article
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.money import Money
from marketplace.hiring import services
from marketplace.hiring.choices import (
    BRIEF_TRANSITIONS,
    OFFER_TRANSITIONS,
    BriefState,
    Hand,
    OfferState,
)
from marketplace.hiring.errors import (
    BriefStateRefuses,
    BriefTooShort,
    ExpiryOutOfRange,
    NotTakingWork,
    NotYourOffer,
    NotYoursToAnswer,
    OfferHasExpired,
    OfferPending,
    OfferStateRefuses,
    OwnWork,
    PriceOutOfRange,
)
from marketplace.hiring.models import Brief, Offer
from marketplace.hiring.queries import funnels_of
from marketplace.hiring.services import Terms
from marketplace.hiring.services.states import brief_transition, offer_transition
from marketplace.orders.models import Order

TEXT = "نفتح محمصة في أبها بعد شهرين ونريد شعارًا."
TERMS = Terms(
    title="هوية محمصة",
    scope="شعار وأكياس",
    price=Money(30_000, "USD"),
    delivery_days=8,
    revisions=2,
    valid_days=7,
    questions=("من ثلاثة تتمنى أن يدخلوا؟",),
)


@pytest.fixture
def article(seller: Member, now: datetime) -> Article:
    return Article.objects.create(
        author=seller,
        title="لماذا رفضت",
        category="design",
        state="published",
        created_at=now,
        updated_at=now,
        published_at=now,
    )


@pytest.fixture
def brief(client_member: Member, seller: Member, article: Article, now: datetime) -> Brief:
    return services.send_brief(
        client=client_member,
        writer=seller,
        text=TEXT,
        title=article.title,
        article=article,
        budget=Money(30_000, "USD"),
        now=now,
    )


@pytest.fixture
def offer(brief: Brief, seller: Member, now: datetime) -> Offer:
    return services.send_offer(brief=brief, actor=seller, terms=TERMS, now=now)


def test_send_brief_refuses_oneself_the_busy_and_the_brief(
    client_member: Member, seller: Member, now: datetime
) -> None:
    with pytest.raises(OwnWork):
        services.send_brief(client=seller, writer=seller, text=TEXT, title="x", now=now)
    with pytest.raises(BriefTooShort):
        services.send_brief(client=client_member, writer=seller, text="hm", title="x", now=now)
    profile = profile_of(seller)
    profile.is_taking_work = False
    profile.save()
    with pytest.raises(NotTakingWork):
        services.send_brief(client=client_member, writer=seller, text=TEXT, title="x", now=now)


def test_an_accepted_offer_is_an_order_with_its_terms(
    brief: Brief, offer: Offer, client_member: Member, article: Article, now: datetime
) -> None:
    order = services.accept_offer(offer=offer, actor=client_member, now=now)
    assert (order.total_amount, order.currency, order.delivery_days) == (30_000, "USD", 8)
    assert (order.article_id, order.category, order.state) == (
        article.pk,
        "design",
        "pending_payment",
    )
    brief.refresh_from_db()
    offer.refresh_from_db()
    assert (brief.state, offer.state, offer.order_id) == ("hired", "accepted", order.public_id)
    assert funnels_of([article.pk])[article.pk].briefs == 1


def test_counter_offers_go_both_ways(
    offer: Offer, client_member: Member, seller: Member, now: datetime
) -> None:
    lower = replace(TERMS, price=Money(25_000, "USD"))
    counter = services.counter_offer(offer=offer, actor=client_member, terms=lower, now=now)
    middle = replace(TERMS, price=Money(27_000, "USD"))
    again = services.counter_offer(offer=counter, actor=seller, terms=middle, now=now)
    order = services.accept_offer(offer=again, actor=client_member, now=now)
    assert order.total_amount == 27_000
    states = list(Offer.objects.order_by("id").values_list("state", flat=True))
    assert states == ["countered", "countered", "accepted"]


def test_a_clients_counter_offer_is_accepted_by_the_seller(
    offer: Offer, client_member: Member, seller: Member, now: datetime
) -> None:
    lower = replace(TERMS, price=Money(25_000, "USD"))
    counter = services.counter_offer(offer=offer, actor=client_member, terms=lower, now=now)
    order = services.accept_offer(offer=counter, actor=seller, now=now)
    assert (order.client, order.seller) == (client_member, seller)


def test_one_offer_at_a_time(brief: Brief, offer: Offer, seller: Member, now: datetime) -> None:
    assert offer.state == "pending"
    with pytest.raises(OfferPending):
        services.send_offer(brief=brief, actor=seller, terms=TERMS, now=now)


def test_answers_are_the_other_sides(
    offer: Offer, client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    for verb in (services.accept_offer, services.decline_offer):
        with pytest.raises(NotYoursToAnswer):
            verb(offer=offer, actor=seller, now=now)
        with pytest.raises(NotFound):
            verb(offer=offer, actor=stranger, now=now)
    with pytest.raises(NotYourOffer):
        services.withdraw_offer(offer=offer, actor=client_member, now=now)


def test_an_offer_expires_at_its_moment(offer: Offer, client_member: Member, now: datetime) -> None:
    moment = now + timedelta(days=7)
    with pytest.raises(OfferHasExpired):
        services.accept_offer(offer=offer, actor=client_member, now=moment)
    assert services.expire_offers(now=moment - timedelta(microseconds=1), limit=10) == 0
    assert services.expire_offers(now=moment + timedelta(hours=1), limit=10) == 1
    assert services.expire_offers(now=moment + timedelta(hours=1), limit=10) == 0
    offer.refresh_from_db()
    assert (offer.state, offer.closed_at) == ("expired", moment)


def test_an_expired_offer_makes_room_before_the_sweep(
    brief: Brief, offer: Offer, seller: Member, now: datetime
) -> None:
    later = now + timedelta(days=8)
    fresh = services.send_offer(brief=brief, actor=seller, terms=TERMS, now=later)
    offer.refresh_from_db()
    assert (offer.state, fresh.state) == ("expired", "pending")


@pytest.mark.parametrize("amount", [1, 499, 1_000_001])
def test_prices_have_bounds(brief: Brief, seller: Member, now: datetime, amount: int) -> None:
    with pytest.raises(PriceOutOfRange):
        services.send_offer(
            brief=brief,
            actor=seller,
            terms=replace(TERMS, price=Money(amount, "USD")),
            now=now,
        )


@pytest.mark.parametrize("days", [0, 31])
def test_validity_has_bounds(brief: Brief, seller: Member, now: datetime, days: int) -> None:
    with pytest.raises(ExpiryOutOfRange):
        services.send_offer(
            brief=brief, actor=seller, terms=replace(TERMS, valid_days=days), now=now
        )


@pytest.mark.parametrize("hand", Hand)
@pytest.mark.parametrize("to", OfferState)
@pytest.mark.parametrize("state", OfferState)
def test_offer_transition_follows_the_table(
    state: OfferState, to: OfferState, hand: Hand, now: datetime
) -> None:
    offer = Offer(state=state)
    if hand in OFFER_TRANSITIONS[state].get(to, frozenset()):
        offer_transition(offer, to=to, hand=hand, now=now)
        assert offer.state == to
    else:
        with pytest.raises(OfferStateRefuses):
            offer_transition(offer, to=to, hand=hand, now=now)
        assert offer.state == state


@pytest.mark.parametrize("hand", Hand)
@pytest.mark.parametrize("to", BriefState)
@pytest.mark.parametrize("state", BriefState)
def test_brief_transition_follows_the_table(
    state: BriefState, to: BriefState, hand: Hand, now: datetime
) -> None:
    brief = Brief(state=state)
    if hand in BRIEF_TRANSITIONS[state].get(to, frozenset()):
        brief_transition(brief, to=to, hand=hand, now=now)
        assert brief.state == to
    else:
        with pytest.raises(BriefStateRefuses):
            brief_transition(brief, to=to, hand=hand, now=now)
        assert brief.state == state


def contend(attempts: list[Callable[[], object]]) -> list[str]:
    """Run the attempts at once, each on its own connection; return what became of each."""
    barrier = threading.Barrier(len(attempts))
    outcomes: list[str] = []

    def work(attempt: Callable[[], object]) -> None:
        barrier.wait()
        try:
            attempt()
            outcomes.append("won")
        except DomainError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_acceptances_make_one_order(
    offer: Offer, client_member: Member, now: datetime
) -> None:
    def accept() -> object:
        return services.accept_offer(offer=offer, actor=client_member, now=now)

    outcomes = contend([accept] * 20)
    assert outcomes == ["offer_state_refuses"] * 19 + ["won"]
    assert Order.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_acceptances_race(
    offer: Offer, client_member: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from marketplace.hiring.services import offers, states  # noqa: PLC0415

    gate = threading.Barrier(5)

    def unlocked_offer(offer_id: int) -> Offer:
        row = Offer.objects.select_related("client", "seller", "proposer", "brief").get(pk=offer_id)
        gate.wait(timeout=20)
        return row

    def unlocked_brief(brief_id: int) -> Brief:
        return Brief.objects.select_related("client", "writer", "article").get(pk=brief_id)

    monkeypatch.setattr(offers, "lock_offer", unlocked_offer)
    monkeypatch.setattr(offers, "lock_brief", unlocked_brief)
    assert states.lock_offer is not unlocked_offer

    def accept() -> object:
        return services.accept_offer(offer=offer, actor=client_member, now=now)

    contend([accept] * 5)
    assert Order.objects.count() > 1
