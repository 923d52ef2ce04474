"""Draws: read by everybody, decided by administrators."""

from config.tests.permissions.rules import ADMINS, MEMBER, PUBLIC, Lines

SOURCE = {"source_kind": "drand"}
VALUE = {"value": "11 482.31", "evidence": "https://exchange.example/index"}
SIGNATURE = {"signature": "ab" * 48}
PASS = {"place": 1, "participant": "@draw_winner", "reason": "declined", "note": "Said so."}
TABLE: dict[str, Lines] = {
    "draws:draw": PUBLIC.page("drawn_slug"),
    "draws:tickets": PUBLIC.page("drawn_slug"),
    "draws:receipt": PUBLIC.page("drawn_slug"),
    "draws:desk": ADMINS.page("drawn"),
    "draws:desk_source": ADMINS.act("follow_draft", **SOURCE),
    "draws:desk_value": ADMINS.act("draw_declared", **VALUE),
    "draws:desk_signature": ADMINS.act("draw_waiting", **SIGNATURE),
    "draws:desk_pass": ADMINS.act("drawn", **PASS),
    "api:draw": MEMBER.api("contests", "drawn", get={}),
    "api:draw_tickets": MEMBER.api("contests", "drawn", get={}),
    "api:draw_receipt": MEMBER.api("contests", "drawn", get={}),
    "api:draw_name_source": ADMINS.api("contests", "follow_draft", post=SOURCE),
    "api:draw_enter_value": ADMINS.api("contests", "draw_declared", post=VALUE),
    "api:draw_enter_signature": ADMINS.api("contests", "draw_waiting", post=SIGNATURE),
    "api:draw_pass_over": ADMINS.api("contests", "drawn", post=PASS),
}
