"""Addresses of contests and of their desk."""

from django.urls import path

from contests.calls.views import contest, desk, desk_rules, hall, steps
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "calls"
ONE = "contests/<slug:slug>/"
DESK = "desk/contests/"
SET_UP = f"{DESK}<public_id:public_id>/"
BOOK = f"{DESK}rules/<slug:country>/"
TEMPLATE = f"{DESK}templates/<slug:kind>/<slug:language>/"
urlpatterns = [
    path("contests/", hall.hall, name="hall"),
    path("contests/calendar.ics", hall.hall_calendar, name="hall_calendar"),
    path(ONE, contest.contest_page, name="contest"),
    path(f"{ONE}calendar.ics", hall.contest_calendar, name="calendar"),
    path(f"{ONE}via/<public_id:code>/", contest.via, name="via"),
    path(f"{ONE}follow/", contest.follow, name="follow"),
    path(f"{ONE}unfollow/", contest.unfollow, name="unfollow"),
    path(f"{ONE}link/", contest.own_link, name="own_link"),
    path(DESK, desk.contest_list, name="desk"),
    path(f"{DESK}new/", desk.new, name="desk_new"),
    path(f"{DESK}preview/", steps.preview, name="desk_preview"),
    path(f"{DESK}rules/", desk_rules.rule_books, name="desk_rules"),
    path(BOOK, desk_rules.rule_book, name="desk_rule_book"),
    path(f"{BOOK}reset/", desk_rules.reset_rule_book, name="desk_rule_book_reset"),
    path(TEMPLATE, desk_rules.template, name="desk_template"),
    path(f"{TEMPLATE}reset/", desk_rules.reset_template, name="desk_template_reset"),
    path(SET_UP, desk.review, name="desk_contest"),
    path(f"{SET_UP}words/", steps.words, name="desk_words"),
    path(f"{SET_UP}dates/", steps.dates, name="desk_dates"),
    path(f"{SET_UP}entrants/", steps.entrants, name="desk_entrants"),
    path(f"{SET_UP}country/", steps.country, name="desk_country"),
    path(f"{SET_UP}country/vouch/", steps.vouch, name="desk_vouch"),
    path(f"{SET_UP}country/clauses/", steps.clauses, name="desk_clauses"),
    path(f"{SET_UP}prizes/", steps.prizes, name="desk_prizes"),
    path(f"{SET_UP}prizes/<int:prize_id>/remove/", steps.remove_prize, name="desk_remove_prize"),
    path(f"{SET_UP}fund/", steps.fund, name="desk_fund"),
    path(f"{SET_UP}fund/pay-in/", steps.pay_in, name="desk_pay_in"),
    path(f"{SET_UP}fund/take-back/", steps.take_back, name="desk_take_back"),
    path(f"{SET_UP}announce/", desk.announce, name="desk_announce"),
    path(f"{SET_UP}extend/", desk.extend, name="desk_extend"),
    path(f"{SET_UP}cancel/", desk.cancel, name="desk_cancel"),
]
