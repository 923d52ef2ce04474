"""A member's data, packed: a job that survives its worker and being started twice.

A package is one row. Whoever works on it holds a lease (`due_at`) and a turn (`attempts`); when the
lease runs out another begins anew, and the first one's work counts for nothing.
"""

from __future__ import annotations

import json
import secrets
import tempfile
import zipfile
from datetime import datetime, timedelta
from typing import IO, Any, Final

import structlog
from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.private_files import FileMissing, delete_private, private_storage
from marketplace.core.sweeps import one_by_one
from marketplace.moderation.choices import ExportState, Hand
from marketplace.moderation.errors import NotConfirmed, TooManyExports
from marketplace.moderation.events import ExportFailed, ExportReady
from marketplace.moderation.models import DataExport
from marketplace.moderation.policies import is_freshly_confirmed
from marketplace.moderation.queries import custody_parts
from marketplace.moderation.services.moves import record, transition

log = structlog.get_logger(__name__)

OPEN: Final = (ExportState.QUEUED, ExportState.RUNNING)
DAY: Final = timedelta(days=1)


@transaction.atomic
def ask_export(*, member: Member, confirmed_at: datetime | None, now: datetime) -> DataExport:
    """Have one's data packed. While a package is under way, that one is returned.

    Locks the member. Raises NotConfirmed (without a fresh password or second factor),
    TooManyExports.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    if not is_freshly_confirmed(confirmed_at, now=now):
        raise NotConfirmed
    mine = DataExport.objects.filter(member=member)
    under_way = mine.filter(state__in=OPEN).first()
    if under_way is not None:
        return under_way
    if mine.filter(asked_at__gte=now - DAY).count() >= rules().exports_per_day:
        raise TooManyExports(count=rules().exports_per_day)

    made = DataExport.objects.create(
        member=member, asked_at=now, due_at=now, steps_total=len(custody_parts())
    )

    record("export_asked", subject=f"member:{member.public_id}", actor=member, now=now)
    return made


def pack_due_exports(*, now: datetime, limit: int) -> int:
    """Pack what waits; returns how many packages were finished."""
    done = 0
    for _turn in range(limit):
        claimed = claim_export(now=now)
        if claimed is None:
            break
        done += pack_export(export=claimed, now=now)
    return done


@transaction.atomic
def claim_export(*, now: datetime) -> DataExport | None:
    """Take up a package that waits or whose worker is gone; None where there is none.

    After `export_attempts` turns it is set aside as failed, and the member is told.
    """
    row = (
        DataExport.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .select_related("member")
        .filter(state__in=OPEN, due_at__lte=now)
        .order_by("due_at", "id")
        .first()
    )
    if row is None:
        return None
    _forget_file(row.key)
    if row.attempts >= rules().export_attempts:
        transition(row, ExportState.FAILED, by=Hand.WORKER, key="")
        publish(ExportFailed(export_id=row.public_id, member_id=row.member.public_id), now=now)
        return None
    transition(
        row,
        ExportState.RUNNING,
        by=Hand.WORKER,
        attempts=row.attempts + 1,
        steps_done=0,
        steps_total=len(custody_parts()),
        key=f"exports/{row.public_id}/{secrets.token_hex(16)}",
        due_at=now + timedelta(seconds=rules().export_lease_seconds),
    )
    return row


def pack_export(*, export: DataExport, now: datetime) -> bool:
    """Pack a claimed package. True when it is ready by this call; a fault leaves it to the next."""
    try:
        with tempfile.TemporaryFile() as out:
            if not _write(export, out):
                return False
            size = out.tell()
            out.seek(0)
            private_storage().save(export.key, File(out, name="package.zip"))
        return _finish(export, size, now=now)
    except Exception as error:  # noqa: BLE001  whatever a part raises is kept with the package
        log.warning("export_failed", export=export.public_id, error=repr(error))
        DataExport.objects.filter(pk=export.pk, attempts=export.attempts).update(
            error=repr(error)[:2000]
        )
        return False


def _write(export: DataExport, out: IO[bytes]) -> bool:
    """Write every part; False when somebody else has taken over meanwhile."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number, part in enumerate(custody_parts(), start=1):
            packed = part.pack(export.member)
            for name, rows in packed.lists.items():
                package.writestr(f"{part.name}/{name}.json", _as_json(list(rows)))
            for file in packed.files:
                try:
                    with file.open() as content:
                        package.writestr(f"{part.name}/files/{file.name}", content.read())
                except (FileMissing, FileNotFoundError):
                    continue
            held = DataExport.objects.filter(
                pk=export.pk, state=ExportState.RUNNING, attempts=export.attempts
            )
            if not held.update(steps_done=number):
                return False
    return True


def _as_json(rows: list[Any]) -> str:
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


@transaction.atomic
def _finish(export: DataExport, size: int, *, now: datetime) -> bool:
    row = DataExport.objects.select_for_update(no_key=True).filter(pk=export.pk).first()
    if row is None or row.state != ExportState.RUNNING or row.attempts != export.attempts:
        _forget_file(export.key)
        return False
    expires_at = now + timedelta(days=rules().export_days)
    transition(
        row,
        ExportState.READY,
        by=Hand.WORKER,
        size=size,
        ready_at=now,
        expires_at=expires_at,
        error="",
    )
    member_id = export.member.public_id
    record("export_ready", subject=f"member:{member_id}", actor=None, now=now)
    publish(
        ExportReady(
            export_id=row.public_id, member_id=member_id, expires_at=expires_at.isoformat()
        ),
        now=now,
    )
    return True


def expire_exports(*, now: datetime, limit: int) -> int:
    """Delete packages whose days are over; returns how many."""
    due = DataExport.objects.filter(state=ExportState.READY, expires_at__lte=now)
    ids = list(due.order_by("expires_at", "id").values_list("pk", flat=True)[:limit])
    return one_by_one(ids, _expire, fault="export_not_expired")


@transaction.atomic
def _expire(pk: int) -> bool:
    row = DataExport.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None or row.state != ExportState.READY:
        return False
    key = row.key
    transition(row, ExportState.EXPIRED, by=Hand.CLOCK, key="")
    _forget_file(key)
    return True


def _forget_file(key: str) -> None:
    if key:
        transaction.on_commit(lambda: delete_private(key))
