"""Entries: writers their own, everybody those of closed contests, administrators all."""

from config.tests.permissions.rules import (
    ADMIN,
    ADMINS,
    MEMBER,
    PUBLIC,
    SALMA,
    SALMAS,
    Lines,
    also,
    answers,
    hidden,
)

TEXT = {
    "source": "outside",
    "url": "https://blog.example/stranger",
    "title": "A text",
    "language": "en",
    "declaration": "Mine.",
}
MINE = {"url": "https://blog.example/salma"}
RULES = {"min_words": "10", "max_words": "90", "takes_articles": "on"}
APPEAL = {"text": "Count again."}
REASON = {"reason": "Too short."}
FINDING = {"decision": "fine", "note": "Read."}
OPEN = "entry_open"
DESK_OPEN = ("entries_checked", "entry_checked")
TABLE: dict[str, Lines] = {
    "entries:enter": MEMBER.form("entries_slug", **TEXT),
    "entries:list": PUBLIC.page("entries_closed_slug"),
    "entries:mine": MEMBER.page(),
    "entries:entry": (PUBLIC.page("entry_public"), hidden(also(SALMAS.page(OPEN), ADMIN))),
    "entries:look": SALMAS.page(OPEN),
    "entries:look_again": SALMAS.act(OPEN),
    "entries:withdraw": SALMAS.form(OPEN),
    "entries:appeal": SALMAS.form("entry_refused", **APPEAL),
    "entries:desk_rules": ADMINS.form("entries_draft", **RULES),
    "entries:desk": ADMINS.page("entries_checked"),
    "entries:desk_progress": ADMINS.page("entries_checked"),
    "entries:desk_entry": ADMINS.page(*DESK_OPEN),
    "entries:desk_finding": ADMINS.act(*DESK_OPEN, "entry_finding", **FINDING),
    "entries:desk_accept": ADMINS.act("entries_decided", "entry_decided"),
    "entries:desk_refuse": ADMINS.act(*DESK_OPEN, **REASON),
    "entries:desk_reconsider": ADMINS.act("entries_refused", "entry_refused"),
    "entries:desk_uphold": ADMINS.act("entries_appealed", "entry_appealed", **REASON),
    "entries:desk_disqualify": ADMINS.act("entries_public", "entry_public", **REASON),
    # Before closing there is nothing to list, after it nothing to enter.
    "api:contest_entries": (
        answers(MEMBER.api("entries", "entries_closed_slug", get={}, post=TEXT), 409),
        answers(MEMBER.api("entries", "entries_slug", get={}, post=TEXT), 404),
    ),
    "api:contest_writing_rules": ADMINS.api(
        "entries", "entries_draft", get={}, put={"min_words": 10, "max_words": 90}
    ),
    "api:entries": MEMBER.api("entries", get={}),
    "api:entry": (
        answers(MEMBER.api("entries", "entry_public", get={}, put=TEXT), 404, 409),
        also(SALMAS.api("entries", OPEN, get={}, put=TEXT | MINE), ADMIN),
    ),
    "api:entry_withdraw": SALMAS.api("entries", OPEN, post={}),
    "api:entry_look_again": SALMAS.api("entries", OPEN, post={}),
    "api:entry_appeal": SALMAS.by(SALMA).api("entries", "entry_refused", post=APPEAL),
    "api:entry_finding": ADMINS.api("entries", "entry_checked", post={"kind": "length", **FINDING}),
    "api:entry_accept": ADMINS.api("entries", "entry_decided", post={}),
    "api:entry_refuse": ADMINS.api("entries", "entry_checked", post=REASON),
    "api:entry_reconsider": ADMINS.api("entries", "entry_refused", post={}),
    "api:entry_uphold": ADMINS.api("entries", "entry_appealed", post=REASON),
    "api:entry_disqualify": ADMINS.api("entries", "entry_public", post=REASON),
}
