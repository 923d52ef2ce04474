"""Duties are set, quarters are closed, and what a person has to look at is opened and decided."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from community.gurus import errors, events
from community.gurus.choices import (
    GURUS,
    CaseKind,
    CaseState,
    Measure,
    MembershipMove,
    QuarterState,
)
from community.gurus.models import ClubCase, Duty, Membership, QuarterRow
from community.gurus.policies import is_manager
from community.gurus.queries.duties import (
    Quarter,
    meters_of,
    quarter_before,
    quarter_of,
)
from community.gurus.services.memberships import close_books, guru_fact
from community.gurus.services.states import (
    case_transition,
    lock_membership,
    membership_transition,
    reason_in,
)
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish


@transaction.atomic
def set_duty(*, actor: Member, measure: str, required: int, now: datetime) -> Duty:
    """Owe so many of a measure in a quarter, from the quarter under way on.

    Quarters that are over keep what was owed then. Raises NotYourStep, NothingChanged.
    """
    if not is_manager(actor):
        raise errors.NotYourStep
    defaults = {"required": 0, "changed_at": now}
    row, _made = Duty.objects.select_for_update().get_or_create(
        measure=Measure(measure), defaults=defaults
    )
    if row.required == required:
        raise errors.NothingChanged
    before, row.required, row.changed_at = row.required, required, now
    row.save()
    record_audit(
        actor=actor.public_id,
        action="guru_duty_set",
        subject=row.reference,
        before={"required": before},
        after={"required": required},
        now=now,
    )
    return row


def close_quarters(*, now: datetime, limit: int) -> int:
    """Write down how members stood in quarters that are over, some days after their end.

    A quarter that was missed is told; a row of missed ones opens a case. Returns how many members.
    """
    today = now.astimezone(UTC).date() - timedelta(days=rules().guru_quarter_grace_days)
    last = quarter_before(quarter_of(today))
    waiting = Membership.objects.filter(state__in=GURUS, joined_at__date__lt=last.ends_on)
    rows = waiting.exclude(quarters__starts_on=last.starts_on).order_by("id")
    found = list(rows.values_list("pk", flat=True)[:limit])
    for pk in found:
        _close_for(pk, last, now)
    return len(found)


@transaction.atomic
def _close_for(pk: int, last: Quarter, now: datetime) -> None:
    row = lock_membership(pk)
    if row.state not in GURUS:
        return
    known = set(row.quarters.values_list("starts_on", flat=True))
    joined = quarter_of(row.joined_at.astimezone(UTC).date())
    quarters = [last]
    while quarters[0].starts_on > joined.starts_on:
        quarters.insert(0, quarter_before(quarters[0]))
    written = [_write(row, quarter, now) for quarter in quarters if quarter.starts_on not in known]
    # Only another missed one is news: of those before it a person may have decided.
    if QuarterState.MISSED in written:
        _look_at(row, last, now)


def _write(row: Membership, quarter: Quarter, now: datetime) -> QuarterState:
    meter = meters_of([row], quarter, now=now)[row.pk]
    QuarterRow.objects.create(
        membership=row,
        starts_on=quarter.starts_on,
        result=meter.result,
        lines=[[line.measure.value, line.has, line.needs] for line in meter.lines],
        counted_at=now,
    )
    if meter.result == QuarterState.MISSED:
        publish(guru_fact(events.GuruDutiesMissed, row), now=now)
    return meter.result


def _look_at(row: Membership, last: Quarter, now: datetime) -> None:
    """Open a case when the last quarters that count were all missed."""
    many = rules().guru_missed_quarters
    counted = row.quarters.exclude(result=QuarterState.EXCUSED).order_by("-starts_on", "-id")
    results = list(counted.values_list("result", flat=True)[:many])
    if len(results) == many and set(results) == {QuarterState.MISSED.value}:
        open_case(row, CaseKind.DUTIES, last.starts_on, now=now)


def open_case(row: Membership, kind: CaseKind, quarter: date, *, now: datetime) -> ClubCase | None:
    """Ask a person to look at a locked membership; None when one is open already."""
    if ClubCase.objects.filter(membership=row, state=CaseState.OPEN).exists():
        return None
    case = ClubCase.objects.create(membership=row, kind=kind, quarter=quarter, opened_at=now)
    record_audit(
        actor=SYSTEM,
        action="guru_case_opened",
        subject=case.reference,
        after={"kind": kind, "membership": row.public_id},
        now=now,
    )
    publish(guru_fact(events.ClubCaseOpened, row), now=now)
    return case


def warn_of_duties(*, now: datetime, limit: int) -> int:
    """Warn, once a quarter, whose duties are at risk. Returns how many were warned."""
    quarter = quarter_of(now.astimezone(UTC).date())
    gone = (now.astimezone(UTC).date() - quarter.starts_on).days * 100
    if gone < rules().guru_risk_percent * quarter.days:
        return 0
    warned = 0
    with transaction.atomic():
        rows = Membership.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        rows = rows.select_related("member").filter(state__in=GURUS)
        found = list(rows.exclude(warned_quarter=quarter.starts_on).order_by("id")[:limit])
        meters = meters_of(found, quarter, now=now)
        for row in found:
            row.warned_quarter = quarter.starts_on
            row.save(update_fields=["warned_quarter"])
            if meters[row.pk].result == QuarterState.AT_RISK:
                publish(guru_fact(events.GuruDutiesAtRisk, row), now=now)
                warned += 1
    return warned


def end_due_terms(*, now: datetime, limit: int) -> int:
    """Renew the terms that are over where the duties were met; else ask the manager.

    Returns how many were renewed or asked about.
    """
    over = Membership.objects.filter(state__in=GURUS, term_ends_at__lte=now)
    rows = over.exclude(cases__state=CaseState.OPEN).order_by("term_ends_at", "id")
    found = list(rows.values_list("pk", flat=True)[:limit])
    for pk in found:
        _end_term(pk, now)
    return len(found)


@transaction.atomic
def _end_term(pk: int, now: datetime) -> None:
    row = lock_membership(pk)
    if row.state not in GURUS or row.term_ends_at > now:
        return
    begun = (row.term_ends_at - timedelta(days=rules().guru_term_days)).date()
    missed = row.quarters.filter(starts_on__gte=begun, result=QuarterState.MISSED).count()
    if missed < rules().guru_missed_quarters:
        _renew(row, actor=None, now=now)
    else:
        quarter = quarter_of(now.astimezone(UTC).date())
        open_case(row, CaseKind.TERM, quarter.starts_on, now=now)


def _renew(row: Membership, *, actor: Member | None, now: datetime) -> None:
    before = row.term_ends_at
    row.term_ends_at = max(before, now) + timedelta(days=rules().guru_term_days)
    row.terms += 1
    row.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action="guru_term_renewed",
        subject=row.reference,
        before={"term_ends_at": before.isoformat()},
        after={"term_ends_at": row.term_ends_at.isoformat()},
        now=now,
    )
    publish(guru_fact(events.GuruTermRenewed, row), now=now)


def _lock_case(case: ClubCase) -> tuple[ClubCase, Membership]:
    row = lock_membership(case.membership_id)
    return ClubCase.objects.select_for_update(no_key=True).get(pk=case.pk), row


def _refuse(row: Membership, actor: Member) -> None:
    if not is_manager(actor):
        raise errors.NotYourStep
    if actor.pk == row.member_id:
        raise errors.OwnCase


@transaction.atomic
def keep_member(*, case: ClubCase, actor: Member, reason: str, now: datetime) -> ClubCase:
    """Decide that the member stays; a term that is over is renewed.

    Locks the membership, then the case. Raises NotYourStep, OwnCase, ReasonNeeded, CaseDecided.
    """
    held, row = _lock_case(case)
    _refuse(row, actor)
    said = reason_in(reason)
    case_transition(held, CaseState.KEPT, actor=actor, reason=said, now=now)
    if held.kind == CaseKind.TERM or row.term_ends_at <= now:
        _renew(row, actor=actor, now=now)
    publish(guru_fact(events.ClubCaseKept, row), now=now)
    return held


@transaction.atomic
def end_membership(*, case: ClubCase, actor: Member, reason: str, now: datetime) -> ClubCase:
    """Decide that the membership ends, with honours.

    Locks the membership, then the case. Raises NotYourStep, OwnCase, ReasonNeeded, CaseDecided and
    the refusals of `policies`.
    """
    held, row = _lock_case(case)
    _refuse(row, actor)
    said = reason_in(reason)
    case_transition(held, CaseState.ENDED, actor=actor, reason=said, now=now)
    changes = {"ended_at": now, "reason": said, "decided_by": actor}
    membership_transition(row, MembershipMove.END_TERM, actor=actor, now=now, changes=changes)
    close_books(row, actor=actor, reason=said, now=now)
    publish(guru_fact(events.GuruTermEnded, row), now=now)
    return held
