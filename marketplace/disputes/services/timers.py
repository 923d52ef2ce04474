"""When something happens to a dispute by itself. Pure arithmetic on its own fields."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from marketplace.disputes.choices import DisputeState, DisputeTimer
from marketplace.disputes.models import Dispute

NextTimer = tuple[DisputeTimer | str, datetime | None]

NOTHING: Final[NextTimer] = ("", None)
# Who hasn't answered is reminded so long before the time is over.
REMIND_BEFORE: Final = timedelta(days=1)


def next_timer(dispute: Dispute) -> NextTimer:
    """Return what happens next if nobody acts, and the exact moment; ("", None) for nothing."""
    state = DisputeState(dispute.state)
    if state == DisputeState.AWAITING_ANSWER:
        remind_at = dispute.answer_due_at - REMIND_BEFORE
        if dispute.reminded_at is None and remind_at > dispute.opened_at:
            return DisputeTimer.REMINDER, remind_at
        return DisputeTimer.UNANSWERED, dispute.answer_due_at
    if state == DisputeState.WITH_SUPPORT:
        return DisputeTimer.DEFAULT, dispute.default_at
    if state == DisputeState.DECIDED:
        return DisputeTimer.APPEAL_OVER, dispute.appeal_due_at
    if state == DisputeState.APPEALED:
        return DisputeTimer.APPEAL_UNDECIDED, dispute.appeal_default_at
    return NOTHING
