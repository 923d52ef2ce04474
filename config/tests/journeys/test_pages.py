"""Every page of the demo world in each language: axe finds nothing, nothing is too wide."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_violations, overflow
from config.demo.offers import seed_articles, seed_gigs
from config.demo.people import seed_people
from config.demo.work import seed_hires, seed_money, seed_orders
from config.demo.world import World
from marketplace.articles.models import Article
from marketplace.core import clock
from marketplace.gigs.models import Gig
from marketplace.hiring.models import Brief
from marketplace.orders.models import Order

FIRST_LOAD = 75_000
Address = tuple[str, str]


@pytest.fixture
def world(settings: Any, transactional_db: None) -> World:  # noqa: ARG001
    """Make the demo world."""
    settings.DEMO = True
    made = World(now=clock.now())
    with translation.override("ar"):
        for step in (seed_people, seed_gigs, seed_articles, seed_orders, seed_hires, seed_money):
            step(made)
    return made


def visitors_pages(world: World) -> list[Address]:
    """Pages for everybody."""
    article = Article.objects.filter(state="published").order_by("id")[0]
    gig = Gig.objects.filter(state="live").order_by("id")[0]
    return [
        ("", "/"),
        ("", "/gigs/"),
        ("", "/gigs/?q=nothing-like-this"),
        ("", gig.get_absolute_url()),
        ("", "/articles/"),
        ("", article.get_absolute_url()),
        ("", "/write/"),
        ("", reverse("hiring:from_article", args=[article.pk])),
        ("", reverse("accounts:profile", args=[world.who("salma").username])),
        ("", "/accounts/login/"),
        ("", "/accounts/signup/"),
        ("", "/accounts/password/reset/"),
        ("", "/nowhere/"),
    ]


def sellers_pages() -> list[Address]:
    """What a freelancer sees."""
    article = Article.objects.get(public_id=Article.objects.order_by("id")[0].public_id)
    gig = Gig.objects.order_by("id")[0]
    brief = Brief.objects.filter(writer__username="salma").order_by("-id")[0]
    order = Order.objects.filter(seller__username="salma", state="in_progress")[0]
    paths = [
        "/write/",
        reverse("articles:edit", args=[article.public_id]),
        reverse("hiring:funnel", args=[article.public_id]),
        "/gigs/mine/",
        "/gigs/new/",
        *(reverse(f"gigs:edit{step}", args=[gig.public_id]) for step in ("", "_packages")),
        *(reverse(f"gigs:edit_{step}", args=[gig.public_id]) for step in ("extras", "pictures")),
        "/orders/",
        reverse("orders:detail", args=[order.public_id]),
        reverse("orders:deliver", args=[order.public_id]),
        reverse("orders:request_extension", args=[order.public_id]),
        "/inbox/",
        reverse("messaging:conversation", args=[brief.conversation_id]),
        "/hire/briefs/",
        reverse("hiring:make_offer", args=[brief.public_id]),
        "/notifications/",
        "/wallet/",
        "/wallet/statement/",
        "/wallet/withdraw/",
        "/wallet/top-up/",
    ]
    return [("salma", path) for path in paths]


def settings_pages() -> list[Address]:
    """What everybody has behind their name."""
    paths = [
        "/accounts/settings/",
        "/accounts/settings/language/",
        "/accounts/settings/tokens/",
        "/accounts/settings/tokens/new/",
        "/accounts/settings/notifications/",
        "/accounts/settings/webhooks/",
        "/accounts/settings/webhooks/new/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/accounts/logout/",
    ]
    return [("omar", path) for path in paths]


def clients_and_staffs_pages() -> list[Address]:
    """What clients and the desks see."""
    unpaid = Order.objects.filter(state="pending_payment")[0]
    running = Order.objects.filter(client__username="omar", state="in_progress")[0]
    revised = Order.objects.filter(state="revision_requested")[0]
    done = Order.objects.filter(state="completed", client__username="omar")[0]
    waiting = Article.objects.get(state="submitted")
    reviewed = Gig.objects.get(state="in_review")
    return [
        ("omar", reverse("orders:checkout", args=[unpaid.public_id])),
        ("omar", reverse("orders:detail", args=[running.public_id])),
        ("omar", reverse("orders:stop_clock", args=[running.public_id])),
        ("omar", reverse("orders:request_cancellation", args=[running.public_id])),
        ("omar", reverse("orders:detail", args=[revised.public_id])),
        ("omar", reverse("orders:detail", args=[done.public_id])),
        ("huda", "/desk/articles/"),
        ("huda", reverse("articles:review", args=[waiting.public_id])),
        ("huda", "/desk/funnel/"),
        ("huda", "/desk/gigs/"),
        ("huda", reverse("gigs:desk_gig", args=[reviewed.public_id])),
        ("rami", "/desk/finance/"),
        ("maya", "/desk/orders/"),
    ]


def all_pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    return [
        *visitors_pages(world),
        *sellers_pages(),
        *settings_pages(),
        *clients_and_staffs_pages(),
    ]


DARK = "document.documentElement.dataset.theme = 'dark'"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ar", "en", "he", "ur"])
def test_axe_finds_nothing_and_pages_fit(lang: str, world: World, people: BrowserPeople) -> None:
    size = PHONE if lang in {"ar", "he"} else DESKTOP
    windows = {
        who: people.window(world.who(who) if who else None, size=size)
        for who in ("", "salma", "omar", "huda", "rami", "maya")
    }
    found: list[str] = []
    with translation.override("ar"):
        pages = all_pages(world)
    for who, path in pages:
        page = windows[who]
        address = path if lang == "ar" else f"/{lang}{path}"
        answer = page.goto(address)
        if answer is None or answer.status >= 500:
            found.append(f"{address}: {answer and answer.status}")
            continue
        found += [f"{address}: {line}" for line in axe_violations(page)]
        page.evaluate(DARK)
        dark = axe_violations(page, rules=("color-contrast",))
        found += [f"{address} (dark): {line}" for line in dark]
        if wider := overflow(page):
            found.append(f"{address}: {wider} px wider than the window")
    assert found == [], "\n".join(found)


def _compressed(text: bytes) -> int:
    return len(gzip.compress(text, 6))


def _static(path: str) -> int:
    found = finders.find(path.removeprefix(django_settings.STATIC_URL))
    assert isinstance(found, str), path
    with open(found, "rb") as file:  # noqa: PTH123  finders give a text
        body = file.read()
    return len(body) if path.endswith(".woff2") else _compressed(body)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_first_load_is_light(lang: str, world: World) -> None:
    article = Article.objects.filter(state="published").order_by("id")[0]
    gig = Gig.objects.filter(state="live").order_by("id")[0]
    heavy = {}
    for path in ("/", article.get_absolute_url(), gig.get_absolute_url()):
        address = path if lang == "ar" else f"/{lang}{path}"
        body = Client().get(address).content
        text = body.decode()
        assets = set(re.findall(r'<script[^>]+src="([^"]+)"', text))
        assets |= set(re.findall(r'<link rel="stylesheet" href="([^"]+)"', text))
        assets |= set(re.findall(r'<link rel="preload" href="([^"]+)"', text))
        total = _compressed(body) + sum(map(_static, assets))
        if total >= FIRST_LOAD:
            heavy[address] = total
    assert world.members
    assert heavy == {}


def _count(visit: Callable[[], object]) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as counted:
        visit()
    return len(counted)


def test_public_pages_ask_few_questions(world: World) -> None:
    article = Article.objects.filter(state="published").order_by("id")[0]
    gig = Gig.objects.filter(state="live").order_by("id")[0]
    visitor = Client()
    counts = {}
    paths = ("/", "/gigs/", gig.get_absolute_url(), "/articles/", article.get_absolute_url())
    for path in paths:
        visitor.get(path)
        counts[path] = _count(lambda path=path: visitor.get(path))  # type: ignore[misc]
    assert world.gigs
    assert {path: count for path, count in counts.items() if count > 6} == {}
