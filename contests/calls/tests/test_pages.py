"""Pages of the hall and of a contest: what is shown, to whom, in how many queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.wiring import CHANGES_FOR_VISITORS
from contests.calls import events
from contests.calls.choices import ContestState
from contests.calls.models import Contest, Follower, Link
from contests.calls.services import extend_contest
from contests.calls.tests.world import DAY, announced, contest_in, draft
from marketplace.accounts.models import Member
from marketplace.core import clock

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def moment() -> datetime:
    return clock.now() - timedelta(hours=1)


@pytest.fixture(autouse=True)
def _pages_anew(settings: Any) -> None:
    settings.VISITOR_PAGE_SECONDS = 0


def count_queries(browser: Client, path: str) -> int:
    """Return how many queries a page needs once everything that is read once was read."""
    browser.get(path)
    with CaptureQueriesContext(connection) as counted:
        assert browser.get(path).status_code == 200
    return len(counted)


def test_the_hall_shows_each_state_under_its_tab(admin: Member, moment: datetime) -> None:
    for number, state in enumerate(ContestState):
        past = moment - 60 * DAY if state not in ("draft", "announced", "cancelled") else moment
        contest_in(state, admin, now=past, slug=f"in-{state}", kind="writing")
        assert Contest.objects.count() == number + 1
    browser = Client()
    shown = {
        tab: set(
            re.findall(
                r'href="/en/contests/(in-[a-z]+)/"',
                browser.get(f"/en/contests/?tab={tab}").content.decode(),
            )
        )
        for tab in ("open", "soon", "judging", "closed")
    }
    assert shown == {
        "open": {"in-open"},
        "soon": {"in-announced"},
        "judging": {"in-judging"},
        "closed": {"in-results", "in-paid", "in-archived", "in-cancelled"},
    }
    kinds = browser.get("/en/contests/?tab=open&kind=follow").content.decode()
    assert "No contest is open now" in kinds


def test_the_hall_needs_as_many_queries_with_three_as_with_one(
    admin: Member, moment: datetime
) -> None:
    announced(admin, now=moment)
    one = count_queries(Client(), "/en/contests/")
    announced(admin, now=moment)
    announced(admin, now=moment, kind="writing")
    assert (count_queries(Client(), "/en/contests/"), one) == (2, 2)


def test_the_first_page_needs_six_queries_at_most(admin: Member, moment: datetime) -> None:
    announced(admin, now=moment, slug="on-the-home-page")
    browser = Client()
    assert count_queries(browser, "/en/") <= 6
    page = browser.get("/en/").content.decode()
    assert "/en/contests/on-the-home-page/" in page
    assert "$1,200" in page
    assert "Fund paid in" in page


def test_a_contest_needs_few_queries_however_many_follow(
    admin: Member, stranger: Member, client_member: Member, as_member: SignIn, moment: datetime
) -> None:
    contest = announced(admin, now=moment)
    path = f"/en/contests/{contest.slug}/"
    browser = as_member(stranger)
    few = count_queries(browser, path)
    for member in (stranger, client_member, admin):
        Follower.objects.create(contest=contest, member=member, since=moment)
    Link.objects.create(contest=contest, member=client_member, created_at=moment)
    assert count_queries(browser, path) == few
    assert few <= 14
    assert count_queries(Client(), path) <= 6


def test_a_draft_is_seen_by_administrators_only(
    admin: Member, stranger: Member, as_member: SignIn, moment: datetime
) -> None:
    contest = draft(admin, now=moment)
    path = f"/en/contests/{contest.slug}/"
    assert as_member(stranger).get(path).status_code == 404
    assert Client().get(path).status_code == 404
    page = as_member(admin).get(path).content.decode()
    assert "Only administrators see this page now" in page
    assert "noindex" in page


def test_the_page_says_what_is_won_when_and_who_may_enter(
    admin: Member, stranger: Member, as_member: SignIn, moment: datetime
) -> None:
    contest = announced(admin, now=moment)
    page = Client().get(f"/en/contests/{contest.slug}/").content.decode()
    for words in ("$1,200", "Paid into the fund", "Ranks 2 to 4", "Opens in", "data-own-zone"):
        assert words in page, words
    assert '"@type":"Event"' in page
    assert (
        "Yes, you can." in as_member(stranger).get(f"/en/contests/{contest.slug}/").content.decode()
    )
    own = as_member(admin).get(f"/en/contests/{contest.slug}/").content.decode()
    assert "Whoever works for the platform" in own
    arabic = Client().get(f"/contests/{contest.slug}/").content.decode()
    assert "الرسالة التي جلبت عميلا" in arabic


def test_a_cancelled_contest_says_so_and_why(admin: Member, moment: datetime) -> None:
    contest = contest_in(ContestState.CANCELLED, admin, now=moment)
    page = Client().get(f"/en/contests/{contest.slug}/").content.decode()
    assert "This contest was cancelled" in page
    assert "The licence lapsed." in page
    assert "EventCancelled" in page
    assert "Tell me of its next steps" not in page


def test_an_extension_stands_in_the_timeline(admin: Member, moment: datetime) -> None:
    contest = announced(admin, now=moment)
    assert contest.closes_at
    later = contest.closes_at + 3 * DAY
    extend_contest(
        contest=contest, actor=admin, closes_at=later, reason="The feast.", now=moment + DAY
    )
    page = Client().get(f"/en/contests/{contest.slug}/").content.decode()
    assert "The closing was moved" in page
    assert "The feast." in page


def test_following_and_the_own_link(
    admin: Member, stranger: Member, as_member: SignIn, moment: datetime
) -> None:
    contest = announced(admin, now=moment)
    path = f"/en/contests/{contest.slug}/"
    browser = as_member(stranger)
    for _time in range(2):
        assert browser.post(f"{path}follow/").status_code == 302
        assert browser.post(f"{path}link/").status_code == 302
    assert (Follower.objects.count(), Link.objects.count()) == (1, 1)
    page = browser.get(path).content.decode()
    assert "You follow it" in page
    assert f"/via/{Link.objects.get().code}/" in page
    assert browser.post(f"{path}unfollow/").status_code == 302
    assert Follower.objects.count() == 0
    assert Client().post(f"{path}follow/").headers["Location"].startswith("/en/accounts/login/")


def test_visitors_pages_change_at_once_with_the_contest() -> None:
    seen = {event for event in CHANGES_FOR_VISITORS if issubclass(event, events.ContestEvent)}
    quiet = {
        *(events.ContestEvent, events.ContestNews, events.ContestClosesSoon),
        *(events.ContestNotAnnounced, events.PrizeFundPaidIn, events.PrizeFundReturned),
    }
    known = {events.ContestEvent, *events.ContestEvent.__subclasses__()}
    assert known - quiet == seen
