"""Prizes: the winner's own, and the administrators' desk."""

from dataclasses import replace

from config.tests.permissions.rules import ADMIN, ADMINS, MEMBER, SALMA, SALMAS, Lines, idle

ADDRESS = {
    "country": "SA",
    "verb": "claim",
    "recipient": "Salma",
    "street": "1 Palm Street",
    "city": "Abha",
    "postcode": "62521",
    "phone": "+966 50 000 0000",
}
ANSWERS = {key: ADDRESS[key] for key in ("recipient", "street", "city", "postcode", "phone")}
# Goods came: their winner says so, or who saw the proof.
RECEIVERS = frozenset({SALMA, ADMIN})
SEND = {"carrier": "Aramex", "tracking": "A-1"}
TABLE: dict[str, Lines] = {
    "prizes:list": MEMBER.page(),
    "prizes:award": SALMAS.page("award_waiting"),
    "prizes:claim": SALMAS.act("award_waiting", **ADDRESS),
    "prizes:received": SALMAS.act("award_sent"),
    "prizes:desk": ADMINS.page("prizes_contest"),
    # The same winners again change nothing.
    "prizes:desk_propose": idle(ADMINS.act("prizes_contest")),
    "prizes:desk_approve": ADMINS.act("prizes_proposed", digest="@proposed_digest"),
    "prizes:desk_progress": ADMINS.page("prizes_contest"),
    "prizes:desk_csv": ADMINS.page("prizes_contest"),
    "prizes:desk_goods": ADMINS.page(),
    "prizes:desk_send": ADMINS.form("award_due", **SEND),
    "prizes:desk_received": ADMINS.form("award_sent", note="The carrier's page says so."),
    "prizes:desk_report": ADMINS.page("prizes_contest"),
    "prizes:desk_report_csv": ADMINS.page("prizes_contest"),
    "api:prizes": MEMBER.api("prizes", get={}),
    "api:prize": SALMAS.api("prizes", "award_waiting", get={}),
    "api:prize_claim": SALMAS.api(
        "prizes", "award_waiting", post={"country": "SA", "answers": ANSWERS}
    ),
    "api:prize_received": replace(
        SALMAS.api("prizes", "award_sent", post={}), sees=RECEIVERS, does=RECEIVERS
    ),
    "api:prize_send": ADMINS.api("prizes", "award_due", post=SEND),
    "api:contest_winners": MEMBER.api("contests", "prized_slug", get={}),
    "api:contest_prizes": idle(ADMINS.api("prizes", "prizes_contest", get={}, post={})),
    "api:contest_approve": ADMINS.api(
        "prizes", "prizes_proposed", post={"digest": "@proposed_digest"}
    ),
    "api:contest_report": ADMINS.api("prizes", "prizes_contest", get={}),
}
