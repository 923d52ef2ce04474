"""What a member wrote to others, when their account is erased."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.messaging.models import Attachment, Message


@transaction.atomic
def erase_messages(*, member: Member) -> None:
    """Erase what a leaving member wrote and sent; the messages stay in their places, empty.

    Cards (offers, orders) stay: they belong to both sides. Twice is as once.
    """
    for file in Attachment.objects.filter(uploader=member):
        transaction.on_commit(partial(file.file.storage.delete, str(file.file.name)))
        file.delete()
    Message.objects.filter(author=member).update(source="", html="", author=None)
