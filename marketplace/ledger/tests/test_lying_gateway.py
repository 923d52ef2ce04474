"""A provider that lies: nothing paid twice, nothing lost, each payout ends or goes to a person.

Each kind of lie is what the provider does and says; what it has really paid is kept apart, and is
compared with the books at the end.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import PayoutMethod, PayoutState
from marketplace.ledger.gateways.base import PayoutAnswer, PayoutReport
from marketplace.ledger.models import Payout
from marketplace.ledger.queries import prove_books, wallet_of
from marketplace.ledger.services import reconcile_payouts, resolve_payout, send_due_payouts
from marketplace.ledger.tests.racing import rounds
from marketplace.ledger.tests.withdrawing import Provider, approved, provider_in_place

pytestmark = pytest.mark.django_db
Say = Callable[[PayoutReport], object]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with provider_in_place() as made:
        yield made


@pytest.fixture
def payout(seller: Member, finance: Member, fund: Callable[..., object], now: datetime) -> Payout:
    fund(seller, 20_000)
    return approved(seller, finance, now, method=PayoutMethod.SANDBOX)


def time_out(_: PayoutReport) -> object:
    raise TimeoutError


def break_down(_: PayoutReport) -> object:
    raise DatabaseError("connection reset")


def answer(kind: PayoutAnswer) -> Say:
    return lambda truth: replace(truth, answer=kind, money=Money(5_000, "USD"))


def sometimes(*says: Say) -> Say:
    """Say one thing after the other, then the last for ever."""
    waiting = list(says)

    def say(truth: PayoutReport) -> object:
        return (waiting.pop(0) if len(waiting) > 1 else waiting[0])(truth)

    return say


def honest(truth: PayoutReport) -> object:
    return truth


FAILED, NOT_FOUND = answer(PayoutAnswer.FAILED), answer(PayoutAnswer.NOT_FOUND)
PAID, PENDING = answer(PayoutAnswer.PAID), answer(PayoutAnswer.PENDING)
WRONG_SUM: Say = lambda truth: replace(  # noqa: E731  one of a list of says
    truth, answer=PayoutAnswer.PAID, money=Money(50, "USD")
)
WRONG_CURRENCY: Say = lambda truth: replace(  # noqa: E731
    truth, answer=PayoutAnswer.PAID, money=Money(5_000, "KWD")
)
WRONG_KEY: Say = lambda truth: replace(truth, key="another")  # noqa: E731

# name: (really pays, what it says on sending, what it says when asked, where the payout ends)
LIES: dict[str, tuple[bool, Say, Say, str]] = {
    "honest": (True, honest, honest, "paid"),
    "time-out after success": (True, time_out, honest, "paid"),
    "time-out before anything happened": (True, sometimes(time_out, honest), honest, "paid"),
    "breaks down, and so does asking": (
        True,
        break_down,
        sometimes(*[time_out] * 4, honest),
        "paid",
    ),
    "returns False": (True, lambda _: False, honest, "paid"),
    "returns nothing": (True, lambda _: None, honest, "paid"),
    "returns nonsense": (True, lambda _: {"answer": "paid"}, honest, "paid"),
    "says failed, has paid": (True, FAILED, honest, "paid"),
    "says failed, then not found, has paid": (True, FAILED, sometimes(NOT_FOUND, honest), "paid"),
    "says failed and fails": (False, FAILED, FAILED, "failed"),
    "says pending, then pays": (True, PENDING, sometimes(PENDING, PENDING, honest), "paid"),
    "pending for ever": (False, PENDING, PENDING, "person"),
    "says paid, knows nothing of it": (False, PAID, NOT_FOUND, "person"),
    "says paid, then failed": (False, PAID, FAILED, "failed"),
    "says failed once by mistake": (True, time_out, sometimes(FAILED, honest), "paid"),
    "another sum": (True, WRONG_SUM, WRONG_SUM, "person"),
    "another currency": (True, WRONG_CURRENCY, WRONG_CURRENCY, "person"),
    "another payout's answer": (True, WRONG_KEY, WRONG_KEY, "person"),
    "silent for ever": (True, time_out, time_out, "person"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_never_pays_twice_nor_loses_money(
    provider: Provider, payout: Payout, seller: Member, finance: Member, lie: str, now: datetime
) -> None:
    provider.really_pays, provider.tell_sent, provider.tell_asked, end = LIES[lie]

    assert send_due_payouts(now=now, limit=10) == 1
    moment = now
    for _ in range(40):
        moment += timedelta(hours=1)
        reconcile_payouts(now=moment, limit=10)

    payout.refresh_from_db()
    if end == "person":
        assert (payout.state, payout.needs_person) == (PayoutState.UNKNOWN, True)
        assert wallet_of(seller)[0].on_hold == 5_000
        assert OutboxEvent.objects.filter(name="PayoutNeedsPerson").count() == 1
        resolve_payout(
            payout_id=payout.public_id,
            was_paid=payout.public_id in provider.paid,
            evidence="asked by phone",
            actor=finance,
            now=moment,
        )
        payout.refresh_from_db()
    else:
        assert payout.state == end
    was_paid = payout.public_id in provider.paid
    assert payout.state == (PayoutState.PAID if was_paid else PayoutState.FAILED)
    (wallet,) = wallet_of(seller)
    assert (wallet.available, wallet.on_hold) == ((15_000 if was_paid else 20_000), 0)
    assert set(provider.sends) == {payout.public_id}
    assert (payout.look_at, payout.needs_person) == (None, False)


def test_many_payouts_at_once_each_with_its_own_lie(
    seller: Member, finance: Member, fund: Callable[..., object], now: datetime
) -> None:
    """Whatever mixture: the books say of each payout what was really paid."""
    lies = [LIES[name] for name in sorted(LIES)]
    count = len(lies) * rounds(2, 500)
    fund(seller, count * 5_000)
    payouts = [approved(seller, finance, now, method=PayoutMethod.SANDBOX) for _ in range(count)]
    with provider_in_place() as provider:
        for number, payout in enumerate(payouts):
            really_pays, sent, asked, _ = lies[number % len(lies)]
            provider.lies[payout.public_id] = (really_pays, sent, asked)
        send_due_payouts(now=now, limit=count)
        for hour in range(1, 41):
            reconcile_payouts(now=now + timedelta(hours=hour), limit=count)

    for payout in Payout.objects.all():
        if payout.state == PayoutState.PAID:
            assert payout.public_id in provider.paid
        elif payout.state == PayoutState.FAILED:
            assert payout.public_id not in provider.paid
        else:
            assert (payout.state, payout.needs_person) == (PayoutState.UNKNOWN, True)
    assert prove_books() == []


def test_an_honest_payout_is_settled_at_once(
    provider: Provider, payout: Payout, now: datetime
) -> None:
    send_due_payouts(now=now, limit=10)
    payout.refresh_from_db()
    assert (payout.state, payout.attempts, payout.settled_at) == (PayoutState.PAID, 1, now)
    assert provider.sends == [payout.public_id]
    assert send_due_payouts(now=now, limit=10) == reconcile_payouts(now=now, limit=10) == 0


def test_a_worker_killed_before_it_sent_is_made_good_within_two_minutes(
    provider: Provider, payout: Payout, now: datetime
) -> None:
    """The row says SENDING, the provider has heard nothing."""
    Payout.objects.filter(pk=payout.pk).update(
        state=PayoutState.SENDING, attempts=1, sent_at=now, look_at=now + timedelta(seconds=15)
    )
    for second in range(0, 110, 10):
        reconcile_payouts(now=now + timedelta(seconds=second), limit=10)
    payout.refresh_from_db()
    assert (payout.state, payout.attempts) == (PayoutState.PAID, 2)
    assert provider.sends == [payout.public_id]


def test_a_worker_killed_after_it_sent_is_made_good_without_sending_again(
    provider: Provider, payout: Payout, now: datetime
) -> None:
    Payout.objects.filter(pk=payout.pk).update(
        state=PayoutState.SENDING, attempts=1, sent_at=now, look_at=now + timedelta(seconds=15)
    )
    provider.paid[payout.public_id] = payout.money
    reconcile_payouts(now=now + timedelta(seconds=15), limit=10)
    payout.refresh_from_db()
    assert (payout.state, provider.sends) == (PayoutState.PAID, [])


def test_an_answer_that_comes_after_the_reconciler_is_dropped(
    provider: Provider, payout: Payout, seller: Member, now: datetime
) -> None:
    """A slow sender finds that its attempt was settled by somebody else meanwhile."""

    def while_waiting(truth: PayoutReport) -> object:
        reconcile_payouts(now=now + timedelta(minutes=1), limit=10)
        return truth

    provider.tell_sent = while_waiting
    send_due_payouts(now=now, limit=10)
    payout.refresh_from_db()
    assert payout.state == PayoutState.PAID
    assert wallet_of(seller)[0].on_hold == 0


def test_a_provider_that_was_switched_off_keeps_its_payouts_for_a_person(
    payout: Payout, now: datetime, settings: object
) -> None:
    settings.PAYMENT_GATEWAYS = ["bank_transfer"]  # type: ignore[attr-defined]
    assert send_due_payouts(now=now, limit=10) == 0
    payout.refresh_from_db()
    assert payout.state == PayoutState.INTENT
