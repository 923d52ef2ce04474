"""Disputes: the two sides, each with its own acts, and support's desk."""

from config.tests.permissions.rules import (
    MEMBER,
    OMAR,
    PARTY,
    SALMA,
    SUPPORTS,
    Lines,
    idle,
)

SAID = {"text": "It isn't what we agreed."}
SPLIT = {"refund_amount": "10", "note": "Fair."}
VERDICT = {"unit": "percent", "percent": "40", "reason": "Both were heard."}
OPEN = {"reason": "quality", "wanted": "all", **SAID}
TABLE: dict[str, Lines] = {
    "disputes:open": PARTY.form("disputable", **OPEN),
    "disputes:list": MEMBER.page(),
    "disputes:detail": PARTY.page("dispute_new"),
    "disputes:file": PARTY.page("dispute_new", "dispute_file"),
    "disputes:answer": PARTY.by(SALMA).form("dispute_new", **SAID),
    "disputes:evidence": PARTY.form("dispute_new", **SAID),
    "disputes:propose": PARTY.form("dispute_new", **SPLIT),
    "disputes:withdraw": PARTY.by(OMAR).form("dispute_new"),
    "disputes:accept_decision": PARTY.form("dispute_decided"),
    "disputes:appeal": PARTY.form("dispute_decided", **SAID),
    "disputes:accept_proposal": PARTY.by(SALMA).form("dispute_new", "split_proposal"),
    "disputes:decline_proposal": PARTY.by(SALMA).act("dispute_new", "split_proposal"),
    "disputes:desk": SUPPORTS.page(),
    "disputes:desk_dispute": SUPPORTS.page("dispute_answered"),
    "disputes:desk_preview": idle(SUPPORTS.act("dispute_answered", unit="percent", percent="40")),
    "disputes:desk_decide": SUPPORTS.act("dispute_answered", **VERDICT),
    "disputes:desk_ask": SUPPORTS.act("dispute_answered", **SAID),
    "disputes:refer": SUPPORTS.form("unsettled", reason="other", **SAID),
    "disputes:desk_file": SUPPORTS.page("dispute_new", "dispute_file"),
    "api:disputes": MEMBER.by(OMAR).api(
        "disputes",
        get={},
        post={"order": "@disputable", "reason": "quality", "wanted_refund": 100, **SAID},
    ),
    "api:disputes_refer": SUPPORTS.api(
        "disputes", post={"order": "@unsettled", "reason": "other", **SAID}
    ),
    "api:dispute": PARTY.api("disputes", "dispute_new", get={}),
    "api:dispute_file": PARTY.api("disputes", "dispute_new", "dispute_file", get={}),
    "api:dispute_decide": SUPPORTS.api(
        "disputes", "dispute_answered", post={"refund_amount": 100, "reason": "Heard."}
    ),
    "api:dispute_answer": PARTY.by(SALMA).api("disputes", "dispute_new", post=SAID),
    "api:dispute_add_evidence": PARTY.api("disputes", "dispute_new", post=SAID),
    "api:dispute_propose": PARTY.api("disputes", "dispute_new", post={"refund_amount": 100}),
    "api:dispute_accept_proposal": PARTY.by(SALMA).api(
        "disputes", "dispute_new", post={"proposal_id": "@split_proposal"}
    ),
    "api:dispute_decline_proposal": PARTY.by(SALMA).api(
        "disputes", "dispute_new", post={"proposal_id": "@split_proposal"}
    ),
    "api:dispute_withdraw": PARTY.by(OMAR).api("disputes", "dispute_new", post={}),
    "api:dispute_accept_decision": PARTY.api("disputes", "dispute_decided", post={}),
    "api:dispute_appeal": PARTY.api("disputes", "dispute_decided", post=SAID),
}
