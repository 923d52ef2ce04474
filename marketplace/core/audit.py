"""Who did what to which object: one row in the transaction of the act, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from marketplace.core.models import AuditRecord

SYSTEM = ""


def record_audit(
    *,
    actor: str,
    action: str,
    subject: str,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditRecord:
    """Write an audit record. `actor` is a member's public id, SYSTEM for timers and gateways."""
    return AuditRecord.objects.create(
        actor=actor,
        action=action,
        subject=subject,
        before=before or {},
        after=after or {},
        reason=reason,
        at=now,
    )


def record_audits(records: Iterable[AuditRecord]) -> None:
    """Write many audit records at once, for acts that touch many objects in one transaction."""
    AuditRecord.objects.bulk_create(records)
