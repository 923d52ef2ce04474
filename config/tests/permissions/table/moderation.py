"""Trust: members' reports, decisions and data; the moderators', support's and admins' desks."""

from config.testing import PASSWORD
from config.tests.permissions.rules import (
    ADMINS,
    MEMBER,
    MODERATORS,
    OMARS,
    PUBLIC,
    SALMA,
    SALMAS,
    STRANGER,
    SUPPORTS,
    Lines,
    answers,
    idle,
)

WHY = {"reason": "Because of the rule."}
RULED = WHY | {"rule": "1.2"}
FLAG = {"reason": "spam", "text": "Look."}
LEAVE = {"texts": "keep", "username": STRANGER}
VISIT = {"username": "visited", "reason": "Ticket 12"}
APPEAL = {"text": "It isn't so."}
TABLE: dict[str, Lines] = {
    "moderation:rules": PUBLIC.page(),
    "moderation:report": MEMBER.form("kind_gig", "gig_live", **FLAG),
    "moderation:reports": MEMBER.page(),
    "moderation:standing": MEMBER.page(),
    "moderation:decision": SALMAS.page("decision"),
    "moderation:file_appeal": SALMAS.act("decision", **APPEAL),
    "moderation:withdraw_appeal": SALMAS.act("appealed"),
    "moderation:desk": MODERATORS.page(),
    "moderation:case": MODERATORS.page("case"),
    "moderation:dismiss": MODERATORS.act("case", **WHY),
    "moderation:hide": MODERATORS.act("case", **RULED),
    "moderation:warn": MODERATORS.act("case", **RULED),
    "moderation:suspend": MODERATORS.act("case", **RULED, days="7"),
    "moderation:undo": MODERATORS.act("decision", **WHY),
    "moderation:appeals": MODERATORS.page(),
    "moderation:appeal": MODERATORS.page("appeal"),
    "moderation:grant": MODERATORS.act("appeal", answer="You are right."),
    "moderation:uphold": MODERATORS.act("appeal", answer="It stands."),
    "moderation:log": MODERATORS.page(),
    "moderation:suspended": MODERATORS.page(),
    "moderation:bad_faith": MODERATORS.page(),
    "moderation:data": MEMBER.page(),
    "moderation:export_state": MEMBER.page(),
    "moderation:ask_export": MEMBER.form(),
    "moderation:download": SALMAS.page("data_package"),
    # Money in the wallet binds the one who tries.
    "moderation:leave": answers(MEMBER.form(**LEAVE), 422),
    "moderation:leaving": answers(MEMBER.page(), 404),
    "moderation:stay": answers(MEMBER.act(), 409),
    "moderation:visits": SUPPORTS.form(**VISIT),
    "moderation:end_visit": idle(SUPPORTS.act()),
    "moderation:visit": SUPPORTS.page("visit"),
    "moderation:all_visits": ADMINS.page(),
    "moderation:audited_visit": ADMINS.page("visit"),
    "moderation:audit": ADMINS.page(),
    "moderation:audit_file": ADMINS.page(),
    "orders:leave_suspended": OMARS.form("left", **WHY),
    "api:order_leave_suspended": OMARS.api("orders", "left", post=WHY),
    "api:flags": MEMBER.api("flags", get={}, post=FLAG | {"kind": "gig", "ref": "@gig_live"}),
    "api:decisions": MEMBER.by(SALMA).api("standing", get={}),
    "api:decision": SALMAS.api("standing", "decision", get={}),
    "api:decision_appeal": SALMAS.api("standing", "decision", post=APPEAL),
    "api:decision_withdraw_appeal": SALMAS.api("standing", "appealed", post={}),
    "api:exports": MEMBER.api("custody", get={}, post={"password": PASSWORD}),
    "api:export": SALMAS.api("custody", "data_package", get={}),
    "api:export_file": SALMAS.api("custody", "data_package", get={}),
    "api:departure": answers(
        MEMBER.api("custody", get={}, post={"password": PASSWORD, "username": STRANGER}), 404, 409
    ),
    "api:departure_cancel": answers(MEMBER.api("custody", post={}), 409),
}
