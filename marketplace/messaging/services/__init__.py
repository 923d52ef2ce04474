"""Verbs of messaging."""

from marketplace.messaging.services.attachments import (
    forget_unsent_files,
    hold_files,
)
from marketplace.messaging.services.conversations import (
    mark_conversation_read,
    mark_thread_read,
    mute_conversation,
    open_conversation,
)
from marketplace.messaging.services.leaving import erase_messages
from marketplace.messaging.services.messages import send_message
from marketplace.messaging.services.moderating import hide_message, show_message

__all__ = [
    "erase_messages",
    "forget_unsent_files",
    "hide_message",
    "hold_files",
    "mark_conversation_read",
    "mark_thread_read",
    "mute_conversation",
    "open_conversation",
    "send_message",
    "show_message",
]
