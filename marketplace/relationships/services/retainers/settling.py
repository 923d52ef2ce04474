"""A retainer's moments: the timer, a reader and a verb all find the same outcome, once."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.ledger.errors import InsufficientFunds
from marketplace.orders.errors import PriceOutOfRange
from marketplace.relationships.choices import Hand, RetainerMove, RetainerState
from marketplace.relationships.events import RetainerFellShort, RetainerMoved
from marketplace.relationships.models import Retainer
from marketplace.relationships.policies import month_refusal
from marketplace.relationships.queries.retainers import get_retainer_for
from marketplace.relationships.services.retainers.acting import (
    TIMER,
    Actor,
    actor_in,
    lock_row,
    transition,
)
from marketplace.relationships.services.retainers.announcing import facts
from marketplace.relationships.services.retainers.months import begin_month

log = structlog.get_logger(__name__)


def settle_timers(retainer: Retainer, now: datetime) -> int:
    """Let every moment that has come by `now` have its effect, each at its own time.

    The retainer is locked. What falls due exactly now has come. Returns how many acted.
    """
    acted = 0
    while retainer.due_at is not None and retainer.due_at <= now:
        _act(retainer, retainer.due_at)
        acted += 1
    return acted


def _act(retainer: Retainer, at: datetime) -> None:
    state = RetainerState(retainer.state)
    if state == RetainerState.OFFERED:
        _move(retainer, RetainerMove.EXPIRE, at)
    elif (
        state == RetainerState.STOPPING and retainer.ends_at is not None and retainer.ends_at <= at
    ):
        _move(retainer, RetainerMove.END, at)
    elif month_refusal(retainer) is not None:
        _rest(retainer, at)
    elif not _begin(retainer, at):
        _fall_short(retainer, at)


def _begin(retainer: Retainer, at: datetime) -> bool:
    try:
        begin_month(retainer, by=TIMER, now=at)
    except (InsufficientFunds, PriceOutOfRange):
        return False
    return True


def _fall_short(retainer: Retainer, at: datetime) -> None:
    if retainer.state == RetainerState.AWAITING_PAYMENT:
        _move(retainer, RetainerMove.LAPSE, at)
    elif retainer.state == RetainerState.STOPPING:
        _move(retainer, RetainerMove.END, at)
    else:
        transition(retainer, RetainerMove.FALL_SHORT, by=TIMER, now=at)
        until = retainer.due_at.isoformat() if retainer.due_at else ""
        publish(
            RetainerFellShort(**facts(retainer, Hand.TIMER), grace_until_at=until),
            now=at,
        )


def _rest(retainer: Retainer, at: datetime) -> None:
    """Let it rest while an account is closed, or one has blocked the other."""
    if retainer.state == RetainerState.STOPPING:
        _move(retainer, RetainerMove.END, at)
    elif retainer.state == RetainerState.AWAITING_PAYMENT:
        _move(retainer, RetainerMove.LAPSE, at)
    else:
        _move(retainer, RetainerMove.PAUSE, at)


def _move(retainer: Retainer, move: RetainerMove, at: datetime) -> None:
    rests = move in {RetainerMove.LAPSE, RetainerMove.PAUSE}
    transition(
        retainer, move, by=TIMER, now=at, changes={"paused_by": Hand.TIMER} if rests else None
    )
    publish(RetainerMoved(**facts(retainer, Hand.TIMER), move=move), now=at)


def lock_settled(retainer: Retainer, *, now: datetime) -> Retainer:
    """Lock the retainer, read it again and let due moments act: how every verb begins."""
    locked = lock_row(retainer.pk)
    settle_timers(locked, now)
    return locked


def enter(retainer: Retainer, member: Member, *, now: datetime) -> tuple[Retainer, Actor]:
    """Lock and settle the retainer, and find the member's part in it; NotFound for strangers."""
    locked = lock_settled(retainer, now=now)
    return locked, actor_in(locked, member)


@transaction.atomic
def settle_retainer(*, retainer: Retainer, now: datetime) -> Retainer:
    """Return the retainer as it stands at `now`. Takes no lock when nothing is due."""
    if retainer.due_at is None or retainer.due_at > now:
        return retainer
    return lock_settled(retainer, now=now)


def open_retainer(*, member: Member, public_id: str, now: datetime) -> Retainer:
    """Return a side's retainer as it stands at `now`: the door of every page. Raises NotFound."""
    return settle_retainer(retainer=get_retainer_for(member, public_id), now=now)


def settle_retainers_of(*, member: Member, now: datetime) -> int:
    """Settle whatever is due among a member's retainers, before a list of them is shown."""
    due = list(Retainer.objects.of_party(member.pk).due(now)[:50])
    for retainer in due:
        settle_retainer(retainer=retainer, now=now)
    return len(due)


def settle_due_retainers(*, now: datetime, limit: int) -> int:
    """Settle up to `limit` retainers whose moment has come; safe to run twice at once.

    Each retainer is its own transaction, locked with skip_locked: what somebody else holds is left
    to them. One that fails is logged and doesn't keep the others waiting.
    """
    due = list(Retainer.objects.due(now).values_list("pk", flat=True)[:limit])
    return sum(_settle_alone(pk, now=now) for pk in due)


def _settle_alone(pk: int, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            rows = Retainer.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
            row = rows.select_related("client", "seller").filter(pk=pk, due_at__lte=now).first()
            return bool(row is not None and settle_timers(row, now))
    except Exception:
        log.exception("retainer_not_settled", retainer=pk)
        return False
