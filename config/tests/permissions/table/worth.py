"""Worth: one's own page, and the desk of community managers and administrators."""

from community.worth.queries.periods import next_month
from config.tests.permissions.rules import (
    ADMIN,
    COMMUNITY_MANAGER,
    MEMBER,
    Door,
    Kind,
    Lines,
    all_but,
    idle,
)
from marketplace.core import clock

# Who has every role but an administrator's is a community manager all the same.
DESK = Door(Kind.PRIVATE, frozenset({COMMUNITY_MANAGER, ADMIN, all_but(ADMIN)}), changes=True)
_TODAY = clock.now().date()
PRICE = {"month": next_month(_TODAY).isoformat(), "amount": "80", "reason": "Wages", "seen": "0"}
SENT_PRICE = {**PRICE, "amount": 8000, "seen_version": 0}
MONTH = _TODAY.replace(day=1).isoformat()
COST = {"cost-kind": "other", "cost-month": MONTH, "cost-amount": "9", "cost-note": "Cake"}
HOURS = {"hours-month": MONTH, "hours-hours": "2", "hours-rate": "20", "hours-note": "Talks"}
RIGHT = {"right": "5", "reason": "Miscounted"}
SENT_COST = {"kind": "other", "month": MONTH, "amount": 900, "note": "Cake"}
TABLE: dict[str, Lines] = {
    "worth:mine": MEMBER.page(),
    "worth:month": MEMBER.page("worth_month"),
    "worth:desk": DESK.page(),
    "worth:desk_csv": DESK.page(),
    "worth:desk_member": DESK.page("worth_name"),
    "worth:desk_member_month": DESK.page("worth_name", "worth_month"),
    "worth:desk_price": DESK.page(),
    "worth:desk_price_preview": idle(DESK.act(**PRICE)),
    "worth:desk_price_change": DESK.act(**PRICE),
    "worth:desk_costs": DESK.page(),
    "worth:desk_cost_record": DESK.act(**COST),
    "worth:desk_hours_record": DESK.act(**HOURS),
    "worth:desk_licence": DESK.act("worth_gift", amount="49"),
    "worth:desk_cost": DESK.page("worth_cost"),
    "worth:desk_cost_correct": DESK.act("worth_cost", **RIGHT),
    "api:worth_own": MEMBER.api("worth", get={}),
    "api:worth": DESK.api("worth", get={}),
    "api:worth_member": DESK.api("worth", "worth_name", get={}),
    "api:worth_prices": DESK.api("worth", get={}, post=SENT_PRICE),
    "api:worth_price_preview": DESK.api("worth", get={"amount": 9}),
    "api:worth_costs": DESK.api("worth", get={}, post=SENT_COST),
    "api:worth_cost_correct": DESK.api("worth", "worth_cost", post={**RIGHT, "right": 5}),
    "api:worth_licence": DESK.api("worth", "worth_gift", post={"amount": 49}),
}
