"""The moves of a contest, by hand and by the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import transaction

from contests.calls.choices import YEARS_MAX, ContestMove, ContestState, Timer
from contests.calls.errors import (
    DatesOutOfOrder,
    DateTooFar,
    FundTooSmall,
    LateForChanges,
    NotReady,
    OpenTooLong,
    ReasonMissing,
)
from contests.calls.events import (
    ContestAnnounced,
    ContestArchived,
    ContestCancelled,
    ContestClosed,
    ContestClosesSoon,
    ContestExtended,
    ContestNotAnnounced,
    ContestOpened,
    ContestPrizesHandedOver,
    ContestResultsPublished,
)
from contests.calls.models import Contest
from contests.calls.queries.doors import get_public_contest, get_public_contest_by_id
from contests.calls.queries.funds import fund_held, fund_needed
from contests.calls.queries.readiness import complaints_of
from contests.calls.queries.rulebooks import rule_book_of
from contests.calls.services.acting import (
    TIMER,
    Actor,
    as_admin,
    lock_contest,
    next_timer,
    transition,
    write_line,
)
from contests.calls.services.drafting import FARTHEST
from contests.calls.services.funding import return_fund
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.events import publish

NOT_ANNOUNCED: Final = "not_announced"
log = structlog.get_logger(__name__)


@transaction.atomic
def announce_contest(*, contest: Contest, actor: Member, now: datetime) -> Contest:
    """Publish the announcement, when nothing is missing and the fund is paid in.

    Announced twice, the second is refused. Raises NotFound for others, StateRefuses, NotReady,
    FundTooSmall.
    """
    row = lock_contest(contest.pk)
    return _announce(row, by=as_admin(actor), now=now)


def _announce(row: Contest, *, by: Actor, now: datetime) -> Contest:
    if row.state == ContestState.DRAFT:
        missing = [item.text for item in complaints_of(row, now=now) if not item.is_warning]
        if missing:
            raise NotReady(reasons=" ".join(missing))
        held, needed = fund_held(row), fund_needed(row)
        if held.amount < needed.amount:
            raise FundTooSmall(needed=needed, held=held)
    transition(row, ContestMove.ANNOUNCE, by=by, now=now, changes={"announced_at": now})
    opens, closes = _iso(row.opens_at), _iso(row.closes_at)
    publish(ContestAnnounced(**facts(row), opens_at=opens, closes_at=closes), now=now)
    return row


@transaction.atomic
def extend_contest(
    *, contest: Contest, actor: Member, closes_at: datetime, reason: str, now: datetime
) -> Contest:
    """Let an announced or open contest close later; the later dates move by as much.

    Everybody who follows it is told. What has closed stays closed, swept or not; the longest
    days of the country's rule book hold for the later closing, too. Raises NotFound for others,
    LateForChanges, DatesOutOfOrder, DateTooFar, OpenTooLong, ReasonMissing.
    """
    by = as_admin(actor)
    row = lock_contest(contest.pk)
    if row.state not in (ContestState.ANNOUNCED, ContestState.OPEN) or row.closes_at is None:
        raise LateForChanges
    if row.closes_at <= now:
        raise LateForChanges
    _refuse_closing(row, closes_at, now)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    before, shift = row.closes_at, closes_at - row.closes_at
    row.closes_at = closes_at
    row.judged_by = row.judged_by + shift if row.judged_by else None
    row.results_by = row.results_by + shift if row.results_by else None
    row.timer_kind, row.timer_at = next_timer(row)
    row.reminded_at = None
    dates = ["closes_at", "judged_by", "results_by"]
    row.save(update_fields=[*dates, "timer_kind", "timer_at", "reminded_at"])
    record_audit(
        actor=by.audit_id,
        action="contest_extended",
        subject=row.reference,
        before={"closes_at": _iso(before)},
        after={"closes_at": _iso(closes_at)},
        reason=reason.strip(),
        now=now,
    )
    params = {"closes_at": _iso(closes_at), "reason": reason.strip()}
    write_line(row, "extended", by=by, now=now, params=params)
    publish(
        ContestExtended(**facts(row), closes_at=_iso(closes_at), reason=reason.strip()), now=now
    )
    return row


def _refuse_closing(row: Contest, closes_at: datetime, now: datetime) -> None:
    if row.closes_at is None or closes_at <= row.closes_at:
        raise DatesOutOfOrder(field="closes_at")
    if closes_at > now + FARTHEST:
        raise DateTooFar(field="closes_at", years=YEARS_MAX)
    longest = rule_book_of(row.country).longest_days
    if longest and row.opens_at and closes_at - row.opens_at > timedelta(days=longest):
        raise OpenTooLong(field="closes_at", days=longest)


@transaction.atomic
def cancel_contest(*, contest: Contest, actor: Member, reason: str, now: datetime) -> Contest:
    """End a contest without results: the fund goes back, everybody who entered hears why.

    A draft needs no reason. Locks the contest, then the fund. Raises NotFound for others,
    StateRefuses, ReasonMissing.
    """
    by = as_admin(actor)
    row = lock_contest(contest.pk)
    was_public = row.announced_at is not None
    if was_public and not reason.strip():
        raise ReasonMissing(field="reason")
    changes: dict[str, Any] = {"cancelled_at": now, "cancel_reason": reason.strip()}
    params = {"reason": reason.strip()}
    transition(row, ContestMove.CANCEL, by=by, now=now, changes=changes, params=params)
    return_fund(row, by=by, now=now)
    publish(ContestCancelled(**facts(row), reason=reason.strip(), was_public=was_public), now=now)
    return row


@transaction.atomic
def publish_contest_results(*, contest: Contest, actor: Member | None, now: datetime) -> Contest:
    """Move a judged contest to its results; `actor` None when the stated rule decided.

    The caller has approved what the results are. Raises StateRefuses.
    """
    by = TIMER if actor is None else as_admin(actor)
    row = lock_contest(contest.pk)
    transition(row, ContestMove.PUBLISH_RESULTS, by=by, now=now, changes={"results_at": now})
    publish(ContestResultsPublished(**facts(row), by_rule=actor is None), now=now)
    return row


@transaction.atomic
def hand_over_contest(*, contest: Contest, now: datetime) -> Contest:
    """Close the books of a contest whose prizes have all reached their winners, or lapsed.

    What is left in the fund goes back to marketing. Locks the contest, then the fund. Raises
    StateRefuses.
    """
    row = lock_contest(contest.pk)
    transition(row, ContestMove.HAND_OVER, by=TIMER, now=now, changes={"handed_over_at": now})
    return_fund(row, by=TIMER, now=now)
    publish(ContestPrizesHandedOver(**facts(row)), now=now)
    return row


def move_due_contests(*, now: datetime, limit: int) -> int:
    """Carry out the timers that have run out, each in its own transaction; returns how many."""
    due = list(Contest.objects.due(now).values_list("pk", flat=True)[:limit])
    return sum(_alone(_move_due, pk, now) for pk in due)


def _alone(act: Callable[..., bool], pk: int, *given: Any) -> bool:
    """Do it; a contest that fails is logged and doesn't keep the others waiting."""
    try:
        return act(pk, *given)
    except Exception:
        log.exception("contest_not_moved", contest=pk)
        return False


