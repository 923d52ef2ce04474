"""Leaderboards, points, what was done elsewhere, and the community manager's desk."""

from config.tests.permissions.rules import (
    COMMUNITY_MANAGERS,
    MEMBER,
    PUBLIC,
    SALMAS,
    Lines,
    idle,
)

REPORT = {
    "kind": "elsewhere_answer",
    "address": "https://forum.example.org/t/77",
    "title": "How to price a first logo",
    "happened_on": "2026-01-05",
}
PRICE = {"points": "3", "note": "Likes say more than we thought.", "version": "1"}
REASON = {"reason": "The page says nothing of it."}
SENT_PRICE = {"points_milli": 3_000, "note": "Likes say more than we thought.", "version": 1}
TABLE: dict[str, Lines] = {
    "reputation:boards": PUBLIC.page(),
    "reputation:rules": PUBLIC.page(),
    "reputation:points": PUBLIC.page("salma"),
    "reputation:elsewhere": MEMBER.page(),
    "reputation:report": MEMBER.act(**REPORT),
    "reputation:withdraw": SALMAS.act("elsewhere_waiting"),
    "reputation:desk": COMMUNITY_MANAGERS.page(),
    "reputation:desk_rule": COMMUNITY_MANAGERS.page("rule_like"),
    # A look back changes nothing.
    "reputation:desk_preview": idle(COMMUNITY_MANAGERS.act("rule_like", **PRICE)),
    "reputation:desk_change": COMMUNITY_MANAGERS.act("rule_like", **PRICE),
    "reputation:desk_reports": COMMUNITY_MANAGERS.page(),
    "reputation:desk_report": COMMUNITY_MANAGERS.page("elsewhere_waiting"),
    "reputation:desk_confirm": COMMUNITY_MANAGERS.act("elsewhere_waiting"),
    "reputation:desk_decline": COMMUNITY_MANAGERS.act("elsewhere_waiting", **REASON),
    "reputation:desk_revoke": COMMUNITY_MANAGERS.act("elsewhere_confirmed", **REASON),
    "api:reputation_boards": MEMBER.api("reputation", get={}),
    "api:reputation_lines": MEMBER.api("reputation", get={}),
    "api:reputation_standing": MEMBER.api("reputation", get={}),
    "api:reputation_member": MEMBER.api("reputation", "salma", get={}),
    "api:reputation_rules": MEMBER.api("reputation", get={}),
    "api:reputation_rule_change": COMMUNITY_MANAGERS.api(
        "reputation", "rule_like", post=SENT_PRICE
    ),
    "api:reputation_rule_preview": idle(
        COMMUNITY_MANAGERS.api("reputation", "rule_like", post={"points_milli": 3_000})
    ),
    "api:reputation_elsewhere": MEMBER.api("reputation", get={}, post=REPORT),
    "api:reputation_elsewhere_withdraw": SALMAS.api("reputation", "elsewhere_waiting", post={}),
    "api:reputation_elsewhere_confirm": COMMUNITY_MANAGERS.api(
        "reputation", "elsewhere_waiting", post={}
    ),
    "api:reputation_elsewhere_decline": COMMUNITY_MANAGERS.api(
        "reputation", "elsewhere_waiting", post=REASON
    ),
    "api:reputation_elsewhere_revoke": COMMUNITY_MANAGERS.api(
        "reputation", "elsewhere_confirmed", post=REASON
    ),
}
