"""Hearts: one component wherever something that can be found is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Member, Profile
from marketplace.search.choices import Kind
from marketplace.search.models import Favourite
from marketplace.search.services import add_favourite, refresh

pytestmark = pytest.mark.django_db
Add = Callable[..., int]
SignIn = Callable[[Member], Client]
KEEP, LET_GO = 'action="/en/favourites/add/"', 'action="/en/favourites/remove/"'


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def listed_seller(seller: Member, now: datetime) -> Member:
    Profile.objects.update_or_create(member=seller, defaults={"headline": "Logos for bakeries"})
    refresh(kind=Kind.MEMBER, refs=[seller.pk], now=now)
    return seller


def test_every_kind_that_a_search_shows_has_a_heart(
    list_thing: Add,
    listed_seller: Member,
    as_member: SignIn,
    stranger: Member,
    now: datetime,
) -> None:
    gig = list_thing("Logo for a bakery")
    list_thing("Bakery logos explained", kind=Kind.ARTICLE, price=None, days=None)
    add_favourite(member=stranger, kind=Kind.GIG, ref=gig, now=now)
    page = text_of(as_member(stranger).get("/en/search/?q=bakery"))
    assert (page.count(KEEP), page.count(LET_GO)) == (2, 1)
    assert f'name="ref" value="{listed_seller.pk}"' in page
    shown = text_of(Client().get("/en/search/?q=bakery"))
    assert (KEEP in shown, shown.count("Sign in to keep favourites")) == (False, 3)


def test_hearts_cost_one_query_however_many_there_are(
    list_thing: Add, as_member: SignIn, stranger: Member
) -> None:
    browser = as_member(stranger)
    browser.get("/en/search/?q=bakery")
    counts = []
    for _more in range(2):
        list_thing("Logo for a bakery")
        with CaptureQueriesContext(connection) as caught:
            page = text_of(browser.get("/en/search/?q=bakery"))
        asked = [one["sql"] for one in caught if "search_favourite" in one["sql"]]
        counts.append((len(caught), len(asked)))
        assert KEEP in page
    assert counts[0] == counts[1]
    assert counts[0][1] == 1


def test_a_member_is_kept_from_their_page_without_javascript(
    listed_seller: Member, as_member: SignIn, stranger: Member
) -> None:
    browser, address = as_member(stranger), f"/en/u/{listed_seller.username}/"
    given = {"kind": "member", "ref": listed_seller.pk, "next": address}
    assert KEEP in text_of(browser.get(address))
    assert browser.post("/en/favourites/add/", given)["Location"] == address
    assert LET_GO in text_of(browser.get(address))
    assert listed_seller.display_name in text_of(browser.get("/en/favourites/"))
    assert browser.post("/en/favourites/remove/", given)["Location"] == address
    assert Favourite.objects.count() == 0


def test_nobody_keeps_themselves_or_whom_the_search_does_not_know(
    listed_seller: Member, as_member: SignIn, stranger: Member
) -> None:
    own = text_of(as_member(listed_seller).get(f"/en/u/{listed_seller.username}/"))
    silent = text_of(as_member(listed_seller).get(f"/en/u/{stranger.username}/"))
    assert (KEEP in own, KEEP in silent) == (False, False)
    assert "Sign in to keep" in text_of(Client().get(f"/en/u/{listed_seller.username}/"))
