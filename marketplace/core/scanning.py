"""Files that wait for a scanner: what every table of members' files has in common.

A file is served when it was found clean, or when this installation has no scanner. Until then it
waits; a scanner that is away costs delay and never lets a file through.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

import structlog
from django.core.files import File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import NotFound
from marketplace.core.private_files import FileMissing
from marketplace.core.scanners import Readable, ScannerAway, scanner

log = structlog.get_logger(__name__)
LEASE: Final = timedelta(minutes=2)
MOST_DOUBLINGS: Final = 6


class ScanState(models.TextChoices):
    """What is known of a file."""

    UNCHECKED = "unchecked", _("Not checked")
    WAITING = "waiting", _("Being checked")
    CLEAN = "clean", _("Clean")
    INFECTED = "infected", _("Removed: it held malware")


class FileNotServed(NotFound):
    """The file is still being checked, or was removed."""

    code = "file_not_served"
    message = _("This file is still being checked, or was removed because it held malware.")


class Scanned(models.Model):
    """A row that stands for a file. `scan_due_at` is when the scanner is asked next."""

    scan_state = models.CharField(
        max_length=10,
        choices=ScanState.choices,
        default=ScanState.UNCHECKED,
        db_default="unchecked",
    )
    scan_due_at = models.DateTimeField(null=True, blank=True)
    scan_attempts = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        abstract = True

    @property
    def is_served(self) -> bool:
        """Whether the file may be handed out."""
        return self.scan_state in {ScanState.CLEAN, ScanState.UNCHECKED}


Row = TypeVar("Row", bound=Scanned)


def begin_scan(row: Scanned, file: Readable, *, now: datetime) -> None:
    """Note on a row that isn't saved yet what is known of its file, or that it waits."""
    found = scanner()
    if not found.is_instant:
        row.scan_state, row.scan_due_at = ScanState.WAITING, now
        return
    result = found.scan(file)
    file.seek(0)
    row.scan_state = ScanState.CLEAN if result.was_checked else ScanState.UNCHECKED


def scan_waiting(
    rows: models.QuerySet[Row],
    *,
    open_file: Callable[[Row], File[bytes]],
    on_malware: Callable[[Row, str], Any],
    now: datetime,
    limit: int,
) -> int:
    """Ask the scanner about files that wait; safe to run twice at once. Returns how many it knew.

    Claims rows by a lease and holds no lock while the scanner looks. `on_malware(row, name)` is
    called in the transaction that marks the file as infected.
    """
    claimed = _claim(rows, now=now, limit=limit)
    return sum(_look(rows, row, open_file, on_malware) for row in claimed)


def _claim(rows: models.QuerySet[Row], *, now: datetime, limit: int) -> list[Row]:
    with transaction.atomic():
        due = rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).filter(
            scan_state=ScanState.WAITING, scan_due_at__lte=now
        )
        claimed = list(due.order_by("scan_due_at", "pk")[:limit])
        for row in claimed:
            row.scan_due_at = now + LEASE * 2 ** min(row.scan_attempts, MOST_DOUBLINGS)
            row.scan_attempts += 1
            row.save(update_fields=["scan_due_at", "scan_attempts"])
    return claimed


def _look(
    rows: models.QuerySet[Row],
    row: Row,
    open_file: Callable[[Row], File[bytes]],
    on_malware: Callable[[Row, str], Any],
) -> bool:
    try:
        with open_file(row) as file:
            result = scanner().scan(file)
    except (ScannerAway, OSError, FileMissing) as away:
        log.warning("file_not_scanned", table=rows.model.__name__, row=row.pk, why=str(away))
        return False
    state = ScanState.INFECTED if result.malware else ScanState.CLEAN
    with transaction.atomic():
        waiting = rows.filter(pk=row.pk, scan_state=ScanState.WAITING)
        if waiting.update(scan_state=state, scan_due_at=None) and result.malware:
            on_malware(row, result.malware)
    return True
