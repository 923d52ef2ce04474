"""People in real browsers: consent to show work, words and money under an article, a commission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import translation

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import press
from marketplace.accounts.models import Member
from marketplace.articles import services as articles
from marketplace.articles.models import Article, Commission, Tip
from marketplace.articles.tests.world import draft_article, fill
from marketplace.core import clock
from marketplace.ledger.queries import available_balance, wallet_of
from marketplace.orders.tests.world import fund
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.tests.world import completed

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"]
)
TITLE = "هوية مخبز تُقرأ من السيارة"


@dataclass
class People:
    """The people of the journeys, and how addresses are written in their language."""

    lang: str
    writer: Member
    client: Member
    editor: Member

    def path(self, address: str) -> str:
        """Return an address in the journey's language."""
        return address if self.lang == "ar" else f"/{self.lang}{address}"

    def to(self, name: str, *args: object) -> str:
        """Return the address of a named page."""
        with translation.override(self.lang):
            return reverse(name, args=args)


@pytest.fixture
def cast(member_factory: MakeMember, lang: str) -> People:
    """Make them."""
    return People(
        lang=lang,
        writer=member_factory("salma", display_name="سلمى الحربي", language=lang),
        client=member_factory("reem", display_name="ريم الدوسري", language=lang),
        editor=member_factory("huda", roles=("editor",), display_name="هدى", language=lang),
    )


def looks_right(page: Page) -> None:
    """Check the page with axe, and that nothing is wider than the window."""
    assert axe_in_passing(page) == []
    assert overflow(page) == 0


@SIZES
def test_work_is_shown_once_its_client_agrees_and_the_cv_prints(
    lang: str,
    size: dict[str, int],
    cast: People,
    people: BrowserPeople,
    settle: Callable[[], int],
) -> None:
    order = completed(cast.client, cast.writer, now=clock.now())
    writer, client = people.window(cast.writer, size=size), people.window(cast.client, size=size)
    visitor = people.window(size=size)
    writer.goto(cast.path("/portfolio/new/"))
    writer.fill("[name=title]", TITLE)
    writer.fill("[name=text]", "كلمة **عريضة**، وفتات تلعب.")
    writer.select_option("[name=order]", order.public_id)
    writer.locator("main form button[type=submit]").last.click()
    writer.wait_for_url("**/portfolio/*/")
    item = PortfolioItem.objects.get()
    settle()
    profile, work = cast.to("accounts:profile", "salma"), cast.path(f"/u/salma/work/{item.pk}-")
    visitor.goto(profile)
    assert TITLE not in visitor.content()

    client.goto(cast.path("/notifications/"))
    client.get_by_role("link", name=TITLE).first.click()
    client.locator("form:has(input[value=anonymous]) button").click()
    client.wait_for_load_state()
    looks_right(client)
    visitor.goto(profile)
    visitor.get_by_role("link", name=TITLE).click()
    visitor.wait_for_url(f"**{work}*/")
    looks_right(visitor)
    assert cast.client.display_name not in visitor.locator("main").inner_text()

    visitor.goto(cast.to("portfolio:cv", "salma"))
    assert shows(visitor, TITLE)
    visitor.emulate_media(media="print")
    assert not visitor.locator("body > header").is_visible()
    assert visitor.locator("article.cv h1").is_visible()
    assert visitor.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    client.locator("form:has(input[value=withdrawn]) button").click()
    client.wait_for_load_state()
    visitor.emulate_media(media="screen")
    visitor.goto(profile)
    assert TITLE not in visitor.content()
    assert lang == cast.lang


