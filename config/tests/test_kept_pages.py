"""Public pages are made once for visitors: a second one is answered without the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

PAGES = (
    "/en/",
    "/en/gigs/",
    "/en/articles/",
    "/en/contests/",
    "/en/forum/",
    "/en/leaderboards/",
    "/en/leaderboards/rules/",
    "/en/trophies/",
    "/en/gurus/",
    "/en/gurus/year/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_second_visitor_asks_the_database_nothing(
    path: str, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.VISITOR_PAGE_SECONDS = 60
    first = Client().get(path)
    assert first.status_code == 200
    with django_assert_num_queries(0):
        again = Client().get(path)
    assert again.status_code == 200
