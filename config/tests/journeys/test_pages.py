"""Every page of the demo world in each language: axe finds nothing, nothing is too wide."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import translation

from config.browser import DESKTOP, IS_NIGHT, PHONE, BrowserPeople, axe_violations, overflow
from config.demo.world import World
from config.tests.journeys.pages import all_pages
from config.tests.journeys.shared_world import copy_of_demo
from marketplace.articles.models import Article
from marketplace.gigs.models import Gig

FIRST_LOAD = 75_000
MOST_QUERIES = 6


@pytest.fixture
def world(
    settings: Any,
    transactional_db: None,  # noqa: ARG001
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Return the demo world, as it is before anybody looks at it."""
    settings.DEMO, settings.STAFF_SECOND_FACTOR_REQUIRED = True, False
    base = tmp_path_factory.getbasetemp()
    with copy_of_demo(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) as known:
        yield known


# By day a part of the pages is looked at in each language; by night every page in all four.
BY_DAY = {"ar": (0, 24), "en": (3, 24), "he": (4, 64), "ur": (9, 64)}
DARK = "document.documentElement.dataset.theme = 'dark'"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "langs"), [(PHONE, ("ar", "he")), (DESKTOP, ("en", "ur"))], ids=["phone", "desktop"]
)
def test_axe_finds_nothing_and_pages_fit(
    size: dict[str, int], langs: tuple[str, str], world: World, people: BrowserPeople
) -> None:
    with translation.override("ar"):
        pages = all_pages(world)
    found: list[str] = []
    for lang in langs:
        first, one_of = (0, 1) if IS_NIGHT else BY_DAY[lang]
        for who, there in groupby(sorted(pages[first::one_of]), key=itemgetter(0)):
            # One window at a time: each of them is a browser of its own to the machine.
            page = people.window(world.who(who) if who else None, size=size)
            for _who, path in there:
                found += _faults(page, path if lang == "ar" else f"/{lang}{path}")
            page.context.close()
    assert found == [], "\n".join(found)


def _faults(page: Any, address: str) -> list[str]:
    answer = page.goto(address)
    if answer is None or answer.status >= 500:
        return [f"{address}: {answer and answer.status}"]
    found = [f"{address}: {line}" for line in axe_violations(page)]
    page.evaluate(DARK)
    dark = axe_violations(page, rules=("color-contrast",))
    found += [f"{address} (dark): {line}" for line in dark]
    if wider := overflow(page):
        found.append(f"{address}: {wider} px wider than the window")
    return found


def _compressed(text: bytes) -> int:
    return len(gzip.compress(text, 6))


def _static(path: str) -> int:
    found = finders.find(path.removeprefix(django_settings.STATIC_URL))
    assert isinstance(found, str), path
    with open(found, "rb") as file:  # noqa: PTH123  finders give a text
        body = file.read()
    return len(body) if path.endswith(".woff2") else _compressed(body)


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


def _curious() -> dict[str, int]:
    """Return the public pages that ask the database too much, made anew."""
    article = Article.objects.filter(state="published").order_by("id")[0]
    gig = Gig.objects.filter(state="live").order_by("id")[0]
    visitor = Client()
    counts = {}
    paths = ("/", "/gigs/", gig.get_absolute_url(), "/articles/", article.get_absolute_url())
    for path in paths:
        visitor.get(path)
        counts[path] = _count(lambda path=path: visitor.get(path))  # type: ignore[misc]
    return {path: count for path, count in counts.items() if count > MOST_QUERIES}


def test_public_pages_are_light_and_ask_little(world: World) -> None:
    assert world.gigs
    assert {**_heavy("ar"), **_heavy("en")} == {}
    assert _curious() == {}
