"""Actions of follow contests: taking part for members, each sees their own; the desk."""

from config.tests.permissions.rules import ADMINS, MEMBER, SALMAS, Lines, idle

ACTION = {
    "kind": "visit",
    "verifier": "platform",
    "tickets": "1",
    "times": "1",
}
WHY = {"reason": "unreadable", "note": "Too small."}
TABLE: dict[str, Lines] = {
    "actions:join": MEMBER.act("follow_slug", accepts_terms="on"),
    "actions:do": SALMAS.form("follow_slug", "action_by_hand", text="I did it."),
    "actions:picture": SALMAS.page("follow_slug", "claim_shown"),
    "actions:appeal": SALMAS.form("follow_slug", "claim_rejected", text="Look again."),
    "actions:answer": SALMAS.act("follow_slug", text="All is well."),
    "actions:desk": ADMINS.page("follow_open"),
    "actions:desk_add": ADMINS.act("follow_draft", **ACTION),
    "actions:desk_remove": ADMINS.act("follow_draft", "action_draft"),
    "actions:desk_grant": ADMINS.act("follow_open", "claim_shown"),
    "actions:desk_reject": ADMINS.act("follow_open", "claim_shown", **WHY),
    "actions:desk_picture": idle(ADMINS.page("follow_open", "claim_shown")),
    "actions:desk_clear": ADMINS.act("follow_open", "entrant_held"),
    "actions:desk_exclude": ADMINS.act("follow_open", "entrant_held", reason="A farm."),
    "api:contest_standing": MEMBER.api("contests", "follow_open", get={}),
    "api:contest_join": MEMBER.api("contests", "follow_open", post={"accepts_terms": True}),
    "api:contest_answer_hold": SALMAS.api("contests", "follow_open", post={"text": "Well."}),
    "api:contest_actions": ADMINS.api("contests", "follow_draft", post=ACTION),
    "api:contest_action": ADMINS.api("contests", "follow_draft", "action_draft", delete={}),
    "api:contest_action_do": SALMAS.api(
        "contests", "follow_open", "action_by_hand", post={"text": "I did it."}
    ),
    "api:contest_claims": ADMINS.api("contests", "follow_open", get={}),
    "api:contest_claim_grant": ADMINS.api("contests", "follow_open", "claim_shown", post={}),
    "api:contest_claim_reject": ADMINS.api("contests", "follow_open", "claim_shown", post=WHY),
    "api:contest_entrants": ADMINS.api("contests", "follow_open", get={}),
    "api:contest_entrant_clear": ADMINS.api("contests", "follow_open", "entrant_held", post={}),
    "api:contest_entrant_exclude": ADMINS.api(
        "contests", "follow_open", "entrant_held", post={"reason": "A farm."}
    ),
    "api:contest_claim_appeal": SALMAS.api(
        "contests", "claim_rejected", post={"text": "Look again."}
    ),
    "api:contest_claim_picture": SALMAS.api("contests", "claim_shown", get={}),
}
