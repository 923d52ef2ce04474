"""The community manager prepares an election, opens it, gives it prizes, confirms or cancels."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from community.gurus.policies import is_manager
from community.laurels import errors, events
from community.laurels.choices import (
    PLACES_MAX,
    REASON_MAX,
    STANDING,
    YEAR_MAX,
    CandidacyMove,
    CandidacyState,
    ElectionMove,
    ElectionState,
)
from community.laurels.models import Ballot, Candidacy, Election, Laurel
from community.laurels.queries.elections import forget_winners, metric_percent
from community.laurels.queries.prizes import prize_contests
from community.laurels.services.states import (
    about,
    candidacy_transition,
    election_transition,
    lock_calendar,
    lock_candidacy,
    lock_election,
)
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish


@dataclass(frozen=True, kw_only=True)
class ElectionDraft:
    """What a manager plans: the year, how many places, from when the record counts, the vote."""

    year: int
    places: int
    counting_from: date
    vote_opens_at: datetime
    vote_closes_at: datetime


@transaction.atomic
def prepare_election(*, actor: Member, draft: ElectionDraft, now: datetime) -> Election:
    """Begin the election of a year; nobody but managers sees it until it is opened.

    Locks the calendar. Raises NotYourMove, YearTaken and what is wrong with the plan.
    """
    lock_calendar()
    if not is_manager(actor):
        raise errors.NotYourMove
    _refuse_plan(draft, now)
    _refuse_year(draft.year)
    election = Election.objects.create(prepared_at=now, prepared_by=actor, **asdict(draft))
    _record(election, actor, "election_prepared", _plan(draft), now)
    return election


@transaction.atomic
def change_election(
    *, election: Election, actor: Member, draft: ElectionDraft, now: datetime
) -> Election:
    """Plan an election anew that isn't open yet.

    Locks the calendar, then the election. Raises as `prepare_election`.
    """
    lock_calendar()
    row = lock_election(election.pk)
    if not is_manager(actor):
        raise errors.NotYourMove
    if row.state != ElectionState.DRAFT:
        raise errors.ElectionStateRefuses(state=row.get_state_display())
    _refuse_plan(draft, now)
    _refuse_year(draft.year, but=row)
    for name, value in asdict(draft).items():
        setattr(row, name, value)
    row.save()
    _record(row, actor, "election_changed", _plan(draft), now)
    return row


def _refuse_plan(draft: ElectionDraft, now: datetime) -> None:
    if not 1 <= draft.places <= PLACES_MAX:
        raise errors.PlacesWrong(field="places", count=PLACES_MAX)
    is_far = draft.vote_closes_at.year > YEAR_MAX + 1
    if is_far or not now < draft.vote_opens_at < draft.vote_closes_at:
        raise errors.ElectionDatesWrong(field="vote_closes_on")
    if draft.counting_from >= now.astimezone(UTC).date():
        raise errors.CountingFromWrong(field="counting_from")


def _refuse_year(year: int, *, but: Election | None = None) -> None:
    rows = Election.objects.filter(year=year, state__in=STANDING)
    if (rows if but is None else rows.exclude(pk=but.pk)).exists():
        raise errors.YearTaken(field="year")


def _plan(draft: ElectionDraft) -> dict[str, Any]:
    return {name: str(value) for name, value in asdict(draft).items()}


def _record(
    election: Election, actor: Member, action: str, after: dict[str, Any], now: datetime
) -> None:
    record_audit(
        actor=actor.public_id, action=action, subject=election.reference, after=after, now=now
    )


@transaction.atomic
def choose_prizes(*, election: Election, actor: Member, contest_id: str, now: datetime) -> Election:
    """Say which contest carries the prizes, "" for none, until the result is confirmed.

    Locks the calendar, then the election. Raises NotYourMove, ElectionStateRefuses, PrizesUnknown.
    """
    lock_calendar()
    row = lock_election(election.pk)
    if not is_manager(actor):
        raise errors.NotYourMove
    if row.state not in STANDING or row.state == ElectionState.CONFIRMED:
        raise errors.ElectionStateRefuses(state=row.get_state_display())
    known = {one.contest_id for one in prize_contests()}
    taken = Election.objects.filter(contest_id=contest_id, state__in=STANDING).exclude(pk=row.pk)
    if contest_id and (contest_id not in known or taken.exists()):
        raise errors.PrizesUnknown(field="contest_id")
    row.contest_id = contest_id
    row.save()
    _record(row, actor, "election_prizes", {"contest": contest_id}, now)
    return row


@transaction.atomic
def open_election(*, election: Election, actor: Member, now: datetime) -> Election:
    """Let gurus name candidates; how much the record weighs and the quorum stand from now on.

    Raises ElectionDatesWrong where the vote would have opened by now, and those of `policies`.
    """
    row = lock_election(election.pk)
    if row.vote_opens_at <= now:
        raise errors.ElectionDatesWrong
    limits = rules()
    changes = {
        "opened_at": now,
        "due_at": row.vote_opens_at,
        "metric_percent": metric_percent(),
        "quorum_percent": limits.laurel_quorum_percent,
    }
    election_transition(row, ElectionMove.OPEN, actor=actor, now=now, changes=changes)
    publish(about(events.ElectionOpened, row), now=now)
    return row


@transaction.atomic
def confirm_result(*, election: Election, actor: Member, now: datetime) -> Election:
    """Confirm the count as it was written: the winners are honoured, and prizes can follow.

    Raises CandidateDecides and the refusals of `policies`.
    """
    row = lock_election(election.pk)
    changes = {"decided_by": actor}
    election_transition(row, ElectionMove.CONFIRM, actor=actor, now=now, changes=changes)
    won = Laurel.objects.filter(election=row).select_related("candidacy__candidate")
    for one in won.order_by("place"):
        awarded = events.LaurelAwarded(
            election_id=row.public_id,
            year=row.year,
            member_id=one.candidacy.candidate.public_id,
            place=one.place,
        )
        publish(awarded, now=now)
    publish(about(events.ElectionConfirmed, row), now=now)
    forget_winners()
    transaction.on_commit(forget_winners)
    return row


@transaction.atomic
def cancel_election(*, election: Election, actor: Member, reason: str, now: datetime) -> Election:
    """End an election without a winner, with a reason that the club reads; the box is emptied.

    Raises CancelReasonMissing, CandidateDecides after the count, and the refusals of `policies`.
    """
    row = lock_election(election.pk)
    said = reason.strip()[:REASON_MAX]
    if not said:
        raise errors.CancelReasonMissing(field="reason")
    changes = {"decided_by": actor, "reason": said}
    lapse_unanswered(row, now=now)
    election_transition(row, ElectionMove.CANCEL, actor=actor, now=now, changes=changes)
    empty_box(row)
    if row.was_opened:
        publish(about(events.ElectionCancelled, row), now=now)
    return row


def lapse_unanswered(election: Election, *, now: datetime) -> None:
    """Let candidacies of a locked election lapse that nobody answered."""
    rows = Candidacy.objects.filter(election=election, state=CandidacyState.ASKED)
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        candidacy_transition(lock_candidacy(pk), CandidacyMove.LAPSE, actor=None, now=now)


def empty_box(election: Election) -> None:
    """Delete the ballots of an election: nothing says any more who ranked whom."""
    Ballot.objects.filter(elector__election=election).delete()
