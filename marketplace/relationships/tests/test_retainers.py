"""Retainers: offered, accepted, renewed exactly once, paused, stopped, changed, metered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.queries import available_balance
from marketplace.orders.models import Order
from marketplace.relationships import errors, services
from marketplace.relationships.choices import (
    RetainerState,
    Unit,
)
from marketplace.relationships.models import Retainer
from marketplace.relationships.services.retainers.running import notice_ends_at
from marketplace.relationships.tests.world import (
    DAY,
    HOUR,
    PRICE,
    fund,
    meet,
    offer,
    prove_books,
    running,
    terms,
)

pytestmark = pytest.mark.django_db
# The people of these tests live in Riyadh: midnight there is 21:00 UTC.
NEXT = datetime(2026, 12, 22, 21, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def settled(retainer: Retainer, now: datetime) -> Retainer:
    services.settle_due_retainers(now=now, limit=10)
    retainer.refresh_from_db()
    return retainer


def orders_of(retainer: Retainer) -> list[Order]:
    return [period.order for period in retainer.periods.select_related("order")]


def test_accepting_begins_the_first_month_and_pays_it(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now, months=1)
    (period,) = retainer.periods.all()
    assert (retainer.state, retainer.due_at) == (RetainerState.ACTIVE, NEXT)
    assert (period.starts_at, period.ends_at, period.left) == (now, NEXT, 600)
    assert (period.order.state, period.order.total_amount) == ("in_progress", PRICE)
    assert (period.order.source_kind, period.order.source_ref) == ("retainer", retainer.public_id)
    assert available_balance(client_member, "USD") == 0
    prove_books()


def test_a_first_day_to_come_is_waited_for(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now, start_on=date(2026, 12, 1))
    assert (retainer.state, retainer.periods.count()) == (RetainerState.ACTIVE, 0)
    assert retainer.due_at == datetime(2026, 11, 30, 21, 0, tzinfo=UTC)
    assert settled(retainer, retainer.due_at - SECOND).periods.count() == 0
    assert settled(retainer, retainer.due_at).periods.count() == 1


def test_it_renews_at_its_moment_once(client_member: Member, seller: Member, now: datetime) -> None:
    retainer = running(seller, client_member, now=now)
    assert settled(retainer, NEXT - SECOND).periods.count() == 1
    assert settled(retainer, NEXT).periods.count() == 2
    assert settled(retainer, NEXT + DAY).periods.count() == 2
    first, second = orders_of(retainer)
    assert (second.created_at, second.paid_at) == (NEXT, NEXT)
    assert (first.fee_bp, second.fee_bp) == (2_000, 2_000)
    assert retainer.due_at == datetime(2027, 1, 22, 21, 0, tzinfo=UTC)
    prove_books()


def test_a_reader_after_the_moment_sees_the_new_month(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now)
    seen = services.open_retainer(member=seller, public_id=retainer.public_id, now=NEXT + 3 * HOUR)
    assert seen.periods.count() == 2
    assert orders_of(seen)[1].created_at == NEXT


def test_a_short_wallet_is_waited_for_and_then_it_pauses(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now, months=1)
    assert settled(retainer, NEXT).state == RetainerState.AWAITING_PAYMENT
    assert retainer.due_at == NEXT + 3 * DAY
    assert settled(retainer, NEXT + 3 * DAY - SECOND).state == RetainerState.AWAITING_PAYMENT
    assert settled(retainer, NEXT + 3 * DAY).state == RetainerState.PAUSED
    assert (retainer.paused_by, retainer.periods.count()) == ("timer", 1)
    assert Order.objects.count() == 1


def test_paying_in_grace_begins_the_month_where_it_should_have(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = settled(running(seller, client_member, now=now, months=1), NEXT)
    with pytest.raises(InsufficientFunds):
        services.pay_month(retainer=retainer, actor=client_member, now=NEXT + DAY)
    fund(client_member, PRICE, now=now)
    with pytest.raises(errors.NotYourMove):
        services.pay_month(retainer=retainer, actor=seller, now=NEXT + DAY)
    done = services.pay_month(retainer=retainer, actor=client_member, now=NEXT + DAY)
    period = done.periods.get(number=2)
    assert (done.state, period.starts_at) == (RetainerState.ACTIVE, NEXT)
    assert period.ends_at == datetime(2027, 1, 22, 21, 0, tzinfo=UTC)


def test_money_that_comes_in_grace_begins_the_month(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = settled(running(seller, client_member, now=now, months=1), NEXT)
    waited = services.receive_month_payment(retainer=retainer, now=NEXT + HOUR)
    assert waited.state == RetainerState.AWAITING_PAYMENT
    fund(client_member, PRICE, now=now)
    assert services.receive_month_payment(retainer=retainer, now=NEXT + HOUR).state == "active"
    again = services.receive_month_payment(retainer=retainer, now=NEXT + 2 * HOUR)
    assert again.periods.count() == 2


def test_the_last_moment_of_grace_tries_the_wallet_once_more(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = settled(running(seller, client_member, now=now, months=1), NEXT)
    fund(client_member, PRICE, now=now)
    assert settled(retainer, NEXT + 3 * DAY).state == RetainerState.ACTIVE


def test_an_unanswered_offer_runs_out(client_member: Member, seller: Member, now: datetime) -> None:
    retainer = offer(seller, client_member, now=now)
    assert settled(retainer, now + 7 * DAY - SECOND).state == RetainerState.OFFERED
    with pytest.raises(errors.RetainerStateRefuses):
        services.accept_retainer(retainer=retainer, actor=client_member, now=now + 7 * DAY)
    assert settled(retainer, now + 7 * DAY).state == RetainerState.EXPIRED


def test_a_pause_keeps_the_paid_month_and_renews_nothing(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now)
    services.pause_retainer(retainer=retainer, actor=client_member, now=now + DAY)
    assert settled(retainer, NEXT + DAY).periods.count() == 1
    with pytest.raises(errors.PausedByOther):
        services.resume_retainer(retainer=retainer, actor=seller, now=NEXT + DAY)
    resumed_at = NEXT + 5 * DAY
    done = services.resume_retainer(retainer=retainer, actor=client_member, now=resumed_at)
    second = done.periods.get(number=2)
    assert (second.starts_at, done.anchor_on) == (resumed_at, date(2026, 12, 28))
    assert second.ends_at == datetime(2027, 1, 27, 21, 0, tzinfo=UTC)


def test_resuming_in_a_paid_month_changes_no_day(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now)
    services.pause_retainer(retainer=retainer, actor=seller, now=now + DAY)
    done = services.resume_retainer(retainer=retainer, actor=seller, now=now + 2 * DAY)
    assert (done.due_at, done.periods.count()) == (NEXT, 1)


def test_notice_far_from_the_next_month_ends_with_this_one(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now)
    moment = NEXT - 7 * DAY
    done = services.stop_retainer(retainer=retainer, actor=client_member, now=moment)
    assert (done.state, done.ends_at) == (RetainerState.STOPPING, NEXT)
    assert settled(retainer, NEXT - SECOND).state == RetainerState.STOPPING
    assert settled(retainer, NEXT).state == RetainerState.ENDED
    assert retainer.periods.count() == 1


def test_late_notice_lets_one_more_month_run(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now)
    late = NEXT - 7 * DAY + SECOND
    assert notice_ends_at(retainer, late) == datetime(2027, 1, 22, 21, 0, tzinfo=UTC)
    services.stop_retainer(retainer=retainer, actor=seller, now=late)
    assert settled(retainer, NEXT).periods.count() == 2
    assert settled(retainer, datetime(2027, 1, 22, 21, 0, tzinfo=UTC)).state == "ended"
    assert retainer.periods.count() == 2


def test_who_gave_notice_may_take_it_back(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now)
    services.stop_retainer(retainer=retainer, actor=seller, now=now)
    with pytest.raises(errors.NoticeByOther):
        services.keep_retainer(retainer=retainer, actor=client_member, now=now)
    kept = services.keep_retainer(retainer=retainer, actor=seller, now=now)
    assert (kept.state, kept.ends_at, kept.due_at) == (RetainerState.ACTIVE, None, NEXT)


def test_terms_that_are_refused(client_member: Member, seller: Member, now: datetime) -> None:
    def attempt(to: Member = client_member, **given: Any) -> None:
        services.offer_retainer(seller=seller, client=to, terms=terms(**given), now=now)

    with pytest.raises(errors.NotYetMet):
        attempt()
    meet(seller, client_member, now=now)
    with pytest.raises(errors.OwnRetainer):
        attempt(seller)
    with pytest.raises(errors.StartInThePast):
        attempt(start_on=date(2026, 11, 22))
    with pytest.raises(errors.QuantityMissing):
        attempt(quantity=0)
    with pytest.raises(errors.RetainerPriceOutOfRange):
        attempt(price=Money(499, "USD"))


def test_a_change_holds_from_the_next_month_on(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now, months=4)
    change = services.propose_change(
        retainer=retainer,
        actor=seller,
        quantity=900,
        price=Money(55_000, "USD"),
        reason="More dishes",
        now=now,
    )
    with pytest.raises(errors.ChangeOpen):
        services.propose_change(
            retainer=retainer,
            actor=client_member,
            quantity=300,
            price=Money(20_000, "USD"),
            reason="Less",
            now=now,
        )
    with pytest.raises(errors.NotYourMove):
        services.answer_change(change=change, actor=seller, accept=True, now=now)
    services.answer_change(change=change, actor=client_member, accept=True, now=now)
    with pytest.raises(errors.ChangeClosed):
        services.answer_change(change=change, actor=client_member, accept=True, now=now)
    retainer.refresh_from_db()
    assert (retainer.quantity, retainer.price_amount) == (600, PRICE)
    second = settled(retainer, NEXT).periods.get(number=2)
    assert (second.quantity, second.order.total_amount) == (900, 55_000)
    assert (retainer.quantity, retainer.price_amount) == (900, 55_000)
    change.refresh_from_db()
    assert change.state == "applied"


def test_the_same_terms_are_no_change(client_member: Member, seller: Member, now: datetime) -> None:
    retainer = running(seller, client_member, now=now)
    with pytest.raises(errors.ChangeIsNone):
        services.propose_change(
            retainer=retainer,
            actor=seller,
            quantity=600,
            price=Money(PRICE, "USD"),
            reason="?",
            now=now,
        )


def test_a_closed_account_stops_renewals(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now)
    Member.objects.filter(pk=seller.pk).update(is_active=False)
    assert settled(retainer, NEXT).state == RetainerState.PAUSED
    assert retainer.periods.count() == 1


def test_strangers_find_no_retainer(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now)
    with pytest.raises(NotFound):
        services.open_retainer(member=stranger, public_id=retainer.public_id, now=now)
    with pytest.raises(NotFound):
        services.pause_retainer(retainer=retainer, actor=stranger, now=now)


def test_pieces_are_counted_too(client_member: Member, seller: Member, now: datetime) -> None:
    retainer = running(seller, client_member, now=now, unit=Unit.PIECES.value, quantity=4)
    services.log_usage(
        retainer=retainer,
        actor=seller,
        amount=1,
        note="Post",
        used_on=date(2026, 11, 24),
        now=now,
    )
    assert retainer.periods.get().left == 3


def test_the_list_is_for_the_two(
    member_factory: MakeMember, client_member: Member, seller: Member, now: datetime
) -> None:
    from marketplace.relationships.queries import retainer_rows, retainers_of  # noqa: PLC0415

    mine = running(seller, client_member, now=now)
    running(seller, member_factory("third"), now=now)
    rows = retainer_rows(list(retainers_of(client_member)), client_member, now=now)
    assert [(row.retainer, row.counterpart, row.is_client) for row in rows] == [
        (mine, seller, True)
    ]
    assert rows[0].period is not None
