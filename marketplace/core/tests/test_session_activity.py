"""Devices are noted, but not at every request."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db


def writes_of(browser: Client) -> list[str]:
    """Return the statements on sessions that one page causes."""
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/en/accounts/settings/language/").status_code == 200
    return [row["sql"] for row in queries if "usersessions_usersession" in row["sql"]]


def test_a_device_is_noted_once_in_five_minutes(
    seller: Member, as_member: Callable[..., Client]
) -> None:
    browser = as_member(seller)
    assert writes_of(browser) != []
    assert writes_of(browser) == []
    cache.clear()
    assert writes_of(browser) != []
    assert UserSession.objects.filter(user=seller).count() == 1
