"""What can be done about trophies."""

from community.trophies.services.awarding import (
    Outcome,
    award_due_trophies,
    award_trophy,
    evaluate_member,
    look_at_due,
    mark_due,
)
from community.trophies.services.editing import TrophyDraft, change_trophy, create_trophy
from community.trophies.services.shipping import sync_shipped
from community.trophies.services.switching import simulate_trophy, switch_off, switch_on

__all__ = [
    "Outcome",
    "TrophyDraft",
    "award_due_trophies",
    "award_trophy",
    "change_trophy",
    "create_trophy",
    "evaluate_member",
    "look_at_due",
    "mark_due",
    "simulate_trophy",
    "switch_off",
    "switch_on",
    "sync_shipped",
]
