"""What a member leaves behind who goes: rows that a result rests on stay, their words may go."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from contests.entries.choices import CheckKind
from contests.entries.models import Check, Entry, Look
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
        _erase_passages(rows)
        rows.update(text="", title="-")
    return rows.count()


def _erase_passages(rows: QuerySet[Entry]) -> None:
    """Take the texts out of what was found in them, and in texts of others that are like them."""
    for entry in rows.only("pk", "public_id", "contest_id").order_by("pk"):
        found = Check.objects.filter(entry__contest=entry.contest_id, kind=CheckKind.SIMILARITY)
        like_it = found.filter(evidence__matches__contains=[{"ref": entry.public_id}])
        for check in found.filter(entry=entry).union(like_it, all=False).order_by("pk"):
            is_own = check.entry_id == entry.pk
            for match in check.evidence.get("matches", ()):
                if is_own or match["ref"] == entry.public_id:
                    match["passages"] = []
                if match["ref"] == entry.public_id:
                    match["title"] = "-"
            check.save(update_fields=["evidence"])
