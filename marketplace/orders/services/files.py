"""Files that the parties give each other: kept privately, under names that we choose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.ids import new_public_id
from marketplace.orders.errors import FileTooLarge, TooManyFiles
from marketplace.orders.models import Delivery, Order, OrderFile, OrderQuestion

NAME_LENGTH = 120
DOWNLOAD = "application/octet-stream"
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')


def refuse_files(files: Sequence[UploadedFile], *, field: str = "files") -> None:
    """Raise the reason why these files can't be taken, if there is one."""
    limit = rules().order_files_max
    if len(files) > limit:
        raise TooManyFiles(field=field, limit=limit)
    for file in files:
        if (file.size or 0) > rules().file_max_bytes:
            raise FileTooLarge(field=field, limit=rules().file_max_bytes // (1024 * 1024))


def keep_files(
    order: Order,
    files: Sequence[UploadedFile],
    *,
    by: Member,
    now: datetime,
    question: OrderQuestion | None = None,
    delivery: Delivery | None = None,
) -> list[OrderFile]:
    """Keep files with the answer or the delivery that they belong to."""
    return [
        _keep(order, file, by=by, now=now, question=question, delivery=delivery) for file in files
    ]


def _keep(
    order: Order,
    file: UploadedFile,
    *,
    by: Member,
    now: datetime,
    question: OrderQuestion | None,
    delivery: Delivery | None,
) -> OrderFile:
    row = OrderFile(
        public_id=new_public_id(),
        order=order,
        question=question,
        delivery=delivery,
        uploaded_by=by,
        name=clean_name(file.name or ""),
        content_type=(file.content_type or DOWNLOAD)[:100],
        size=file.size or 0,
        created_at=now,
    )
    row.stored_as = storages["private"].save(f"orders/{order.public_id}/{row.public_id}", file)
    row.save(force_insert=True)
    return row


def clean_name(name: str) -> str:
    """Return a file's name without paths, control characters and marks that turn its end around."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in bare if unicodedata.category(letter)[0] != "C")
    return _UNSAFE.sub("_", kept).strip(" .")[-NAME_LENGTH:] or "file"
