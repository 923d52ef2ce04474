"""Entrants hear what became of their proofs and holds, each in their own language."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from contests.actions.choices import RejectReason
from contests.actions.events import (
    ClaimGranted,
    ClaimRejected,
    EntrantCleared,
    EntrantEvent,
    EntrantExcluded,
    EntrantHeld,
)
from contests.actions.queries import note_of
from contests.calls.queries import contest_text, get_contest
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.services import notify


def _tell(event: EntrantEvent, kind: str, more: dict[str, str | int], now: datetime) -> None:
    member = get_member_by_public_id(event.member_id)
    title = contest_text(get_contest(event.contest_id), member.language).title
    notify(
        member=member,
        kind=kind,
        params={"title": title, **more},
        url=f"{reverse('calls:contest', args=[event.slug])}#actions",
        now=now,
    )


@subscribe(ClaimGranted, consumer="actions.tell_granted")
def tell_granted(event: ClaimGranted, *, now: datetime) -> None:
    """Tell of a person's decision; what counts at once was seen on the page."""
    if event.by_person:
        _tell(event, "actions.granted", {"tickets": event.tickets}, now)


@subscribe(ClaimRejected, consumer="actions.tell_rejected")
def tell_rejected(event: ClaimRejected, *, now: datetime) -> None:
    """Tell why, and until when an appeal is possible."""
    with override(get_member_by_public_id(event.member_id).language):
        reason = str(RejectReason(event.reason).label)
    if event.reason == RejectReason.OTHER:
        # Its words say that it is written below, and a notice has no below.
        reason = note_of(event.claim_id) or reason
    more: dict[str, str | int] = {"reason": reason}
    if event.is_final:
        _tell(event, "actions.dismissed", more, now)
    else:
        _tell(event, "actions.rejected", {**more, "appeal_until_at": event.appeal_until}, now)


@subscribe(EntrantHeld, consumer="actions.tell_held")
def tell_held(event: EntrantHeld, *, now: datetime) -> None:
    """Tell of a hold at once."""
    _tell(event, "actions.held", {}, now)


@subscribe(EntrantCleared, consumer="actions.tell_cleared")
def tell_cleared(event: EntrantCleared, *, now: datetime) -> None:
    """Tell that all is well."""
    _tell(event, "actions.cleared", {}, now)


@subscribe(EntrantExcluded, consumer="actions.tell_excluded")
def tell_excluded(event: EntrantExcluded, *, now: datetime) -> None:
    """Tell why."""
    _tell(event, "actions.excluded", {"reason": event.reason}, now)
