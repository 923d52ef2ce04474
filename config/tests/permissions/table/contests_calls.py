"""Contests: the hall for everybody, following for members, setting up for administrators."""

from config.tests.permissions.rules import ADMIN, ADMINS, MEMBER, PUBLIC, Lines, idle

WORDS = {"title": "Another title", "summary": "Short.", "terms": "Long."}
DATES = {
    "opens_at": "@contest_opens",
    "closes_at": "@contest_closes",
    "judged_by": "@contest_judged",
    "results_by": "@contest_results",
}
ENTRANTS = {"countries": ["SA"], "min_account_days": "3", "rights": "bought"}
COUNTRY = {
    "country": "others",
    "licence_number": "1",
    "licence_authority": "X",
    "delivery_days": "5",
}
BOOK = {"longest_days": "30", "delivery_days": "3", "vouches": ["no_purchase"]}
PRIZE = {"first_rank": "9", "last_rank": "9", "kind": "money", "amount": "10"}
NEW = {"kind": "writing", "language": "en", "title": "New", "slug": "", "currency": "USD"}
LATER = {"closes_at": "@contest_later", "reason": "The feast."}
TEMPLATE = ("contest_kind", "contest_language")
TABLE: dict[str, Lines] = {
    "calls:hall": PUBLIC.page(),
    "calls:hall_calendar": PUBLIC.page(),
    "calls:contest": PUBLIC.page("contest_slug"),
    "calls:calendar": PUBLIC.page("contest_slug"),
    "calls:via": PUBLIC.page("contest_slug", "contest_link"),
    "calls:follow": MEMBER.act("contest_slug"),
    "calls:unfollow": MEMBER.act("contest_slug"),
    "calls:own_link": MEMBER.act("contest_slug"),
    "calls:desk": ADMINS.page(),
    "calls:desk_new": ADMINS.form(**NEW),
    "calls:desk_preview": idle(ADMINS.act(terms="One")),
    "calls:desk_rules": ADMINS.page(),
    "calls:desk_rule_book": ADMINS.form("rule_country", **BOOK),
    "calls:desk_rule_book_reset": ADMINS.act("rule_country"),
    "calls:desk_template": ADMINS.form(*TEMPLATE, text="Mine"),
    "calls:desk_template_reset": ADMINS.act(*TEMPLATE),
    "calls:desk_contest": ADMINS.page("contest_draft"),
    "calls:desk_words": ADMINS.form("contest_draft", **WORDS),
    "calls:desk_dates": ADMINS.form("contest_draft", **DATES),
    "calls:desk_entrants": ADMINS.form("contest_draft", **ENTRANTS),
    "calls:desk_country": ADMINS.form("contest_draft", **COUNTRY),
    "calls:desk_clauses": ADMINS.act("contest_draft"),
    "calls:desk_vouch": ADMINS.act("contest_draft", vouched=["no_purchase"]),
    "calls:desk_prizes": ADMINS.form("contest_draft", **PRIZE),
    "calls:desk_remove_prize": ADMINS.act("contest_draft", "contest_prize"),
    "calls:desk_fund": ADMINS.page("contest_draft"),
    "calls:desk_pay_in": ADMINS.act("contest_draft"),
    "calls:desk_take_back": ADMINS.act("contest_paid_in"),
    "calls:desk_announce": ADMINS.act("contest_paid_in"),
    "calls:desk_extend": ADMINS.act("contest_shown", **LATER),
    "calls:desk_cancel": ADMINS.act("contest_shown", reason="So."),
    "api:contests": MEMBER.by(ADMIN).api(
        "contests", get={}, post={"kind": "writing", "language": "en", "title": "New"}
    ),
    "api:contest": MEMBER.api("contests", "contest_shown", get={}),
    "api:contest_missing": ADMINS.api("contests", "contest_draft", get={}),
    "api:contest_follow": MEMBER.api("contests", "contest_shown", post={}, delete={}),
    "api:contest_link": MEMBER.api("contests", "contest_shown", post={}),
    "api:contest_prize": ADMINS.api("contests", "contest_draft", "contest_prize", delete={}),
    "api:contest_set_words": ADMINS.api(
        "contests", "contest_draft", post={"language": "en", **WORDS}
    ),
    "api:contest_set_dates": ADMINS.api("contests", "contest_draft", post=DATES),
    "api:contest_set_eligibility": ADMINS.api(
        "contests", "contest_draft", post={"countries": ["SA"], "rights": "bought"}
    ),
    "api:contest_set_country": ADMINS.api(
        "contests", "contest_draft", post={"country": "SA", "licence_number": "1"}
    ),
    "api:contest_put_in_clauses": ADMINS.api("contests", "contest_draft", post={}),
    "api:contest_vouch": ADMINS.api("contests", "contest_draft", post={"codes": ["no_purchase"]}),
    "api:contest_add_prize": ADMINS.api(
        "contests",
        "contest_draft",
        post={"first_rank": 9, "last_rank": 9, "kind": "money", "amount": 5},
    ),
    "api:contest_pay_in_fund": ADMINS.api("contests", "contest_draft", post={}),
    "api:contest_take_back_fund": ADMINS.api("contests", "contest_paid_in", post={}),
    "api:contest_announce": ADMINS.api("contests", "contest_paid_in", post={}),
    "api:contest_extend": ADMINS.api("contests", "contest_shown", post=LATER),
    "api:contest_cancel": ADMINS.api("contests", "contest_shown", post={"reason": "So."}),
}
