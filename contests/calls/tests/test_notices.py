"""Who is told what: followers and entrants each once, in their own language, in batches."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from config.testing import MakeMember
from contests.calls.choices import ContestState
from contests.calls.models import Contest, Follower
from contests.calls.queries import audience as audience_module
from contests.calls.queries import audience_of, register_audience
from contests.calls.services import (
    cancel_contest,
    extend_contest,
    follow_contest,
    move_due_contests,
    publish_contest_results,
    remind_closing_contests,
    unfollow_contest,
)
from contests.calls.tests.world import DAY, announced, contest_in, draft
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.notifications.queries import lines
from marketplace.webhooks.models import WebhookDelivery
from marketplace.webhooks.services import add_endpoint

pytestmark = pytest.mark.django_db


def settle(now: datetime) -> None:
    """Let everybody hear, batch after batch."""
    for _round in range(9):
        if not deliver_due(now=now):
            return


def kinds_of(member: Member) -> list[str]:
    rows = Notification.objects.filter(member=member).order_by("id")
    return [row.kind.removeprefix("contests.") for row in rows]


def test_each_step_is_told_once(admin: Member, stranger: Member, now: datetime) -> None:
    contest = announced(admin, now=now)
    follow_contest(contest=contest, member=stranger, now=now)
    assert contest.opens_at
    assert contest.closes_at
    later = contest.closes_at + DAY
    steps = (
        lambda: move_due_contests(now=contest.opens_at, limit=9),
        lambda: extend_contest(
            contest=contest, actor=admin, closes_at=later, reason="العيد", now=contest.opens_at
        ),
        lambda: remind_closing_contests(now=later - timedelta(hours=2), limit=9),
        lambda: move_due_contests(now=later, limit=9),
        lambda: publish_contest_results(contest=contest, actor=admin, now=later + DAY),
    )
    for step in steps:
        step()
        settle(later + 2 * DAY)
    assert kinds_of(stranger) == ["opened", "extended", "closes_soon", "results"]
    settle(later + 3 * DAY)
    assert len(kinds_of(stranger)) == 4
    assert OutgoingMail.objects.filter(to="stranger@example.com").exists()


def test_a_cancellation_tells_the_reason_in_each_language(
    admin: Member, member_factory: MakeMember, now: datetime
) -> None:
    contest = announced(admin, now=now)
    people = [member_factory(f"reader{code}", language=code) for code in ("ar", "en")]
    for member in people:
        follow_contest(contest=contest, member=member, now=now)
    cancel_contest(contest=contest, actor=admin, reason="The licence lapsed.", now=now)
    settle(now)
    for member, title in zip(people, ("الرسالة التي جلبت", "The letter that"), strict=True):
        (row,) = Notification.objects.filter(member=member)
        (line,) = lines([row], member=member, lang=member.language)
        assert title in line.title
        assert "The licence lapsed." in line.body


def test_a_cancelled_draft_is_nobodys_news(admin: Member, stranger: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    with pytest.raises(NotFound):
        follow_contest(contest=contest, member=stranger, now=now)
    cancel_contest(contest=contest, actor=admin, reason="", now=now)
    settle(now)
    assert Notification.objects.count() == 0


def test_many_are_told_in_batches_each_once(
    admin: Member, member_factory: MakeMember, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "contest_news_batch": 3}
    contest = announced(admin, now=now)
    people = [member_factory() for _number in range(7)]
    for member in people:
        follow_contest(contest=contest, member=member, now=now)
    cancel_contest(contest=contest, actor=admin, reason="So", now=now)
    settle(now)
    assert Notification.objects.filter(kind="contests.cancelled").count() == 7
    assert {len(kinds_of(member)) for member in people} == {1}


def test_whoever_another_app_names_hears_too_and_nobody_twice(
    admin: Member,
    stranger: Member,
    seller: Member,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(audience_module, "_AUDIENCES", {})
    contest = announced(admin, now=now)
    follow_contest(contest=contest, member=stranger, now=now)
    names = ["stranger", "salma"]
    register_audience(
        "entrants", lambda _contest: Member.objects.filter(username__in=names).values("pk")
    )
    assert audience_of(contest) == sorted([stranger, seller], key=lambda one: one.pk)
    unfollow_contest(contest=contest, member=stranger)
    assert Follower.objects.count() == 0
    assert len(audience_of(contest)) == 2


def test_administrators_hear_of_an_announcement_that_failed(
    admin: Member, second_admin: Member, now: datetime
) -> None:
    draft(admin, now=now, announces_at=now + DAY)
    move_due_contests(now=now + DAY, limit=9)
    settle(now + DAY)
    assert kinds_of(admin) == kinds_of(second_admin) == ["not_announced"]
    row = Notification.objects.filter(member=admin).get()
    assert row.url == f"/desk/contests/{Contest.objects.get().public_id}/"


def test_a_closed_contest_tells_followers_nothing_by_itself(
    admin: Member, stranger: Member, now: datetime
) -> None:
    contest = contest_in(ContestState.OPEN, admin, now=now)
    follow_contest(contest=contest, member=stranger, now=now)
    settle(now + 3 * DAY)
    Notification.objects.all().delete()
    move_due_contests(now=now + 20 * DAY, limit=9)
    settle(now + 20 * DAY)
    assert kinds_of(stranger) == []


def test_webhooks_tell_followers_and_administrators(
    admin: Member, second_admin: Member, stranger: Member, seller: Member, now: datetime
) -> None:
    contest = announced(admin, now=now)
    follow_contest(contest=contest, member=stranger, now=now)
    for member in (admin, second_admin, stranger, seller):
        add_endpoint(
            member=member,
            url=f"https://{member.username}.example.com/hook",
            events=["contest.announced", "contest.cancelled"],
            now=now,
        )
    cancel_contest(contest=contest, actor=admin, reason="The licence lapsed.", now=now)
    settle(now)
    told = WebhookDelivery.objects.filter(event="contest.cancelled")
    people = {row.endpoint.member for row in told}
    assert people == {admin, second_admin, stranger}
    assert {row.payload["data"]["reason"] for row in told} == {"The licence lapsed."}
    assert {row.payload["data"]["contest_id"] for row in told} == {contest.public_id}
