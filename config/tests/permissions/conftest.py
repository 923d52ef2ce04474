"""The world is built once for the module; each test's changes are taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.conf import settings as project
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from config.tests.permissions import worlds
from config.tests.permissions.asking import Prints, fingerprints
from config.tests.permissions.world import World, build
from config.tests.permissions.world_money import add_payments, add_payouts, add_settings
from config.tests.permissions.world_work import add_articles, add_gigs, add_hiring, add_orders
from marketplace.core import clock

# Desks open without a second factor, and a password that was given stays given.
SETTINGS = {
    "STAFF_SECOND_FACTOR_REQUIRED": False,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 3600,
    # The world's club is larger than one that begins.
    "WAZZIFNI": {**project.WAZZIFNI, "guru_founders_max": 50},
}
FIRST = (
    add_gigs,
    add_articles,
    add_hiring,
    add_orders,
    add_payouts,
    add_payments,
    add_settings,
)


def parts() -> list[Callable[[World], None]]:
    """Return what makes the world: the ground, then PARTS of every module in `worlds`."""
    found = [
        import_module(f"{worlds.__name__}.{one.name}") for one in iter_modules(worlds.__path__)
    ]
    return [*FIRST, *(part for module in found for part in module.PARTS)]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:  # noqa: ARG001
    """Return the world, in a transaction of its own that is never committed."""
    settings = override_settings(**SETTINGS)
    outer = transaction.atomic()
    # Services that insist on starting a transaction start one here, as in any test.
    outer._from_testcase = True  # type: ignore[attr-defined]
    with settings, translation.override("en"), django_db_blocker.unblock(), outer:
        world = build(World(now=clock.now()), *parts())
        # What is proved at a commit is proved here once, not again at the end of each test.
        connection.check_constraints()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def prints(built: World, django_db_blocker: DjangoDbBlocker) -> Prints:  # noqa: ARG001
    """Return what stands in each table before anybody asks for anything."""
    with django_db_blocker.unblock():
        return fingerprints()


@pytest.fixture(scope="module")
def remembered(built: World, django_db_blocker: DjangoDbBlocker) -> dict[str, object]:
    """Return what the cache of a running site knows of these browsers."""
    known: dict[str, object] = {}
    with django_db_blocker.unblock():
        for browser in built.browsers.values():
            if cookie := browser.cookies.get(project.SESSION_COOKIE_NAME):
                session = SessionStore(cookie.value)
                known[session.cache_key] = session.load()
                known[f"seen:{cookie.value}"] = 1
    return known


@pytest.fixture
def world(db: None, built: World, remembered: dict[str, object]) -> Iterator[World]:  # noqa: ARG001
    """Return the world for one test."""
    cache.set_many(remembered)
    with override_settings(**SETTINGS), translation.override("en"):
        yield built
