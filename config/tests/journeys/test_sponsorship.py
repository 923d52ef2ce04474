"""In browsers: a creator is sponsored, a fan buys, and growth shows it beside a contest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import press, send
from contests.calls.tests.world import announced
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.fetch import FetchedPage
from marketplace.core.outbox import deliver_due
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in
from referrals.growth.services import look_for_changes, recount_stale
from referrals.growth.tests.world import Sold, link_of, order, sign_up, spend
from referrals.links.choices import LinkKind
from referrals.links.services import roll_visits
from referrals.sponsorships import services
from referrals.sponsorships.gateways import pages
from referrals.sponsorships.models import Sponsorship

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
DAY = timedelta(days=1)


def _day(ahead: int) -> str:
    return (clock.now() + ahead * DAY).date().isoformat()


def check(*windows: Page) -> None:
    """Nothing is too wide, and axe finds nothing."""
    for page in windows:
        assert overflow(page) == 0, page.url
        assert axe_in_passing(page) == [], page.url


def ask(page: Page, prefix: str) -> Sponsorship:
    """The creator says what is published, where, and for how much."""
    page.goto(f"{prefix}/sponsorships/")
    check(page)
    page.locator("a[href$='/sponsorships/new/']").first.click()
    page.select_option("[name=network]", "podcast")
    page.fill("[name=address]", "https://voice.example/")
    page.fill("[name=audience]", "٣٢٠٠")
    page.fill("[name=content]", "دقيقة عن أول طلب.")
    page.fill("[name=place]", "الحلقة ٤١، الدقيقة الأولى")
    page.fill("[name=publish_by]", _day(9))
    page.fill("[name=amount]", "٢٠")
    check(page)
    send(page)
    page.wait_for_url("**/sponsorships/*/")
    return Sponsorship.objects.get()


def agree_and_pay_in(page: Page, prefix: str, row: Sponsorship) -> None:
    """The desk agrees to what was asked for, and pays in."""
    page.goto(f"{prefix}/desk/sponsorships/?state=waits")
    check(page)
    page.locator(f"a[href$='/sponsorships/{row.public_id}/']").first.click()
    press(page, "/agree/")
    press(page, "/fund/")
    check(page)


def start_and_publish(page: Page, prefix: str, row: Sponsorship) -> str:
    """The creator gets link and code, publishes, and sends the address."""
    page.goto(f"{prefix}/sponsorships/{row.public_id}/")
    press(page, "/start/")
    address = page.locator("#tracked-link").inner_text()
    page.fill("[name=address]", "https://voice.example/41")
    check(page)
    press(page, "/proof/")
    return address


def come_and_sign_up(page: Page, address: str) -> Member:
    """A fan follows the link and becomes a member; a browser that says "headless" is a program."""
    page.set_extra_http_headers({"User-Agent": PERSON})
    page.goto(address)
    page.goto("/accounts/signup/")
    page.fill("[name=display_name]", "فهد العلي")
    page.fill("[name=email]", "fan@example.com")
    page.fill("[name=username]", "fan")
    page.fill("[name=password1]", "a-long-test-password")
    send(page)
    return Member.objects.get(username="fan")


def beside_it(admin: Member, writer: Member, fan: Member) -> str:
    """A contest that cost something and brought somebody, too; returns its id."""
    now = clock.now()
    contest = announced(admin, now=now)
    link = link_of(LinkKind.CONTEST, contest.public_id, now=now)
    sign_up(fan, link, now - 5 * DAY)
    order(Sold(fan, writer, now - 4 * DAY, now - 2 * DAY), link)
    spend(contest.reference, 5_000, writer, now - 6 * DAY)
    return str(contest.public_id)


def add_up() -> None:
    """Do what the sweeps do by and by."""
    later = clock.now() + timedelta(minutes=1)
    deliver_due(now=later)
    roll_visits(now=later)
    look_for_changes(now=later)
    recount_stale(now=later, limit=500)


def compare(page: Page, prefix: str, contest: str, row: Sponsorship) -> None:
    """The operator sees both channels, and holds one against the other."""
    # The sum was paid out on the day that was named, three days from now.
    days = f"since={_day(-30)}&until={_day(4)}"
    page.goto(f"{prefix}/growth/?{days}")
    table = page.locator("section[aria-labelledby=channels]")
    rows = {one.inner_text().split("\n")[0] for one in table.locator("tbody tr th a").all()}
    assert len(rows) == 2
    assert shows(page, "$20.00")
    assert shows(page, "$50.00")
    check(page)
    sides = f"a=sponsorship:{row.public_id}&b=contest:{contest}"
    page.goto(f"{prefix}/growth/compare/?{sides}&{days}")
    assert shows(page, "الحلقة ٤١")
    assert shows(page, "$60.00")
    check(page)
    page.goto(f"{prefix}/growth/sponsorship/")
    assert shows(page, "الحلقة ٤١")
    check(page)


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
def test_a_creator_is_sponsored_and_growth_shows_the_effect_beside_a_contest(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    admin = member_factory("nadia", roles=("admin",), language=lang)
    salma = member_factory("salma", display_name="سلمى", language=lang)
    writer, other = member_factory("tariq"), member_factory("omar")
    prefix = "" if lang == "ar" else f"/{lang}"
    creator, desk = people.window(salma, size=size), people.window(admin, size=size)

    row = ask(creator, prefix)
    agree_and_pay_in(desk, prefix, row)
    address = start_and_publish(creator, prefix, row)
    fan = come_and_sign_up(people.window(size=size), address)

    written = f"<p>إعلان</p><p>ad</p><a href='{address}'>x</a>".encode()
    said = FetchedPage("https://voice.example/41", 200, "text/html", written)

    def fetch(_address: str, **_options: Any) -> FetchedPage:
        return said

    monkeypatch.setattr(pages, "fetch", fetch)
    assert services.look_at_due_proofs(now=clock.now(), limit=5) == 1
    assert services.pay_due_sponsorships(now=clock.now() + 3 * DAY, limit=5) == 1
    settle()
    order_in(OrderState.COMPLETED, fan, writer, now=clock.now() - 3 * DAY)
    contest = beside_it(admin, writer, other)
    add_up()

    creator.goto(f"{prefix}/sponsorships/{row.public_id}/")
    assert shows(creator, "$300.00")
    check(creator)
    compare(desk, prefix, contest, row)
