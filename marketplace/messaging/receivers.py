"""A message becomes a notice for those who haven't seen it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.messaging.events import FileRefused, MessageSent
from marketplace.messaging.queries import get_message, participants_of
from marketplace.messaging.services.conversations import MESSAGE_KIND
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

register_kind(
    MESSAGE_KIND,
    group=NotificationGroup.MESSAGES,
    title=_("New message from %(name)s"),
    body=_("%(name)s wrote to you about “%(title)s”."),
)
register_kind(
    "messaging.file_refused",
    group=NotificationGroup.MESSAGES,
    title=_("A file of yours was removed"),
    body=_("“%(name)s” holds malware (%(malware)s). Check your machine, then send a clean copy."),
)


@subscribe(FileRefused, consumer="messaging.tell_file_refused")
def tell_file_refused(event: FileRefused, *, now: datetime) -> None:
    """Tell the writer that a file of theirs is gone, and why."""
    if not event.uploader_id:
        return
    notify(
        member=get_member_by_public_id(event.uploader_id),
        kind="messaging.file_refused",
        params={"name": event.name, "malware": event.malware},
        url=reverse("messaging:conversation", args=[event.conversation_id]),
        now=now,
    )


@subscribe(MessageSent, consumer="messaging.tell_others")
def tell_others(event: MessageSent, *, now: datetime) -> None:
    """Tell the other participants, once until they look.

    Nothing is said about messages of the platform and about cards: the part that put them there
    tells in its own words.
    """
    message = get_message(event.message_id)
    if message is None or message.author is None or message.card_kind:
        return
    conversation = message.conversation
    for seat in participants_of(conversation):
        has_seen = (seat.last_read_message_id or 0) >= message.pk
        if seat.member_id == message.author_id or seat.muted or has_seen:
            continue
        notify(
            member=seat.member,
            kind=MESSAGE_KIND,
            params={"name": message.author.display_name, "title": conversation.title},
            url=conversation.get_absolute_url(),
            coalesce_on=conversation.public_id,
            now=now,
        )
