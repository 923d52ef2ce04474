"""The pictures that were shown as proof: looked into by the scanner, handed to the desk."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse

from contests.actions.models import Claim, Entrant
from contests.calls.models import Contest
from marketplace.accounts.models import Member
from marketplace.core.private_files import delete_private, open_private, private_response
from marketplace.core.scanning import FileNotServed, scan_waiting


def proof_response(claim: Claim) -> FileResponse:
    """Hand out a proof's picture; who may see it was asked. Raises FileNotServed, FileMissing."""
    if not claim.stored_as or not claim.is_served:
        raise FileNotServed
    return private_response(
        claim.stored_as, name=f"proof-{claim.public_id}.webp", content_type="image/webp"
    )


def scan_proofs(*, now: datetime, limit: int) -> int:
    """Ask the scanner about pictures that wait for it; what holds malware is deleted."""

    def refuse(row: Claim, _malware: str) -> None:
        transaction.on_commit(lambda: delete_private(row.stored_as))

    return scan_waiting(
        Claim.objects.exclude(stored_as=""),
        open_file=lambda row: open_private(row.stored_as),
        on_malware=refuse,
        now=now,
        limit=limit,
    )


def forget_proofs(*, member: Member) -> int:
    """Empty what a member who leaves showed and wrote; tickets that counted stay counted.

    Returns how many claims there were; twice is as once.
    """
    rows = Claim.objects.filter(entrant__member=member)
    _delete_pictures(rows)
    Entrant.objects.filter(member=member).update(answer="", day_print="", shows_name=False)
    return rows.update(
        text="", url="", stored_as="", picture_digest="", evidence={}, appeal_text="", note=""
    )


def forget_pictures(*, contest: Contest) -> int:
    """Delete the pictures and prints of a contest whose books are closed; returns how many."""
    rows = Claim.objects.filter(action__contest=contest).exclude(stored_as="")
    _delete_pictures(rows)
    Entrant.objects.filter(contest=contest).update(day_print="")
    return rows.update(stored_as="")


def _delete_pictures(rows: QuerySet[Claim]) -> None:
    for key in rows.exclude(stored_as="").values_list("stored_as", flat=True):
        transaction.on_commit(partial(delete_private, key))
