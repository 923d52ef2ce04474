"""Open briefs stand in the index of everything that can be found, and leave it when they end."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.events import subscribe
from marketplace.hiring.events import BriefPosted, PostedBriefChanged, PostedEvent
from marketplace.hiring.queries import posted_number
from marketplace.hiring.services.listing import PostedSource
from marketplace.search.choices import Kind
from marketplace.search.services import refresh, register_source

register_source(Kind.BRIEF, PostedSource())


@subscribe(BriefPosted, consumer="hiring.list_posted")
@subscribe(PostedBriefChanged, consumer="hiring.list_changed")
def keep_listed(event: PostedEvent, *, now: datetime) -> None:
    """Let an open brief be found by what it says now; take any other out."""
    refresh(kind=Kind.BRIEF, refs=[posted_number(event.posted_id)], now=now)
