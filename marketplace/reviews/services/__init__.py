"""What can be done with reviews and levels."""

from marketplace.reviews.services.levels import (
    recount_due_levels,
    recount_gig,
    recount_level,
    settle_standing,
)
from marketplace.reviews.services.moderation import (
    hide_reported,
    hide_review,
    restore_review,
    show_reported,
)
from marketplace.reviews.services.rounds import (
    close_due_rounds,
    open_round,
    remind_due,
    settle_round,
)
from marketplace.reviews.services.writing import (
    Written,
    answer_review,
    edit_review,
    write_review,
)

__all__ = [
    "Written",
    "answer_review",
    "close_due_rounds",
    "edit_review",
    "hide_reported",
    "hide_review",
    "open_round",
    "recount_due_levels",
    "recount_gig",
    "recount_level",
    "remind_due",
    "restore_review",
    "settle_round",
    "settle_standing",
    "show_reported",
    "write_review",
]
