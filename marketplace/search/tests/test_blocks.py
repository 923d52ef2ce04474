"""What a member blocked isn't shown to them, and to nobody else is it hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.messaging.services import block_member, unblock_member
from marketplace.notifications.models import Notification
from marketplace.search.choices import Kind, Rhythm
from marketplace.search.models import SavedHit
from marketplace.search.queries import (
    Filters,
    find,
    find_nearest,
    for_reader,
    hidden_from,
    saved_searches,
    suggest,
)
from marketplace.search.services import keep_counts, note_view, save_search, send_due_digests

pytestmark = pytest.mark.django_db
Add = Callable[..., int]
SignIn = Callable[[Member | None], Client]
DAY = timedelta(days=1)
PAGES = (
    "/en/search/?q=logo",
    "/en/search/?q=logo&kind=article",
    "/en/search/?kind=article",
    "/en/search/?q=logo+zxqwv&kind=article",
    "/en/search/suggest/?q=log",
    "/en/search/",
    "/en/favourites/",
)


@pytest.fixture
def block(stranger: Member, seller: Member, now: datetime) -> Callable[[], None]:
    """Return a function that lets the stranger block the seller."""

    def act() -> None:
        block_member(member=stranger, other=seller, now=now)

    return act


@pytest.mark.parametrize("path", PAGES)
def test_pages_leave_out_what_their_reader_blocked(
    *,
    path: str,
    list_thing: Add,
    as_member: SignIn,
    stranger: Member,
    seller: Member,
    client_member: Member,
    block: Callable[[], None],
    now: datetime,
) -> None:
    for owner in (seller, client_member):
        words = f"Logo by {owner.username}"
        list_thing(words, language="en", owner_id=owner.pk)
        ref = list_thing(words, kind=Kind.ARTICLE, price=None, days=None, owner_id=owner.pk)
        note_view(member=stranger, kind=Kind.ARTICLE, ref=ref, now=now)
    blocked, kept = (f"Logo by {one.username}" for one in (seller, client_member))
    browser = as_member(stranger)
    before = browser.get(path).content.decode()
    assert (blocked in before, kept in before) == (True, True)
    block()
    after = browser.get(path).content.decode()
    assert (blocked in after, kept in after) == (False, True)
    # The one who is blocked sees all, and the other's things too.
    theirs = as_member(seller).get("/en/search/?q=logo&kind=article").content.decode()
    assert (blocked in theirs, kept in theirs) == (True, True)


def test_a_list_is_as_long_without_what_is_blocked(
    list_thing: Add, stranger: Member, seller: Member, client_member: Member, settings: Any
) -> None:
    settings.WAZZIFNI = {"search_candidates": 4}
    others = [list_thing(f"logo {n}", owner_id=client_member.pk, rating=100) for n in range(5)]
    for number in range(3):
        list_thing(f"logo best {number}", owner_id=seller.pk, rating=500, rating_count=9)
    asked = Filters(q="logo", hidden=(seller.pk,))
    found = find(asked)
    assert (found.total, found.is_capped, set(found.refs) - set(others)) == (4, True, set())
    keep_counts(kind=Kind.GIG)
    everything = find(Filters(hidden=(seller.pk,)))
    assert sorted(everything.refs) == sorted(others)
    by_price = find(Filters(hidden=(seller.pk,), language="ar", sort="price_low"))
    assert sorted(by_price.refs) == sorted(others)
    few = find(Filters(q="logo", hidden=(seller.pk, client_member.pk)))
    assert (few.total, few.refs) == (0, [])
    nearest = find_nearest(
        Filters(q="logo", language="he", hidden=(seller.pk,)), wording=found.wording, limit=9
    )
    assert set(nearest.refs) <= set(others)
    assert suggest("log", hidden=(seller.pk, client_member.pk)).cards == []
    assert for_reader(asked, None).hidden == hidden_from(None) == ()
    assert for_reader(asked, stranger).hidden == ()


def test_counts_beside_facets_leave_out_what_is_blocked(
    list_thing: Add, seller: Member, client_member: Member
) -> None:
    list_thing("logo", language="en")
    list_thing("logo", language="ar", owner_id=client_member.pk)
    for asked in (Filters(q="logo"), Filters(q="logo", language="ar")):
        plain = find(asked).counts["language"]
        hiding = find(Filters(q="logo", language=asked.language, hidden=(seller.pk,)))
        assert (plain, hiding.counts["language"]) == ({"en": 1, "ar": 1}, {"ar": 1})


def test_saved_searches_are_silent_about_what_is_blocked(
    *,
    list_thing: Add,
    stranger: Member,
    seller: Member,
    now: datetime,
    run_outbox: Callable[..., int],
    block: Callable[[], None],
    client: Client,
) -> None:
    saved = [
        save_search(member=stranger, filters=Filters(q=q), name="", rhythm=rhythm, now=now)
        for q, rhythm in (("logo", Rhythm.AT_ONCE), ("shop", Rhythm.DAILY))
    ]
    list_thing("shop", language="en")
    run_outbox(now)
    assert SavedHit.objects.count() == 1
    block()
    list_thing("logo", language="en")
    list_thing("another shop", language="en")
    run_outbox(now)
    assert SavedHit.objects.count() == 0
    assert send_due_digests(now=now + DAY, limit=9) == 1
    run_outbox(now + DAY)
    assert Notification.objects.filter(member=stranger).count() == 0
    assert [row.news for row in saved_searches(stranger)] == [None, None]  # type: ignore[attr-defined]
    feed = f"/feeds/{saved[0].feed_key}.rss"
    assert "<item>" not in client.get(feed).content.decode()
    unblock_member(member=stranger, other=seller, now=now)
    assert "<item>" in client.get(feed).content.decode()
    list_thing("logo again", language="en")
    run_outbox(now + DAY)
    assert Notification.objects.filter(member=stranger).count() == 1


def test_the_api_leaves_out_what_its_member_blocked(
    list_thing: Add, stranger: Member, now: datetime, block: Callable[[], None]
) -> None:
    list_thing("logo", language="en")
    key = create_token(member=stranger, name="x", scopes=["search:read"], now=now).key
    browser = Client(headers={"Authorization": f"Bearer {key}"})
    assert browser.get("/api/v1/search/?q=logo").json()["total"] == 1
    block()
    assert browser.get("/api/v1/search/?q=logo").json()["total"] == 0
    found = browser.get("/api/v1/search/suggest/?q=log").json()
    assert found["entries"] == []
