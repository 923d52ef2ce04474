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
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_violations, overflow
from config.demo.steps import STEPS
from config.demo.world import World
from config.tests.journeys.pages import all_pages
from marketplace.articles.models import Article
from marketplace.core import clock
from marketplace.gigs.models import Gig

FIRST_LOAD = 75_000


@pytest.fixture
def world(settings: Any, transactional_db: None) -> World:  # noqa: ARG001
    """Make the demo world."""
    settings.DEMO = True
    made = World(now=clock.now())
    with translation.override("ar"):
        for step in STEPS:
            step(made)
    return made


# By day each page is looked at in one language of two and some in the others; by night in all.
BY_DAY = {"ar": (0, 2), "en": (1, 2), "he": (0, 8), "ur": (4, 8)}
NIGHTLY = hypothesis_settings.get_current_profile_name() == "nightly"
DARK = "document.documentElement.dataset.theme = 'dark'"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ar", "en", "he", "ur"])
def test_axe_finds_nothing_and_pages_fit(lang: str, world: World, people: BrowserPeople) -> None:
    size = PHONE if lang in {"ar", "he"} else DESKTOP
    found: list[str] = []
    with translation.override("ar"):
        pages = all_pages(world)
    if not NIGHTLY:
        first, one_of = BY_DAY[lang]
        pages = pages[first::one_of]
    windows = {
        who: people.window(world.who(who) if who else None, size=size) for who in dict(pages)
    }
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


def test_first_load_is_light(world: World) -> None:
    heavy = {**_heavy("ar"), **_heavy("en")}
    assert world.members
    assert heavy == {}


def _heavy(lang: str) -> dict[str, int]:
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
    return heavy


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
