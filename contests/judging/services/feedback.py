"""After the results: everybody who was judged is told that the feedback is there."""

from __future__ import annotations

from datetime import datetime

from contests.calls.models import Contest
from contests.judging.events import FeedbackReady
from contests.judging.models import Judging, Result
from contests.judging.services.acting import facts, set_timer
from marketplace.core.events import publish


def announce_feedback(*, contest: Contest, now: datetime) -> int:
    """Tell each entrant; returns how many. Call it once, from a consumer of the results."""
    for judging in Judging.objects.select_for_update(no_key=True).filter(contest=contest):
        set_timer(judging)
    rows = Result.objects.filter(contest=contest).select_related("entry__entrant").order_by("pk")
    count = 0
    for row in rows.iterator(chunk_size=500):
        publish(
            FeedbackReady(**facts(contest), member_id=row.entry.entrant.public_id, rank=row.rank),
            now=now,
        )
        count += 1
    return count
