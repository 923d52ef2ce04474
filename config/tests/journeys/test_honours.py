"""A ring is caught, decided, and appeals; a trophy goes with it and comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from community.rings.models import RingCase
from community.rings.tests.world import likes
from community.trophies.models import TrophyAward
from community.trophies.services import look_at_due
from community.trophies.tests.world import trophy
from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, say
from marketplace.accounts.models import Member
from marketplace.core import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASON = "ثلاثة أعضاء، وكل إعجاباتهم لبعضهم."
PLEA = "ندرس معًا ونصحح واجبات بعضنا."
ANSWER = "سألنا المدرّس: كلامه صحيح."
OLD = datetime.fromisoformat("2024-01-01T00:00:00+00:00")


class Walk:
    """The way in one language."""

    def __init__(self, lang: str, deliver: Callable[[], int]) -> None:
        self.lang, self.deliver = lang, deliver

    def settle(self) -> None:
        """Let everybody hear of it, and those whose record changed be looked at."""
        self.deliver()
        look_at_due(now=clock.now(), limit=100)
        self.deliver()

    def path(self, address: str) -> str:
        """Return an address in the journey's language."""
        return address if self.lang == "ar" else f"/{self.lang}{address}"

    def sees_trophy(self, page: Page, *, holds: bool) -> None:
        """The member's own page says whether the trophy is theirs."""
        page.goto(self.path("/trophies/mine/"))
        held = page.locator("section[aria-labelledby=held] a[href*='/trophies/t/well-liked/']")
        assert held.count() == int(holds)
        assert fits(page) == []

    def catch(self, page: Page) -> None:
        """The manager searches, looks at the graph, and proposes a reversal."""
        page.goto(self.path("/desk/honesty/"))
        page.locator("form[action$='/search/'] button").click()
        page.locator("main table a[href*='/desk/honesty/']").first.click()
        assert page.locator("svg[role=img] circle").count() == 6
        assert page.locator("input[name=pairs]:checked").count() == 6
        assert fits(page) == []
        page.fill("#decision [name=reason]", REASON)
        page.locator("#decision button[accesskey=p]").click()
        page.locator("form[action$='/reverse/']").wait_for()
        self.settle()

    def decide(self, page: Page) -> None:
        """The manager reverses it."""
        page.fill("#decision [name=reason]", REASON)
        page.locator("#decision button[accesskey=r]").click()
        page.wait_for_url("**/desk/honesty/")
        self.settle()

    def appeal(self, page: Page, case: RingCase) -> None:
        """A member finds the reason in a notice, and asks for a second person."""
        page.goto(self.path("/notifications/"))
        assert shows(page, say(self.lang, "Some of your contributions don’t count any more"))
        page.goto(self.path(f"/honesty/cases/{case.public_id}/"))
        assert shows(page, REASON)
        assert fits(page) == []
        page.fill("form[action$='/appeal/'] [name=text]", PLEA)
        page.locator("form[action$='/appeal/'] button[type=submit]").click()
        page.wait_for_load_state()
        assert shows(page, PLEA)
        self.settle()

    def answer(self, mine: Page, other: Page, case: RingCase) -> None:
        """Who decided can't answer; another manager does."""
        address = self.path(f"/desk/honesty/{case.public_id}/")
        mine.goto(address)
        assert mine.locator("form[action$='/uphold/']").count() == 0
        other.goto(address)
        assert shows(other, PLEA)
        other.fill("form[action$='/uphold/'] [name=reason]", ANSWER)
        other.locator("button[formaction$='/overturn/']").click()
        other.wait_for_load_state()
        self.settle()


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_a_ring_is_caught_decided_and_appeals(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    now = clock.now() - timedelta(minutes=5)
    friends: list[Member] = [
        member_factory(name, language=lang, date_joined=OLD) for name in ("fahd", "ghada", "hani")
    ]
    rule = {"metric": "count", "kinds": ["like"], "at_least": 10}
    trophy(rule, now=now, slug="well-liked", policy="revoke")
    for giver in friends:
        for receiver in friends:
            if giver != receiver:
                likes(giver, receiver, 6, now=now)
    walk = Walk(lang, settle)
    walk.settle()
    noor = member_factory("noor", roles=("community_manager",), language=lang)
    dalia = member_factory("dalia", roles=("community_manager",), language=lang)
    manager, member = people.window(noor, size=size), people.window(friends[0], size=size)

    walk.sees_trophy(member, holds=True)
    walk.catch(manager)
    walk.decide(manager)
    walk.sees_trophy(member, holds=False)
    case = RingCase.objects.get()
    walk.appeal(member, case)
    walk.answer(manager, people.window(dalia, size=size), case)
    walk.sees_trophy(member, holds=True)
    member.goto(walk.path(f"/honesty/cases/{case.public_id}/"))
    assert shows(member, ANSWER)
    case.refresh_from_db()
    assert (case.state, TrophyAward.objects.held().count()) == ("overturned", 1)
