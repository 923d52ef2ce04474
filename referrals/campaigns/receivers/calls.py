"""A segment is called batch by batch: each is one delivery of the outbox, which writes the next."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.errors import NotFound
from marketplace.core.events import subscribe
from referrals.campaigns.events import SegmentCalled
from referrals.campaigns.queries import get_campaign, get_segment
from referrals.campaigns.services import call_batch


@subscribe(SegmentCalled, consumer="campaigns.call_batch", queue="bulk")
def call(event: SegmentCalled, *, now: datetime) -> None:
    """Call one batch; a segment that was deleted meanwhile calls nobody."""
    try:
        segment = get_segment(event.segment_id)
    except NotFound:
        return
    campaign = get_campaign(event.campaign_id)
    call_batch(campaign=campaign, segment=segment, after=event.after, now=now)
