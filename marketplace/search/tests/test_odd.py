"""Prices that are typed the wrong way round, or beyond all prices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.search.queries import find, read_filters

pytestmark = pytest.mark.django_db
Add = Callable[..., int]


@pytest.fixture
def api(stranger: Member, now: datetime) -> Client:
    scopes = frozenset({"search:read"})
    key = create_token(member=stranger, name="all", scopes=scopes, now=now).key
    return Client(headers={"Authorization": f"Bearer {key}"})


def test_a_range_of_prices_typed_the_wrong_way_round_is_that_range(
    list_thing: Add, client: Client, api: Client
) -> None:
    wanted = list_thing("Logo", price=5_000)
    list_thing("Logo", price=90_000)
    assert find(read_filters({"price_min": "300", "price_max": "20"})).refs == [wanted]
    for path in ("/en/gigs/", "/en/search/"):
        answer = client.get(f"{path}?q=logo&price_min=300&price_max=20", follow=True)
        assert answer.status_code == 200
    found = api.get("/api/v1/search/?price_min=30000&price_max=2000")
    assert [one["ref"] for one in found.json()["results"]] == [wanted]


def test_a_price_beyond_all_prices_is_refused(api: Client) -> None:
    assert api.get(f"/api/v1/search/?price_min={10**20}").status_code == 422
    assert api.get(f"/api/v1/search/?price_max={10**20}").status_code == 422
