"""Levels: pure arithmetic on facts, kept as standings with each change explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.conf import Rules
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.outbox import deliver_due
from marketplace.disputes.services import decide_dispute, settle_dispute
from marketplace.disputes.tests.world import answered, dispute_on
from marketplace.notifications.models import Notification
from marketplace.orders.tests.world import TOTAL
from marketplace.reviews import queries
from marketplace.reviews.choices import Because, HideReason, Level
from marketplace.reviews.models import LevelChange, Standing
from marketplace.reviews.queries.ladder import (
    Change,
    Facts,
    Figures,
    OrderFact,
    Outcome,
    ReviewFact,
    climb,
    level_reached,
    missing_for,
)
from marketplace.reviews.services import (
    hide_review,
    recount_due_levels,
    recount_level,
    restore_review,
    settle_standing,
)
from marketplace.reviews.tests.world import DAY, SECOND, completed, reviewed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RULES = Rules()
GRACE = 30 * DAY


def order(day: float, client: int = 1, **given: object) -> OrderFact:
    fact = OrderFact(
        at=NOW + day * DAY,
        number=f"W-{day}",
        client_id=client,
        is_completed=True,
        is_on_time=True,
        is_lost=False,
    )
    return replace(fact, **given)  # type: ignore[arg-type]  # fields of the dataclass


def review(day: float, rating: int = 500, **given: object) -> ReviewFact:
    return ReviewFact(at=NOW + day * DAY, rating=rating, **given)  # type: ignore[arg-type]


def facts(orders: list[OrderFact], reviews: list[ReviewFact]) -> Facts:
    return Facts(sorted(orders, key=lambda one: one.at), sorted(reviews, key=lambda one: one.at))


GOOD = facts([order(day, client=day % 2) for day in range(3)], [review(3)])


def test_a_level_rises_in_the_moment_of_its_last_condition() -> None:
    before = climb(GOOD, until=NOW + 3 * DAY - SECOND, rules=RULES)
    after = climb(GOOD, until=NOW + 3 * DAY, rules=RULES)
    assert (before.level, before.figures.rating) == (Level.NEW, None)
    assert after.changes == (Change(NOW + 3 * DAY, Level.NEW, Level.ACTIVE),)
    assert after.falls_at is None


def test_a_level_falls_at_the_exact_end_of_grace() -> None:
    bad = facts(list(GOOD.orders), [*GOOD.reviews, review(10, 100)])
    falls_at = NOW + 10 * DAY + GRACE
    waiting = climb(bad, until=falls_at - SECOND, rules=RULES)
    assert (waiting.level, waiting.reached, waiting.falls_at) == (
        Level.ACTIVE,
        Level.NEW,
        falls_at,
    )
    fallen = climb(bad, until=falls_at, rules=RULES)
    assert fallen.changes[-1] == Change(falls_at, Level.ACTIVE, Level.NEW)
    assert fallen.falls_at is None


def test_meeting_it_again_within_grace_changes_nothing() -> None:
    reviews = [*GOOD.reviews, review(10, 100), *(review(20 + n / 10) for n in range(5))]
    outcome = climb(facts(list(GOOD.orders), reviews), until=NOW + 200 * DAY, rules=RULES)
    assert [change.new for change in outcome.changes] == [Level.ACTIVE]


def test_the_grace_over_a_leap_day_is_thirty_days_of_24_hours() -> None:
    start = datetime(2028, 2, 10, tzinfo=UTC) - NOW
    shift = start / DAY
    orders = [order(shift - 9 + day, client=day % 2) for day in range(3)]
    leap = facts(orders, [review(shift - 5), review(shift, 100)])
    outcome = climb(leap, until=datetime(2028, 6, 1, tzinfo=UTC), rules=RULES)
    assert outcome.changes[-1].at == datetime(2028, 3, 11, tzinfo=UTC)


MISSED = {
    "orders": Figures(orders=2, clients=2, rating=500, on_time=10_000, lost=0),
    "clients": Figures(orders=3, clients=1, rating=500, on_time=10_000, lost=0),
    "rating": Figures(orders=3, clients=2, rating=429, on_time=10_000, lost=0),
    "on_time": Figures(orders=3, clients=2, rating=500, on_time=7_999, lost=0),
    "lost": Figures(orders=3, clients=2, rating=500, on_time=10_000, lost=2_001),
}


@pytest.mark.parametrize("measure", MISSED)
def test_each_condition_alone_keeps_from_the_level(measure: str) -> None:
    assert missing_for(MISSED[measure], Level.ACTIVE, RULES) == [measure]
    assert level_reached(MISSED[measure], RULES) == Level.NEW


def test_the_highest_level_needs_all_below() -> None:
    best = Figures(orders=50, clients=20, rating=480, on_time=9_500, lost=200)
    assert level_reached(best, RULES) == Level.TOP
    assert level_reached(replace(best, clients=19), RULES) == Level.TRUSTED


def test_old_ones_drop_out_of_the_sample() -> None:
    late = [order(day, client=day % 9, is_on_time=False) for day in range(50)]
    good = [order(60 + day, client=day % 9) for day in range(50)]
    meter = queries.Meter(facts([*late, *good], []), RULES)
    assert meter.at(NOW + 55 * DAY).on_time == 0
    found = meter.at(NOW + 200 * DAY)
    assert (found.on_time, found.orders, found.clients) == (10_000, 100, 9)


def test_a_review_that_isnt_genuine_counts_in_no_span() -> None:
    spans = ((NOW + 5 * DAY, NOW + 8 * DAY),)
    meter = queries.Meter(facts([], [review(1, 100, not_counted=spans), review(2)]), RULES)
    found = [meter.at(NOW + day * DAY).rating for day in (4, 5, 7.99, 8)]
    assert found == [300, 500, 500, 300]


steps = st.lists(
    st.one_of(
        st.builds(
            order,
            st.floats(0, 300),
            client=st.integers(1, 6),
            is_completed=st.booleans(),
            is_on_time=st.sampled_from([True, True, True, False, None]),
            is_lost=st.sampled_from([False, False, False, True]),
        ),
        st.builds(review, st.floats(0, 300), rating=st.sampled_from([100, 400, 475, 500])),
    ),
    max_size=25,
)


def split(found: list[OrderFact | ReviewFact]) -> Facts:
    return facts(
        [one for one in found if isinstance(one, OrderFact)],
        [one for one in found if isinstance(one, ReviewFact)],
    )


def known_by(whole: Facts, moment: datetime) -> Facts:
    return Facts(
        [one for one in whole.orders if one.at <= moment],
        [one for one in whole.reviews if one.at <= moment],
    )


@settings(max_examples=60)
@given(found=steps, looks=st.lists(st.floats(0, 400), max_size=6))
def test_the_outcome_is_the_same_whenever_it_is_computed(
    found: list[OrderFact | ReviewFact], looks: list[float]
) -> None:
    """What somebody saw at any earlier look is the beginning of what is seen at the end."""
    whole, end = split(found), NOW + 400 * DAY
    at_the_end = climb(whole, until=end, rules=RULES).changes
    for day in looks:
        moment = NOW + day * DAY
        seen = climb(known_by(whole, moment), until=moment, rules=RULES)
        assert seen.changes == tuple(one for one in at_the_end if one.at <= moment)
        later = [one.at for one in at_the_end if one.at > moment and one.new < one.old]
        newer = [one for one in whole.moments() if one > moment]
        if later and not newer:
            assert seen.falls_at == later[0]


@settings(max_examples=60)
@given(found=steps)
def test_a_level_falls_only_after_grace(found: list[OrderFact | ReviewFact]) -> None:
    whole, end = split(found), NOW + 400 * DAY
    meter = queries.Meter(whole, RULES)
    for change in climb(whole, until=end, rules=RULES).changes:
        if change.new < change.old:
            inside = [one for one in whole.moments() if change.at - GRACE <= one < change.at]
            for moment in inside:
                assert level_reached(meter.at(moment), RULES) < change.old


def active_seller(seller: Member, member_factory: MakeMember, now: datetime) -> list[Member]:
    clients = [member_factory(language="en") for _ in range(2)]
    for number in range(3):
        found = completed(clients[number % 2], seller, now=now + number * DAY)
        reviewed(found, now=now + number * DAY + timedelta(hours=1))
    return clients


@pytest.mark.django_db
def test_events_raise_a_level_and_explain_it(
    seller: Member, member_factory: MakeMember, now: datetime
) -> None:
    active_seller(seller, member_factory, now)
    deliver_due(now=now + 3 * DAY)

    seller.refresh_from_db()
    change = LevelChange.objects.get(member=seller)
    assert seller.seller_level == Level.ACTIVE
    with override("en"):
        assert seller.level_label == "Active"
    assert (change.because, change.at) == (Because.REACHED, now + 2 * DAY)
    assert change.evidence["figures"] == {
        "orders": 3,
        "clients": 2,
        "rating": 500,
        "on_time": 10_000,
        "lost": 0,
    }
    assert (change.evidence["missing"], change.evidence["asked"]["orders"]) == ([], 3)
    told = Notification.objects.get(member=seller, kind="reviews.level_up")
    assert told.url == "/levels/mine/"
    event = OutboxEvent.objects.get(name="SellerLevelChanged").payload
    assert event == {"member_id": seller.public_id, "old": 0, "new": 1}
    assert AuditRecord.objects.filter(action="seller_level").count() == 1


@pytest.mark.django_db
def test_a_fall_is_announced_waits_and_is_explained(
    seller: Member, member_factory: MakeMember, now: datetime
) -> None:
    clients = active_seller(seller, member_factory, now)
    recount_level(member=seller, now=now + 3 * DAY)
    bad_at = now + 10 * DAY
    for client in clients:
        reviewed(completed(client, seller, now=bad_at), now=bad_at, client=1)
    deliver_due(now=bad_at)

    standing = Standing.objects.get(member=seller)
    assert (standing.level, standing.reached, standing.falls_at) == (1, 0, bad_at + GRACE)
    assert Notification.objects.filter(member=seller, kind="reviews.level_at_risk").count() == 1

    assert recount_due_levels(now=bad_at + GRACE - SECOND, limit=10) == 1  # its daily count
    assert LevelChange.objects.filter(member=seller).count() == 1
    found = settle_standing(member=seller, now=bad_at + GRACE + 5 * DAY)
    assert found is not None
    change = LevelChange.objects.filter(member=seller).latest("id")
    assert (found.level, change.because, change.at) == (0, Because.FELL, bad_at + GRACE)
    assert change.evidence["missing"] == ["rating"]
    seller.refresh_from_db()
    assert (seller.seller_level, seller.level_label) == (0, "")


@pytest.mark.django_db
def test_counting_twice_writes_nothing_new(
    seller: Member, member_factory: MakeMember, now: datetime
) -> None:
    active_seller(seller, member_factory, now)
    for _ in range(2):
        recount_level(member=seller, now=now + 3 * DAY)
    recount_level(member=seller, now=now + 300 * DAY)
    assert LevelChange.objects.filter(member=seller).count() == 1


@pytest.mark.django_db
def test_changed_rules_are_a_change_of_their_own(
    seller: Member,
    member_factory: MakeMember,
    now: datetime,
    settings: object,
) -> None:
    active_seller(seller, member_factory, now)
    recount_level(member=seller, now=now + 3 * DAY)
    settings.WAZZIFNI = {"level_active_orders": "9"}  # type: ignore[attr-defined]
    recount_level(member=seller, now=now + 4 * DAY)
    change = LevelChange.objects.filter(member=seller).latest("id")
    assert (change.because, change.at, change.new) == (Because.RECOUNT, now + 4 * DAY, 0)


@pytest.mark.django_db
def test_only_a_decision_for_the_client_is_a_lost_dispute(
    client_member: Member,
    seller: Member,
    support: Member,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    for refund in (TOTAL, TOTAL // 2 + 1, TOTAL // 2, 0):
        found = answered(dispute_on(client_member, seller, now=now), now=now)
        found = decide_dispute(
            dispute=found, actor=support, refund_amount=refund, reason="So.", now=now
        )
        settle_dispute(dispute=found, now=now + 8 * DAY)
    run_outbox(now + 8 * DAY)
    lost = [one.is_lost for one in queries.facts_of(seller, now=now + 9 * DAY).orders]
    assert lost == [True, True, False, False]


@pytest.mark.django_db
def test_hidden_spans_are_read_from_the_log(
    client_member: Member, seller: Member, moderator: Member, now: datetime
) -> None:
    found = reviewed(completed(client_member, seller, now=now), now=now)
    hide_review(
        review=found, actor=moderator, reason=HideReason.NOT_GENUINE, note="x", now=now + DAY
    )
    restore_review(review=found, actor=moderator, note="x", now=now + 2 * DAY)
    hide_review(
        review=found, actor=moderator, reason=HideReason.INSULT, note="x", now=now + 3 * DAY
    )
    (fact,) = queries.facts_of(seller, now=now + 4 * DAY).reviews
    assert fact.not_counted == ((now + DAY, now + 2 * DAY),)


def test_the_page_says_to_which_level_one_falls_first(
    seller: Member, as_member: Callable[[Member], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = clock.now() - 20 * DAY
    Standing.objects.create(
        member=seller,
        level=Level.TOP,
        reached=Level.NEW,
        falls_at=start + GRACE,
        counted_at=clock.now(),
    )
    falls: list[datetime] = []

    def later(_facts: Facts, *, until: datetime, rules: Rules) -> Outcome:  # noqa: ARG001
        falls.append(until)
        return Outcome(Level.TRUSTED, Level.NEW, (), None, Figures())

    monkeypatch.setattr(queries, "climb", later)
    page = as_member(seller).get("/en/levels/mine/").content.decode()
    assert falls == [start + GRACE]
    assert "your level becomes: Trusted" in page
