"""Writing into a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.html import format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.messaging.errors import (
    AttachmentNotFound,
    ContactDetailsFound,
    ConversationNotFound,
    MemberBlocked,
    MessageEmpty,
    MessageTooLong,
    TooManyFiles,
    TooManyMessages,
)
from marketplace.messaging.events import MessageSent
from marketplace.messaging.models import (
    Attachment,
    Conversation,
    Message,
    Participant,
    ToldDetail,
)
from marketplace.messaging.policies import can_write, consent_to, is_consent
from marketplace.messaging.queries import details_to_mention, get_seat, participants_of
from marketplace.messaging.queries.details import digest_of
from marketplace.messaging.services.attachments import hold_files

HOUR: Final = timedelta(hours=1)


def send_message(
    *,
    conversation: str,
    author: Member | None,
    body: str,
    now: datetime,
    files: Sequence[UploadedFile[Any]] = (),
    held: Sequence[str] = (),
    card_kind: str = "",
    card_ref: str = "",
    client_key: str = "",
) -> Message:
    """Write into the conversation with this public id; `author` None is the platform itself.

    `held` are public ids of files that the author has put there with `hold_files`. The same
    `client_key` from the same author gives the first message back. Locks the conversation;
    announces MessageSent. Raises ConversationNotFound (for strangers too), MessageEmpty,
    MessageTooLong, TooManyFiles, TooManyMessages, AttachmentNotFound, MemberBlocked, and the
    refusals of `hold_files`.
    """
    text = body.replace("\r\n", "\n").strip()
    _refuse_form(text, files=len(files) + len(held), has_card=bool(card_kind))
    more = _keep(conversation, author, files, now=now) if files and author is not None else []
    return _write(
        public_id=conversation,
        author=author,
        held=[*held, *more],
        draft=Message(
            author=author,
            is_system=author is None,
            source=text,
            html=render_plain(text),
            card_kind=card_kind,
            card_ref=card_ref,
            client_key=client_key,
            created_at=now,
        ),
        now=now,
    )


def _keep(
    public_id: str, author: Member, files: Sequence[UploadedFile[Any]], *, now: datetime
) -> list[str]:
    """Keep files for a message, once nothing stands against it: a file outlives a rollback."""
    row = Conversation.objects.filter(public_id=public_id).first()
    if row is None:
        raise ConversationNotFound
    get_seat(row, author)
    _refuse_blocked(row, author)
    _refuse_haste(author, now)
    held = hold_files(conversation=row, actor=author, files=files, now=now)
    return [file.public_id for file in held]


@transaction.atomic
def write_message(
    *,
    conversation: Conversation,
    author: Member,
    body: str,
    now: datetime,
    files: Sequence[UploadedFile[Any]] = (),
    held: Sequence[str] = (),
    client_key: str = "",
    as_is: str = "",
) -> Message:
    """Send what a member wrote, once they know what it gives away.

    A text that holds a way to be reached outside raises ContactDetailsFound with what was found and
    the consent that sends exactly this text, `as_is`. Who gives it isn't asked about the same thing
    in this conversation again. Nothing is refused, counted or reported for it. Else as
    `send_message`.
    """
    seat = get_seat(conversation, author)

    details = details_to_mention(seat, body)
    if details and not is_consent(author, body, as_is):
        raise ContactDetailsFound(details=details, as_is=consent_to(author, body))

    ToldDetail.objects.bulk_create(
        (ToldDetail(seat=seat, digest=digest_of(seat, detail)) for detail in details),
        ignore_conflicts=True,
    )
    return send_message(
        conversation=conversation.public_id,
        author=author,
        body=body,
        files=files,
        held=held,
        client_key=client_key,
        now=now,
    )


def _refuse_form(text: str, *, files: int, has_card: bool) -> None:
    limits = rules()
    if not text and not files and not has_card:
        raise MessageEmpty(field="body")
    if len(text) > limits.message_max_length:
        raise MessageTooLong(field="body", limit=limits.message_max_length, length=len(text))
    if files > limits.message_files_max:
        raise TooManyFiles(field="uploads", limit=limits.message_files_max)


@transaction.atomic
def _write(
    *, public_id: str, author: Member | None, held: list[str], draft: Message, now: datetime
) -> Message:
    conversation = (
        Conversation.objects.select_for_update(no_key=True).filter(public_id=public_id).first()
    )
    if conversation is None:
        raise ConversationNotFound
    if author is not None:
        get_seat(conversation, author)
        repeated = _sent_before(conversation, author, draft.client_key)
        if repeated is not None:
            return repeated
    files = _lock_held(conversation, author, held)

    if author is not None:
        _refuse_blocked(conversation, author)
        _refuse_haste(author, now)

    draft.conversation = conversation
    draft.save(force_insert=True)
    Attachment.objects.filter(pk__in=[file.pk for file in files]).update(message=draft)
    conversation.last_message = draft
    conversation.last_message_at = now
    conversation.save(update_fields=["last_message", "last_message_at"])
    seats = Participant.objects.filter(conversation=conversation)
    others = seats.exclude(member=author)
    others.update(unread_count=F("unread_count") + 1, archived_at=None)
    if author is not None:
        seats.filter(member=author).update(unread_count=0, last_read_message=draft)

    publish(
        MessageSent(
            conversation_id=conversation.public_id,
            message_id=draft.public_id,
            author_id=author.public_id if author else "",
        ),
        now=now,
    )
    return draft


def _sent_before(conversation: Conversation, author: Member, client_key: str) -> Message | None:
    if not client_key:
        return None
    return Message.objects.filter(
        conversation=conversation, author=author, client_key=client_key
    ).first()


def _lock_held(
    conversation: Conversation, author: Member | None, held: list[str]
) -> list[Attachment]:
    files = (
        list(
            Attachment.objects.select_for_update(no_key=True)
            .filter(public_id__in=held, conversation=conversation, uploader=author, message=None)
            .order_by("id")
        )
        if held
        else []
    )
    if len(files) != len(set(held)):
        raise AttachmentNotFound(field="uploads")
    return files


def _refuse_blocked(conversation: Conversation, author: Member) -> None:
    others = [seat.member for seat in participants_of(conversation)]
    if not can_write(author, conversation, others):
        raise MemberBlocked


def _refuse_haste(author: Member, now: datetime) -> None:
    limit = rules().messages_per_hour
    sent = Message.objects.filter(author=author, created_at__gt=now - HOUR).count()
    if sent >= limit:
        raise TooManyMessages(limit=limit)


def render_plain(text: str) -> SafeString:
    """Return plain text as safe paragraphs, each with its own direction, addresses as links."""
    blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip()]
    return format_html_join("", '<p dir="auto">{}</p>', ((_lines(block),) for block in blocks))


def _lines(block: str) -> SafeString:
    linked = [urlize(line, nofollow=True, autoescape=True) for line in block.split("\n")]
    return mark_safe("<br>".join(linked))  # noqa: S308  urlize has escaped each line
