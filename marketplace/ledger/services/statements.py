"""Statements as files: PDF at once or by a worker, CSV as a stream."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.money import Money
from marketplace.core.pdf import render_pdf
from marketplace.core.places import zone_named
from marketplace.core.private_files import delete_private, store_private
from marketplace.core.spreadsheets import safe_cell
from marketplace.ledger.choices import AccountKind, Actor, StatementFileState
from marketplace.ledger.errors import StatementTooLong, TooManyStatementFiles
from marketplace.ledger.models import StatementFile
from marketplace.ledger.queries import (
    AccountRef,
    Asked,
    StatementLine,
    StatementSums,
    iterate_statement,
    statement_sums,
)
from marketplace.ledger.services.transitions import transition

log = structlog.get_logger(__name__)

PART_LINES: Final = 400
LEASE: Final = timedelta(minutes=15)
ATTEMPTS: Final = 3
OPEN_AT_ONCE: Final = 3
TEMPLATE: Final = "documents/statement.html"


def statement_csv(
    asked: Asked, sums: StatementSums, member: Member, *, with_mark: bool = True
) -> Iterator[str]:
    """Yield a statement as CSV, oldest line first, with opening and closing balance as lines.

    Holds one chunk of lines at a time. `with_mark` begins with the byte order mark that makes
    spreadsheets read it as UTF-8. What people typed is never run as a formula.
    """
    currency, zone = asked.account.currency, zone_named(member.timezone)
    if with_mark:
        yield "\ufeff"
    yield _csv(
        *(_("Day"), _("Entry"), _("Kind"), _("What"), _("About")),
        *(_("Amount"), _("Balance"), _("Currency")),
    )
    yield _csv("", "", "", _("Opening balance"), "", "", _major(sums.opening, currency), currency)
    for chunk in iterate_statement(asked, sums, member):
        for line in chunk:
            yield _csv(
                line.at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
                f"T-{line.transfer_id}",
                line.kind,
                line.label,
                line.about.text if line.about else line.reference,
                Money(line.amount, currency).decimal,
                Money(line.balance_after, currency).decimal,
                currency,
            )
    if sums.others:
        others = Money(sums.others, currency).decimal
        yield _csv("", "", "", _("Other kinds, not shown"), "", others, "", currency)
    yield _csv("", "", "", _("Closing balance"), "", "", _major(sums.closing, currency), currency)


def _major(amount: int, currency: str) -> object:
    return Money(amount, currency).decimal


def _csv(*cells: object) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def statement_pdf(
    asked: Asked,
    sums: StatementSums,
    member: Member,
    *,
    now: datetime,
    job: StatementFile | None = None,
) -> bytes:
    """Return a statement as PDF in the present language, oldest line first.

    With a `job` its progress is written after each part. Raises StatementTooLong, PdfUnavailable.
    """
    if sums.count > rules().statement_pdf_lines_max:
        raise StatementTooLong(lines=sums.count, most=rules().statement_pdf_lines_max)

    def parts() -> Iterator[str]:
        shown = 0
        for chunk in iterate_statement(asked, sums, member, chunk=PART_LINES):
            yield _page(asked, sums, member, chunk, shown=shown, now=now)
            shown += len(chunk)
        if not sums.count:
            yield _page(asked, sums, member, [], shown=0, now=now)

    def tell(number: int) -> None:
        if job is not None:
            done = min(number * PART_LINES, sums.count)
            StatementFile.objects.filter(pk=job.pk).update(done=done)

    return render_pdf(parts(), on_part=tell)


def _page(
    asked: Asked,
    sums: StatementSums,
    member: Member,
    lines: list[StatementLine],
    *,
    shown: int,
    now: datetime,
) -> str:
    """Return a part of the document, which stands behind `shown` lines."""
    context = {
        "asked": asked,
        "kind": AccountKind(asked.account.kind).label,
        "currency": asked.account.currency,
        "sums": sums,
        "owner": member,
        "lines": lines,
        "is_first": shown == 0,
        "is_last": shown + len(lines) >= sums.count,
        "made_at": now,
        "last_day": asked.until - timedelta(seconds=1) if asked.until else now,
        "mail_digits": member.digits,
        "mail_timezone": member.timezone,
    }
    return render_to_string(TEMPLATE, context)


@transaction.atomic
def request_statement_file(
    *, member: Member, asked: Asked, language: str, now: datetime
) -> StatementFile:
    """Ask for a PDF that a worker makes. `until` is fixed to `now` where it is open.

    Raises StatementTooLong, TooManyStatementFiles.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    sums = statement_sums(asked)
    if sums.count > rules().statement_pdf_lines_max:
        raise StatementTooLong(lines=sums.count, most=rules().statement_pdf_lines_max)
    open_files = StatementFile.objects.filter(member=member, due_at__isnull=False)
    if open_files.exclude(state=StatementFileState.READY).count() >= OPEN_AT_ONCE:
        raise TooManyStatementFiles

    return StatementFile.objects.create(
        member=member,
        account=asked.account.kind,
        currency=asked.account.currency,
        since=asked.since,
        until=asked.until or now,
        kinds=list(asked.kinds),
        language=language,
        lines=sums.count,
        created_at=now,
        due_at=now,
    )


