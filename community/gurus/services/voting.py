"""The club votes: who may is fixed at the opening, the tally is written once at the closing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from community.gurus import errors, events
from community.gurus.choices import (
    GURUS,
    REASON_MAX,
    Choice,
    NominationMove,
    NominationState,
    Outcome,
)
from community.gurus.models import Ballot, Membership, Nomination
from community.gurus.policies import are_blocked
from community.gurus.queries.members import is_guru
from community.gurus.queries.nominations import tally
from community.gurus.services.states import about, lock_nomination, nomination_transition
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.messaging.queries import blocked_ids


def open_vote(nomination: Nomination, *, now: datetime) -> None:
    """End the discussion of a locked nomination and write down who may vote.

    Those are the gurus of this moment but the candidate and whoever is blocked with them.
    """
    due = now + timedelta(days=rules().guru_vote_days)
    changes = {"vote_opened_at": now, "due_at": due}
    nomination_transition(
        nomination, NominationMove.OPEN_VOTE, actor=None, now=now, changes=changes
    )
    apart = {nomination.candidate_id, *blocked_ids(nomination.candidate)}
    voters = Membership.objects.filter(state__in=GURUS, member__is_active=True)
    ids = voters.exclude(member__in=apart).order_by("member_id").values_list("member_id", flat=True)
    Ballot.objects.bulk_create(
        Ballot(nomination=nomination, member_id=member, opened_at=now) for member in ids
    )
    publish(about(events.ClubVoteOpened, nomination), now=now)


@transaction.atomic
def cast_vote(
    *, nomination: Nomination, member: Member, choice: str, reason: str = "", now: datetime
) -> Ballot:
    """Vote, or change one's vote, until the vote closes. Locks the nomination, then the ballot.

    Raises NotFound for the candidate, NoBallot, BlockedCandidate, VoteIsOver, NothingChanged,
    AgainstNeedsReason.
    """
    row = lock_nomination(nomination.pk)
    if member.pk == row.candidate_id:
        raise NotFound
    if row.state != NominationState.VOTING or row.due_at is None or now >= row.due_at:
        raise errors.VoteIsOver
    ballots = Ballot.objects.select_for_update(no_key=True)
    ballot = ballots.filter(nomination=row, member=member).first()
    if ballot is None or not is_guru(member):
        raise errors.NoBallot
    if are_blocked(member, row.candidate):
        raise errors.BlockedCandidate
    said = reason.strip()[:REASON_MAX]
    wanted = Choice(choice)
    if wanted == Choice.AGAINST and not said:
        raise errors.AgainstNeedsReason(field="reason")
    if (ballot.choice, ballot.reason) == (wanted.value, said):
        raise errors.NothingChanged
    ballot.changes += 1 if ballot.choice else 0
    ballot.choice, ballot.reason, ballot.cast_at = wanted.value, said, now
    ballot.save()
    record_audit(
        actor=member.public_id,
        action="guru_ballot_cast",
        subject=row.reference,
        after={"changes": ballot.changes},
        now=now,
    )
    publish(events.ClubBallotCast(nomination_id=row.public_id, member_id=member.public_id), now=now)
    return ballot


def quorum_of(electors: int, percent: int) -> int:
    """Return how many have to vote, abstaining included: the share rounded up, one at least."""
    return max(1, -(-electors * percent // 100))


def outcome_of(counts: dict[str, int], *, quorum: int, majority: int) -> Outcome:
    """Return what the votes come to.

    The quorum counts all votes; the majority is `for` against `for` and `against` together.
    """
    yes, no = counts[Choice.FOR], counts[Choice.AGAINST]
    if yes + no + counts[Choice.ABSTAIN] < quorum:
        return Outcome.NO_QUORUM
    if yes and yes * 100 >= majority * (yes + no):
        return Outcome.PASSED
    return Outcome.AGAINST


_ENDS = {
    Outcome.PASSED: (NominationMove.PASS, events.NominationPassed),
    Outcome.AGAINST: (NominationMove.REJECT, events.NominationRejected),
    Outcome.NO_QUORUM: (NominationMove.LAPSE, events.NominationLapsed),
}


def count_vote(nomination: Nomination, *, now: datetime) -> None:
    """Close the vote of a locked nomination and write the tally, once and for good."""
    limits, counts = rules(), tally(nomination)
    electors = Ballot.objects.filter(nomination=nomination).count()
    quorum = quorum_of(electors, limits.guru_quorum_percent)
    outcome = outcome_of(counts, quorum=quorum, majority=limits.guru_majority_percent)
    move, event = _ENDS[outcome]
    changes = {
        "counted_at": now,
        "electors": electors,
        "votes_for": counts[Choice.FOR],
        "votes_against": counts[Choice.AGAINST],
        "votes_abstain": counts[Choice.ABSTAIN],
        "quorum": quorum,
        "majority_percent": limits.guru_majority_percent,
        "outcome": outcome.value,
    }
    nomination_transition(nomination, move, actor=None, now=now, changes=changes)
    publish(about(event, nomination), now=now)
