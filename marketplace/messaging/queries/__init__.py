"""Named reads of conversations."""

from marketplace.messaging.queries.cards import Card, CardLoader, register_card
from marketplace.messaging.queries.doors import (
    conversation_of,
    get_attachment_for,
    get_conversation_for,
    get_message,
    get_seat,
    held_files,
    participants_of,
)
from marketplace.messaging.queries.inbox import (
    InboxRow,
    Person,
    inbox_page,
    inbox_rows,
    seats_of,
    unread_conversations,
)
from marketplace.messaging.queries.thread import Thread, ThreadMessage, read_thread

__all__ = [
    "Card",
    "CardLoader",
    "InboxRow",
    "Person",
    "Thread",
    "ThreadMessage",
    "conversation_of",
    "get_attachment_for",
    "get_conversation_for",
    "get_message",
    "get_seat",
    "held_files",
    "inbox_page",
    "inbox_rows",
    "participants_of",
    "read_thread",
    "register_card",
    "seats_of",
    "unread_conversations",
]
