"""Files that the parties give each other, kept privately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.private_files import FileEmpty, FileTooLarge, store_private
from marketplace.orders.errors import TooManyFiles
from marketplace.orders.models import Delivery, Order, OrderFile, OrderQuestion

Upload: TypeAlias = "UploadedFile[Any]"


def refuse_files(files: Sequence[Upload], *, field: str = "files") -> None:
    """Raise the reason why these files can't be taken, if there is one."""
    limit, largest = rules().order_files_max, rules().file_max_bytes
    if len(files) > limit:
        raise TooManyFiles(field=field, limit=limit)
    for file in files:
        if not file.size:
            raise FileEmpty(field=field)
        if file.size > largest:
            raise FileTooLarge(field=field, megabytes=max(1, largest // (1024 * 1024)))


def keep_files(
    order: Order,
    files: Sequence[Upload],
    *,
    by: Member,
    now: datetime,
    question: OrderQuestion | None = None,
    delivery: Delivery | None = None,
) -> list[OrderFile]:
    """Keep files with the answer or the delivery that they belong to."""
    kept = [store_private(file, folder=f"orders/{order.public_id}") for file in files]
    return OrderFile.objects.bulk_create(
        OrderFile(
            order=order,
            question=question,
            delivery=delivery,
            uploaded_by=by,
            stored_as=stored.key,
            name=stored.name,
            content_type=stored.content_type,
            size=stored.size,
            created_at=now,
        )
        for stored in kept
    )
