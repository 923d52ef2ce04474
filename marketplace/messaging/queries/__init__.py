"""Named reads of conversations."""

from marketplace.messaging.queries.answers import median_answer_time
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
from marketplace.messaging.queries.subjects import SubjectLink, register_subject, subject_link
from marketplace.messaging.queries.thread import (
    Thread,
    ThreadMessage,
    messages_of,
    read_thread,
    show_messages,
)

__all__ = [
    "Card",
    "CardLoader",
    "InboxRow",
    "Person",
    "SubjectLink",
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
    "median_answer_time",
    "messages_of",
    "participants_of",
    "read_thread",
    "register_card",
    "register_subject",
    "seats_of",
    "show_messages",
    "subject_link",
    "unread_conversations",
]
