"""Who follows a contest or entered it hears of each step, in their own language.

A contest may have thousands of followers, so news goes out in batches: each batch is one delivery
of the outbox, which writes the next one. A worker that dies repeats its batch, and nobody is told
twice, because what a batch wrote is committed with it.
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from contests.calls.events import (
    ContestCancelled,
    ContestClosesSoon,
    ContestEvent,
    ContestExtended,
    ContestNews,
    ContestNotAnnounced,
    ContestOpened,
    ContestResultsPublished,
)
from contests.calls.models import Contest
from contests.calls.queries import administrators, audience_of, contest_text, get_contest
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish, subscribe
from marketplace.notifications.services import notify

_NEWS = {
    ContestOpened: "contests.opened",
    ContestClosesSoon: "contests.closes_soon",
    ContestExtended: "contests.extended",
    ContestResultsPublished: "contests.results",
    ContestCancelled: "contests.cancelled",
}


def begin(event: ContestEvent, *, now: datetime) -> None:
    """Write the first batch of a piece of news."""
    publish(
        ContestNews(
            contest_id=event.contest_id,
            slug=event.slug,
            kind=event.kind,
            news=_NEWS[type(event)],
            after=0,
            closes_at=getattr(event, "closes_at", ""),
            reason=getattr(event, "reason", ""),
        ),
        now=now,
    )


for _event in _NEWS:
    subscribe(_event, consumer=f"calls.news_{_event.__name__}")(begin)


@subscribe(ContestNews, consumer="calls.tell_batch", queue="bulk")
def tell_batch(event: ContestNews, *, now: datetime) -> None:
    """Tell some of the audience, and write the next batch while there are more."""
    contest, size = get_contest(event.contest_id), rules().contest_news_batch
    told = audience_of(contest, after=event.after, limit=size)
    params: dict[str, str | int] = {}
    if event.closes_at:
        params["closes_at"] = event.closes_at
    if event.reason:
        params["reason"] = event.reason
    for member in told:
        _tell(member, contest, event.news, params, contest.get_absolute_url(), now)
    if len(told) == size:
        known = event.to_payload() | {"after": told[-1].pk}
        publish(ContestNews(**known), now=now)


@subscribe(ContestNotAnnounced, consumer="calls.tell_not_announced")
def tell_not_announced(event: ContestNotAnnounced, *, now: datetime) -> None:
    """Tell all administrators that a planned announcement didn't happen."""
    contest = get_contest(event.contest_id)
    url = reverse("calls:desk_contest", args=[contest.public_id])
    for member in administrators():
        _tell(member, contest, "contests.not_announced", {}, url, now)


def _tell(
    member: Member,
    contest: Contest,
    kind: str,
    params: dict[str, str | int],
    url: str,
    now: datetime,
) -> None:
    title = contest_text(contest, member.language).title
    notify(member=member, kind=kind, params={**params, "title": title}, url=url, now=now)
