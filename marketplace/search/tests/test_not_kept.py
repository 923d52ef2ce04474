"""Searches that can't be kept: without words, or too long for an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.search.choices import Rhythm
from marketplace.search.errors import NothingToFind, SearchTooLong
from marketplace.search.models import SavedSearch
from marketplace.search.queries import Filters
from marketplace.search.services import save_search

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(stranger: Member, now: datetime) -> Client:
    scopes = frozenset({"saved_searches:write"})
    key = create_token(member=stranger, name="all", scopes=scopes, now=now).key
    return Client(headers={"Authorization": f"Bearer {key}"})


@pytest.mark.parametrize("text", ["!!!", "-logo", "؟؟"])
def test_a_text_without_words_is_no_search_to_keep(
    text: str, stranger: Member, now: datetime
) -> None:
    given: dict[str, Any] = {"member": stranger, "name": "", "rhythm": Rhythm.AT_ONCE, "now": now}
    with pytest.raises(NothingToFind):
        save_search(filters=Filters(q=text), **given)
    with pytest.raises(NothingToFind):
        save_search(filters=Filters(q=text, category="design"), **given)
    assert not SavedSearch.objects.exists()


def test_a_search_too_long_to_keep_says_so(
    stranger: Member, now: datetime, as_member: Callable[[Member], Client], api: Client
) -> None:
    text = "شعارات" * 16 + "شعار"
    with pytest.raises(SearchTooLong):
        save_search(member=stranger, filters=Filters(q=text), name="", rhythm=Rhythm.OFF, now=now)
    asked = {"kind": "gig", "address": f"q={quote(text)}&category=design", "rhythm": "daily"}
    page = as_member(stranger).post("/en/search/saved/add/", asked)
    assert page.status_code == 422
    assert "too long to be saved" in page.content.decode()
    sent = api.post("/api/v1/saved_searches/", {"q": text}, "application/json")
    assert (sent.status_code, sent.json()["code"]) == (422, "search_too_long")
