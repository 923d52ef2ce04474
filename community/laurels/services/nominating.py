"""Gurus name candidates, whose record is frozen; candidates accept, decline, step back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from django.db import transaction

from community.gurus.policies import are_blocked
from community.gurus.queries.members import is_guru
from community.laurels import errors, events
from community.laurels.choices import (
    REASON_MAX,
    STATEMENT_MAX,
    CandidacyMove,
    ElectionState,
)
from community.laurels.models import Candidacy, Election, Snapshot
from community.laurels.queries.elections import count_named, won_lately
from community.laurels.queries.record import record_between
from community.laurels.services.states import (
    about_candidacy,
    candidacy_transition,
    lock_candidacy,
    lock_election,
)
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish


@transaction.atomic
def nominate_candidate(
    *, election: Election, nominator: Member, candidate: Member, reason: str, now: datetime
) -> Candidacy:
    """Name a candidate; what their record says today is frozen. Locks the election.

    Raises NotAGuru, ElectionStateRefuses, OwnCandidacy, CandidateNotAGuru, CandidateBlocked,
    CandidateRestsThisYear, CandidateAlready, NominatedEnough, CandidacyReasonMissing.
    """
    row = lock_election(election.pk)
    _refuse_time(row, nominator, now)
    _refuse_candidate(row, nominator, candidate)
    said = reason.strip()[:REASON_MAX]
    if not said:
        raise errors.CandidacyReasonMissing(field="reason")
    candidacy = Candidacy.objects.create(
        election=row, candidate=candidate, nominator=nominator, reason=said, nominated_at=now
    )
    _freeze(candidacy, now)
    record_audit(
        actor=nominator.public_id,
        action="candidacy_named",
        subject=candidacy.reference,
        after={"state": candidacy.state, "candidate": candidate.public_id},
        now=now,
    )
    publish(about_candidacy(events.CandidateNominated, candidacy), now=now)
    return candidacy


def _refuse_time(election: Election, nominator: Member, now: datetime) -> None:
    if not is_guru(nominator):
        raise errors.NotAGuru
    if election.state != ElectionState.NOMINATING:
        raise errors.ElectionStateRefuses(state=election.get_state_display())
    _refuse_late(election, now)
    most = rules().laurel_per_nominator
    if count_named(election, nominator) >= most:
        raise errors.NominatedEnough(count=most)


def _refuse_late(election: Election, now: datetime) -> None:
    """Refuse what comes after its time, however late the clock moves the election on."""
    if election.due_at is None or now < election.due_at:
        return
    if election.state == ElectionState.VOTING:
        raise errors.VotingOver
    raise errors.ElectionStateRefuses(state=election.get_state_display())


def _refuse_candidate(election: Election, nominator: Member, candidate: Member) -> None:
    if candidate.pk == nominator.pk:
        raise errors.OwnCandidacy(field="candidate")
    if not is_guru(candidate):
        raise errors.CandidateNotAGuru(field="candidate")
    if are_blocked(nominator, candidate):
        raise errors.CandidateBlocked(field="candidate")
    rest = rules().laurel_rest_years
    if (year := won_lately(candidate, election.year, rest)) is not None:
        raise errors.CandidateRestsThisYear(field="candidate", year=year, next=year + rest + 1)
    if Candidacy.objects.filter(election=election, candidate=candidate).exists():
        raise errors.CandidateAlready(field="candidate")


def _freeze(candidacy: Candidacy, now: datetime) -> None:
    first, last = candidacy.election.counting_from, now.astimezone(UTC).date()
    found = record_between(candidacy.candidate_id, first, last)
    Snapshot.objects.create(candidacy=candidacy, from_day=first, to_day=last, **asdict(found))


@transaction.atomic
def accept_candidacy(
    *, candidacy: Candidacy, actor: Member, statement: str, now: datetime
) -> Candidacy:
    """Be a candidate, with a few words to those who vote. Locks election and candidacy.

    Raises StatementMissing, ElectionStateRefuses also once the vote should have opened, and the
    refusals of `policies`.
    """
    row = lock_candidacy(candidacy.pk)
    _refuse_late(row.election, now)
    said = statement.strip()[:STATEMENT_MAX]
    if not said:
        raise errors.StatementMissing(field="statement")
    changes = {"statement": said, "answered_at": now}
    candidacy_transition(row, CandidacyMove.ACCEPT, actor=actor, now=now, changes=changes)
    publish(about_candidacy(events.CandidacyAccepted, row), now=now)
    return row


@transaction.atomic
def decline_candidacy(*, candidacy: Candidacy, actor: Member, now: datetime) -> Candidacy:
    """Say no, thank you: it isn't told to anybody. Raises the refusals of `policies`."""
    row = lock_candidacy(candidacy.pk)
    changes = {"answered_at": now}
    candidacy_transition(row, CandidacyMove.DECLINE, actor=actor, now=now, changes=changes)
    publish(about_candidacy(events.CandidacyDeclined, row), now=now)
    return row


@transaction.atomic
def step_back(*, candidacy: Candidacy, actor: Member | None, now: datetime) -> Candidacy:
    """Be a candidate no more, until the vote closes; ballots count for the next on them.

    No actor: the candidate isn't a guru any more. Raises VotingOver where it should have closed by
    now, and the refusals of `policies`.
    """
    row = lock_candidacy(candidacy.pk)
    if actor is not None:
        _refuse_late(row.election, now)
    candidacy_transition(row, CandidacyMove.STEP_BACK, actor=actor, now=now)
    publish(about_candidacy(events.CandidacyWithdrawn, row), now=now)
    return row
