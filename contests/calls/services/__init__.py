"""What can be done to a contest."""

from contests.calls.services.arrivals import count_visit, make_link, record_arrival
from contests.calls.services.drafting import (
    Dates,
    Eligibility,
    PrizeDraft,
    Words,
    add_prize,
    create_contest,
    remove_prize,
    set_country,
    set_dates,
    set_eligibility,
    set_words,
    vouch,
)
from contests.calls.services.following import follow_contest, unfollow_contest
from contests.calls.services.funding import PAID_IN, RETURNED, pay_in_fund, take_back_fund
from contests.calls.services.moving import (
    announce_contest,
    cancel_contest,
    extend_contest,
    hand_over_contest,
    move_due_contests,
    open_contest_page,
    publish_contest_results,
    remind_closing_contests,
    settle_contest,
)
from contests.calls.services.rulebooks import (
    reset_rule_book,
    reset_template,
    set_rule_book,
    set_template,
)

__all__ = [
    "PAID_IN",
    "RETURNED",
    "Dates",
    "Eligibility",
    "PrizeDraft",
    "Words",
    "add_prize",
    "announce_contest",
    "cancel_contest",
    "count_visit",
    "create_contest",
    "extend_contest",
    "follow_contest",
    "hand_over_contest",
    "make_link",
    "move_due_contests",
    "open_contest_page",
    "pay_in_fund",
    "publish_contest_results",
    "record_arrival",
    "remind_closing_contests",
    "remove_prize",
    "reset_rule_book",
    "reset_template",
    "set_country",
    "set_dates",
    "set_eligibility",
    "set_rule_book",
    "set_template",
    "set_words",
    "settle_contest",
    "take_back_fund",
    "unfollow_contest",
    "vouch",
]
