"""Commissioned articles: the fee is set aside, paid once on publication, or goes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.articles import services
from marketplace.articles.choices import (
    COMMISSION_TRANSITIONS,
    CommissionHand,
    CommissionState,
)
from marketplace.articles.errors import (
    CommissionDayWrong,
    CommissionFeeOutOfRange,
    CommissionStateRefuses,
    CommissionToOneself,
    CommissionWithEditors,
    NotAnEditor,
    ReasonMissing,
)
from marketplace.articles.models import Article, Commission
from marketplace.articles.services import CommissionTerms
from marketplace.articles.services import commissions as commission_services
from marketplace.articles.tests.world import RunOutbox, SignIn, fill, prove_books, race
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    escrow_balance,
    held_sums,
)
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FEE = 15_000


def terms(now: datetime, **given: object) -> CommissionTerms:
    fields = {
        "title": "How I price",
        "task": "Show the sheet.",
        "fee": Money(FEE, "USD"),
        "deliver_on": (now + 10 * DAY).date(),
        **given,
    }
    return CommissionTerms(**fields)  # type: ignore[arg-type]


def offer(author: Member, editor: Member, now: datetime, key: str = "k") -> Commission:
    return services.offer_commission(
        author=author, terms=terms(now), actor=editor, request_key=key, now=now
    )


def accepted(author: Member, editor: Member, now: datetime) -> Commission:
    return services.accept_commission(commission=offer(author, editor, now), actor=author, now=now)


def submitted(commission: Commission, now: datetime) -> Article:
    assert commission.article is not None
    article = fill(commission.article, commission.author, now=now)
    return services.submit_article(article=article, actor=commission.author, now=now)


def spent() -> int:
    return -account_balance(AccountRef(AccountKind.MARKETING, "", "USD"))


def test_from_offer_to_payment(seller: Member, editor: Member, now: datetime) -> None:
    commission = offer(seller, editor, now)
    assert (spent(), commission.due_at) == (0, now + 7 * DAY)

    commission = services.accept_commission(commission=commission, actor=seller, now=now)
    assert (spent(), escrow_balance(commission.reference, "USD")) == (FEE, FEE)
    (held,) = [one for one in held_sums(seller, now=now) if one.label == commission.title]
    assert held.amount == FEE

    article = submitted(commission, now)
    services.publish_article(article=article, actor=editor, now=now + DAY)

    commission.refresh_from_db()
    assert (commission.state, commission.due_at) == (CommissionState.PAID, None)
    assert available_balance(seller, "USD") == FEE
    assert escrow_balance(commission.reference, "USD") == 0
    assert AuditRecord.objects.filter(action="commission_paid").count() == 1
    prove_books()


def test_a_second_publication_pays_nothing(seller: Member, editor: Member, now: datetime) -> None:
    commission = accepted(seller, editor, now)
    article = submitted(commission, now)
    services.publish_article(article=article, actor=editor, now=now)
    services.take_back_article(article=article, actor=seller, now=now)
    services.submit_article(article=article, actor=seller, now=now)
    services.publish_article(article=article, actor=editor, now=now)
    assert (available_balance(seller, "USD"), spent()) == (FEE, FEE)
    assert OutboxEvent.objects.filter(name="CommissionPaid").count() == 1
    prove_books()


def test_an_article_that_nobody_commissioned_pays_nothing(
    seller: Member, editor: Member, now: datetime
) -> None:
    article = fill(services.start_article(author=seller, now=now), seller, now=now)
    services.submit_article(article=article, actor=seller, now=now)
    services.publish_article(article=article, actor=editor, now=now)
    assert (available_balance(seller, "USD"), spent()) == (0, 0)


End = Callable[[Commission, Member, Member, datetime], Commission]
ENDS: dict[str, tuple[End, CommissionState]] = {
    "author": (
        lambda one, author, _editor, now: services.cancel_commission(
            commission=one, actor=author, reason="No time", now=now
        ),
        CommissionState.CANCELLED,
    ),
    "editor": (
        lambda one, _author, editor, now: services.cancel_commission(
            commission=one, actor=editor, reason="Plans changed", now=now
        ),
        CommissionState.CANCELLED,
    ),
    "clock": (
        lambda one, _author, _editor, now: services.open_commission(
            commission=one, now=now + 40 * DAY
        ),
        CommissionState.CANCELLED,
    ),
}


@pytest.mark.parametrize("who", sorted(ENDS))
def test_every_other_end_puts_the_fee_back(
    who: str, seller: Member, editor: Member, now: datetime
) -> None:
    end, state = ENDS[who]
    ended = end(accepted(seller, editor, now), seller, editor, now)
    assert ended.state == state
    assert (spent(), available_balance(seller, "USD")) == (0, 0)
    assert escrow_balance(ended.reference, "USD") == 0
    with pytest.raises(CommissionStateRefuses):
        services.cancel_commission(commission=ended, actor=seller, reason="Again", now=now)
    prove_books()


def test_an_article_published_after_the_end_is_not_paid(
    seller: Member, editor: Member, now: datetime
) -> None:
    commission = accepted(seller, editor, now)
    services.cancel_commission(commission=commission, actor=seller, reason="No time", now=now)
    services.publish_article(article=submitted(commission, now), actor=editor, now=now)
    assert (available_balance(seller, "USD"), spent()) == (0, 0)


def test_an_article_with_the_editors_never_loses_its_fee(
    seller: Member, editor: Member, now: datetime
) -> None:
    commission = accepted(seller, editor, now)
    submitted(commission, now)
    with pytest.raises(CommissionWithEditors):
        services.cancel_commission(commission=commission, actor=editor, reason="Late", now=now)
    due_at = Commission.objects.get(pk=commission.pk).due_at
    assert due_at is not None
    assert services.settle_due_commissions(now=due_at, limit=10) == 1
    row = Commission.objects.get(pk=commission.pk)
    assert (row.state, row.due_at) == (CommissionState.ACCEPTED, due_at + 14 * DAY)


def test_offers_end_by_themselves_also_for_a_reader(
    seller: Member, editor: Member, now: datetime
) -> None:
    commission = offer(seller, editor, now)
    with pytest.raises(CommissionStateRefuses):
        services.accept_commission(commission=commission, actor=seller, now=now + 7 * DAY)
    seen = services.open_commission(commission=commission, now=now + 7 * DAY)
    assert (seen.state, seen.closed_at) == (CommissionState.EXPIRED, now + 7 * DAY)
    assert services.settle_due_commissions(now=now + 8 * DAY, limit=10) == 0


def test_refusals(
    seller: Member, editor: Member, stranger: Member, finance: Member, now: datetime
) -> None:
    with pytest.raises(NotAnEditor):
        offer(seller, stranger, now)
    with pytest.raises(CommissionToOneself):
        offer(editor, editor, now)
    for wrong in (Money(999, "USD"), Money(200_001, "USD"), Money(5_000, "SAR")):
        with pytest.raises(CommissionFeeOutOfRange):
            services.offer_commission(
                author=seller,
                terms=terms(now, fee=wrong),
                actor=editor,
                request_key="x",
                now=now,
            )
    for day in (now.date(), (now + 366 * DAY).date()):
        with pytest.raises(CommissionDayWrong):
            services.offer_commission(
                author=seller,
                terms=terms(now, deliver_on=day),
                actor=editor,
                request_key="x",
                now=now,
            )
    commission = offer(seller, editor, now)
    for who in (stranger, editor, finance):
        with pytest.raises(NotFound):
            services.accept_commission(commission=commission, actor=who, now=now)
    with pytest.raises(NotAnEditor):
        services.withdraw_commission(commission=commission, actor=stranger, now=now)
    services.accept_commission(commission=commission, actor=seller, now=now)
    with pytest.raises(ReasonMissing):
        services.cancel_commission(commission=commission, actor=seller, reason=" ", now=now)


def test_offering_twice_offers_once(seller: Member, editor: Member, now: datetime) -> None:
    assert offer(seller, editor, now).pk == offer(seller, editor, now).pk
    assert OutboxEvent.objects.filter(name="CommissionOffered").count() == 1


@pytest.mark.parametrize("hand", list(CommissionHand))
@pytest.mark.parametrize("to", list(CommissionState))
@pytest.mark.parametrize("source", list(CommissionState))
def test_the_whole_table_of_states(
    source: CommissionState, to: CommissionState, hand: CommissionHand, now: datetime
) -> None:
    row = Commission(state=source, deliver_on=now.date())
    if hand in COMMISSION_TRANSITIONS[source].get(to, frozenset()):
        commission_services.transition(row, to=to, hand=hand, now=now)
        assert row.state == to
    else:
        with pytest.raises(CommissionStateRefuses):
            commission_services.transition(row, to=to, hand=hand, now=now)
        assert row.state == source


def test_both_sides_hear_and_finance_sees(  # noqa: PLR0917  the whole cast
    seller: Member,
    editor: Member,
    finance: Member,
    stranger: Member,
    as_member: SignIn,
    now: datetime,
    run_outbox: RunOutbox,
) -> None:
    commission = accepted(seller, editor, now)
    services.publish_article(article=submitted(commission, now), actor=editor, now=now)
    run_outbox(now)
    kinds = Notification.objects.filter(kind__startswith="articles.commission")
    told = set(kinds.values_list("member__username", "kind"))
    assert told == {
        ("salma", "articles.commission_offered"),
        ("salma", "articles.commission_paid"),
        ("huda", "articles.commission_accepted"),
    }
    desk, address = reverse("articles:desk_commissions"), commission.get_absolute_url()
    assert "150.00" in as_member(finance).get(desk).content.decode()
    assert as_member(finance).get(address).status_code == 200
    assert as_member(seller).get(address).status_code == 200
    assert as_member(stranger).get(address).status_code == 404
    assert as_member(seller).get(desk).status_code == 404


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_publishing_and_cancelling_at_once_moves_the_fee_once(
        self, seller: Member, editor: Member, now: datetime
    ) -> None:
        commission = accepted(seller, editor, now)
        article = submitted(commission, now)

        race(
            12,
            lambda number: (
                services.publish_article(article=article, actor=editor, now=now)
                if number % 2
                else services.cancel_commission(
                    commission=commission, actor=seller, reason="No time", now=now
                )
            ),
        )

        commission.refresh_from_db()
        is_paid = commission.state == CommissionState.PAID
        assert commission.state in (CommissionState.PAID, CommissionState.CANCELLED)
        assert available_balance(seller, "USD") == (FEE if is_paid else 0)
        assert spent() == (FEE if is_paid else 0)
        ends = OutboxEvent.objects.filter(name__in=["CommissionPaid", "CommissionEnded"])
        assert ends.count() == 1
        prove_books()

    def test_control_without_the_lock_both_ends_happen(
        self, seller: Member, editor: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """All read the commission before anyone writes: exactly what the lock prevents."""
        commission = accepted(seller, editor, now)
        contenders = 4
        everybody_has_read = Barrier(contenders)

        def read_unlocked(one: Commission) -> Commission:
            rows = Commission.objects.select_related("author", "editor", "article")
            row = rows.get(pk=one.pk)
            everybody_has_read.wait(timeout=30)
            return row

        monkeypatch.setattr(commission_services, "lock_commission", read_unlocked)
        race(
            contenders,
            lambda _: services.cancel_commission(
                commission=commission, actor=seller, reason="No time", now=now
            ),
        )
        assert OutboxEvent.objects.filter(name="CommissionEnded").count() == contenders
        assert spent() == 0
