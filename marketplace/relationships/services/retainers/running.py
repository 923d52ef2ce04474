"""Pausing, resuming, giving notice and taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.relationships.choices import RetainerMove, RetainerState
from marketplace.relationships.events import RetainerMoved
from marketplace.relationships.models import Retainer
from marketplace.relationships.queries.months import local_day, month_start
from marketplace.relationships.services.retainers.acting import (
    overtake_changes,
    refuse,
    refuse_month,
    transition,
)
from marketplace.relationships.services.retainers.announcing import facts
from marketplace.relationships.services.retainers.settling import enter, settle_timers


@transaction.atomic
def pause_retainer(*, retainer: Retainer, actor: Member, now: datetime) -> Retainer:
    """Let nothing be renewed until the same side resumes; the month that is paid for goes on.

    Locks the retainer. Raises RetainerStateRefuses.
    """
    locked, by = enter(retainer, actor, now=now)
    transition(locked, RetainerMove.PAUSE, by=by, now=now, changes={"paused_by": by.hand})
    publish(RetainerMoved(**facts(locked, by.hand), move=RetainerMove.PAUSE), now=now)
    return locked


@transaction.atomic
def resume_retainer(*, retainer: Retainer, actor: Member, now: datetime) -> Retainer:
    """Start again. A month that is still running ends as it would have; otherwise one begins now.

    From a new beginning on, months are counted from today. Locks the retainer, then the order and
    the accounts. Raises PausedByOther, RetainerStateRefuses, NotTakingWork, MemberBlocked.
    """
    locked, by = enter(retainer, actor, now=now)
    refuse(locked, RetainerMove.RESUME, by)
    refuse_month(locked)

    changes: dict[str, object] = {"paused_by": ""}
    if locked.months == 0 or not locked.periods.filter(ends_at__gt=now).exists():
        today = local_day(now, timezone=locked.timezone)
        anchor = max(locked.anchor_on, today) if locked.months == 0 else today
        changes |= {"anchor_on": anchor, "months": 0}

    transition(locked, RetainerMove.RESUME, by=by, now=now, changes=changes)
    publish(RetainerMoved(**facts(locked, by.hand), move=RetainerMove.RESUME), now=now)
    settle_timers(locked, now)
    return locked


@transaction.atomic
def stop_retainer(*, retainer: Retainer, actor: Member, now: datetime) -> Retainer:
    """Give notice: it ends with the first month's end that is far enough away.

    What waits for payment or rests ends at once. Locks the retainer. Raises RetainerStateRefuses.
    """
    locked, by = enter(retainer, actor, now=now)
    ends_now = locked.state in {RetainerState.AWAITING_PAYMENT, RetainerState.PAUSED}
    move = RetainerMove.END if ends_now else RetainerMove.STOP
    refuse(locked, move, by)

    ends_at = now if ends_now else notice_ends_at(locked, now)
    transition(locked, move, by=by, now=now, changes={"ends_at": ends_at, "notice_by": by.hand})
    overtake_changes(locked, now=now)

    publish(
        RetainerMoved(**facts(locked, by.hand), move=move, ends_at=ends_at.isoformat()), now=now
    )
    return locked


def notice_ends_at(retainer: Retainer, now: datetime) -> datetime:
    """Return when a notice given now takes effect."""
    notice = timedelta(days=rules().retainer_notice_days)
    months = retainer.months
    while True:
        at = month_start(retainer.anchor_on, months, timezone=retainer.timezone)
        if at - now >= notice:
            return at
        months += 1


@transaction.atomic
def keep_retainer(*, retainer: Retainer, actor: Member, now: datetime) -> Retainer:
    """Take one's own notice back before it has taken effect.

    Locks the retainer. Raises NoticeByOther, RetainerStateRefuses.
    """
    locked, by = enter(retainer, actor, now=now)
    refuse(locked, RetainerMove.KEEP, by)
    transition(
        locked, RetainerMove.KEEP, by=by, now=now, changes={"ends_at": None, "notice_by": ""}
    )
    publish(RetainerMoved(**facts(locked, by.hand), move=RetainerMove.KEEP), now=now)
    return locked
