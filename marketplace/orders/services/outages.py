"""Clock justice: time in which the platform couldn't be used is given back to running clocks.

An outage is recorded by support, or found as a gap of the heartbeat and then decided on. Each clock
that ran in it gets the overlap added as it elapsed, once: the freelancer's deadline, the client's
days of review, the days for an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

import structlog
from django.db import connection, transaction
from django.db.models import Q

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import PermissionRefused
from marketplace.core.events import publish
from marketplace.core.heartbeat import mark_and_measure
from marketplace.orders.choices import (
    OPEN_REQUESTS,
    RETURNS,
    WORKING_STATES,
    Move,
    OrderState,
    OutageState,
    RequestState,
)
from marketplace.orders.errors import OutageDecided, OutageOverlaps, OutageTimesInvalid
from marketplace.orders.events import OutageCredited
from marketplace.orders.models import CancellationRequest, Order, Outage, OutageCredit
from marketplace.orders.services.acting import TIMER, transition
from marketplace.orders.services.announcing import facts, iso

CLOCK_BEAT = "orders.clock"
_RUNNING = (*WORKING_STATES, OrderState.DELIVERED)
NONE = timedelta()
# Two that overlap would give the same time back twice, so they are decided one after the other.
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('outages'), 0)"
log = structlog.get_logger(__name__)


class Span(NamedTuple):
    """A time in which a clock ran."""

    begins: datetime
    ends: datetime


@transaction.atomic
def record_outage(
    *, actor: Member, starts_at: datetime, ends_at: datetime, reason: str, now: datetime
) -> Outage:
    """Record that the platform couldn't be used; running clocks are credited by `credit_outages`.

    Waits for whoever records or decides about another. Raises PermissionRefused without the role
    of support, OutageTimesInvalid, and OutageOverlaps where a part of it has been credited already.
    """
    _lock()
    _refuse(actor, starts_at, ends_at, now)

    outage = Outage.objects.create(
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason.strip(),
        state=OutageState.RECORDED,
        found_at=now,
        decided_at=now,
        decided_by=actor,
    )

    _audit(outage, actor, "record", now)
    return outage


@transaction.atomic
def decide_outage(*, outage: Outage, actor: Member, credit: bool, now: datetime) -> Outage:
    """Credit an outage that was found by itself, or dismiss it.

    Waits for whoever records or decides about another; locks the outage. Raises PermissionRefused,
    OutageDecided, OutageOverlaps.
    """
    _lock()
    locked = Outage.objects.select_for_update(no_key=True).get(pk=outage.pk)

    if locked.state != OutageState.FOUND:
        raise OutageDecided
    if credit:
        _refuse(actor, locked.starts_at, locked.ends_at, now)
    elif not has_role(actor, Role.SUPPORT):
        raise PermissionRefused

    outage_transition(locked, credit=credit, by=actor, now=now)

    _audit(locked, actor, "credit" if credit else "dismiss", now)
    return locked


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


def outage_transition(outage: Outage, *, credit: bool, by: Member, now: datetime) -> None:
    """Lead a locked outage that was found to its end: its time is given back, or it is dismissed.

    The only place that changes an outage's state. Raises OutageDecided.
    """
    if outage.state != OutageState.FOUND:
        raise OutageDecided
    outage.state = OutageState.RECORDED if credit else OutageState.DISMISSED
    outage.decided_at, outage.decided_by = now, by
    outage.save(update_fields=["state", "decided_at", "decided_by"])


@transaction.atomic
def watch_heartbeat(*, now: datetime) -> Outage | None:
    """Mark that background work runs; a gap since the last mark is an outage to decide on.

    Safe to run twice at once: the mark is locked. Returns the outage that was found.
    """
    gap = mark_and_measure(name=CLOCK_BEAT, now=now)
    if gap is None or gap < timedelta(minutes=rules().outage_gap_minutes):
        return None
    return Outage.objects.create(
        starts_at=now - gap, ends_at=now, state=OutageState.FOUND, found_at=now
    )


def credit_outages(*, now: datetime, limit: int) -> int:
    """Credit up to `limit` orders with the outages that they still lack; returns how many.

    Each order is its own transaction; an outage is done when no order lacks it. An order that fails
    is logged and doesn't keep the others waiting.
    """
    done = 0
    for outage in Outage.objects.filter(state=OutageState.RECORDED, credited_at=None).order_by(
        "id"
    ):
        concerned = _concerned(outage)
        for pk in concerned.values_list("pk", flat=True)[: limit - done]:
            done += _credit_alone(pk, now=now)
        if done >= limit:
            return done
        # What another sweep has in its hands isn't credited yet.
        if not concerned.exists():
            Outage.objects.filter(pk=outage.pk).update(credited_at=now)
    return done


def credit_pending(order: Order, now: datetime) -> int:
    """Credit the locked order with recorded outages that it lacks; returns how many it got.

    Called before its timers act, so that no clock runs out in an outage that is known.
    """
    if order.state not in _RUNNING:
        return 0
    pending = Outage.objects.filter(state=OutageState.RECORDED, credited_at=None)
    lacking = pending.exclude(credits__order=order).order_by("id")
    return sum(_credit(order, outage, now) for outage in lacking)


def _concerned(outage: Outage) -> Any:
    """Return the orders whose clocks may have run in the outage and that weren't credited."""
    running = Order.objects.filter(state__in=_RUNNING, started_at__lt=outage.ends_at)
    return running.exclude(outage_credits__outage=outage).order_by("pk")