@SIZES
def test_a_reader_comments_reacts_and_tips_an_article_of_a_theme(
    lang: str,
    size: dict[str, int],
    cast: People,
    people: BrowserPeople,
    settle: Callable[[], int],
) -> None:
    now = clock.now()
    article = draft_article(cast.writer, now=now, title=TITLE)
    articles.submit_article(article=article, actor=cast.writer, now=now)
    articles.publish_article(article=article, actor=cast.editor, now=now)
    fund(cast.client, 2_000, now=now)
    editor, writer = people.window(cast.editor, size=size), people.window(cast.writer, size=size)
    make_theme(editor, cast)
    writer.goto(cast.to("articles:edit", article.public_id))
    writer.select_option("select[name=theme]", "first")
    writer.locator("main form[action$='/theme/'] button").click()
    writer.wait_for_load_state()
    reader = people.window(cast.client, size=size)
    reader.goto(cast.to("articles:theme", "first"))
    reader.get_by_role("link", name=TITLE).click()
    reader.wait_for_url("**/articles/*-*/")

    reader.locator("#reactions button[aria-pressed=false]").first.click()
    reader.locator("#reactions button[aria-pressed=true]").wait_for()
    reader.fill("#id_text", "هل **يكفي** لونان؟")
    press(reader, "/comments/#comments")
    reader.wait_for_url("**#comment-*")
    settle()
    writer.goto(cast.path("/notifications/"))
    writer.get_by_role("link", name=TITLE).first.click()
    writer.locator("article[id^=comment-] summary").first.click()
    writer.locator("article[id^=comment-] textarea").first.fill("يكفي لونان، بل واحد.")
    writer.locator("article[id^=comment-] details button").first.click()
    writer.wait_for_url("**#comment-*")
    looks_right(writer)

    reader.goto(cast.to("articles:give_tip", article.pk))
    looks_right(reader)
    reader.fill("[name=amount]", "٧٫٥" if lang == "ar" else "7.50")
    reader.check("[name=method][value=wallet]")
    reader.locator("main form button.btn-hire").click()
    reader.wait_for_url("**/articles/tips/*/")
    settle()
    assert Tip.objects.get().state == "paid"
    (wallet,) = wallet_of(cast.writer)
    assert (wallet.clearing, available_balance(cast.client, "USD")) == (750, 1_250)
    article = Article.objects.get(pk=article.pk)
    assert (article.comments_count, article.tips_count, article.useful_count) == (2, 1, 1)


def make_theme(page: Page, cast: People) -> None:
    """The editor makes a theme that is open now."""
    page.goto(cast.path("/desk/themes/new/"))
    page.fill("[name=tag]", "first")
    page.fill("[name=title_ar]", "أول زبون")
    page.fill("[name=title_en]", "The first client")
    page.fill("[name=invitation]", "كيف جاء؟")
    today = f"{clock.now():%Y-%m-%d}"
    page.fill("[name=starts_on]", today)
    page.fill("[name=ends_on]", today)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/desk/themes/")
    looks_right(page)


@SIZES
def test_a_commission_is_paid_when_it_is_published(
    lang: str,
    size: dict[str, int],
    cast: People,
    people: BrowserPeople,
    settle: Callable[[], int],
) -> None:
    editor, writer = people.window(cast.editor, size=size), people.window(cast.writer, size=size)
    editor.goto(cast.path("/desk/commissions/new/"))
    editor.fill("[name=author]", "salma")
    editor.fill("[name=title]", TITLE)
    editor.fill("[name=task]", "كيف رُسمت؟")
    editor.fill("[name=fee]", "١٥٠" if lang == "ar" else "150")
    editor.fill("[name=deliver_on]", f"{clock.now().year + 1}-01-15")
    editor.locator("main form button[type=submit]").last.click()
    editor.wait_for_url("**/write/commissions/*/")
    looks_right(editor)
    settle()

    writer.goto(cast.path("/notifications/"))
    writer.get_by_role("link", name=TITLE).first.click()
    looks_right(writer)
    press(writer, "/accept/")
    writer.wait_for_url("**/write/*/")
    commission = Commission.objects.get()
    assert commission.article is not None
    article = fill(commission.article, cast.writer, now=clock.now(), title=TITLE)
    writer.reload()
    writer.locator("button[formaction$='/submit/']").click()
    writer.locator("form[action$='/take-back/']").wait_for()
    editor.goto(cast.to("articles:review", article.public_id))
    press(editor, "/publish/")
    settle()

    commission.refresh_from_db()
    assert commission.state == "paid"
    assert available_balance(cast.writer, "USD") == 15_000
    writer.goto(cast.path("/wallet/"))
    assert shows(writer, "150.00")
    editor.goto(cast.path("/desk/commissions/"))
    assert shows(editor, "150.00")
    looks_right(editor)
