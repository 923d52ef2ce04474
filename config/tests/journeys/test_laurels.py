"""Guru of the year, from the nomination to the prize, in browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from community.gurus.tests import world as club
from community.laurels.models import Candidacy, Election, Paper
from community.laurels.services import closing, preparing
from community.laurels.services.preparing import ElectionDraft
from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, press
from contests.calls.models import Contest, Prize
from contests.calls.services import announce_contest, pay_in_fund, settle_contest
from contests.calls.tests.world import draft as draft_contest
from contests.calls.tests.world import fresh
from contests.prizes.models import Award
from contests.prizes.services import pay_due_awards
from marketplace.core import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from marketplace.accounts.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)
LAYLA = "ليلى بن عيسى"


def set_up(admin: Member, noor: Member, gurus: list[Member], now: datetime) -> tuple[Any, Contest]:
    """Return an election that is open, and the contest with its prizes."""
    club.put_charter(noor, now=now)
    for one in gurus:
        club.guru(noor, one, now=now)
    draft = ElectionDraft(
        year=now.year,
        places=1,
        counting_from=date(now.year - 1, 1, 1),
        vote_opens_at=clock.now() + DAY,
        vote_closes_at=clock.now() + 2 * DAY,
    )
    election = preparing.prepare_election(actor=noor, draft=draft, now=now)
    contest = draft_contest(admin, now=now, kind="elected", slug="guru-prizes")
    # A sum for which no tax office is asked about.
    Prize.objects.filter(contest=contest, first_rank=1).update(amount=30_000)
    pay_in_fund(contest=contest, actor=admin, now=now)
    announce_contest(contest=contest, actor=admin, now=now)
    preparing.choose_prizes(election=election, actor=noor, contest_id=contest.public_id, now=now)
    return preparing.open_election(election=election, actor=noor, now=now), contest


def due(election: Election) -> None:
    """Let the time of the election come."""
    Election.objects.filter(pk=election.pk).update(due_at=clock.now())
    assert closing.move_due_elections(now=clock.now(), limit=1) == 1


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_guru_of_the_year_from_nomination_to_prize(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    settings: Any,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    admin = member_factory("nadia", roles=("admin",), language=lang)
    noor = member_factory("noor", roles=("community_manager",), language=lang)
    tariq = member_factory("tariq", language=lang)
    layla = member_factory("layla", display_name=LAYLA, language=lang)
    election, contest = set_up(admin, noor, [tariq, layla], clock.now() - 20 * DAY)
    prefix = "" if lang == "ar" else "/en"
    year = f"{prefix}/gurus/year/{election.year}/"
    first, candidate, desk = (people.window(one, size=size) for one in (tariq, layla, noor))

    nominate(first, year)
    settle()
    accept(candidate, prefix)
    due(election)
    settle()
    receipt = vote(first, year)
    due(election)
    settle()
    desk.goto(f"{prefix}/desk/laurels/{election.public_id}/")
    assert fits(desk) == []
    press(desk, "/confirm/")
    settle()
    look_up(first, year, receipt)
    pay(people.window(admin, size=size), prefix, contest, settle)
    candidate.goto(f"{prefix}/wallet/")
    award = Award.objects.get(contest=contest, rank=1)
    assert award.state == "done"
    assert shows(candidate, f"{award.amount // 100}")


def nominate(page: Page, year: str) -> None:
    """A guru names another, from the page of the year."""
    page.goto(year)
    page.locator("main a[href$='/nominate/']").click()
    page.fill("[name=candidate]", "@layla")
    page.fill("[name=reason]", "تجيب حيث يسكت غيرها.")
    press(page, "/nominate/")
    page.wait_for_url(f"**{year}")
    assert fits(page) == []


def accept(page: Page, prefix: str) -> None:
    """The candidate finds it on the hall's page and says a few words."""
    page.goto(f"{prefix}/gurus/year/")
    page.locator("main a[href*='/candidacies/']").click()
    assert fits(page) == []
    page.fill("[name=statement]", "يسعدني ذلك.")
    press(page, "/accept/")
    page.locator("form[action$='/step-back/']").wait_for()


def vote(page: Page, year: str) -> str:
    """Rank, and read the receipt that is shown once."""
    page.goto(f"{year}vote/")
    assert fits(page) == []
    name = f"rank_{Candidacy.objects.get().public_id}"
    page.select_option(f"[name={name}]", "1")
    press(page, "/vote/")
    page.locator("#receipt").wait_for()
    assert fits(page) == []
    return page.locator("#receipt").inner_text().strip()


def look_up(page: Page, year: str, receipt: str) -> None:
    """The result stands on the page, and the receipt among the ballots."""
    page.goto(year)
    assert shows(page, LAYLA)
    assert fits(page) == []
    assert Paper.objects.get().receipt == receipt
    page.locator("main a[href$='/check/']").click()
    page.fill("[name=receipt]", receipt)
    page.locator("main form[action$='/check/'] button").click()
    page.locator("main .note.good").wait_for()
    assert fits(page) == []


def pay(page: Page, prefix: str, contest: Contest, settle: Callable[[], int]) -> None:
    """The administrator approves the winner at the contests' desk, and the money goes."""
    settle_contest(contest=fresh(contest), now=clock.now())
    settle()
    page.goto(f"{prefix}/desk/contests/{contest.public_id}/winners/")
    assert shows(page, LAYLA)
    page.on("dialog", lambda dialog: dialog.accept())
    press(page, "/winners/approve/")
    settle()
    assert pay_due_awards(now=clock.now(), limit=10) >= 1
    settle()
