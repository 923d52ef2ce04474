"""Somebody asks, somebody quotes and answers, the asker marks what solved it: real browsers.

The answer that solved it earns a trophy, and the trophy's line says what earned it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from community.forum.models import Post, Solution, Topic
from community.forum.tests import world
from community.reputation.choices import Kind
from community.reputation.models import Tally
from community.trophies.models import TrophyAward
from community.trophies.services import look_at_due
from community.trophies.tests.world import trophy
from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, say
from marketplace.core import clock
from marketplace.notifications.models import Notification

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "كيف أوسّط صندوقًا في صفحة من اليمين؟"
BODY = "جرّبت **كل شيء**.\n\nEnglish by itself.\n\n```css\n.box { float: start; }\n```"


def ask(page: Page, path: str) -> Topic:
    """Ask a question with code and two directions."""
    page.goto(f"{path}start/?category=web")
    page.fill("[name=title]", TITLE)
    page.fill("[name=tags]", "css، شبكة")
    page.fill("[name=body]", BODY)
    page.locator("main .prose:has-text('English by itself')").first.wait_for()
    assert fits(page) == []
    page.locator("main form .actions button[type=submit]").first.click()
    page.wait_for_url("**/forum/t/*-*/")
    assert page.locator("article p[dir=auto]").count() >= 2
    return Topic.objects.get()


def reply(page: Page, address: str) -> Post:
    """Quote the question and answer it; press twice."""
    from playwright.sync_api import expect  # noqa: PLC0415  only where there is a browser

    page.goto(address)
    page.locator("[data-quote]").first.click()
    expect(page.locator("#id_body")).to_have_value(re.compile("/forum/p/"))
    page.locator("#id_body").press("End")
    page.locator("#id_body").type("استعمل الشبكة.")
    page.locator("[data-reply-form] .actions button").dblclick()
    page.wait_for_url("**#post-*")
    page.wait_for_load_state()
    found = Post.objects.filter(number__gt=1)
    assert found.count() == 1
    assert page.locator("blockquote a[href*='/forum/p/']").count() == 1
    return found.get()


def sees_what_earned_it(page: Page, lang: str, settle: Callable[[], int]) -> None:
    """The answerer finds the trophy on their own page, with the line that leads to the answer."""
    look_at_due(now=clock.now(), limit=100)
    settle()
    page.goto(f"{'' if lang == 'ar' else f'/{lang}'}/trophies/mine/")
    held = page.locator("section[aria-labelledby=held] li:has(a[href*='/trophies/t/solver/'])")
    line = held.locator(f"p:has-text('{say(lang, 'Earned by:')}')")
    with translation.override(lang):
        assert shows(page, TrophyAward.objects.get().trophy.line)
        assert str(Kind.SOLUTION.label) in line.inner_text()
    assert fits(page) == []
    line.locator("a").click()
    page.wait_for_load_state()
    assert page.locator(f"#post-{Solution.objects.get().post_id}").is_visible()


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)])
def test_ask_answer_solve(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    world.category("web", now=clock.now())
    rule = {"metric": "count", "kinds": ["solution"], "at_least": 1}
    trophy(rule, now=clock.now(), slug="solver")
    asker = member_factory("salma", display_name="سلمى الحربي", language=lang)
    helper = member_factory("tariq", display_name="Tariq Mahmood", language=lang)
    path = "/forum/" if lang == "ar" else f"/{lang}/forum/"
    asking = people.window(asker, size=size)
    topic = ask(asking, path)
    address = f"{path}t/{topic.pk}-{topic.slug}/"
    answering = people.window(helper, size=size)
    post = reply(answering, address)
    assert fits(answering) == []
    settle()
    asking.goto(address)
    asking.locator(f"#post-{post.pk} button[formaction$='/like/']").click()
    asking.locator(f"#post-{post.pk} button[aria-pressed=true]").wait_for()
    asking.locator(f"#post-{post.pk} button[formaction$='/solve/']").click()
    asking.wait_for_url("**#post-*")
    assert asking.locator("#solutions").is_visible()
    assert shows(asking, say(lang, "Read it in its place"))
    assert fits(asking) == []
    settle()
    assert Solution.objects.get().post_id == post.pk
    counted = dict(Tally.objects.filter(member=helper).values_list("kind", "count"))
    assert counted == {"reply": 1, "like": 1, "solution": 1}
    kinds = set(Notification.objects.filter(member=helper).values_list("kind", flat=True))
    assert {"forum.solution", "forum.likes"} <= kinds
    sees_what_earned_it(answering, lang, settle)
    visitor = people.window(size=size)
    visitor.goto(address)
    assert fits(visitor) == []
    assert visitor.locator("script[type='application/ld+json']").count() == 1
