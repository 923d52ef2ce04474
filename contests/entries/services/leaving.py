"""What a member leaves behind who goes: rows that a result rests on stay, their words may go."""

from __future__ import annotations

from django.db import transaction

from contests.entries.models import Entry, Look
from marketplace.accounts.models import Member


@transaction.atomic
def erase_entries(*, member: Member, keeps_texts: bool) -> int:
    """Empty what a leaving member wrote around their entries; the texts too, unless they stay.

    Digests stay as what a result rests on. Doing it twice is the same as once.
    """
    rows = Entry.objects.filter(entrant=member)
    Look.objects.filter(entry__in=rows).update(text="")
    rows.exclude(appeal="").update(appeal="-")
    rows.update(declaration="-")
    if not keeps_texts:
        rows.update(text="", title="-")
    return rows.count()
