"""The audit log, read: who did what to which object, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.accounts.queries import members_by_public_id
from marketplace.core.models import AuditRecord

ON_A_PAGE: Final = 50
MOST_IN_A_FILE: Final = 10_000


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """What to look for; what is empty leaves everything in. Days are in UTC, both included."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class AuditLine:
    """A line of the log. `actor_name` is empty for the clock and for providers."""

    pk: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    subject: str
    reason: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class AuditPage:
    """Some lines, newest first, and the id to go on from (0 at the end)."""

    lines: list[AuditLine]
    older: int


def audit_rows(wanted: AuditFilter) -> QuerySet[AuditRecord]:
    """Return the records that fit, newest first.

    An actor is given by username or public id; a subject exactly, or with its kind alone
    ("order:" for all orders).
    """
    rows = AuditRecord.objects.order_by("-id")
    if wanted.actor:
        rows = rows.filter(actor=_actor_id(wanted.actor))
    if wanted.action:
        rows = rows.filter(action=wanted.action)
    if wanted.subject.endswith(":"):
        rows = rows.filter(subject__startswith=wanted.subject)
    elif wanted.subject:
        rows = rows.filter(subject=wanted.subject)
    if wanted.since:
        rows = rows.filter(at__gte=_midnight(wanted.since))
    if wanted.until and wanted.until < date.max:
        rows = rows.filter(at__lt=_midnight(wanted.until) + timedelta(days=1))
    return rows


def audit_page(wanted: AuditFilter, *, before: int = 0) -> AuditPage:
    """Return a page of the log without counting it: at most three queries, however long it is."""
    rows = audit_rows(wanted)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: ON_A_PAGE + 1])
    lines = _with_names(found[:ON_A_PAGE])
    return AuditPage(lines, lines[-1].pk if len(found) > ON_A_PAGE else 0)


def audit_file(wanted: AuditFilter) -> Iterator[AuditLine]:
    """Return the newest records that fit, at most MOST_IN_A_FILE, for a spreadsheet."""
    return iter(_with_names(list(audit_rows(wanted)[:MOST_IN_A_FILE])))


def _with_names(rows: list[AuditRecord]) -> list[AuditLine]:
    people = members_by_public_id([row.actor for row in rows if row.actor])
    return [
        AuditLine(
            pk=row.pk,
            at=row.at,
            actor=row.actor,
            actor_name=people[row.actor].username if row.actor in people else "",
            action=row.action,
            subject=row.subject,
            reason=row.reason,
            before=row.before,
            after=row.after,
        )
        for row in rows
    ]


def _actor_id(given: str) -> str:
    found = Member.objects.filter(username=given.lower()).values_list("public_id", flat=True)
    return found.first() or given


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), tzinfo=ZoneInfo("UTC"))
