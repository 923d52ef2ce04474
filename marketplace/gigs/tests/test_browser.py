"""Real Chromium: choosing, filtering and offering, with and without scripts, in four languages."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from config.browser import DESKTOP, LOOKED_AT, PHONE, BrowserPeople, axe_violations, overflow
from marketplace.accounts.models import Member
from marketplace.gigs import services
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Category, Gig
from marketplace.gigs.services import ExtraDraft, FaqDraft, QuestionDraft
from marketplace.gigs.tests.factories import DESCRIPTION, make_draft, make_live, put
from marketplace.gigs.tests.hostile import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PREFIXES = {"ar": "", "en": "en/", "he": "he/", "ur": "ur/"}


@pytest.fixture
def gig(seller: Member, now: datetime) -> Gig:
    gig = make_live(seller, now)
    services.save_additions(
        gig=gig,
        extras=[
            ExtraDraft(title="أسرع", price_amount=4_000, days_change=-3),
            ExtraDraft(title="لوحة", price_amount=6_500),
        ],
        questions=[QuestionDraft(text="ما اسم المقهى؟")],
        faqs=[FaqDraft(question="لمن الملفات؟", answer="لك.")],
        actor=seller,
        now=now,
    )
    for alt in ("شعار على كوب", ""):
        services.add_image(gig=gig, upload=picture(), alt=alt, actor=seller, now=now)
    make_live(seller, now, title="Logo for a bakery", language="en")
    return gig


@pytest.mark.parametrize("language", LOOKED_AT)
def test_pages_hold_for_everyone(
    language: str, gig: Gig, editor: Member, people: BrowserPeople, now: datetime
) -> None:
    waiting = put(make_draft(gig.seller, now), GigState.IN_REVIEW, now)
    draft = make_draft(gig.seller, now)
    edit = f"gigs/{draft.public_id}/edit/"
    found: list[str] = []
    for member, paths in (
        (None, ["gigs/", "gigs/?category=logo&days=7", "gigs/?q=zxqwv", f"gigs/{gig.pk}/"]),
        (
            gig.seller,
            [
                "gigs/mine/",
                "gigs/new/",
                edit,
                f"{edit}packages/",
                f"gigs/{gig.public_id}/edit/extras/",
                f"gigs/{gig.public_id}/edit/pictures/",
                f"{edit}publish/",
            ],
        ),
        (editor, ["desk/gigs/", f"desk/gigs/{waiting.public_id}/"]),
    ):
        page = people.window(member, size=PHONE if language in {"ar", "ur"} else DESKTOP)
        # Colours change at once, so that axe doesn't see them on their way.
        page.emulate_media(reduced_motion="reduce")
        for path in paths:
            page.goto(f"/{PREFIXES[language]}{path}")
            found += [f"{path}: wider than the window"] * (overflow(page) > 0)
            for theme in ("light", "dark"):
                page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
                found += [f"{path}, {theme}: {fault}" for fault in axe_violations(page)]
    assert found == []


def test_the_price_follows_the_choice(gig: Gig, people: BrowserPeople) -> None:
    page = people.window(size=DESKTOP)
    page.goto(f"/en/gigs/{gig.pk}/")
    order = page.locator("#order .row-total")
    expect(order).to_contain_text("$210.00")
    page.click("#choose-premium")
    expect(order).to_contain_text("$390.00")
    expect(page.locator("#choose-premium")).to_contain_text("Chosen")
    page.locator("#order input[name=extras]").first.check()
    expect(order).to_contain_text("$430.00")
    expect(page).to_have_url(re.compile(r"package=\d+&extras=\d+$"))
    page.reload()
    expect(order).to_contain_text("$430.00")
    page.locator("#order .btn-hire").click()
    expect(page).to_have_url(re.compile(r"/en/accounts/login/\?next=.*extras"))


def test_the_price_follows_the_choice_without_scripts(
    gig: Gig, stranger: Member, people: BrowserPeople
) -> None:
    for member in (None, stranger):
        page = people.window(member, size=PHONE, scripts=False)
        page.goto(f"/en/gigs/{gig.pk}/")
        page.click("#choose-basic")
        order = page.locator("#order .row-total")
        expect(order).to_contain_text("$120.00")
        page.locator("#order input[name=extras]").last.check()
        page.get_by_role("button", name="Recalculate").click()
        expect(order).to_contain_text("$185.00")
        expect(page).not_to_have_url(re.compile("csrf"))


def test_filters_narrow_at_once_and_keep_the_address(gig: Gig, people: BrowserPeople) -> None:
    page = people.window(size=DESKTOP)
    page.goto("/en/gigs/")
    expect(page.locator("#results .card")).to_have_count(2)
    page.locator("[aria-labelledby=facet-language]").get_by_role("link", name="English").click()
    expect(page.locator("#results .card")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/en/gigs/\?language=en$"))
    page.locator("#results").get_by_role("link", name=re.compile("English")).click()
    expect(page.locator("#results .card")).to_have_count(2)
    assert gig.get_absolute_url()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_seller_offers_a_first_gig(
    scripts: bool,  # noqa: FBT001
    seller: Member,
    editor: Member,
    people: BrowserPeople,
) -> None:
    page = people.window(seller, size=PHONE, scripts=scripts)
    page.goto("/en/gigs/new/")
    page.fill("#id_title", "شعار لمخبز")
    page.select_option("#id_category", str(Category.objects.get(slug="logo").pk))
    page.select_option("#id_language", "ar")
    page.fill("#id_description", DESCRIPTION)
    page.get_by_role("button", name="Save and go on").click()
    page.fill("#id_basic-price_amount", "٥٠")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#id_basic-price_amount")).to_have_value("٥٠")
    page.fill("#id_basic-delivery_days", "٣")
    page.fill("#id_basic-revisions", "2")
    page.get_by_role("button", name="Save and go on").click()
    page.fill("#id_questions-0-text", "ما اسم المخبز؟")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="Hand it in for review").click()
    expect(page.locator("h1")).to_have_text("An editor is reading")
    gig = Gig.objects.get()
    desk = people.window(editor, size=DESKTOP, scripts=scripts)
    desk.goto("/en/desk/gigs/")
    desk.get_by_role("link", name="Review: شعار لمخبز").click()
    desk.get_by_role("button", name="Approve and make live").click()
    expect(desk.locator("main")).to_contain_text("Nothing waits")
    gig.refresh_from_db()
    assert (gig.state, gig.price_from, gig.delivery_days) == (GigState.LIVE, 5_000, 3)
