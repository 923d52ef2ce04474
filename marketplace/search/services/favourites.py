"""What members keep, and what they have looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import F

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.search.choices import Kind
from marketplace.search.errors import TooManyFavourites
from marketplace.search.models import Entry, Favourite, View

# The oldest beyond what is remembered go in the same breath.
_SEE: Final = """
WITH seen AS (
  INSERT INTO search_view (member_id, kind, ref, seen_at)
  VALUES (%(member)s, %(kind)s, %(ref)s, %(now)s)
  ON CONFLICT (member_id, kind, ref) DO UPDATE SET seen_at = EXCLUDED.seen_at
)
DELETE FROM search_view WHERE id IN (
  SELECT id FROM search_view WHERE member_id = %(member)s AND (kind, ref) <> (%(kind)s, %(ref)s)
  ORDER BY seen_at DESC, id DESC OFFSET %(others)s
)
"""


@transaction.atomic
def add_favourite(*, member: Member, kind: Kind, ref: int, now: datetime) -> Favourite:
    """Keep something that can be found. Keeping it again returns the same.

    Locks the entry, which counts its favourites. Raises NotFound, TooManyFavourites.
    """
    entry = Entry.objects.select_for_update(no_key=True).filter(kind=kind, ref=ref).first()
    known = Favourite.objects.filter(member=member, kind=kind, ref=ref).first()

    if known is not None:
        return known
    if entry is None:
        raise NotFound
    most = rules().favourites_max
    if Favourite.objects.filter(member=member).count() >= most:
        raise TooManyFavourites(most=most)

    made = Favourite.objects.create(
        member=member, kind=kind, ref=ref, title=entry.title, created_at=now
    )
    Entry.objects.filter(pk=entry.pk).update(favourites_count=F("favourites_count") + 1)
    return made


@transaction.atomic
def remove_favourite(*, member: Member, kind: Kind, ref: int) -> bool:
    """Let go of a favourite, also of what can't be found any more; False where it was none."""
    entry = Entry.objects.select_for_update(no_key=True).filter(kind=kind, ref=ref).first()
    gone, _by_model = Favourite.objects.filter(member=member, kind=kind, ref=ref).delete()
    if gone and entry is not None:
        Entry.objects.filter(pk=entry.pk, favourites_count__gt=0).update(
            favourites_count=F("favourites_count") - 1
        )
    return bool(gone)


@transaction.atomic
def note_view(*, member: Member, kind: Kind, ref: int, now: datetime) -> None:
    """Remember that a member looked at something; the oldest views are forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(
            _SEE,
            {
                "member": member.pk,
                "kind": kind,
                "ref": ref,
                "now": now,
                "others": rules().recent_views_max - 1,
            },
        )


@transaction.atomic
def forget_views(*, member: Member) -> int:
    """Forget what a member looked at; returns how many things."""
    gone, _by_model = View.objects.filter(member=member).delete()
    return gone


@transaction.atomic
def forget_favourites(*, member: Member) -> int:
    """Let go of everything that a member keeps, so that it counts nowhere; returns how many."""
    kept = list(Favourite.objects.filter(member=member).values_list("kind", "ref"))
    for kind, ref in sorted(kept):
        remove_favourite(member=member, kind=Kind(kind), ref=ref)
    return len(kept)