def make_statement_files(*, now: datetime, limit: int) -> int:
    """Make the files that wait, one after the other, and delete those whose time is over.

    Claims a row with a lease, so that a worker that is killed leaves it to the next; after three
    attempts it has failed. Must not run inside a transaction: progress is seen while it works.
    """
    acted = 0
    while acted < limit:
        job = _claim(now)
        if job is None:
            return acted
        if job.state == StatementFileState.WORKING:
            _make(job, now=now)
        acted += 1
    return acted


@transaction.atomic
def _claim(now: datetime) -> StatementFile | None:
    """Take the next due row: to work on, or to give up or delete at once."""
    job = (
        StatementFile.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        .select_related("member")
        .filter(due_at__lte=now)
        .order_by("due_at", "id")
        .first()
    )
    if job is None:
        return None
    if job.state == StatementFileState.READY:
        delete_private(job.file_key)
        transition(job, StatementFileState.EXPIRED, by=Actor.CLOCK, file_key="", due_at=None)
    elif job.attempts >= ATTEMPTS:
        transition(job, StatementFileState.FAILED, by=Actor.CLOCK, due_at=None)
    else:
        transition(
            job,
            StatementFileState.WORKING,
            by=Actor.CLOCK,
            attempts=job.attempts + 1,
            due_at=now + LEASE,
        )
    return job


def _make(job: StatementFile, *, now: datetime) -> None:
    """Draw one file; whatever goes wrong is tried again when the lease is over."""
    member = job.member
    account = AccountRef(AccountKind(job.account), member.public_id, job.currency)
    asked = Asked(account=account, since=job.since, until=job.until, kinds=tuple(job.kinds))
    try:
        with override(job.language):
            content = statement_pdf(asked, statement_sums(asked), member, now=now, job=job)
        file = ContentFile(content, name=f"wazzifni-statement-{job.public_id}.pdf")
        stored = store_private(file, folder="statements")
    except Exception:
        log.exception("statement_not_made", statement=job.public_id)
        return
    if not _finish(job, key=stored.key, now=now):
        delete_private(stored.key)


@transaction.atomic
def _finish(job: StatementFile, *, key: str, now: datetime) -> bool:
    """Keep the file, unless the lease ran out and somebody else is at it."""
    locked = StatementFile.objects.select_for_update(no_key=True).get(pk=job.pk)
    if locked.attempts != job.attempts or locked.state != StatementFileState.WORKING:
        return False
    kept_until = now + timedelta(days=rules().statement_keep_days)
    transition(
        locked,
        StatementFileState.READY,
        by=Actor.CLOCK,
        file_key=key,
        done=locked.lines,
        due_at=kept_until,
    )
    return True
