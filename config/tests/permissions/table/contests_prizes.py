"""Prizes: the winner's own, and the administrators' desk."""

from config.tests.permissions.rules import ADMINS, MEMBER, SALMAS, Lines

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
SEND = {"carrier": "Aramex", "tracking": "A-1"}
TABLE: dict[str, Lines] = {
    "prizes:list": MEMBER.page(),
    "prizes:award": SALMAS.page("award_waiting"),
    "prizes:claim": SALMAS.act("award_waiting", **ADDRESS),
    "prizes:received": SALMAS.act("award_sent"),
    "prizes:desk": ADMINS.page("contest_judged"),
    "prizes:desk_propose": ADMINS.act("contest_judged"),
    "prizes:desk_approve": ADMINS.act("contest_proposed", digest="@proposed_digest"),
    "prizes:desk_progress": ADMINS.page("contest_judged"),
    "prizes:desk_csv": ADMINS.page("contest_judged"),
    "prizes:desk_goods": ADMINS.page(),
    "prizes:desk_send": ADMINS.form("award_due", **SEND),
    "prizes:desk_received": ADMINS.form("award_sent", note="The carrier's page says so."),
    "prizes:desk_report": ADMINS.page("contest_judged"),
    "prizes:desk_report_csv": ADMINS.page("contest_judged"),
    "api:prizes": MEMBER.api("prizes", get={}),
    "api:prize": SALMAS.api("prizes", "award_waiting", get={}),
    "api:prize_claim": SALMAS.api(
        "prizes", "award_waiting", post={"country": "SA", "answers": ANSWERS}
    ),
    "api:prize_received": SALMAS.api("prizes", "award_sent", post={}),
    "api:prize_send": ADMINS.api("prizes", "award_due", post=SEND),
    "api:contest_winners": MEMBER.api("contests", "prized_slug", get={}),
    "api:contest_prizes": ADMINS.api("prizes", "contest_judged", get={}, post={}),
    "api:contest_approve": ADMINS.api(
        "prizes", "contest_proposed", post={"digest": "@proposed_digest"}
    ),
    "api:contest_report": ADMINS.api("prizes", "contest_judged", get={}),
}