def _credit_alone(pk: int, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            rows = Order.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
            order = rows.select_related("client", "seller").filter(pk=pk).first()
            return bool(order is not None and credit_pending(order, now))
    except Exception:
        log.exception("outage_not_credited", order=pk)
        return False


def _credit(order: Order, outage: Outage, now: datetime) -> bool:
    """Add the overlap to each clock of the locked order; whether any clock had run in it."""
    spans = running_spans(order, now)
    deadline = _overlap(spans, outage) if _was_running(order, outage) else NONE
    waits = _waits(order, outage, now)
    lost = max([deadline, *(gain for _name, _moment, gain in waits)])
    seconds = int(lost.total_seconds())
    _credit_row, is_new = OutageCredit.objects.get_or_create(
        outage=outage, order=order, defaults={"seconds": seconds, "at": now}
    )
    if not is_new or not seconds:
        return False

    changes: dict[str, Any] = {name: moment + gain for name, moment, gain in waits if gain}
    changes |= _later(order, deadline, now)
    _move_proposals(order, changes)
    entry = transition(
        order,
        Move.CREDIT_OUTAGE,
        by=TIMER,
        now=now,
        changes=changes,
        params={
            "seconds": seconds,
            "from": outage.starts_at.isoformat(),
            "to": outage.ends_at.isoformat(),
            "reason": outage.reason,
        },
    )
    publish(
        OutageCredited(**facts(order, entry), seconds=seconds, due_at=iso(order.delivery_due_at)),
        now=now,
    )
    return True


def _move_proposals(order: Order, changes: dict[str, Any]) -> None:
    """Let what waits for an answer say the same moment as its order."""
    waiting: dict[str, Any] = {
        "refund_due_at": order.refund_proposals,
        "extra_due_at": order.extra_proposals,
    }
    for name in waiting.keys() & changes.keys():
        waiting[name].filter(state=RequestState.OPEN).update(due_at=changes[name])


def running_spans(order: Order, now: datetime) -> list[Span]:
    """Return the times in which the delivery clock ran, without those for which it stood still.

    It runs from the start, and from each revision, until the next delivery.
    """
    if order.started_at is None:
        return []
    spans: list[Span] = []
    begins: datetime | None = order.started_at
    for delivery in order.deliveries.order_by("version"):
        if begins is not None:
            spans.append(Span(begins, delivery.delivered_at))
        begins = delivery.revision_asked_at
    if begins is not None and order.is_working:
        spans.append(Span(begins, now))
    stops = [
        Span(stop.started_at, stop.ended_at or now)
        for stop in order.clock_stops.order_by("started_at")
    ]
    return _without(spans, [*stops, *_in_disputes(order)])


def _in_disputes(order: Order) -> list[Span]:
    """Return the times in disputes that were withdrawn: they have been added to every clock."""
    returned = order.timeline.filter(kind__in=RETURNS.values()).values_list("at", "params")
    return [Span(at - timedelta(seconds=int(params["seconds"])), at) for at, params in returned]


def _in_requests(order: Order) -> list[Span]:
    """Return the times in which a request to call the order off was open and is answered."""
    moments = order.cancellation_requests.values_list("asked_at", "answered_at")
    return [Span(asked_at, answered_at) for asked_at, answered_at in moments if answered_at]


def _without(spans: Sequence[Span], stops: Sequence[Span]) -> list[Span]:
    rest = list(spans)
    for stop in stops:
        rest = [
            piece
            for span in rest
            for piece in (
                Span(span.begins, min(span.ends, stop.begins)),
                Span(max(span.begins, stop.ends), span.ends),
            )
            if piece.ends > piece.begins
        ]
    return rest


def _overlap(spans: Sequence[Span], outage: Outage) -> timedelta:
    found = [min(span.ends, outage.ends_at) - max(span.begins, outage.starts_at) for span in spans]
    return sum((part for part in found if part > NONE), NONE)


def _was_running(order: Order, outage: Outage) -> bool:
    """Whether the outage began before the deadline: what began after it cost nothing."""
    return order.delivery_due_at is not None and outage.starts_at < order.delivery_due_at


def _waits(order: Order, outage: Outage, now: datetime) -> list[tuple[str, datetime, timedelta]]:
    """Return the moments by which somebody has to answer, each with what the outage took."""
    asked = _asked_at(order)
    found: list[tuple[str, datetime, timedelta]] = []
    for name, since in asked.items():
        moment: datetime | None = getattr(order, name)
        if moment is not None and since is not None:
            gain = _overlap([Span(since, min(now, moment))], outage)
            found.append((name, moment, gain))
    review = order.review_due_at
    if order.state == OrderState.DELIVERED and review is not None and order.delivered_at:
        # While a request for cancellation is open the days of review stand still.
        until = asked["cancellation_due_at"] or now
        whole = Span(order.delivered_at, max(until, order.delivered_at))
        ran = _without([whole], [*_in_requests(order), *_in_disputes(order)])
        found.append(("review_due_at", review, _overlap(ran, outage)))
    return found


def _asked_at(order: Order) -> dict[str, datetime | None]:
    """Return since when each open request waits for its answer."""
    refund = order.refund_proposals.filter(state=RequestState.OPEN)
    extra = order.extra_proposals.filter(state=RequestState.OPEN)
    cancellation = CancellationRequest.objects.filter(order=order, state__in=OPEN_REQUESTS)
    agreed = extra.values_list("agreed_at", flat=True).first()
    return {
        "refund_due_at": refund.values_list("asked_at", flat=True).first(),
        "extra_due_at": agreed or extra.values_list("asked_at", flat=True).first(),
        "cancellation_due_at": cancellation.values_list("asked_at", flat=True).first(),
    }


def _later(order: Order, gain: timedelta, now: datetime) -> dict[str, Any]:
    """Return what a later deadline changes: what was late for the outage alone is late no more."""
    if not gain or order.delivery_due_at is None:
        return {}
    due_at = order.delivery_due_at + gain
    changes: dict[str, Any] = {"delivery_due_at": due_at}
    if not order.is_late:
        return changes
    judged_at = now if order.is_working else order.delivered_at or now
    if due_at > judged_at or (due_at == judged_at and not order.is_working):
        changes |= {"late_at": None, "stalled_at": None}
        if not order.is_working:
            last = order.deliveries.order_by("-version")[:1].values_list("pk", flat=True)
            order.deliveries.filter(pk__in=list(last)).update(was_late=False)
    else:
        changes["late_at"] = due_at
        if order.stalled_at is not None:
            changes["stalled_at"] = order.stalled_at + gain
    return changes


def _refuse(actor: Member, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    if not has_role(actor, Role.SUPPORT):
        raise PermissionRefused
    hours = rules().outage_hours_max
    if not starts_at < ends_at <= now or ends_at - starts_at > timedelta(hours=hours):
        raise OutageTimesInvalid(hours=hours)
    recorded = Outage.objects.filter(state=OutageState.RECORDED)
    if recorded.filter(Q(starts_at__lt=ends_at) & Q(ends_at__gt=starts_at)).exists():
        raise OutageOverlaps


def _audit(outage: Outage, actor: Member, act: str, now: datetime) -> None:
    record_audit(
        actor=actor.public_id,
        action=f"outage_{act}",
        subject=f"outage:{outage.public_id}",
        after={"from": outage.starts_at, "to": outage.ends_at, "reason": outage.reason},
        now=now,
    )
