"""What can be done to the record, and what is counted from it."""

from community.reputation.services.elsewhere import (
    ReportDraft,
    confirm_report,
    decline_report,
    forget_reports,
    report_elsewhere,
    revoke_report,
    withdraw_report,
)
from community.reputation.services.pricing import change_rule, plant_prices
from community.reputation.services.recording import (
    Line,
    record_contribution,
    record_contributions,
)
from community.reputation.services.recounting import check_reputation, recount_reputation
from community.reputation.services.reversing import (
    move_subject,
    reinstate_by_subject,
    reinstate_rows,
    reverse_by_subject,
    reverse_contribution,
    reverse_rows,
)
from community.reputation.services.rising import count_standings, decay_standings
from community.reputation.services.scoring import (
    count_everything_touched,
    count_scores,
    forget_past_totals,
)

__all__ = [
    "Line",
    "ReportDraft",
    "change_rule",
    "check_reputation",
    "confirm_report",
    "count_everything_touched",
    "count_scores",
    "count_standings",
    "decay_standings",
    "decline_report",
    "forget_past_totals",
    "forget_reports",
    "move_subject",
    "plant_prices",
    "record_contribution",
    "record_contributions",
    "recount_reputation",
    "reinstate_by_subject",
    "reinstate_rows",
    "report_elsewhere",
    "reverse_by_subject",
    "reverse_contribution",
    "reverse_rows",
    "revoke_report",
    "withdraw_report",
]
