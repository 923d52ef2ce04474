"""How posted briefs end: by their client, by the clock, or because somebody was hired."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.events import publish
from marketplace.hiring.choices import LIVE_PROPOSALS, Hand, PostedState, ProposalState
from marketplace.hiring.events import (
    BriefClosed,
    BriefExpired,
    BriefExpiring,
    ProposalsClosed,
)
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.services.holding import release_budget
from marketplace.hiring.services.states import (
    announce_change,
    lock_posted,
    posted_transition,
    proposal_transition,
)

log = structlog.get_logger(__name__)


def end_brief(row: PostedBrief, *, to: PostedState, hand: Hand, actor: str, now: datetime) -> None:
    """End a locked brief: proposals are closed, what is held is free again, all of it at once."""
    posted_transition(row, to=to, hand=hand, now=now)
    announce_change(row, now=now)
    close_proposals(row, hand=hand, why=to, now=now)
    released = release_budget(row, actor=actor, now=now)
    row.reminder_at = None
    row.save()
    record_audit(
        actor=actor,
        action=f"brief.{to}",
        subject=row.reference,
        after={"released": released},
        now=now,
    )
    facts = {"posted_id": row.public_id, "client_id": row.client.public_id, "title": row.title}
    if to == PostedState.CLOSED:
        publish(BriefClosed(**facts, released=released, currency=row.currency), now=now)
    elif to == PostedState.EXPIRED:
        publish(BriefExpired(**facts, released=released, currency=row.currency), now=now)


def close_proposals(row: PostedBrief, *, hand: Hand, why: str, now: datetime) -> None:
    """Close what is left of a locked brief's proposals, and tell their freelancers once."""
    rows = Proposal.objects.select_for_update(no_key=True, of=("self",)).filter(
        brief=row, state__in=LIVE_PROPOSALS
    )
    closed = list(rows.select_related("freelancer").order_by("id"))
    for proposal in closed:
        proposal_transition(proposal, to=ProposalState.CLOSED, hand=hand, now=now)
        proposal.save(update_fields=["state", "updated_at", "closed_at"])
    if closed:
        publish(
            ProposalsClosed(
                posted_id=row.public_id,
                client_id=row.client.public_id,
                title=row.title,
                freelancer_ids=",".join(one.freelancer.public_id for one in closed),
                why=why,
            ),
            now=now,
        )


@transaction.atomic
def settle_posted(*, brief: PostedBrief, now: datetime) -> PostedBrief:
    """Return the brief as it stands at `now`: one whose end has come has ended at that moment.

    Takes no lock when nothing is due.
    """
    if brief.state != PostedState.OPEN or brief.due_at > now:
        return brief
    return _expire(lock_posted(brief.pk), now)


def _expire(row: PostedBrief, now: datetime) -> PostedBrief:
    if row.state == PostedState.OPEN and row.due_at <= now:
        end_brief(row, to=PostedState.EXPIRED, hand=Hand.TIMER, actor=SYSTEM, now=row.due_at)
    return row


def expire_posted_briefs(*, now: datetime, limit: int) -> int:
    """End briefs whose end has come; safe to run twice at once. Returns how many.

    One that fails is logged and doesn't keep the others waiting.
    """
    due = PostedBrief.objects.filter(state=PostedState.OPEN, due_at__lte=now)
    ids = list(due.order_by("due_at", "id").values_list("pk", flat=True)[:limit])
    return sum(_expire_alone(pk, now) for pk in ids)


def _expire_alone(brief_id: int, now: datetime) -> bool:
    try:
        return _expire_unless_held(brief_id, now)
    except Exception:
        log.exception("brief_not_ended", brief=brief_id)
        return False


@transaction.atomic
def _expire_unless_held(brief_id: int, now: datetime) -> bool:
    rows = PostedBrief.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    due = rows.select_related("client").filter(pk=brief_id, state=PostedState.OPEN, due_at__lte=now)
    row = due.first()
    return row is not None and _expire(row, now).state == PostedState.EXPIRED


def remind_of_endings(*, now: datetime, limit: int) -> int:
    """Tell clients whose briefs end soon, once; safe to run twice at once. Returns how many."""
    with transaction.atomic():
        due = PostedBrief.objects.select_for_update(
            no_key=True, skip_locked=True, of=("self",)
        ).filter(state=PostedState.OPEN, reminder_at__lte=now, due_at__gt=now)
        rows = list(due.select_related("client").order_by("reminder_at", "id")[:limit])
        for row in rows:
            row.reminder_at = None
            row.save(update_fields=["reminder_at"])
            publish(
                BriefExpiring(
                    posted_id=row.public_id,
                    client_id=row.client.public_id,
                    title=row.title,
                    due_at=row.due_at.isoformat(),
                ),
                now=now,
            )
    return len(rows)