def _move_due(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        row = (
            Contest.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(pk=pk, timer_at__lte=now)
            .first()
        )
        if row is None:
            return False
        _carry_out(row, now)
    return True


def _carry_out(row: Contest, now: datetime) -> None:
    """Do all that is due on a locked contest, each at its own moment."""
    while row.timer_at is not None and row.timer_at <= now:
        _BY_TIMER[Timer(row.timer_kind)](row, row.timer_at)


def open_contest_page(
    *, viewer: Member | None, now: datetime, slug: str = "", public_id: str = ""
) -> Contest:
    """Return a contest by its address or its id, with what is due on it done. Raises NotFound."""

    def read() -> Contest:
        if slug:
            return get_public_contest(slug, viewer=viewer)
        return get_public_contest_by_id(public_id, viewer=viewer)

    contest = read()
    if contest.timer_at is None or contest.timer_at > now:
        return contest
    settle_contest(contest=contest, now=now)
    return read()


def settle_contest(*, contest: Contest, now: datetime) -> Contest:
    """Return the contest as it is at `now`: a reader doesn't wait for the sweep."""
    if contest.timer_at is None or contest.timer_at > now:
        return contest
    with transaction.atomic():
        row = lock_contest(contest.pk)
        _carry_out(row, now)
    return row


def remind_closing_contests(*, now: datetime, limit: int) -> int:
    """Let everybody who follows or entered hear that a contest closes soon; once for each date."""
    span = timedelta(hours=rules().contest_reminder_hours)
    due = list(Contest.objects.to_remind(now, span).values_list("pk", flat=True)[:limit])
    return sum(_alone(_remind, pk, now, span) for pk in due)


def _remind(pk: int, now: datetime, span: timedelta) -> bool:
    with transaction.atomic():
        waiting = Contest.objects.to_remind(now, span).filter(pk=pk)
        row = waiting.select_for_update(no_key=True, skip_locked=True).first()
        if row is None:
            return False
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
        publish(ContestClosesSoon(**facts(row), closes_at=_iso(row.closes_at)), now=now)
    return True


def _announce_by_itself(row: Contest, now: datetime) -> None:
    """Announce at the planned moment; a draft that isn't ready waits for its administrator."""
    try:
        with transaction.atomic():
            _announce(row, by=TIMER, now=now)
    except DomainError as refusal:
        log.warning("contest_not_announced", contest=row.public_id, reason=str(refusal))
        row.announces_at, row.timer_kind, row.timer_at = None, "", None
        row.save(update_fields=["announces_at", "timer_kind", "timer_at"])
        write_line(row, NOT_ANNOUNCED, by=TIMER, now=now)
        publish(ContestNotAnnounced(**facts(row)), now=now)


def _open(row: Contest, now: datetime) -> None:
    transition(row, ContestMove.OPEN, by=TIMER, now=now, changes={"opened_at": now})
    publish(ContestOpened(**facts(row), closes_at=_iso(row.closes_at)), now=now)


def _close(row: Contest, now: datetime) -> None:
    transition(row, ContestMove.CLOSE, by=TIMER, now=now, changes={"closed_at": now})
    publish(ContestClosed(**facts(row)), now=now)


def _archive(row: Contest, now: datetime) -> None:
    transition(row, ContestMove.ARCHIVE, by=TIMER, now=now, changes={"archived_at": now})
    publish(ContestArchived(**facts(row)), now=now)


_BY_TIMER: Final[dict[Timer, Callable[[Contest, datetime], None]]] = {
    Timer.ANNOUNCES: _announce_by_itself,
    Timer.OPENS: _open,
    Timer.CLOSES: _close,
    Timer.ARCHIVES: _archive,
}


def facts(contest: Contest) -> dict[str, Any]:
    """Return the fields that all events of a contest share."""
    return {"contest_id": contest.public_id, "slug": contest.slug, "kind": contest.kind}


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
