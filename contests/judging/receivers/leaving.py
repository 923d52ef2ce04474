"""Entries that are withdrawn or taken out while the contest is judged."""

from __future__ import annotations

from datetime import datetime

from contests.calls.queries import get_contest
from contests.entries.events import EntryDisqualified, EntryWithdrawn
from contests.judging.services import go_on_without
from marketplace.core.events import subscribe


@subscribe(EntryDisqualified, consumer="judging.taken_out")
def taken_out(event: EntryDisqualified, *, now: datetime) -> None:
    """Rank the others anew."""
    go_on_without(contest=get_contest(event.contest_id), now=now)


@subscribe(EntryWithdrawn, consumer="judging.withdrawn")
def withdrawn(event: EntryWithdrawn, *, now: datetime) -> None:
    """Rank the others anew."""
    go_on_without(contest=get_contest(event.contest_id), now=now)
