"""Named reads of conversations."""

from marketplace.messaging.queries.answers import median_answer_time
from marketplace.messaging.queries.between import (
    Between,
    BetweenLoader,
    other_talks,
    register_between,
    things_between,
)
from marketplace.messaging.queries.blocks import (
    blocked_by,
    blocked_ids,
    blockers_of,
    blocks_among,
    blocks_of,
    shows_reading,
)
from marketplace.messaging.queries.cards import Card, CardLoader, register_card
from marketplace.messaging.queries.details import details_to_mention
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
    InboxBox,
    InboxRow,
    Person,
    PersonRow,
    inbox_page,
    inbox_rows,
    seats_of,
    unread_conversations,
)
from marketplace.messaging.queries.replies import (
    PLACEHOLDERS,
    fill_reply,
    get_reply_for,
    saved_replies_of,
)
from marketplace.messaging.queries.search import Hit, search_messages, show_hits
from marketplace.messaging.queries.subjects import (
    SubjectLink,
    is_work_under_way,
    register_subject,
    register_work,
    subject_link,
)
from marketplace.messaging.queries.thread import (
    Thread,
    ThreadMessage,
    messages_of,
    read_thread,
    show_messages,
)

__all__ = [
    "PLACEHOLDERS",
    "Between",
    "BetweenLoader",
    "Card",
    "CardLoader",
    "Hit",
    "InboxBox",
    "InboxRow",
    "Person",
    "PersonRow",
    "SubjectLink",
    "Thread",
    "ThreadMessage",
    "blocked_by",
    "blocked_ids",
    "blockers_of",
    "blocks_among",
    "blocks_of",
    "conversation_of",
    "details_to_mention",
    "fill_reply",
    "get_attachment_for",
    "get_conversation_for",
    "get_message",
    "get_reply_for",
    "get_seat",
    "held_files",
    "inbox_page",
    "inbox_rows",
    "is_work_under_way",
    "median_answer_time",
    "messages_of",
    "other_talks",
    "participants_of",
    "read_thread",
    "register_between",
    "register_card",
    "register_subject",
    "register_work",
    "saved_replies_of",
    "search_messages",
    "seats_of",
    "show_hits",
    "show_messages",
    "shows_reading",
    "subject_link",
    "things_between",
    "unread_conversations",
]
