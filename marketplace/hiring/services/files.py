"""Files of posted briefs: kept in the private storage, handed out once the scanner knows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from marketplace.core.conf import rules
from marketplace.core.private_files import FileEmpty, FileTooLarge, clean_name, type_of
from marketplace.core.scanning import begin_scan, scan_waiting
from marketplace.hiring.errors import TooManyBriefFiles
from marketplace.hiring.models import PostedBrief, PostedFile


def put_files(
    brief: PostedBrief, files: Sequence[UploadedFile[Any]], *, now: datetime
) -> list[PostedFile]:
    """Keep files with a brief. Raises TooManyBriefFiles, FileTooLarge, FileEmpty."""
    most, limit = rules().posted_brief_files_max, rules().file_max_bytes
    if files and brief.files.count() + len(files) > most:
        raise TooManyBriefFiles(field="uploads", limit=most)
    for file in files:
        if not file.size:
            raise FileEmpty(field="uploads")
        if file.size > limit:
            raise FileTooLarge(field="uploads", megabytes=limit // (1024 * 1024))
    return [_put(brief, file, now) for file in files]


def _put(brief: PostedBrief, file: UploadedFile[Any], now: datetime) -> PostedFile:
    name = clean_name(file.name or "")
    row = PostedFile(
        brief=brief, name=name, content_type=type_of(name), size=file.size or 0, created_at=now
    )
    begin_scan(row, file, now=now)
    row.file.save(f"briefs/{brief.pk}/{row.public_id}", file, save=False)
    row.save()
    return row


def remove_files(brief: PostedBrief, public_ids: Sequence[str]) -> int:
    """Take files off a brief; returns how many. What is on disk goes once that is certain."""
    rows = list(brief.files.filter(public_id__in=list(public_ids))) if public_ids else []
    for row in rows:
        row.delete()
        transaction.on_commit(lambda row=row: row.file.delete(save=False))  # type: ignore[misc]
    return len(rows)


def scan_brief_files(*, now: datetime, limit: int) -> int:
    """Ask the scanner about files that wait for it; what holds malware is deleted."""

    def refuse(row: PostedFile, _malware: str) -> None:
        transaction.on_commit(lambda: row.file.delete(save=False))

    return scan_waiting(
        PostedFile.objects.all(),
        open_file=lambda row: row.file.open("rb"),
        on_malware=refuse,
        now=now,
        limit=limit,
    )
