"""Verbs of links."""

from referrals.links.services.deciding import (
    check_code,
    forget_visitors,
    know_visitor,
    record_outcome,
    record_signup,
)
from referrals.links.services.making import (
    add_link,
    choose_word,
    clean_path,
    clean_word,
    close_link,
    link_for,
    name_link,
    new_code,
    own_link,
)
from referrals.links.services.months import drop_months, make_months
from referrals.links.services.rolling import recount_days, roll_visits
from referrals.links.services.visits import (
    SAME_VISIT,
    Coming,
    Followed,
    day_print_of,
    record_visit,
    record_visit_of,
)

__all__ = [
    "SAME_VISIT",
    "Coming",
    "Followed",
    "add_link",
    "check_code",
    "choose_word",
    "clean_path",
    "clean_word",
    "close_link",
    "day_print_of",
    "drop_months",
    "forget_visitors",
    "know_visitor",
    "link_for",
    "make_months",
    "name_link",
    "new_code",
    "own_link",
    "record_outcome",
    "record_signup",
    "record_visit",
    "record_visit_of",
    "recount_days",
    "roll_visits",
]
