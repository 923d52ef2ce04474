"""From the plan to the laurel: limits, frozen records, ballots and receipts, timers, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from community.gurus.models import Membership
from community.gurus.services import memberships
from community.gurus.tests import world as club
from community.laurels import errors
from community.laurels.choices import CandidacyState
from community.laurels.models import (
    Ballot,
    Candidacy,
    CountRound,
    Elector,
    Laurel,
    Paper,
    Snapshot,
)
from community.laurels.queries.elections import won_lately
from community.laurels.queries.results import ballots_as_json, result_of
from community.laurels.services import closing, nominating, preparing, voting
from community.laurels.services.counting import Runner, count
from community.laurels.services.leaving import leave_elections
from community.laurels.tests import world
from community.laurels.tests.world import DAY
from community.reputation.services import record_contribution
from marketplace.accounts.models import Member, RoleGrant
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.messaging.services import block_member

pytestmark = pytest.mark.django_db
Outbox = Callable[..., int]


def code_of(do: Callable[[], object]) -> str:
    """Return the code of a refusal, "" where there is none."""
    try:
        do()
    except DomainError as refusal:
        return refusal.code
    return ""


def contributed(kind: str, who: Member, giver: Member | None, number: int, *, at: datetime) -> None:
    """Put a line into the record."""
    record_contribution(
        kind=kind,
        receiver_id=who.pk,
        giver_id=giver.pk if giver else None,
        subject_kind="post",
        subject_id=number,
        key=f"{kind}:{number}",
        occurred_at=at,
        now=at,
    )


def test_the_whole_way_to_the_laurel(
    gurus: list[Membership], manager: Member, now: datetime, run_outbox: Outbox
) -> None:
    done = world.confirmed(manager, gurus, now=now)
    assert (done.state, done.electors, done.voted, done.quorum) == ("confirmed", 3, 3, 2)
    won = Laurel.objects.order_by("place").values_list("place", "candidacy__candidate_id")
    assert list(won) == [(1, gurus[0].member_id), (2, gurus[1].member_id)]
    run_outbox(now + 60 * DAY)
    kinds = {
        one.member_id: set(one.member.notifications.values_list("kind", flat=True)) for one in gurus
    }
    assert {"laurels.nominated", "laurels.vote", "laurels.won"} <= kinds[gurus[0].member_id]
    assert {"laurels.opened", "laurels.vote", "laurels.result"} <= kinds[gurus[2].member_id]
    told = set(manager.notifications.values_list("kind", flat=True))
    assert "laurels.to_confirm" in told


def test_conflicts_and_limits_of_nominations(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    first, second, third = (one.member for one in gurus)
    fourth = club.guru(manager, now=now).member
    stranger = club.member()
    block_member(member=third, other=first, now=now)

    def name(by: Member, who: Member) -> str:
        return code_of(lambda: world.named(election, by, who, now=now))

    assert name(first, first) == "candidacy_own"
    assert name(stranger, second) == "election_not_a_guru"
    assert name(manager, second) == "election_not_a_guru"
    assert name(first, stranger) == "candidacy_not_a_guru"
    assert name(first, third) == "candidacy_blocked"
    assert name(first, second) == ""
    assert name(fourth, second) == "candidacy_already"
    late = election.vote_opens_at
    assert code_of(lambda: world.named(election, first, fourth, now=late)) == "election_state"


def test_one_guru_names_three_at_most(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    for _number in range(3):
        other = club.guru(manager, now=now).member if _number < 2 else gurus[1].member
        world.named(election, gurus[0].member, other, now=now)
    with pytest.raises(errors.NominatedEnough):
        world.named(election, gurus[0].member, gurus[2].member, now=now)
    assert Candidacy.objects.count() == 3


def test_who_came_first_rests_a_year_and_who_came_second_does_not(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    done = world.confirmed(manager, gurus, now=now)
    later = now + 300 * DAY
    assert won_lately(gurus[0].member, done.year + 1, 1) == done.year
    assert won_lately(gurus[0].member, done.year + 2, 1) is None
    election = world.opened(manager, now=later, year=done.year + 1)
    with pytest.raises(errors.CandidateRestsThisYear):
        world.named(election, gurus[2].member, gurus[0].member, now=later)
    world.named(election, gurus[2].member, gurus[1].member, now=later)
    assert Candidacy.objects.filter(election=election).count() == 1


def test_the_record_is_frozen_when_nominated_and_never_changes(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    who = gurus[0].member
    for number, at in enumerate((now - 400 * DAY, now - 2 * DAY, now - 2 * DAY)):
        contributed("solution", who, gurus[1].member, number, at=at)
    contributed("article", who, None, 9, at=now - DAY)
    election = world.opened(manager, now=now)
    world.accepted(election, gurus[1].member, who, now=now)
    frozen = Snapshot.objects.get()
    assert (frozen.solutions, frozen.articles, frozen.people) == (2, 1, 1)
    assert frozen.points_milli > 0
    assert (str(frozen.from_day), frozen.to_day) == (f"{now.year}-01-01", now.date())
    contributed("solution", who, gurus[2].member, 77, at=now)
    assert Snapshot.objects.get().solutions == 2
    for table in ("snapshot", "paper", "countround", "laurel"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE laurels_{table} SET id = id")  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM laurels_{table}")  # noqa: S608


def test_declining_and_silence_read_the_same_and_stepping_back_moves_votes_on(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    first, second, third = (one.member for one in gurus)
    declined = world.named(election, second, first, now=now)
    nominating.decline_candidacy(candidacy=declined, actor=first, now=now)
    silent = world.named(election, first, second, now=now)
    world.accepted(election, first, third, now=now)
    closing.move_due_elections(now=election.vote_opens_at, limit=1)
    declined.refresh_from_db()
    silent.refresh_from_db()
    assert (declined.state, silent.state) == ("declined", "lapsed")
    assert declined.get_state_display() == silent.get_state_display()
    running = Candidacy.objects.get(candidate=third)
    box = world.fresh(election)
    world.cast(box, first, [running.public_id])
    world.cast(box, second, [running.public_id])
    nominating.step_back(candidacy=running, actor=third, now=box.vote_closes_at - DAY)
    closing.move_due_elections(now=box.vote_closes_at, limit=1)
    assert (world.fresh(box).state, world.fresh(box).void_reason) == ("void", "candidates")
    assert Ballot.objects.count() == 0


def test_a_ballot_can_be_replaced_and_the_link_is_cut_by_the_count(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    box = world.voting_on(manager, gurus, now=now)
    one, two = world.ids(box)
    first = world.cast(box, gurus[2].member, [one])
    again = world.cast(box, gurus[2].member, [one], nonce=first.nonce)
    assert again == first
    assert Ballot.objects.count() == 1
    second = world.cast(box, gurus[2].member, [two, one])
    kept = world.cast(box, gurus[1].member, [one])
    assert voting.receipt_of(box.public_id, [two, one], second.nonce) == second.code
    closing.move_due_elections(now=box.vote_closes_at, limit=1)
    papers = list(Paper.objects.order_by("id").values_list("receipt", flat=True))
    assert papers == sorted([second.code, kept.code])
    assert Ballot.objects.count() == 0
    assert Elector.objects.filter(has_voted=True).count() == 2
    # Nothing that stays names a member beside a receipt or a ranking.
    rows = [*OutboxEvent.objects.values_list("payload", flat=True)]
    rows += [*AuditRecord.objects.values_list("after", flat=True)]
    words = " ".join(str(row) for row in rows)
    assert all(code not in words for code in (first.code, second.code, kept.code))
    assert first.nonce not in words


def test_what_a_ballot_may_be(gurus: list[Membership], manager: Member, now: datetime) -> None:
    box = world.voting_on(manager, gurus, now=now)
    one, two = world.ids(box)
    voter, nonce = gurus[0].member, voting.new_nonce()
    late = club.guru(manager, now=box.vote_opens_at).member

    def cast(who: Member, ranking: list[str], nonce: str = "", days: float = 1) -> str:
        return code_of(lambda: world.cast(box, who, ranking, nonce=nonce, days=days))

    assert cast(voter, []) == "ballot_ranking_empty"
    assert cast(voter, [one, one]) == "ballot_ranking_twice"
    assert cast(voter, [one, "0" * 12]) == "ballot_ranking_unknown"
    assert cast(voter, [one], "short") == "ballot_nonce"
    assert cast(late, [one]) == "election_no_elector"
    assert cast(manager, [one]) == "election_no_elector"
    assert cast(voter, [two], nonce) == ""
    # The same nonce and ranking by somebody else would be the same receipt.
    assert cast(gurus[1].member, [two], nonce) == "ballot_nonce"
    assert cast(voter, [one], days=7) == "election_vote_over"


def test_too_few_votes_come_to_nothing_and_the_year_is_free_again(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    box = world.voting_on(manager, gurus, now=now)
    world.cast(box, gurus[0].member, world.ids(box))
    closing.move_due_elections(now=box.vote_closes_at, limit=1)
    done = world.fresh(box)
    assert (done.state, done.void_reason, done.voted, done.quorum) == ("void", "quorum", 1, 2)
    assert (Ballot.objects.count(), Paper.objects.count()) == (0, 0)
    later = box.vote_closes_at
    assert world.drafted(manager, now=later, year=done.year).state == "draft"
    with pytest.raises(errors.YearTaken):
        world.drafted(manager, now=later, year=done.year)


def test_the_last_day_reminds_those_who_have_not_voted_once(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    box = world.voting_on(manager, gurus, now=now)
    world.cast(box, gurus[0].member, world.ids(box))
    moment = box.vote_closes_at - timedelta(hours=23)
    assert closing.remind_electors(now=box.vote_closes_at - 2 * DAY, limit=5) == 0
    assert closing.remind_electors(now=moment, limit=5) == 1
    assert closing.remind_electors(now=moment, limit=5) == 0
    rows = OutboxEvent.objects.filter(name="BallotReminderDue")
    told = {row.payload["member_id"] for row in rows}
    assert told == {one.member.public_id for one in gurus[1:]}


def test_a_candidate_does_not_confirm_and_cancelling_says_why(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    RoleGrant.objects.create(member=gurus[0].member, role="community_manager")
    done = world.counted(manager, gurus, now=now)
    with pytest.raises(errors.CandidateDecides):
        preparing.confirm_result(election=done, actor=gurus[0].member, now=now)
    with pytest.raises(errors.CandidateDecides):
        preparing.cancel_election(election=done, actor=gurus[0].member, reason="Not mine.", now=now)
    with pytest.raises(errors.CancelReasonMissing):
        preparing.cancel_election(election=done, actor=manager, reason=" ", now=now)
    over = preparing.cancel_election(election=done, actor=manager, reason="A slip.", now=now)
    assert (over.state, over.reason) == ("cancelled", "A slip.")
    with pytest.raises(errors.ElectionStateRefuses):
        preparing.confirm_result(election=done, actor=manager, now=now)


def test_the_plan_is_checked_and_stands_once_it_is_open(manager: Member, now: datetime) -> None:
    wrong: dict[str, dict[str, Any]] = {
        "election_dates": {"vote_closes_at": now + DAY},
        "election_places": {"places": 4},
        "election_counting_from": {"counting_from": now.date()},
    }
    for code, changed in wrong.items():
        with pytest.raises(DomainError) as refused:
            world.drafted(manager, now=now, **changed)
        assert refused.value.code == code
    election = world.opened(manager, now=now)
    assert (election.metric_percent, election.quorum_percent) == (25, 50)
    with pytest.raises(errors.ElectionStateRefuses):
        preparing.change_election(election=election, actor=manager, draft=world.plan(now), now=now)
    with pytest.raises(errors.NotYourMove):
        world.drafted(club.member(), now=now, year=2030)


def test_the_published_file_is_enough_to_count_again(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    done = world.confirmed(manager, gurus, now=now, running=3)
    known = ballots_as_json(done)
    places = count(
        [
            Runner(one["id"], one["points_milli"], one["solutions"], one["order"])
            for one in known["candidates"]
        ],
        [tuple(one["ranking"]) for one in known["ballots"]],
        percent=known["record_percent"],
        places=known["places"],
        seed=known["seed"],
    )
    assert [one.winner for one in places] == [
        one.candidacy.public_id for one in Laurel.objects.order_by("place")
    ]
    result = result_of(done)
    assert result.weight == Fraction(1)
    for place, written in zip(places, result.places, strict=True):
        for one, shown in zip(place.rounds, written.rounds, strict=True):
            assert {line.candidacy.public_id: line.votes for line in shown.lines} == one.votes
            assert shown.exhausted == one.exhausted


def test_who_is_no_guru_any_more_is_no_candidate_any_more(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    box = world.voting_on(manager, gurus, now=now)
    for one in gurus:
        world.cast(box, one.member, world.ids(box))
    memberships.leave_club(membership=gurus[0], actor=gurus[0].member, now=now)
    closing.move_due_elections(now=box.vote_closes_at, limit=1)
    gone = Candidacy.objects.get(candidate=gurus[0].member)
    assert gone.state == CandidacyState.WITHDRAWN
    assert Laurel.objects.get().candidacy.candidate_id == gurus[1].member_id
    assert CountRound.objects.count() == 1


def test_leaving_the_platform_forgets_the_words_and_keeps_the_books(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    box = world.voting_on(manager, gurus, now=now)
    world.cast(box, gurus[0].member, world.ids(box))
    leave_elections(member=gurus[0].member, keeps_texts=False, now=now)
    mine = Candidacy.objects.get(candidate=gurus[0].member)
    assert (mine.state, mine.statement, mine.reason) == ("withdrawn", "", "")
    assert Candidacy.objects.filter(nominator=gurus[0].member, reason="").count() == 0
    assert Ballot.objects.count() == 1
