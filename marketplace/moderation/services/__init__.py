"""What can be done about trust."""

from marketplace.moderation.services.appeals import (
    file_appeal,
    grant_appeal,
    grant_late_appeals,
    uphold_decision,
    withdraw_appeal,
)
from marketplace.moderation.services.decisions import (
    dismiss_case,
    hide_subject,
    suspend_author,
    undo_decision,
    warn_member,
)
from marketplace.moderation.services.departures import (
    ask_departure,
    cancel_departure,
    erase_departure,
    erase_due_departures,
)
from marketplace.moderation.services.exports import (
    ask_export,
    claim_export,
    expire_exports,
    pack_due_exports,
    pack_export,
)
from marketplace.moderation.services.flags import flag
from marketplace.moderation.services.suspensions import (
    adopt_closing,
    adopt_opening,
    end_due_suspensions,
    note_seen,
    settle_member,
)
from marketplace.moderation.services.visits import (
    end_due_visits,
    end_visit,
    note_page,
    start_visit,
)

__all__ = [
    "adopt_closing",
    "adopt_opening",
    "ask_departure",
    "ask_export",
    "cancel_departure",
    "claim_export",
    "dismiss_case",
    "end_due_suspensions",
    "end_due_visits",
    "end_visit",
    "erase_departure",
    "erase_due_departures",
    "expire_exports",
    "file_appeal",
    "flag",
    "grant_appeal",
    "grant_late_appeals",
    "hide_subject",
    "note_page",
    "note_seen",
    "pack_due_exports",
    "pack_export",
    "settle_member",
    "start_visit",
    "suspend_author",
    "undo_decision",
    "uphold_decision",
    "warn_member",
    "withdraw_appeal",
]
