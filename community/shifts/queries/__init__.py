"""Named reads of paid shifts: doors, funds, and whose hours are paid."""

from community.shifts.queries.doors import (
    areas_of,
    get_shift_at_desk,
    get_shift_for,
    owing_shifts,
    shifts_at_desk,
    shifts_of,
)
from community.shifts.queries.funds import fund_account, fund_held, labels_of_shifts
from community.shifts.queries.hours import PaidWindow, is_paid_post, paid_windows

__all__ = [
    "PaidWindow",
    "areas_of",
    "fund_account",
    "fund_held",
    "get_shift_at_desk",
    "get_shift_for",
    "is_paid_post",
    "labels_of_shifts",
    "owing_shifts",
    "paid_windows",
    "shifts_at_desk",
    "shifts_of",
]
