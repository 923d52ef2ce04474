"""Long statements that were asked for as a file."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.accounts.models import Member
from marketplace.ledger.errors import StatementFileMissing
from marketplace.ledger.models import StatementFile


def get_statement_file_for(member: Member, public_id: str) -> StatementFile:
    """Return a member's file. Raises StatementFileMissing, for strangers' too."""
    found = StatementFile.objects.filter(member=member, public_id=public_id).first()
    if found is None:
        raise StatementFileMissing
    return found


def statement_files_of(member: Member, *, limit: int = 5) -> Sequence[StatementFile]:
    """Return the member's newest files. One query."""
    return list(StatementFile.objects.filter(member=member).order_by("-id")[:limit])
