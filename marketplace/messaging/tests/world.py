"""What the tests of messaging lean on."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from marketplace.accounts.models import Member
from marketplace.messaging.models import Conversation, Message
from marketplace.messaging.services import open_conversation, send_message

MakeMember = Callable[..., Member]
Browse = Callable[[Member | None], Client]
RunOutbox = Callable[..., int]


def talk(*members: Member, now: datetime, ref: str = "o1", title: str = "A logo") -> Conversation:
    """Open a conversation about an order."""
    return open_conversation(
        members=members, subject_kind="order", subject_ref=ref, title=title, now=now
    )


def say(
    conversation: Conversation,
    author: Member | None,
    body: str = "Hello",
    *,
    now: datetime,
    client_key: str = "",
) -> Message:
    """Send a message."""
    return send_message(
        conversation=conversation.public_id,
        author=author,
        body=body,
        client_key=client_key,
        now=now,
    )


def text_file(name: str = "notes.txt", content: bytes = b"notes") -> SimpleUploadedFile:
    """Return an upload that is no picture."""
    return SimpleUploadedFile(name, content)


def picture(name: str = "logo.png", size: tuple[int, int] = (40, 20)) -> SimpleUploadedFile:
    """Return a picture that carries a comment with something private in it."""
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "JPEG", comment=b"a private place")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")
