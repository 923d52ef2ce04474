"""What time does to an election: the vote opens, the last day comes, the ballots are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import F

from community.gurus.queries.members import gurus, gurus_among
from community.gurus.services.voting import quorum_of
from community.laurels import events
from community.laurels.choices import (
    CandidacyMove,
    CandidacyState,
    ElectionMove,
    ElectionState,
    VoidReason,
)
from community.laurels.models import (
    Ballot,
    Candidacy,
    CountRound,
    Election,
    Elector,
    Laurel,
    Paper,
)
from community.laurels.services.counting import Place, Round, Runner, count, seed_of
from community.laurels.services.preparing import empty_box, lapse_unanswered
from community.laurels.services.states import (
    about,
    about_candidacy,
    candidacy_transition,
    election_transition,
    lock_candidacy,
)
from community.laurels.services.voting import open_vote
from marketplace.core.events import publish, publish_many


def move_due_elections(*, now: datetime, limit: int) -> int:
    """Open votes and count them as they fall due. Returns how many elections were moved."""
    moved = 0
    while moved < limit and _move_next(now):
        moved += 1
    return moved


@transaction.atomic
def _move_next(now: datetime) -> bool:
    rows = Election.objects.select_for_update(no_key=True, skip_locked=True)
    row = rows.filter(due_at__lte=now).order_by("due_at", "id").first()
    if row is None:
        return False
    if row.state == ElectionState.NOMINATING:
        lapse_unanswered(row, now=now)
        if _running(row, now=now):
            open_vote(row, now=now)
        else:
            _give_up(row, VoidReason.NO_CANDIDATES, now=now)
    else:
        _close(row, now=now)
    return True


def _running(election: Election, *, now: datetime) -> list[Candidacy]:
    """Return the candidates, after those who aren't gurus any more have stepped back."""
    rows = Candidacy.objects.filter(election=election, state=CandidacyState.ACCEPTED)
    found = list(rows.select_related("snapshot").order_by("nominated_at", "id"))
    present = gurus_among([one.candidate_id for one in found])
    for one in found:
        if one.candidate_id not in present:
            row = lock_candidacy(one.pk)
            candidacy_transition(row, CandidacyMove.STEP_BACK, actor=None, now=now)
            publish(about_candidacy(events.CandidacyWithdrawn, row), now=now)
    return [one for one in found if one.candidate_id in present]


def _close(election: Election, *, now: datetime) -> None:
    """Count a locked election, or let it come to nothing; either way the box is emptied."""
    runners = _running(election, now=now)
    election.quorum = quorum_of(election.electors, election.quorum_percent)
    ballots = Ballot.objects.filter(elector__election=election)
    election.voted = ballots.count()
    if not runners:
        _give_up(election, VoidReason.NO_CANDIDATES, now=now)
    elif election.voted < election.quorum:
        _give_up(election, VoidReason.NO_QUORUM, now=now)
    else:
        _count(election, runners, now=now)


def _give_up(election: Election, why: VoidReason, *, now: datetime) -> None:
    changes = {"void_reason": why.value}
    election_transition(election, ElectionMove.GIVE_UP, actor=None, now=now, changes=changes)
    empty_box(election)
    publish(about(events.ElectionVoided, election), now=now)


def _count(election: Election, runners: Sequence[Candidacy], *, now: datetime) -> None:
    """Publish the papers in the order of their receipts, cut the links, write the rounds."""
    rows = Ballot.objects.filter(elector__election=election).order_by("receipt")
    papers = [Paper(election=election, receipt=one.receipt, ranking=one.ranking) for one in rows]
    Paper.objects.bulk_create(papers)
    empty_box(election)
    seed = seed_of(paper.receipt for paper in papers)
    places = count(
        [_runner(one, order) for order, one in enumerate(runners)],
        [tuple(paper.ranking) for paper in papers],
        percent=election.metric_percent,
        places=election.places,
        seed=seed,
    )
    _write(election, places, {one.public_id: one for one in runners})
    changes = {"counted_at": now, "seed": seed}
    election_transition(election, ElectionMove.COUNT, actor=None, now=now, changes=changes)
    publish(about(events.ElectionCounted, election), now=now)


def _runner(candidacy: Candidacy, order: int) -> Runner:
    frozen = candidacy.snapshot
    return Runner(candidacy.public_id, frozen.points_milli, frozen.solutions, order)


def _write(election: Election, places: Sequence[Place], runners: dict[str, Candidacy]) -> None:
    CountRound.objects.bulk_create(
        _row(election, place.number, number, one)
        for place in places
        for number, one in enumerate(place.rounds, start=1)
    )
    Laurel.objects.bulk_create(
        Laurel(election=election, place=place.number, candidacy=runners[place.winner])
        for place in places
    )


def _row(election: Election, place: int, number: int, one: Round) -> CountRound:
    return CountRound(
        election=election,
        place=place,
        number=number,
        votes=_texts(one.votes),
        exhausted=str(one.exhausted),
        fell=one.fell,
        tie=one.tie.value,
        moved=_texts(one.moved or {}),
        to_nobody=str(one.to_nobody),
    )


def _texts(votes: Mapping[str, Fraction]) -> dict[str, str]:
    return {key: str(has) for key, has in votes.items()}


def remind_electors(*, now: datetime, limit: int) -> int:
    """Remind those who haven't voted on the last day, once. Returns how many elections.

    Who isn't a guru any more can't vote, and isn't called to.
    """
    done = 0
    while done < limit and _remind_next(now):
        done += 1
    return done


@transaction.atomic
def _remind_next(now: datetime) -> bool:
    rows = Election.objects.select_for_update(no_key=True, skip_locked=True)
    row = rows.filter(remind_at__lte=now).order_by("remind_at", "id").first()
    if row is None:
        return False
    row.remind_at = None
    row.save(update_fields=["remind_at"])
    idle = Elector.objects.filter(election=row, has_voted=False, member__in=gurus()).order_by("id")
    facts = [
        events.BallotReminderDue(election_id=row.public_id, year=row.year, member_id=public_id)
        for public_id in idle.values_list(F("member__public_id"), flat=True)
    ]
    publish_many(facts, now=now)
    return True
