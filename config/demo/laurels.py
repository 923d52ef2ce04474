"""Guru of the year in the demo world: last year's is elected and paid, this year's is voted on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from community.laurels.models import Candidacy, Election
from community.laurels.queries.elections import candidates_of
from community.laurels.services import closing, nominating, preparing, voting
from community.laurels.services.preparing import ElectionDraft
from config.demo.contests_calls import Plan, make_contest
from config.demo.contests_prizes import publish_winners
from config.demo.world import World, content
from contests.calls import services as calls
from contests.calls.models import Contest
from contests.calls.queries import get_contest
from contests.calls.services import PrizeDraft
from contests.prizes.services import finish_due_contests

KEEPER = "noor"
DAY = timedelta(days=1)


def seed_laurels(world: World) -> None:
    """Hold last year's election from nomination to prize, and open this year's vote."""
    (found,) = content("laurels")
    year = world.now.year
    last = _open(world, year - 1, found["last"], ago=(62, 53, 46))
    contest = _contest(world, found["contest"], opens_ago=58, days_open=14)
    preparing.choose_prizes(
        election=last,
        actor=world.who(KEEPER),
        contest_id=contest.public_id,
        now=world.ago(days=57),
    )
    _vote(world, last, found["last"]["ballots"], ago=50)
    closing.move_due_elections(now=world.ago(days=46), limit=5)
    preparing.confirm_result(election=last, actor=world.who(KEEPER), now=world.ago(days=45))
    world.settle(world.ago(days=45))
    calls.settle_contest(contest=contest, now=world.ago(days=44))
    world.settle(world.ago(days=44))
    publish_winners(world, get_contest(contest.public_id), world.ago(days=43))
    finish_due_contests(now=world.ago(days=30), limit=50)
    running = _open(world, year, found["this"], ago=(20, 5, -5))
    _vote(world, running, found["this"]["ballots"], ago=3)
    world.settle(world.now)


def _open(
    world: World, year: int, found: dict[str, Any], *, ago: tuple[float, float, float]
) -> Election:
    """Open an election, let gurus name candidates who accept, and open the vote."""
    keeper, begun = world.who(KEEPER), world.ago(days=ago[0])
    draft = ElectionDraft(
        year=year,
        places=found["places"],
        counting_from=date(begun.astimezone(UTC).year - 1, 1, 1),
        vote_opens_at=world.ago(days=ago[1]),
        vote_closes_at=world.ago(days=ago[2]),
    )
    election = preparing.prepare_election(actor=keeper, draft=draft, now=begun)
    election = preparing.open_election(election=election, actor=keeper, now=begun)
    for number, row in enumerate(found["candidates"], start=1):
        _candidate(world, election, row, begun + number * DAY)
    world.settle(begun + 4 * DAY)
    closing.move_due_elections(now=draft.vote_opens_at, limit=5)
    world.settle(draft.vote_opens_at)
    return Election.objects.get(pk=election.pk)


def _candidate(world: World, election: Election, row: dict[str, Any], moment: datetime) -> None:
    who = world.who(row["who"])
    made = nominating.nominate_candidate(
        election=election,
        nominator=world.who(row["by"]),
        candidate=who,
        reason=row["why"],
        now=moment,
    )
    if row.get("says"):
        nominating.accept_candidacy(
            candidacy=made, actor=who, statement=row["says"], now=moment + DAY / 2
        )


def _vote(world: World, election: Election, ballots: dict[str, list[str]], *, ago: float) -> None:
    known: dict[str, Candidacy] = {one.candidate.username: one for one in candidates_of(election)}
    for name, ranking in ballots.items():
        voting.cast_ballot(
            election=election,
            member=world.who(name),
            ranking=[known[one].public_id for one in ranking],
            nonce=voting.new_nonce(),
            now=world.ago(days=ago),
        )


def _contest(world: World, row: dict[str, Any], *, opens_ago: float, days_open: int) -> Contest:
    """Return the contest that carries the prizes, open."""
    texts = {
        code: (words["title"], words["summary"], words["opening"])
        for code, words in row["texts"].items()
    }
    plan = Plan(
        slug=row["slug"],
        kind="elected",
        texts=texts,
        opens_at=world.ago(days=opens_ago),
        days_open=days_open,
        prizes=[PrizeDraft(**prize) for prize in row["prizes"]],
    )
    contest = make_contest(world, plan, at=plan.opens_at - 5 * DAY)
    calls.settle_contest(contest=contest, now=plan.opens_at)
    return get_contest(contest.public_id)
