"""The pictures that were shown as proof: looked into by the scanner, handed to the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import FileResponse

from contests.actions.models import Claim
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
