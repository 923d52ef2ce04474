"""Favourites, views and saved searches: what is kept, who hears of it, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from config.custody import erase_found
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.search.choices import Kind, Rhythm
from marketplace.search.errors import NothingToFind, TooManyFavourites, TooManySavedSearches
from marketplace.search.models import Entry, Favourite, SavedHit, SavedSearch, View
from marketplace.search.queries import (
    Filters,
    find,
    get_saved_for,
    hearts_of,
    recent_views,
    saved_searches,
)
from marketplace.search.services import (
    add_favourite,
    change_rhythm,
    forget_favourites,
    forget_views,
    mark_seen,
    note_view,
    remove_favourite,
    renew_feed,
    save_search,
    send_due_digests,
)

pytestmark = pytest.mark.django_db
Add = Callable[..., int]
Settle = Callable[..., int]
DAY = timedelta(days=1)


def test_a_favourite_is_kept_once_and_counted(
    list_thing: Add, stranger: Member, now: datetime
) -> None:
    ref = list_thing("Logo")
    for _again in range(2):
        add_favourite(member=stranger, kind=Kind.GIG, ref=ref, now=now)
    assert Entry.objects.get().favourites_count == Favourite.objects.count() == 1
    assert hearts_of(stranger, Kind.GIG, [ref])[ref].is_mine
    assert hearts_of(None, Kind.GIG, [ref])[ref].count == 1
    assert remove_favourite(member=stranger, kind=Kind.GIG, ref=ref)
    assert not remove_favourite(member=stranger, kind=Kind.GIG, ref=ref)
    assert Entry.objects.get().favourites_count == 0


def test_favourites_refuse(list_thing: Add, stranger: Member, now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"favourites_max": 1}
    with pytest.raises(NotFound):
        add_favourite(member=stranger, kind=Kind.GIG, ref=77, now=now)
    add_favourite(member=stranger, kind=Kind.GIG, ref=list_thing("Logo"), now=now)
    with pytest.raises(TooManyFavourites):
        add_favourite(member=stranger, kind=Kind.GIG, ref=list_thing("Shop"), now=now)


def test_a_count_survives_leaving_and_coming_back(
    list_thing: Add, stranger: Member, now: datetime
) -> None:
    ref = list_thing("Logo")
    add_favourite(member=stranger, kind=Kind.GIG, ref=ref, now=now)
    Entry.objects.all().delete()
    list_thing("Logo", ref=ref)
    assert Entry.objects.get().favourites_count == 1


def test_views_are_remembered_newest_first(stranger: Member, now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"recent_views_max": 3}
    for number, ref in enumerate((1, 2, 3, 4, 2)):
        moment = now + timedelta(minutes=number)
        note_view(member=stranger, kind=Kind.GIG, ref=ref, now=moment)
    assert recent_views(stranger) == [("gig", 2), ("gig", 4), ("gig", 3)]
    assert View.objects.count() == 3
    assert forget_views(member=stranger) == 3


def _save(
    member: Member, now: datetime, rhythm: Rhythm = Rhythm.AT_ONCE, **asked: Any
) -> SavedSearch:
    return save_search(member=member, filters=Filters(**asked), name="", rhythm=rhythm, now=now)


def test_a_new_thing_is_told_at_once_in_page_and_by_mail(
    list_thing: Add, stranger: Member, now: datetime, run_outbox: Settle
) -> None:
    saved = _save(stranger, now, q="شعار", price_max=6_000)
    list_thing("شعارات لمخبزك", price=5_000)
    list_thing("شعار أغلى", price=9_000)
    list_thing("متجر", price=5_000)
    run_outbox(now + timedelta(minutes=1))
    (told,) = Notification.objects.filter(member=stranger)
    assert told.params == {"name": "شعار", "title": "شعارات لمخبزك"}
    assert told.url == f"/search/saved/{saved.public_id}/"
    assert OutgoingMail.objects.filter(member=stranger).count() == 1
    assert [row.news for row in saved_searches(stranger)] == [1]  # type: ignore[attr-defined]
    mark_seen(saved=saved, now=now + DAY)
    assert [row.news for row in saved_searches(stranger)] == [None]  # type: ignore[attr-defined]


def test_a_saved_search_asks_for_its_days(
    list_thing: Add, stranger: Member, now: datetime, run_outbox: Settle
) -> None:
    asked = Filters(q="شعار", category="design", days=7)
    save_search(member=stranger, filters=asked, name="", rhythm=Rhythm.AT_ONCE, now=now)
    _late, soon = (list_thing(f"شعار {days}", days=days) for days in (8, 7))
    run_outbox(now)
    assert [hit.entry.ref for hit in SavedHit.objects.select_related("entry")] == [soon]
    assert find(asked).refs == [soon]


def test_while_it_is_unread_it_is_told_once(
    list_thing: Add, stranger: Member, now: datetime, run_outbox: Settle
) -> None:
    _save(stranger, now, q="شعار")
    list_thing("شعار أول")
    list_thing("شعار ثان")
    run_outbox(now)
    assert Notification.objects.filter(member=stranger).count() == 1
    assert SavedHit.objects.count() == 2


def test_nobody_hears_of_their_own_or_of_what_is_old(
    list_thing: Add, seller: Member, stranger: Member, now: datetime, run_outbox: Settle
) -> None:
    _save(seller, now, q="شعار")
    _save(stranger, now, Rhythm.OFF, q="شعار")
    _save(stranger, now, q="متجر")
    list_thing("شعار")
    list_thing("متجر", published_at=now - 30 * DAY)
    run_outbox(now)
    assert Notification.objects.count() == 0


def test_a_daily_search_waits_for_its_hour(
    list_thing: Add, stranger: Member, now: datetime, run_outbox: Settle
) -> None:
    saved = _save(stranger, now, Rhythm.DAILY, q="شعار")
    list_thing("شعار أول")
    list_thing("شعار ثان")
    run_outbox(now)
    assert send_due_digests(now=now + DAY - timedelta(minutes=1), limit=10) == 0
    assert Notification.objects.count() == 0
    late = now + DAY * 3 + timedelta(minutes=5)
    assert send_due_digests(now=late, limit=10) == 1
    assert send_due_digests(now=late, limit=10) == 0
    run_outbox(late)
    (told,) = Notification.objects.all()
    assert told.params["count"] == 2
    saved.refresh_from_db()
    assert saved.due_at == now + DAY * 4


def test_a_saved_search_knows_words_that_come_later(
    list_thing: Add, stranger: Member, now: datetime, run_outbox: Settle
) -> None:
    _save(stranger, now, q="طيرانزجاجي")
    list_thing("طيرانزجاجي فوق البحر")
    run_outbox(now)
    assert Notification.objects.count() == 1


def test_saving_refuses_and_changes(stranger: Member, now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"saved_searches_max": 1}
    with pytest.raises(NothingToFind):
        _save(stranger, now)
    first = _save(stranger, now, q="شعار")
    again = _save(stranger, now, Rhythm.DAILY, q="شعار")
    assert (again.pk, again.rhythm) == (first.pk, Rhythm.DAILY)
    with pytest.raises(TooManySavedSearches):
        _save(stranger, now, q="متجر")
    assert change_rhythm(saved=again, rhythm=Rhythm.OFF, now=now).due_at is None


def test_a_saved_search_is_its_members_alone(
    seller: Member, stranger: Member, now: datetime
) -> None:
    saved = _save(seller, now, q="شعار")
    with pytest.raises(NotFound):
        get_saved_for(stranger, saved.public_id)


def test_the_private_feed_and_its_renewal(
    list_thing: Add, stranger: Member, now: datetime, client: Client
) -> None:
    list_thing("Logo for an\x08 owl", language="en", excerpt="Drawn\x1b by hand")
    saved = _save(stranger, now, q="logo")
    old = f"/feeds/{saved.feed_key}.rss"
    answer = client.get(old)
    assert answer["Content-Type"] == "application/rss+xml"
    assert "Logo for an owl" in answer.content.decode()
    renewed = renew_feed(saved=saved)
    assert client.get(old).status_code == 404
    assert client.get(f"/feeds/{renewed.feed_key}.rss").status_code == 200
    Member.objects.filter(pk=stranger.pk).update(is_active=False)
    assert client.get(f"/feeds/{renewed.feed_key}.rss").status_code == 404


def test_what_somebody_forgets_counts_no_more(
    list_thing: Add, stranger: Member, client_member: Member, now: datetime
) -> None:
    ref = list_thing("Logo")
    for member in (stranger, client_member):
        add_favourite(member=member, kind=Kind.GIG, ref=ref, now=now)
    assert [forget_favourites(member=stranger) for _time in range(2)] == [1, 0]
    assert Entry.objects.get().favourites_count == 1
    erase_found(client_member, keeps_texts=True, now=now)
    assert Entry.objects.get().favourites_count == 0
