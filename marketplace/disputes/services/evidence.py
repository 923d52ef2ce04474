"""What the two sides say and show: words, files kept privately, links into the order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.private_files import FileEmpty, FileTooLarge, store_private
from marketplace.disputes.choices import DisputeMove
from marketplace.disputes.errors import RefUnknown, TextMissing, TooManyFiles
from marketplace.disputes.events import EvidenceAdded
from marketplace.disputes.models import Dispute, Line, Statement, StatementFile
from marketplace.disputes.queries.refs import known_keys
from marketplace.disputes.services.acting import Actor, facts, refuse, transition
from marketplace.disputes.services.settling import enter
from marketplace.orders.models import Order

Upload: TypeAlias = "UploadedFile[Any]"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Words, files and links; `refs` are keys of `queries.refs_of`."""

    text: str = ""
    files: Sequence[Upload] = field(default_factory=tuple)
    refs: Sequence[str] = field(default_factory=tuple)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said and nothing shown."""
        return not self.text.strip() and not self.files and not self.refs


def refuse_evidence(order: Order, evidence: Evidence, *, is_required: bool = True) -> None:
    """Raise the reason why this can't be taken, if there is one."""
    limit, largest = rules().dispute_files_max, rules().file_max_bytes
    if is_required and evidence.is_empty:
        raise TextMissing(field="text")
    if len(evidence.files) > limit:
        raise TooManyFiles(field="files", limit=limit)
    for file in evidence.files:
        if not file.size:
            raise FileEmpty(field="files")
        if file.size > largest:
            raise FileTooLarge(field="files", megabytes=max(1, largest // (1024 * 1024)))
    if known_keys(order, evidence.refs) != set(evidence.refs):
        raise RefUnknown(field="refs")


def keep_evidence(line: Line, evidence: Evidence, *, by: Actor, now: datetime) -> Statement:
    """Keep what was said and shown with the line that it belongs to."""
    if by.member is None:
        raise RuntimeError("a statement has an author")
    dispute = line.dispute
    statement = Statement.objects.create(
        dispute=dispute,
        line=line,
        part=by.part,
        author=by.member,
        text=evidence.text.strip(),
        refs=list(dict.fromkeys(evidence.refs)),
        at=now,
    )
    kept = [store_private(one, folder=f"disputes/{dispute.public_id}") for one in evidence.files]
    StatementFile.objects.bulk_create(
        StatementFile(
            statement=statement,
            stored_as=stored.key,
            name=stored.name,
            content_type=stored.content_type,
            size=stored.size,
        )
        for stored in kept
    )
    return statement


@transaction.atomic
def add_evidence(
    *, dispute: Dispute, actor: Member, evidence: Evidence, now: datetime
) -> Statement:
    """Add words, files or links to an open dispute; support asks its questions so, too.

    Locks the dispute. Raises NotFound for strangers, TextMissing, TooManyFiles, FileEmpty,
    FileTooLarge, RefUnknown, the refusals by state.
    """
    locked, by = enter(dispute, actor, now=now)

    refuse(locked, DisputeMove.STATE, by)
    refuse_evidence(locked.order, evidence)

    line = transition(locked, DisputeMove.STATE, by=by, now=now)
    statement = keep_evidence(line, evidence, by=by, now=now)

    publish(EvidenceAdded(**facts(locked, by), statement_id=statement.pk), now=now)
    return statement
