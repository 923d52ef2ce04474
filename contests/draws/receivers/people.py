"""Entrants are told what becomes of their tickets, each in their own language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from contests.actions.queries import entrants_counted
from contests.calls.queries import contest_text, get_contest
from contests.draws.events import FingerprintNews, PlaceDrawn, TicketsFrozen, WinnerPassedOver
from contests.draws.queries import reason_label
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.conf import rules
from marketplace.core.events import publish, subscribe
from marketplace.notifications.services import notify


@subscribe(TicketsFrozen, consumer="draws.tell_list_closed", queue="bulk")
def tell_list_closed(event: TicketsFrozen, *, now: datetime) -> None:
    """Give everybody on the list its fingerprint: what thousands hold can't be changed quietly."""
    digest = event.tickets_sha256
    publish(
        FingerprintNews(
            contest_id=event.contest_id, slug=event.slug, tickets_sha256=digest, after=0
        ),
        now=now,
    )


@subscribe(FingerprintNews, consumer="draws.tell_fingerprint", queue="bulk")
def tell_fingerprint(event: FingerprintNews, *, now: datetime) -> None:
    """Tell some of those on the list, and write the next batch while there are more."""
    contest, size = get_contest(event.contest_id), rules().contest_news_batch
    told = entrants_counted(contest, after=event.after, limit=size)
    for entrant in told:
        params = {
            "title": contest_text(contest, entrant.member.language).title,
            "participant": entrant.public_id,
            "digest": event.tickets_sha256,
        }
        notify(
            member=entrant.member,
            kind="draws.list_closed",
            params=params,
            url=reverse("draws:draw", args=[event.slug]),
            now=now,
        )
    if len(told) == size:
        publish(replace(event, after=told[-1].pk), now=now)


@subscribe(PlaceDrawn, consumer="draws.tell_winner")
def tell_winner(event: PlaceDrawn, *, now: datetime) -> None:
    """Tell who holds a place."""
    _tell(event, "draws.moved_up" if event.moved_up else "draws.won", {}, now)


@subscribe(WinnerPassedOver, consumer="draws.tell_passed_over")
def tell_passed_over(event: WinnerPassedOver, *, now: datetime) -> None:
    """Tell who was passed over, and why."""
    member = get_member_by_public_id(event.member_id)
    with override(member.language):
        reason = reason_label(event.reason)
    _tell(event, "draws.passed_over", {"reason": reason}, now)


def _tell(
    event: PlaceDrawn | WinnerPassedOver, kind: str, more: dict[str, str], now: datetime
) -> None:
    member = get_member_by_public_id(event.member_id)
    title = contest_text(get_contest(event.contest_id), member.language).title
    notify(
        member=member,
        kind=kind,
        params={"title": title, "place": event.place, **more},
        url=reverse("draws:draw", args=[event.slug]),
        now=now,
    )
