"""Prizes of the guru of the year through a contest that is won by vote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from community.gurus.models import Membership
from community.gurus.tests import world as club
from community.laurels import errors
from community.laurels.models import Election
from community.laurels.queries.prizes import prize_contest, prize_contests
from community.laurels.services import closing, preparing
from community.laurels.tests import world as making
from community.laurels.tests.world import DAY
from config.testing import MakeMember
from contests.calls.models import Contest
from contests.calls.queries import complaints_of
from contests.calls.services import settle_contest
from contests.calls.tests import world as contests
from contests.prizes.errors import NoWinnersYet
from contests.prizes.models import Award
from contests.prizes.queries import results_digest
from contests.prizes.services import approve_results, pay_due_awards, propose_awards
from marketplace.accounts.models import Member
from marketplace.ledger.queries import wallet_of

pytestmark = pytest.mark.django_db
Outbox = Callable[..., int]


@pytest.fixture
def admin(member_factory: MakeMember) -> Member:
    return member_factory("nadia", roles=("admin",), language="en")


@pytest.fixture
def manager(db: None) -> Member:  # noqa: ARG001
    return club.member("noor", "community_manager")


@pytest.fixture
def gurus(manager: Member, now: datetime) -> list[Membership]:
    return club.club(manager, now=now)


def tied(admin: Member, manager: Member, gurus: list[Membership], now: datetime) -> Contest:
    """Return an announced contest that carries the prizes of an election with all votes cast."""
    contest = contests.announced(admin, now=now, kind="elected", slug="guru-prizes")
    box = making.voting_on(manager, gurus, now=now)
    preparing.choose_prizes(
        election=box, actor=manager, contest_id=contest.public_id, now=box.vote_opens_at
    )
    for one in gurus:
        making.cast(box, one.member, making.ids(box))
    closing.move_due_elections(now=box.vote_closes_at, limit=5)
    return contest


def test_winners_are_proposed_approved_and_paid(
    admin: Member,
    manager: Member,
    gurus: list[Membership],
    now: datetime,
    run_outbox: Outbox,
) -> None:
    contest = tied(admin, manager, gurus, now)
    assert contest.closes_at
    contest = settle_contest(contest=contest, now=contest.closes_at)
    run_outbox(now + 18 * DAY)
    with pytest.raises(NoWinnersYet):
        propose_awards(contest=contest, actor=admin, now=now)
    done = preparing.confirm_result(election=Election.objects.get(), actor=manager, now=now)
    run_outbox(now + 19 * DAY)
    awards = list(Award.objects.filter(contest=contest).order_by("rank"))
    assert [(one.rank, one.member_id, one.state) for one in awards] == [
        (1, gurus[0].member_id, "proposed"),
        (2, gurus[1].member_id, "proposed"),
    ]
    approve_results(contest=contest, actor=admin, digest=results_digest(awards), now=now + 20 * DAY)
    run_outbox(now + 20 * DAY)
    pay_due_awards(now=now + 21 * DAY, limit=10)
    states = dict(Award.objects.values_list("rank", "state"))
    assert states[1] in ("done", "waiting")
    assert states[2] == "done"
    assert wallet_of(gurus[1].member)
    assert done.contest_id == contest.public_id


def test_a_contest_that_closes_after_the_confirmation_gets_its_winners_too(
    admin: Member,
    manager: Member,
    gurus: list[Membership],
    now: datetime,
    run_outbox: Outbox,
) -> None:
    contest = tied(admin, manager, gurus, now)
    preparing.confirm_result(election=Election.objects.get(), actor=manager, now=now)
    run_outbox(now + 18 * DAY)
    assert Award.objects.count() == 0
    assert contest.closes_at
    settle_contest(contest=contest, now=contest.closes_at)
    run_outbox(now + 19 * DAY)
    assert Award.objects.filter(state="proposed").count() == 2


def test_the_manager_chooses_among_contests_won_by_vote(
    admin: Member, manager: Member, now: datetime
) -> None:
    other = contests.draft(admin, now=now, kind="writing", slug="writing")
    ours = contests.draft(admin, now=now, kind="elected", slug="guru-prizes")
    assert [one.contest_id for one in prize_contests()] == [ours.public_id]
    first, second = (making.drafted(manager, now=now, year=year) for year in (2030, 2031))
    codes = [one.code for one in complaints_of(ours, now=now)]
    assert "election_missing" in codes
    for wrong in (other.public_id, "0" * 12):
        with pytest.raises(errors.PrizesUnknown):
            preparing.choose_prizes(election=first, actor=manager, contest_id=wrong, now=now)
    preparing.choose_prizes(election=first, actor=manager, contest_id=ours.public_id, now=now)
    with pytest.raises(errors.PrizesUnknown):
        preparing.choose_prizes(election=second, actor=manager, contest_id=ours.public_id, now=now)
    assert "election_missing" not in [one.code for one in complaints_of(ours, now=now)]
    shown = prize_contest(ours.public_id)
    assert shown is not None
    assert [(one.place, one.amount) for one in shown.prizes] == [
        (1, contests.FIRST),
        (2, contests.SECOND_PRIZE),
        (3, contests.SECOND_PRIZE),
    ]
