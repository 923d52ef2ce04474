"""What can be done about trophies."""

from community.trophies.services.awarding import (
    Outcome,
    award_due_trophies,
    award_trophy,
    evaluate_member,
)

__all__ = ["Outcome", "award_due_trophies", "award_trophy", "evaluate_member"]
