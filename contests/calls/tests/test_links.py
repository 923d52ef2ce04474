"""Members' links: visits counted, touches kept, sign-ups remembered; also by the mail's code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from contests.calls.adapters.touches import COOKIE
from contests.calls.choices import ContestState
from contests.calls.models import Arrival, Contest, Link
from contests.calls.services import make_link, record_arrival
from contests.calls.tests.world import DAY, announced, contest_in, draft
from marketplace.accounts import services as accounts
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.errors import NotFound

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SignIn = Callable[..., Client]
NEWCOMER = {
    "display_name": "Layan",
    "email": "layan@example.com",
    "username": "layan",
    "password1": "a meadow in the rain",
}


@pytest.fixture
def mails() -> Iterator[list[dict[str, Any]]]:
    """Return the account mails that were queued."""
    from marketplace.accounts.services import mail  # noqa: PLC0415

    kept = list(mail._queues)
    queued: list[dict[str, Any]] = []
    accounts.register_mail_queue(lambda **given: queued.append(given))
    yield queued
    mail._queues[:] = kept


@pytest.fixture
def contest(admin: Member) -> Contest:
    return announced(admin, now=clock.now() - timedelta(hours=1))


@pytest.fixture
def link(contest: Contest, client_member: Member) -> Link:
    return make_link(contest=contest, member=client_member, now=clock.now())


def path_of(link: Link) -> str:
    return f"/en/contests/{link.contest.slug}/via/{link.code}/"


def visits(link: Link) -> int:
    return Link.objects.get(pk=link.pk).visits


def test_people_are_counted_programs_and_the_owner_are_not(
    link: Link, client_member: Member, stranger: Member, as_member: SignIn
) -> None:
    visitor = Client(HTTP_USER_AGENT=FIREFOX)
    answer = visitor.get(path_of(link))
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/en/contests/{link.contest.slug}/",
    )
    assert visits(link) == 1
    for program in ("Googlebot/2.1", "WhatsApp/2.23", "curl/8", ""):
        crawler = Client(HTTP_USER_AGENT=program)
        assert crawler.get(path_of(link)).status_code == 302
        assert COOKIE not in crawler.cookies
    visitor.head(path_of(link))
    owner = as_member(client_member)
    owner.get(path_of(link), HTTP_USER_AGENT=FIREFOX)
    assert visits(link) == 1
    member = as_member(stranger)
    member.get(path_of(link), HTTP_USER_AGENT=FIREFOX)
    assert visits(link) == 2
    assert COOKIE not in member.cookies


def test_coming_again_at_once_is_the_same_visit(
    link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, today = Client(HTTP_USER_AGENT=FIREFOX), clock.now()
    for minutes, counted in ((0, 1), (29, 1), (31, 2)):
        moment = today + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        assert browser.get(path_of(link)).status_code == 302
        assert visits(link) == counted


def test_a_link_belongs_to_its_contest(link: Link, admin: Member) -> None:
    other = announced(admin, now=clock.now() - timedelta(hours=1))
    wrong = Client().get(f"/en/contests/{other.slug}/via/{link.code}/")
    assert wrong.status_code == 404
    hidden = draft(admin, now=clock.now())
    with pytest.raises(NotFound):
        make_link(contest=hidden, member=link.member, now=clock.now())


def test_signing_up_with_the_mails_code_keeps_the_link(
    link: Link, mails: list[dict[str, Any]]
) -> None:
    browser = Client(HTTP_USER_AGENT=FIREFOX)
    browser.get(path_of(link))
    sent = browser.post("/en/accounts/signup/", NEWCOMER)
    browser.post(sent["Location"], {"code": mails[-1]["context"]["code"]})
    arrival = Arrival.objects.get()
    assert (arrival.member.username, arrival.link) == ("layan", link)
    assert arrival.came_at <= arrival.signed_up_at


@pytest.mark.usefixtures("mails")
def test_the_first_link_counts(link: Link, stranger: Member) -> None:
    second = make_link(contest=link.contest, member=stranger, now=clock.now())
    browser = Client(HTTP_USER_AGENT=FIREFOX)
    for one in (link, second):
        browser.get(path_of(one))
    browser.post("/en/accounts/signup/", NEWCOMER)
    assert Arrival.objects.get().link == link
    assert (visits(link), visits(second)) == (1, 1)


@pytest.mark.usefixtures("mails")
@pytest.mark.parametrize(("days", "counts"), [(29.9, True), (30.1, False)])
def test_a_visit_counts_for_thirty_days(
    days: float, *, counts: bool, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Client(HTTP_USER_AGENT=FIREFOX)
    today = clock.now()
    monkeypatch.setattr(clock, "now", lambda: today - timedelta(days=days))
    browser.get(path_of(link))
    monkeypatch.setattr(clock, "now", lambda: today)
    browser.post("/en/accounts/signup/", NEWCOMER)
    assert Arrival.objects.exists() is counts


@pytest.mark.usefixtures("mails")
def test_a_forged_cookie_is_nobodys(link: Link) -> None:
    browser = Client(HTTP_USER_AGENT=FIREFOX)
    browser.cookies[COOKIE] = f"{link.code}.{int(clock.now().timestamp())}:forged"
    assert browser.post("/en/accounts/signup/", NEWCOMER).status_code == 302
    assert Member.objects.filter(username="layan").exists()
    assert not Arrival.objects.exists()


def test_only_new_members_count_once_and_never_for_themselves(
    link: Link, stranger: Member, now: datetime
) -> None:
    given = {"code": link.code, "now": now}
    assert record_arrival(member=link.member, came_at=now - 900 * DAY, **given) is None
    late = stranger.date_joined + timedelta(seconds=1)
    assert record_arrival(member=stranger, came_at=late, **given) is None
    early = stranger.date_joined - timedelta(seconds=1)
    first = record_arrival(member=stranger, came_at=early, **given)
    assert record_arrival(member=stranger, came_at=early, **given) == first
    assert Arrival.objects.count() == 1


def test_a_cancelled_contests_link_still_leads_to_its_page(admin: Member, link: Link) -> None:
    off = contest_in(ContestState.CANCELLED, admin, now=clock.now() - timedelta(hours=1))
    own = make_link(contest=off, member=link.member, now=clock.now())
    assert Client().get(path_of(own)).status_code == 302
