"""Paid shifts: the member's own, and the desk of managers and administrators."""

from datetime import UTC, datetime, timedelta

from config.tests.permissions.rules import (
    ADMIN,
    COMMUNITY_MANAGER,
    COMMUNITY_MANAGERS,
    MEMBER,
    SALMAS,
    Door,
    Kind,
    Lines,
    all_but,
)

# Administrators decide where a manager proposed less.
DECIDERS = Door(Kind.PRIVATE, frozenset({ADMIN, all_but(ADMIN)}), changes=True)
WHY = {"reason": "Because."}
REPORT = {"topics": "3", "minutes": "90", "text": "Done."}
_TYPED, _MOMENT = "%Y-%m-%dT10:00", "%Y-%m-%dT10:00:00Z"
# Offers begin within a year.
_EVE, _DAY, _NEXT = (datetime.now(UTC) + timedelta(days=30 + more) for more in range(3))
OFFER = {
    "member": "salma",
    "starts_at": _DAY.strftime(_TYPED),
    "ends_at": _NEXT.strftime(_TYPED),
    "answer_by": _EVE.strftime(_TYPED),
    "amount": "60",
    "expected": "Ten topics.",
}
SENT = {
    **OFFER,
    "starts_at": _DAY.strftime(_MOMENT),
    "ends_at": _NEXT.strftime(_MOMENT),
    "answer_by": _EVE.strftime(_MOMENT),
    "amount": 6_000,
    "currency": "USD",
}
LESS = {"less-amount": "30", "less-reason": "Half."}
DECISION = {"decide-amount": "45", "decide-reason": "Most of it."}
TABLE: dict[str, Lines] = {
    "shifts:mine": MEMBER.page(),
    "shifts:shift": SALMAS.page("shift_offered"),
    "shifts:accept": SALMAS.act("shift_offered"),
    "shifts:decline": SALMAS.act("shift_offered"),
    "shifts:cancel": SALMAS.act("shift_accepted", **WHY),
    "shifts:report": SALMAS.act("shift_begun", **REPORT),
    "shifts:agree": SALMAS.act("shift_disputed"),
    "shifts:reply": SALMAS.act("shift_disputed", reply="Ten of ten."),
    "shifts:desk": DECIDERS.page(),
    "shifts:desk_offer": COMMUNITY_MANAGERS.form(**OFFER),
    "shifts:desk_shift": DECIDERS.page("shift_offered"),
    "shifts:desk_withdraw": COMMUNITY_MANAGERS.act("shift_offered", **WHY),
    "shifts:desk_cancel": COMMUNITY_MANAGERS.act("shift_accepted", **WHY),
    "shifts:desk_approve": COMMUNITY_MANAGERS.act("shift_worked"),
    "shifts:desk_question": COMMUNITY_MANAGERS.act("shift_worked", **LESS),
    "shifts:desk_decide": DECIDERS.act("shift_disputed", **DECISION),
    # Everybody reads their own; managers offer.
    "api:paid_shifts": MEMBER.by(COMMUNITY_MANAGER).api("shifts", get={}, post=SENT),
    "api:paid_shifts_desk": DECIDERS.api("shifts", get={}),
    "api:paid_shift": SALMAS.api("shifts", "shift_offered", get={}),
    "api:paid_shift_accept": SALMAS.api("shifts", "shift_offered", post={}),
    "api:paid_shift_decline": SALMAS.api("shifts", "shift_offered", post={}),
    "api:paid_shift_cancel": SALMAS.api("shifts", "shift_accepted", post=WHY),
    "api:paid_shift_report": SALMAS.api("shifts", "shift_begun", post=REPORT),
    "api:paid_shift_agree": SALMAS.api("shifts", "shift_disputed", post={}),
    "api:paid_shift_reply": SALMAS.api("shifts", "shift_disputed", post={"reply": "Ten."}),
    "api:paid_shift_withdraw": COMMUNITY_MANAGERS.api("shifts", "shift_offered", post=WHY),
    "api:paid_shift_desk_cancel": COMMUNITY_MANAGERS.api("shifts", "shift_accepted", post=WHY),
    "api:paid_shift_approve": COMMUNITY_MANAGERS.api("shifts", "shift_worked", post={}),
    "api:paid_shift_question": COMMUNITY_MANAGERS.api(
        "shifts", "shift_worked", post={"amount": 3_000, "reason": "Half."}
    ),
    "api:paid_shift_decide": DECIDERS.api(
        "shifts", "shift_disputed", post={"amount": 4_500, "reason": "Most of it."}
    ),
}
