"""Saved searches: what members want to hear of, and how they hear of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.ids import new_secret
from marketplace.search.choices import ADDRESS_MAX, NAME_MAX, Rhythm
from marketplace.search.errors import NothingToFind, SearchTooLong, TooManySavedSearches
from marketplace.search.events import EntryListed, SavedSearchDigest, SavedSearchFound
from marketplace.search.models import Entry, SavedHit, SavedSearch
from marketplace.search.queries import Filters, blockers_of, compile_filters, filters_of

DAY: Final = timedelta(days=1)
# Which saved searches an entry answers: its own words against each question.
_MATCH: Final = """
INSERT INTO search_savedhit (saved_id, entry_id, found_at)
SELECT s.id, e.id, %(now)s
FROM search_entry AS e JOIN search_savedsearch AS s ON s.kind = e.kind
WHERE e.id = %(entry)s AND s.rhythm <> 'off' AND s.member_id <> e.owner_id
  AND e.published_at >= %(since)s AND e.indexed_at >= s.created_at
  AND e.words @@ s.compiled::tsquery
  AND (s.price_min IS NULL OR e.price >= s.price_min)
  AND (s.price_max IS NULL OR e.price <= s.price_max)
  AND s.member_id <> ALL(%(blockers)s::bigint[])
ON CONFLICT (saved_id, entry_id) DO NOTHING
RETURNING saved_id
"""


@transaction.atomic
def save_search(
    *, member: Member, filters: Filters, name: str, rhythm: Rhythm, now: datetime
) -> SavedSearch:
    """Keep a search and tell its member of what is new. Saving it again changes name and rhythm.

    Locks the member's row. Raises NothingToFind, SearchTooLong, TooManySavedSearches.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    address, compiled = filters.to_address(), compile_filters(filters)

    if filters.finds_everything or not compiled:
        raise NothingToFind
    if len(address) > ADDRESS_MAX:
        raise SearchTooLong
    known = SavedSearch.objects.filter(member=member, kind=filters.kind, address=address).first()
    most = rules().saved_searches_max
    if known is None and SavedSearch.objects.filter(member=member).count() >= most:
        raise TooManySavedSearches(most=most)

    saved = known or SavedSearch(
        member=member, kind=filters.kind, address=address, created_at=now, seen_at=now
    )
    given = name.strip() or saved.name or filters.q or str(filters.kind.label)
    saved.name = given[:NAME_MAX]
    saved.compiled = compiled
    saved.price_min, saved.price_max = filters.price_min, filters.price_max
    _set_rhythm(saved, rhythm, now=now)
    saved.save()
    return saved


def _set_rhythm(saved: SavedSearch, rhythm: Rhythm, *, now: datetime) -> None:
    saved.rhythm = rhythm
    saved.due_at = now + DAY if rhythm == Rhythm.DAILY else None


@transaction.atomic
def change_rhythm(*, saved: SavedSearch, rhythm: Rhythm, now: datetime) -> SavedSearch:
    """Say how often a saved search speaks up. Locks its row."""
    row = SavedSearch.objects.select_for_update(no_key=True).get(pk=saved.pk)
    _set_rhythm(row, rhythm, now=now)
    row.save(update_fields=["rhythm", "due_at"])
    return row


@transaction.atomic
def remove_saved_search(*, saved: SavedSearch) -> None:
    """Forget a saved search; its private feed ends with it."""
    saved.delete()


@transaction.atomic
def renew_feed(*, saved: SavedSearch) -> SavedSearch:
    """Give the private feed a new address; the old one leads nowhere at once."""
    row = SavedSearch.objects.select_for_update(no_key=True).get(pk=saved.pk)
    row.feed_key = new_secret()
    row.save(update_fields=["feed_key"])
    return row


@transaction.atomic
def mark_seen(*, saved: SavedSearch, now: datetime) -> None:
    """Take note that the member has looked: what was found until now isn't new any more."""
    SavedSearch.objects.filter(pk=saved.pk).update(seen_at=now)
    SavedHit.objects.filter(saved=saved, told_at=None).update(told_at=now)


@transaction.atomic
def match_entry(*, event: EntryListed, now: datetime) -> int:
    """Find the saved searches that a new entry answers; returns how many.

    Those that speak up at once do so now, the daily ones when they are due. What was published long
    ago and comes back is no news, nor is it to who has blocked its owner.
    """
    owners = Entry.objects.filter(pk=event.entry_id).values_list("owner_id", flat=True)
    params: dict[str, Any] = {
        "blockers": [one for owner in owners for one in blockers_of(owner)],
        "entry": event.entry_id,
        "now": now,
        "since": now - timedelta(days=rules().search_news_days),
    }
    with connection.cursor() as cursor:
        cursor.execute(_MATCH, params)
        ids = [row[0] for row in cursor.fetchall()]
    at_once = SavedSearch.objects.filter(pk__in=ids, rhythm=Rhythm.AT_ONCE)
    for saved in at_once.select_related("member").order_by("id"):
        publish(
            SavedSearchFound(
                saved_id=saved.pk, entry_id=event.entry_id, member_id=saved.member.public_id
            ),
            now=now,
        )
    SavedHit.objects.filter(saved__in=at_once, entry_id=event.entry_id, told_at=None).update(
        told_at=now
    )
    return len(ids)


@transaction.atomic
def drop_hits(*, member_id: int, owner_id: int) -> int:
    """Forget what saved searches found of somebody their member has blocked; returns how many."""
    hits = SavedHit.objects.filter(saved__member_id=member_id, entry__owner_id=owner_id)
    gone, _rows = hits.delete()
    return gone


@transaction.atomic
def send_due_digests(*, now: datetime, limit: int) -> int:
    """Let daily searches that are due say what they found; returns how many were looked at.

    Claims rows with `skip_locked`: safe to run twice at once.
    """
    rows = SavedSearch.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    due = list(
        rows.filter(due_at__lte=now).select_related("member").order_by("due_at", "id")[:limit]
    )
    for saved in due:
        count = SavedHit.objects.filter(saved=saved, told_at=None).update(told_at=now)
        if count:
            publish(
                SavedSearchDigest(saved_id=saved.pk, member_id=saved.member.public_id, count=count),
                now=now,
            )
        late = (now - (saved.due_at or now)) // DAY
        saved.due_at = (saved.due_at or now) + DAY * (late + 1)
        saved.save(update_fields=["due_at"])
    return len(due)


def compile_again(*, limit: int = 10_000) -> int:
    """Ask every saved search's question anew, after the groups of words changed."""
    count = 0
    for saved in SavedSearch.objects.order_by("id")[:limit].iterator():
        compiled = compile_filters(filters_of(saved))
        SavedSearch.objects.filter(pk=saved.pk).update(compiled=compiled)
        count += 1
    return count
