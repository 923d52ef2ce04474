"""Files of messages: kept in the private storage, pictures re-encoded, programs refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.images import reencode
from marketplace.core.scanning import begin_scan, scan_waiting
from marketplace.messaging.errors import (
    FileKindRefused,
    FileTooLarge,
    TooManyFiles,
)
from marketplace.messaging.events import FileRefused
from marketplace.messaging.models import Attachment, Conversation
from marketplace.messaging.queries import get_seat

LONGEST_SIDE: Final = 2400
LONGEST_NAME: Final = 120
KEEP_UNSENT: Final = timedelta(days=1)
DOWNLOAD: Final = "application/octet-stream"
# What can be drawn anew is; every other kind is a download, never shown in the page.
_PICTURES: Final = frozenset({"png", "jpg", "jpeg", "webp"})
_PICTURE_STARTS: Final = (b"\x89PNG", b"\xff\xd8\xff")
_PROGRAMS: Final = frozenset(
    {"apk", "app", "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "jar", "jse", "lnk", "msi"}
    | {"msix", "pif", "ps1", "reg", "scr", "vb", "vbe", "vbs", "wsf"}
)
_PROGRAM_STARTS: Final = (b"MZ", b"\x7fELF")
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|]+')


def hold_files(
    *, conversation: Conversation, actor: Member, files: Sequence[UploadedFile[Any]], now: datetime
) -> list[Attachment]:
    """Keep files until their writer sends them with a message, for a day at most.

    Raises ConversationNotFound, TooManyFiles, FileTooLarge, FileKindRefused, and the refusals of
    `reencode` for what says it is a picture and isn't.
    """
    get_seat(conversation, actor)

    if len(files) > rules().message_files_max:
        raise TooManyFiles(field="uploads", limit=rules().message_files_max)
    for file in files:
        _refuse(file)

    return [_hold(conversation, actor, file, now) for file in files]


def _refuse(file: UploadedFile[Any]) -> None:
    limit = rules().file_max_bytes
    if (file.size or 0) > limit:
        raise FileTooLarge(field="uploads", megabytes=limit // (1024 * 1024))
    if _extension(file) in _PROGRAMS or _start(file).startswith(_PROGRAM_STARTS):
        raise FileKindRefused(field="uploads")


def _hold(
    conversation: Conversation, actor: Member, file: UploadedFile[Any], now: datetime
) -> Attachment:
    row = Attachment(
        conversation=conversation,
        uploader=actor,
        name=clean_name(file.name or ""),
        content_type=DOWNLOAD,
        size=file.size or 0,
        created_at=now,
    )
    content: File[bytes] = file
    begin_scan(row, file, now=now)
    if _is_picture(file):
        picture = reencode(file, max_side=LONGEST_SIDE)
        row.name = f"{row.name.rpartition('.')[0] or row.name}.{picture.extension}"[-LONGEST_NAME:]
        row.content_type = picture.content_type
        row.is_image, row.width, row.height = True, picture.width, picture.height
        row.size = len(picture.content)
        content = ContentFile(picture.content)
    row.file.save(f"messages/{conversation.pk}/{row.public_id}", content, save=False)
    try:
        row.save()
    except Exception:
        row.file.delete(save=False)
        raise
    return row


def clean_name(name: str) -> str:
    """Return a file's name without paths, control characters and marks that turn its end around."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in bare if unicodedata.category(letter)[0] != "C")
    return _UNSAFE.sub("_", kept).strip(" .")[-LONGEST_NAME:] or "file"


def _extension(file: UploadedFile[Any]) -> str:
    return clean_name(file.name or "").rpartition(".")[2].casefold()


def _start(file: UploadedFile[Any]) -> bytes:
    file.seek(0)
    start = bytes(file.read(16))
    file.seek(0)
    return start


def _is_picture(file: UploadedFile[Any]) -> bool:
    start = _start(file)
    is_webp = start[:4] == b"RIFF" and start[8:12] == b"WEBP"
    return _extension(file) in _PICTURES or start.startswith(_PICTURE_STARTS) or is_webp


def forget_unsent_files(*, now: datetime, limit: int) -> int:
    """Delete files that were chosen and not sent within a day; returns how many."""
    with transaction.atomic():
        rows = list(
            Attachment.objects.select_for_update(skip_locked=True, no_key=True)
            .filter(message=None, created_at__lt=now - KEEP_UNSENT)
            .order_by("created_at", "id")[:limit]
        )
        Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        row.file.delete(save=False)
    return len(rows)


def scan_files(*, now: datetime, limit: int) -> int:
    """Ask the scanner about files that wait for it; returns how many are known now.

    What holds malware is deleted, and FileRefused tells its writer. Safe to run twice at once.
    """
    rows = Attachment.objects.select_related("conversation", "uploader")

    def refuse(row: Attachment, malware: str) -> None:
        publish(
            FileRefused(
                attachment_id=row.public_id,
                conversation_id=row.conversation.public_id,
                uploader_id=row.uploader.public_id if row.uploader else "",
                name=row.name,
                malware=malware,
            ),
            now=now,
        )
        transaction.on_commit(lambda: row.file.delete(save=False))

    return scan_waiting(
        rows, open_file=lambda row: row.file.open("rb"), on_malware=refuse, now=now, limit=limit
    )
