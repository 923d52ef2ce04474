"""What can be done about favours that look agreed upon."""

from community.rings.services.deciding import (
    dismiss_case,
    overturn_appeal,
    propose_case,
    reverse_case,
    uphold_appeal,
)
from community.rings.services.searching import search_due, search_rings
from community.rings.services.speaking import (
    answer_case,
    appeal_case,
    appeal_until,
    forget_words,
)

__all__ = [
    "answer_case",
    "appeal_case",
    "appeal_until",
    "dismiss_case",
    "forget_words",
    "overturn_appeal",
    "propose_case",
    "reverse_case",
    "search_due",
    "search_rings",
    "uphold_appeal",
]
