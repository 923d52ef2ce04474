"""A message becomes a notice for those who haven't seen it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from marketplace.core.events import subscribe
from marketplace.messaging.events import MessageSent
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
