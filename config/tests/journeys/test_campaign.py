"""In browsers: a fan joins a campaign, books a shift, proves, is paid, and asks a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import press, send
from marketplace.core import clock
from marketplace.ledger.queries import available_balance
from referrals.campaigns import queries, services
from referrals.campaigns.models import Booking, Campaign, Slot, Task, Ticket
from referrals.campaigns.tests import world
from referrals.campaigns.tests.world import DAY, HOUR

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from marketplace.accounts.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORK = "استضفتها ساعة كاملة، وسألت عن السعر الأول وعن العقد."


def fits(*pages: Page) -> list[str]:
    """Return what is wrong with how these pages look now."""
    found = [f"{page.url}: wider than the window" for page in pages if overflow(page)]
    return found + [f"{page.url}: {line}" for page in pages for line in axe_in_passing(page)]


def under_way(admin: Member, contact: Member) -> Campaign:
    """Return a campaign that began a day ago; its shift begins in two hours."""
    now = clock.now()
    long_ago = now - 3 * DAY
    mission = world.a_mission(
        kind="host",
        has_slots=True,
        titles={"ar": "استضف مبتدئا", "en": "Host a beginner"},
        briefs={"en": "One hour, on the phone."},
    )
    made = world.draft(
        admin, mission, now=long_ago, contact=contact.username, expected_answers=1, slug="hosts"
    )
    begins = now + 2 * HOUR
    services.add_slot(
        mission=world.mission_in(made),
        actor=admin,
        begins_at=begins,
        ends_at=begins + HOUR,
        capacity=1,
        now=long_ago,
    )
    return world.run_to(world.finish(made, admin, now=long_ago), now)


def let_the_shift_pass(campaign: Campaign) -> None:
    """Move the shift back, as if it had been this morning."""
    past = clock.now() - 3 * HOUR
    Slot.objects.filter(mission__campaign=campaign).update(
        begins_at=past, ends_at=past + timedelta(hours=1)
    )


def book_and_wait(first: Page, second: Page, prefix: str, campaign: Campaign) -> None:
    """The fan finds the campaign and books; who comes second stands on the waiting list."""
    first.goto(f"{prefix}/campaigns/")
    assert fits(first) == []
    first.locator(f"a[href$='{campaign.get_absolute_url()}']").first.click()
    first.locator("a[href='#missions']").first.wait_for()
    assert fits(first) == []
    mission = world.mission_in(campaign)
    first.locator(f"a[href$='{mission.public_id}/']").first.click()
    press(first, "/book/")
    assert fits(first) == []
    second.goto(f"{prefix}{mission.get_absolute_url()}")
    press(second, "/book/")
    states = list(Booking.objects.order_by("id").values_list("state", flat=True))
    assert states == ["booked", "waiting"]


def prove(page: Page, prefix: str) -> None:
    """The fan shows what was done; what is missing is said, and nothing typed is lost."""
    page.goto(f"{prefix}/campaigns/mine/")
    assert fits(page) == []
    page.locator(f"a[href$='{Task.objects.get().public_id}/']").first.click()
    page.check("[name=shows_work]")
    press(page, "/prove/")
    assert page.is_checked("[name=shows_work]")
    page.fill("[name=text]", WORK)
    press(page, "/prove/")
    assert Task.objects.get().state == "submitted"
    assert fits(page) == []


def accept(page: Page, prefix: str, campaign: Campaign) -> None:
    """A manager looks at the work and accepts it."""
    page.goto(f"{prefix}/desk/campaigns/{campaign.public_id}/work/")
    assert fits(page) == []
    page.locator(f"a[href$='/work/{Task.objects.get().public_id}/']").first.click()
    assert shows(page, WORK)
    assert fits(page) == []
    press(page, "/accept/")
    assert Task.objects.get().state == "accepted"


def ask(page: Page, prefix: str, settle: Callable[[], int]) -> None:
    """The fan opens a question from the mission."""
    page.goto(f"{prefix}{Task.objects.get().get_absolute_url()}")
    page.locator("a[href$='/ask/']").first.click()
    page.fill("[name=subject]", "هل أستضيف مرة أخرى؟")
    page.fill("[name=text]", "أحببت التجربة، فهل من نوبة أخرى؟")
    assert fits(page) == []
    send(page)
    page.wait_for_url("**/campaigns/tickets/**")
    settle()


def answer(page: Page, prefix: str) -> None:
    """The person named for the campaign answers at the desk of questions."""
    page.goto(f"{prefix}/desk/campaigns/tickets/")
    assert fits(page) == []
    page.locator(f"a[href$='/tickets/{Ticket.objects.get().public_id}/']").first.click()
    page.fill("[name=text]", "نعم، في الأسبوع القادم.")
    press(page, "/answer/")
    assert Ticket.objects.get().state == "answered"
    assert fits(page) == []


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
def test_a_fan_joins_books_proves_is_paid_and_asks(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    noor = member_factory("noor", roles=("admin",), language=lang)
    huda = member_factory("huda", display_name="هدى", language=lang)
    fan = member_factory("layla", display_name="ليلى", language=lang)
    late = member_factory("dana", display_name="دانة", language=lang)
    campaign = under_way(noor, huda)
    prefix = "" if lang == "ar" else f"/{lang}"
    hers, other = people.window(fan, size=size), people.window(late, size=size)

    book_and_wait(hers, other, prefix, campaign)
    let_the_shift_pass(campaign)
    prove(hers, prefix)
    settle()
    accept(people.window(noor, size=size), prefix, campaign)
    assert services.pay_due_tasks(now=clock.now(), limit=10) == 1
    settle()
    assert available_balance(fan, "USD") == 1_500
    hers.goto(f"{prefix}/wallet/")
    assert shows(hers, "15")
    ask(hers, prefix, settle)
    answer(people.window(huda, size=size), prefix)
    settle()
    hers.goto(f"{prefix}/notifications/")
    assert shows(hers, "هل أستضيف مرة أخرى؟")
    assert queries.showcase_of(campaign).count() == 1
    visitor = people.window(size=size)
    visitor.goto(f"{prefix}/campaigns/{campaign.slug}/showcase/")
    assert shows(visitor, WORK)
    assert fits(visitor) == []
