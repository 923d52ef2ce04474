"""Keeping what somebody has begun to write, on the server, from several devices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from community.forum.choices.reading import DRAFT_FIELDS_MAX, DRAFT_MAX
from community.forum.errors.reading import (
    DraftChangedElsewhere,
    DraftPlaceUnknown,
    DraftsFull,
    DraftTooLong,
)
from community.forum.models import Draft
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound

NEW_TOPIC: Final = "topic"
_PLACE: Final = re.compile(r"topic|(reply|edit)-[1-9][0-9]{0,17}")
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def reply_place(topic_id: int) -> str:
    """Return where a reply's draft is kept."""
    return f"reply-{topic_id}"


def edit_place(post_id: int) -> str:
    """Return where an edit's draft is kept."""
    return f"edit-{post_id}"


def check_place(place: str) -> None:
    """Refuse what is no place for a draft. Raises DraftPlaceUnknown."""
    if not _PLACE.fullmatch(place):
        raise DraftPlaceUnknown


@transaction.atomic
def save_draft(
    *,
    member: Member,
    place: str,
    fields: Mapping[str, str],
    revision: int,
    device: str,
    now: datetime,
) -> Draft:
    """Keep what stands in a form. `revision` is the one that the writer has seen, 0 for none.

    The same window writes on over its own words; another one must have seen the revision that
    stands, or nothing is changed. What is empty deletes the draft, and the row that comes back was
    never saved. Locks the draft. Raises DraftPlaceUnknown, DraftTooLong, DraftChangedElsewhere,
    DraftsFull.
    """
    check_place(place)
    kept = {name: text for name, text in fields.items() if _NAME.fullmatch(name) and text}
    if len(kept) > DRAFT_FIELDS_MAX or sum(map(len, kept.values())) > DRAFT_MAX:
        raise DraftTooLong
    found = _locked(member, place)
    if found is None:
        return _begin(member, place, kept, device, now=now)
    if found.fields == kept:
        return found
    is_its_own = bool(device) and found.device == device and revision + 1 >= found.revision
    if found.revision != revision and not is_its_own:
        raise DraftChangedElsewhere
    if not kept:
        found.delete()
        return Draft(member=member, place=place, revision=0, created_at=now, changed_at=now)
    found.fields = kept
    found.revision += 1
    found.device = device[:36]
    found.changed_at = now
    found.save(update_fields=["fields", "revision", "device", "changed_at"])
    return found


def _locked(member: Member, place: str) -> Draft | None:
    rows = Draft.objects.select_for_update(no_key=True, of=("self",))
    return rows.filter(member=member, place=place).first()


def _begin(
    member: Member, place: str, kept: dict[str, str], device: str, *, now: datetime
) -> Draft:
    draft = Draft(
        member=member,
        place=place,
        fields=kept,
        device=device[:36],
        revision=1 if kept else 0,
        created_at=now,
        changed_at=now,
    )
    if not kept:
        return draft
    if Draft.objects.filter(member=member).count() >= rules().forum_drafts_max:
        raise DraftsFull(count=rules().forum_drafts_max)
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        # Another device began the same draft at this very moment.
        raise DraftChangedElsewhere from None
    return draft


def delete_draft(*, member: Member, public_id: str) -> None:
    """Throw a draft away. Raises NotFound, for a stranger's too."""
    deleted, _tables = Draft.objects.filter(member=member, public_id=public_id).delete()
    if not deleted:
        raise NotFound


def drop_draft(*, member_id: int, place: str, until: datetime) -> int:
    """Forget a draft because it was posted; what was written after `until` stays."""
    rows = Draft.objects.filter(member=member_id, place=place, changed_at__lte=until)
    return rows.delete()[0]


def forget_old_drafts(*, now: datetime, limit: int) -> int:
    """Delete drafts that nobody has touched for long; returns how many."""
    before = now - timedelta(days=rules().forum_draft_days)
    old = Draft.objects.filter(changed_at__lt=before).order_by("id").values_list("pk", flat=True)
    return Draft.objects.filter(pk__in=list(old[:limit])).delete()[0]
