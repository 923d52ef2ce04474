"""In browsers: a friend comes by a link and orders, both are thanked, a refund takes 30 % back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import code_for, send
from marketplace.core import clock, formats
from marketplace.core.outbox import deliver_due
from referrals.links.models import Attribution
from referrals.programs.models import Reward
from referrals.programs.services import RuleDraft, fall_due, pay_due_rewards
from referrals.programs.tests.world import completed, make_program, refund, wallet

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from marketplace.accounts.models import Member

PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(*pages: Page) -> list[str]:
    """Return what is wrong with how these pages look now."""
    found = [f"{page.url}: wider than the window" for page in pages if overflow(page)]
    return found + [f"{page.url}: {line}" for page in pages for line in axe_in_passing(page)]


def sign_up_by(page: Page, address: str, prefix: str, username: str) -> None:
    """Come by a link that was passed on, and sign up."""
    # A browser without a screen says so, and counts as a program.
    page.set_extra_http_headers({"User-Agent": PERSON})
    page.goto(address)
    page.goto(f"{prefix}/accounts/signup/")
    page.fill("[name=display_name]", "فارس")
    page.fill("[name=email]", f"{username}@example.com")
    page.fill("[name=username]", username)
    page.fill("[name=password1]", "a-long-test-password")
    send(page)
    page.locator("[name=code]").wait_for()
    page.fill("[name=code]", code_for(f"{username}@example.com"))
    send(page)


def sums(reward: Reward, lang: str) -> tuple[str, str]:
    """Return a reward's sum and what was taken back, as the page writes them."""
    return (
        formats.format_money(reward.value, reward.currency, lang=lang, digits="latn"),
        formats.format_money(-reward.taken_back, reward.currency, lang=lang, digits="latn"),
    )


def reads_the_statement(page: Page, prefix: str, reward: Reward, lang: str) -> None:
    """Open the reward's statement: what it comes to, and what the refund took."""
    page.goto(f"{prefix}{reward.get_absolute_url()}")
    value, taken = sums(reward, lang)
    assert shows(page, value)
    assert shows(page, taken)
    assert page.locator("#statement tbody tr").count() == 2
    assert fits(page) == []


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
def test_a_friend_comes_orders_and_a_refund_shrinks_both_rewards(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    seller: Member,
) -> None:
    now = clock.now()
    prefix = "" if lang == "ar" else f"/{lang}"
    admin = member_factory("nadia", roles=("admin",), language=lang)
    salma = member_factory("salma_m", display_name="سلمى", language=lang)
    rules = (
        RuleDraft(event="first_order", side="referrer", amount=1_000),
        RuleDraft(event="first_order", side="friend", kind="credit", amount=500),
    )
    make_program(admin, *rules, now=now)

    mine = people.window(salma, size=size)
    mine.goto(f"{prefix}/referrals/")
    address = mine.locator("#own-link").inner_text()
    assert fits(mine) == []
    visitor = people.window(None, size=size)
    sign_up_by(visitor, "/r/" + address.rpartition("/r/")[2], prefix, "fares_new")
    deliver_due(now=clock.now())
    friend = Attribution.objects.get(link__owner=salma).member

    order = completed(friend, seller, now=clock.now())
    deliver_due(now=clock.now())
    mine.goto(f"{prefix}/referrals/")
    own, gift = Reward.objects.order_by("id")
    assert shows(mine, sums(own, lang)[0])
    visitor.goto(f"{prefix}/referrals/rewards/")
    assert shows(visitor, sums(gift, lang)[0])
    assert fits(mine, visitor) == []

    refund(order, 3_000, now=clock.now())
    deliver_due(now=clock.now())
    own, gift = Reward.objects.order_by("id")
    assert (own.value, gift.value) == (700, 350)
    reads_the_statement(mine, prefix, own, lang)
    reads_the_statement(visitor, prefix, gift, lang)

    due = order.clears_at or now
    fall_due(now=due, limit=10)
    assert pay_due_rewards(now=due, limit=10) == 2
    assert wallet(salma) == 700
    mine.goto(f"{prefix}/referrals/rewards/")
    assert own.get_absolute_url() in mine.content()
    assert fits(mine) == []
