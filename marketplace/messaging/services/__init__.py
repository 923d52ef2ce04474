"""Verbs of conversations."""

from marketplace.messaging.services.attachments import forget_unsent_files, hold_files, scan_files
from marketplace.messaging.services.conversations import (
    archive_conversation,
    mark_conversation_read,
    mark_thread_read,
    mute_conversation,
    open_conversation,
)
from marketplace.messaging.services.leaving import erase_messages
from marketplace.messaging.services.messages import send_message, write_message
from marketplace.messaging.services.moderating import hide_message, show_message
from marketplace.messaging.services.people import (
    block_member,
    set_reading,
    unblock_member,
)
from marketplace.messaging.services.replies import delete_reply, save_reply

__all__ = [
    "archive_conversation",
    "block_member",
    "delete_reply",
    "erase_messages",
    "forget_unsent_files",
    "hide_message",
    "hold_files",
    "mark_conversation_read",
    "mark_thread_read",
    "mute_conversation",
    "open_conversation",
    "save_reply",
    "scan_files",
    "send_message",
    "set_reading",
    "show_message",
    "unblock_member",
    "write_message",
]
