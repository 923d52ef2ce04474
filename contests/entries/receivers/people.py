"""Entrants and administrators are told what happened, each in their own language."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.urls import reverse

from contests.calls.events import ContestCancelled
from contests.calls.queries import contest_text, get_contest
from contests.entries import events
from contests.entries.choices import STANDING, EntryState
from contests.entries.events import EntriesChecked, EntryAppealed, EntryEvent
from contests.entries.models import Entry
from contests.entries.queries import find_entry
from marketplace.accounts.choices import Role
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.services import notify

_KINDS: Final[dict[type[EntryEvent], str]] = {
    events.EntrySubmitted: "entries.submitted",
    events.EntryProblemSeen: "entries.problem",
    events.EntryAccepted: "entries.accepted",
    events.EntryRefused: "entries.refused",
    events.EntryAppealAnswered: "entries.upheld",
    events.EntryReconsidered: "entries.reconsidered",
    events.EntryDisqualified: "entries.disqualified",
}


def tell_entrant(event: EntryEvent, *, now: datetime) -> None:
    """Tell the entrant."""
    member = get_member_by_public_id(event.entrant_id)
    contest = get_contest(event.contest_id)
    params: dict[str, str | int] = {
        "contest": contest_text(contest, member.language).title,
        "title": event.title,
        "reason": str(getattr(event, "reason", "")),
        "closes_at": contest.closes_at.isoformat() if contest.closes_at else "",
    }
    notify(
        member=member,
        kind=_KINDS[type(event)],
        params=params,
        url=reverse("entries:entry", args=[event.entry_id]),
        now=now,
        # A page may be looked at often before it is in order.
        coalesce_on=event.entry_id if isinstance(event, events.EntryProblemSeen) else "",
    )


for _event in _KINDS:
    subscribe(_event, consumer=f"entries.tell_{_event.__name__}")(tell_entrant)


@subscribe(EntryAppealed, consumer="entries.tell_desk_appealed")
def tell_desk_appealed(event: EntryAppealed, *, now: datetime) -> None:
    """Tell the administrators that a writer asks to look again."""
    contest = get_contest(event.contest_id)
    entry = find_entry(event.entry_id)
    for member in members_with_role(Role.ADMIN):
        if member.pk == entry.entrant_id:
            continue
        title = contest_text(contest, member.language).title
        notify(
            member=member,
            kind="entries.appealed",
            params={"contest": title, "title": event.title},
            url=reverse("entries:desk_entry", args=[event.contest_id, event.entry_id]),
            now=now,
        )


@subscribe(EntriesChecked, consumer="entries.tell_desk_checked")
def tell_desk_checked(event: EntriesChecked, *, now: datetime) -> None:
    """Tell the administrators that entries wait for them, or that none does."""
    contest = get_contest(event.contest_id)
    for member in members_with_role(Role.ADMIN):
        params: dict[str, str | int] = {
            "contest": contest_text(contest, member.language).title,
            "waiting": event.waiting,
            "total": event.total,
        }
        notify(
            member=member,
            kind="entries.checked",
            params=params,
            url=reverse("entries:desk", args=[event.contest_id]),
            now=now,
        )


@subscribe(ContestCancelled, consumer="entries.tell_cancelled", queue="bulk")
def tell_cancelled(event: ContestCancelled, *, now: datetime) -> None:
    """Tell everybody who entered that there will be no results, and why."""
    contest = get_contest(event.contest_id)
    states = (*STANDING, EntryState.REFUSED)
    rows = Entry.objects.filter(contest=contest, state__in=states).select_related("entrant")
    for entry in rows.defer("text").order_by("id").iterator(chunk_size=500):
        member = entry.entrant
        params: dict[str, str | int] = {
            "contest": contest_text(contest, member.language).title,
            "title": entry.title,
            "reason": event.reason,
        }
        notify(
            member=member,
            kind="entries.cancelled",
            params=params,
            url=entry.get_absolute_url(),
            now=now,
        )
