"""The only places that write a state, each through its table and with its audit record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection

from community.laurels.choices import (
    CANDIDACY_STEPS,
    ELECTION_STEPS,
    CandidacyMove,
    CandidacyState,
    ElectionMove,
    ElectionState,
)
from community.laurels.events import CandidacyEvent, ElectionEvent
from community.laurels.models import Candidacy, Election
from community.laurels.policies import refusal_of, refusal_on
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit

_CALENDAR: Final = "SELECT pg_advisory_xact_lock(hashtext('laurels'), 0)"


def lock_calendar() -> None:
    """Hold which years and which contests are taken: one asks and takes at a time.

    It is held before any election.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CALENDAR)


def lock_election(pk: int) -> Election:
    """Return an election, held until the transaction ends."""
    return Election.objects.select_for_update(no_key=True).get(pk=pk)


def lock_candidacy(pk: int) -> Candidacy:
    """Return a candidacy with its election, both held until the transaction ends.

    The election is locked first, as everywhere.
    """
    known = Candidacy.objects.only("election_id").get(pk=pk)
    election = lock_election(known.election_id)
    rows = Candidacy.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("candidate", "nominator").get(pk=pk)
    found.election = election
    return found


def election_transition(
    election: Election,
    move: ElectionMove,
    *,
    actor: Member | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move of an election that is locked; no actor: the clock.

    What was due is due no more unless `changes` says until when. Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(election, move, actor)) is not None:
        raise refusal
    before = ElectionState(election.state)
    election.state = ELECTION_STEPS[before][move].target.value
    election.due_at = election.remind_at = None
    if not ELECTION_STEPS[ElectionState(election.state)]:
        election.ended_at = now
    for name, value in (changes or {}).items():
        setattr(election, name, value)
    election.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"election_{move}",
        subject=election.reference,
        before={"state": before},
        after={"state": election.state},
        reason=election.reason,
        now=now,
    )


def candidacy_transition(
    candidacy: Candidacy,
    move: CandidacyMove,
    *,
    actor: Member | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move of a candidacy that is locked with its election; no actor: the clock.

    Raises the refusals of `policies`.
    """
    if (refusal := refusal_on(candidacy, move, actor)) is not None:
        raise refusal
    before = CandidacyState(candidacy.state)
    candidacy.state = CANDIDACY_STEPS[before][move].target.value
    if not CANDIDACY_STEPS[CandidacyState(candidacy.state)]:
        candidacy.ended_at = now
    for name, value in (changes or {}).items():
        setattr(candidacy, name, value)
    candidacy.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"candidacy_{move}",
        subject=candidacy.reference,
        before={"state": before},
        after={"state": candidacy.state},
        now=now,
    )


def about(event: type[ElectionEvent], election: Election) -> ElectionEvent:
    """Return a fact about an election."""
    return event(election_id=election.public_id, year=election.year)


def about_candidacy(event: type[CandidacyEvent], candidacy: Candidacy) -> CandidacyEvent:
    """Return a fact about a candidacy."""
    return event(
        election_id=candidacy.election.public_id,
        year=candidacy.election.year,
        candidacy_id=candidacy.public_id,
        candidate_id=candidacy.candidate.public_id,
    )
