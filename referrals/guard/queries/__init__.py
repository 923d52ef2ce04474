"""Named reads of cases and signals."""

from referrals.guard.queries.doors import (
    ABOUT_HELD,
    case_between,
    cases_at_desk,
    cases_of,
    count_waiting,
    get_case_at_desk,
    get_case_for,
    is_in_doubt,
    others_of_owner,
    signals_by,
    signals_of,
    standing_among,
    words_of,
)
from referrals.guard.queries.facts import Facts, Pair, Trade, gather_facts
from referrals.guard.queries.mail import is_disposable, plain_address, private_domain, stem_of
from referrals.guard.queries.marks import Mark, marks_among

__all__ = [
    "ABOUT_HELD",
    "Facts",
    "Mark",
    "Pair",
    "Trade",
    "case_between",
    "cases_at_desk",
    "cases_of",
    "count_waiting",
    "gather_facts",
    "get_case_at_desk",
    "get_case_for",
    "is_disposable",
    "is_in_doubt",
    "marks_among",
    "others_of_owner",
    "plain_address",
    "private_domain",
    "signals_by",
    "signals_of",
    "standing_among",
    "stem_of",
    "words_of",
]
