"""Several workers and a killed one pay each prize once; two administrators publish once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction

from contests.calls.choices import ContestState
from contests.calls.queries import fund_held
from contests.draws.errors import PrizeGiven
from contests.draws.queries import winners_of
from contests.draws.services import pass_over
from contests.draws.tests.world import draw_of, drawn
from contests.prizes import services
from contests.prizes.choices import AwardState
from contests.prizes.errors import ApprovedByYou, AwardStateRefuses, NotInJudging
from contests.prizes.models import Award
from contests.prizes.queries import results_digest
from contests.prizes.services import approving, paying
from contests.prizes.tests.conftest import MakeContest, money
from marketplace.accounts.models import Member
from marketplace.core.events import publish_many
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import account_balance, member_account, prove_books

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
WINNERS = 60


@pytest.fixture
def published(
    judged: MakeContest, member_factory: Any, admin: Member, now: datetime
) -> tuple[Any, list[Member]]:
    winners = [member_factory() for _ in range(WINNERS)]
    contest = judged([money(1, WINNERS, 100)], winners)
    awards = services.propose_awards(contest=contest, actor=admin, now=now)
    services.approve_results(contest=contest, actor=admin, digest=results_digest(awards), now=now)
    return contest, winners


def in_threads(count: int, work: Any) -> list[Any]:
    def run(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_many_workers_pay_each_prize_once(
    published: tuple[Any, list[Member]], monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    contest, winners = published
    monkeypatch.setattr(paying, "_BATCH", 7)
    done = in_threads(6, lambda _n: services.pay_due_awards(now=now, limit=1_000))
    rest = services.pay_due_awards(now=now, limit=1_000)
    assert sum(done) + rest == WINNERS
    for member in winners:
        assert account_balance(member_account(AccountKind.AVAILABLE, member, "USD")) == 100
    assert fund_held(contest).amount == 0
    assert prove_books() == []


def test_control_without_skip_locked_rows_are_taken_twice(
    published: tuple[Any, list[Member]],
) -> None:
    """Two who read what is payable without a lock see the same rows; the state would be lost."""
    assert published
    seen = in_threads(2, lambda _n: set(Award.objects.payable().values_list("pk", flat=True)))
    assert seen[0] & seen[1]


def test_a_worker_killed_in_a_batch_leaves_it_undone(
    published: tuple[Any, list[Member]], monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    contest, _winners = published
    monkeypatch.setattr(paying, "_BATCH", 25)
    calls = 0
    plain = publish_many

    def die(events: Any, *, now: datetime) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise SystemExit
        plain(events, now=now)

    monkeypatch.setattr(paying, "publish_many", die)
    with pytest.raises(SystemExit):
        services.pay_due_awards(now=now, limit=1_000)
    assert Award.objects.filter(state=AwardState.DONE).count() == 25
    assert fund_held(contest).amount == (WINNERS - 25) * 100
    assert services.pay_due_awards(now=now, limit=1_000) == WINNERS - 25
    assert fund_held(contest).amount == 0
    assert prove_books() == []


def test_two_administrators_publish_once(
    judged: MakeContest, admin: Member, second_admin: Member, seller: Member, now: datetime
) -> None:
    contest = judged([money(1, 1, 500)], [seller])
    awards = services.propose_awards(contest=contest, actor=admin, now=now)
    digest = results_digest(awards)

    def approve(number: int) -> str:
        try:
            services.approve_results(
                contest=contest, actor=(admin, second_admin)[number % 2], digest=digest, now=now
            )
        except (NotInJudging, ApprovedByYou) as refusal:
            return refusal.code
        return "published"

    said = in_threads(6, approve)
    assert said.count("published") == 1
    contest.refresh_from_db()
    assert contest.state == ContestState.RESULTS
    with transaction.atomic():
        assert Award.objects.filter(contest=contest).count() == 1


def test_who_is_passed_over_while_the_results_are_published_is_not_paid(
    admin: Member, member_factory: Any, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    joined = now - timedelta(days=400)
    people = [member_factory(date_joined=joined) for _ in range(3)]
    contest = drawn(admin, people, now=now)
    awards = services.propose_awards(contest=contest, actor=admin, now=now)
    second = next(one for one in winners_of(draw_of(contest)) if one.place == 2)
    name = second.entrant.public_id
    wanted = {"place": 2, "participant": name, "reason": "declined", "note": "By mail."}
    has_checked, is_passing = Event(), Event()
    plain = approving.publish_contest_results  # type: ignore[attr-defined]  # as it is used there

    def publish_late(**given: Any) -> Any:
        has_checked.set()
        is_passing.wait(timeout=2)
        return plain(**given)

    monkeypatch.setattr(approving, "publish_contest_results", publish_late)

    def act(number: int) -> str:
        try:
            if number:
                assert has_checked.wait(timeout=30)
                pass_over(contest=contest, actor=admin, now=now, **wanted)
                is_passing.set()
                return "passed"
            services.approve_results(
                contest=contest, actor=admin, digest=results_digest(awards), now=now
            )
        except PrizeGiven as refusal:
            return refusal.code
        return "published"

    assert in_threads(2, act) == ["published", PrizeGiven.code]
    award = Award.objects.get(contest=contest, rank=2)
    assert (award.state, award.member_id) == (AwardState.DUE, second.entrant.member_id)


def test_a_claim_and_a_pass_over_at_once_leave_one_holder(
    admin: Member, member_factory: Any, now: datetime
) -> None:
    joined = now - timedelta(days=400)
    people = [member_factory(date_joined=joined) for _ in range(3)]
    contest = drawn(admin, people, now=now)
    awards = services.propose_awards(contest=contest, actor=admin, now=now)
    services.approve_results(contest=contest, actor=admin, digest=results_digest(awards), now=now)
    award = Award.objects.select_related("member").get(contest=contest, rank=1)
    holder = next(one for one in winners_of(draw_of(contest)) if one.place == 1)
    answers = {"legal_name": "Salma", "id_number": "1012345678"}
    name = holder.entrant.public_id
    wanted = {"place": 1, "participant": name, "reason": "declined", "note": "By mail."}

    def act(number: int) -> str:
        try:
            if number:
                pass_over(contest=contest, actor=admin, now=now, **wanted)
                return "passed"
            services.claim_award(
                award=award, actor=award.member, country="SA", answers=answers, now=now
            )
        except (AwardStateRefuses, PrizeGiven) as refusal:
            return refusal.code
        return "claimed"

    said = in_threads(2, act)
    assert sorted(said) in (["award_state", "passed"], ["claimed", PrizeGiven.code])
