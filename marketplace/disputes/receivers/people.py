"""Both sides are told what happened, each in their own language."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.urls import reverse

from marketplace.accounts.queries import members_by_public_id
from marketplace.core.events import subscribe
from marketplace.disputes import events
from marketplace.disputes.choices import Part
from marketplace.disputes.events import DisputeEvent
from marketplace.notifications.services import notify
from marketplace.orders.queries import get_order_for_support

_SIDES: Final = (Part.OPENER, Part.OTHER)
# What the sentences may speak of.
_SAID: Final = ("refund_amount", "answer_due_at", "appeal_due_at", "currency")
_KINDS: Final[dict[type[DisputeEvent], str]] = {
    events.DisputeBegun: "disputes.begun",
    events.AnswerReminded: "disputes.reminder",
    events.DisputeAnswered: "disputes.answered",
    events.SplitProposed: "disputes.proposed",
    events.SplitDeclined: "disputes.declined",
    events.DecisionAppealed: "disputes.appealed",
    events.DisputeSettled: "disputes.settled",
    events.DisputeTakenBack: "disputes.withdrawn",
}


def kind_of(event: DisputeEvent) -> str:
    """Return by which kind of notice an event is told."""
    if isinstance(event, events.EvidenceAdded):
        return "disputes.asked" if event.by == Part.SUPPORT else "disputes.evidence"
    if isinstance(event, events.DisputeBegun) and event.by == Part.SUPPORT:
        return "disputes.referred"
    if isinstance(event, events.DisputeDecided):
        return "disputes.lapsed" if event.by == Part.TIMER else "disputes.decided"
    return _KINDS[type(event)]


def told_parts(event: DisputeEvent) -> list[Part]:
    """Return who is told: all sides but the one who did it; of its end both are told."""
    if isinstance(event, events.AnswerReminded):
        return [Part.OTHER]
    if isinstance(event, events.DisputeSettled):
        return list(_SIDES)
    return [part for part in _SIDES if part != event.by]


def tell(event: DisputeEvent, *, now: datetime) -> None:
    """Tell everybody whom the event concerns."""
    order = get_order_for_support(event.order_id)
    people = members_by_public_id([event.opener_id, event.other_id])
    sides = {Part.OPENER: people[event.opener_id], Part.OTHER: people[event.other_id]}
    known = asdict(event)
    params: dict[str, str | int] = {name: known[name] for name in _SAID if name in known}
    params |= {
        "title": order.title,
        "opener": sides[Part.OPENER].display_name,
        "other": sides[Part.OTHER].display_name,
        "actor": sides[Part(event.by)].display_name if event.by in _SIDES else "",
    }
    for part in told_parts(event):
        notify(
            member=sides[part],
            kind=kind_of(event),
            params=params,
            url=reverse("disputes:detail", args=[event.dispute_id]),
            now=now,
        )


for _event in (*_KINDS, events.EvidenceAdded, events.DisputeDecided):
    subscribe(_event, consumer=f"disputes.tell_{_event.__name__}")(tell)
