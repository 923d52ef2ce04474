"""Sponsorships: the creator's own, and the desk's; growth: the operator's screen."""

from dataclasses import replace

from config.tests.permissions.rules import (
    ADMIN,
    FINANCE,
    MEMBER,
    SALMA,
    SALMAS,
    Door,
    Kind,
    Lines,
    Rule,
    all_but,
    idle,
)

# Either role opens it, so who has every role but finance comes in as an administrator.
STAFF = frozenset({ADMIN, FINANCE, all_but("finance")})
DESK = Door(Kind.PRIVATE, STAFF, changes=True)
# Both sides see it; one of them does the step.
BOTH = Door(Kind.PRIVATE, STAFF | {SALMA}, changes=True)
TERMS = {
    "content": "A video",
    "place": "Main video",
    "publish_by": "@sponsorship_day",
    "stays_days": "30",
    "country": "",
    "licence": "",
    "pay_kind": "money",
    "amount": "200",
}
CHANNEL = {
    "network": "youtube",
    "address": "https://videos.example/stranger",
    "audience": "1000",
    "language": "en",
}
SENT = {**TERMS, "publish_by": "@sponsorship_moment", "amount": 20_000, "currency": "USD"}
PROOF = {"address": "https://videos.example/watch"}
WORDS = {"words_en": "ad", "words_ar": "", "words_he": "", "words_ur": ""}
REASON, NOTE = {"reason": "So."}, {"note": "I saw it."}


def either(rule: Rule, *, by: str) -> Rule:
    """Say that both sides see it and one of them does it."""
    return replace(rule, sees=BOTH.sees, does=frozenset({by}))


TABLE: dict[str, Lines] = {
    "sponsorships:mine": MEMBER.page(),
    "sponsorships:ask": MEMBER.form(**CHANNEL, **TERMS, pitch=""),
    "sponsorships:one": BOTH.page("sponsorship_running"),
    "sponsorships:agree": either(BOTH.act("sponsorship_offered"), by=SALMA),
    "sponsorships:decline": either(BOTH.act("sponsorship_offered", **REASON), by=SALMA),
    "sponsorships:withdraw": either(BOTH.act("sponsorship_running", **REASON), by=SALMA),
    "sponsorships:start": either(BOTH.act("sponsorship_funded"), by=SALMA),
    "sponsorships:word": either(BOTH.act("sponsorship_running", word="salmas-word"), by=SALMA),
    "sponsorships:proof": either(BOTH.act("sponsorship_running", **PROOF), by=SALMA),
    "sponsorships:appeal": either(BOTH.act("sponsorship_refused", text="Look again."), by=SALMA),
    "sponsorships:desk": DESK.page(),
    "sponsorships:desk_invite": DESK.form(username="omar", **CHANNEL, **TERMS, pitch=""),
    "sponsorships:desk_books": DESK.page(),
    "sponsorships:desk_book": DESK.form("sponsorship_country", **WORDS),
    "sponsorships:desk_book_reset": DESK.act("sponsorship_country"),
    "sponsorships:desk_terms": DESK.form("sponsorship_asked", **TERMS),
    "sponsorships:desk_fund": DESK.act("sponsorship_agreed"),
    "sponsorships:desk_confirm": DESK.act("sponsorship_unread", **NOTE),
    "sponsorships:desk_return": DESK.act("sponsorship_unread", **NOTE),
    "sponsorships:desk_refuse": DESK.act("sponsorship_unread", **REASON),
    "api:sponsorships": MEMBER.api("sponsorships", get={}, post={**CHANNEL, **SENT}),
    "api:sponsorship_invite": DESK.api(
        "sponsorships", post={"username": "omar", **CHANNEL, **SENT}
    ),
    "api:sponsorship": BOTH.api("sponsorships", "sponsorship_running", get={}),
    "api:sponsorship_effect": BOTH.api("sponsorships", "sponsorship_running", get={}),
    "api:sponsorship_offer_terms": replace(
        DESK.api("sponsorships", "sponsorship_asked", post=SENT),
        sees=BOTH.sees,
        does=DESK.sees,
    ),
    "api:sponsorship_agree": either(
        SALMAS.api("sponsorships", "sponsorship_offered", post={}), by=SALMA
    ),
    "api:sponsorship_decline": either(
        SALMAS.api("sponsorships", "sponsorship_offered", post={}), by=SALMA
    ),
    "api:sponsorship_withdraw": either(
        SALMAS.api("sponsorships", "sponsorship_running", post=REASON), by=SALMA
    ),
    "api:sponsorship_fund": DESK.api("sponsorships", "sponsorship_agreed", post={}),
    "api:sponsorship_start": either(
        SALMAS.api("sponsorships", "sponsorship_funded", post={}), by=SALMA
    ),
    "api:sponsorship_submit_proof": either(
        SALMAS.api("sponsorships", "sponsorship_running", post=PROOF), by=SALMA
    ),
    "api:sponsorship_confirm_proof": DESK.api("sponsorships", "sponsorship_unread", post=NOTE),
    "api:sponsorship_return_proof": DESK.api("sponsorships", "sponsorship_unread", post=NOTE),
    "api:sponsorship_refuse": DESK.api("sponsorships", "sponsorship_unread", post=REASON),
    "api:sponsorship_appeal": either(
        SALMAS.api("sponsorships", "sponsorship_refused", post={"text": "Look again."}), by=SALMA
    ),
    "growth:screen": idle(DESK.page()),
    "growth:csv": idle(DESK.page()),
    "growth:days_csv": idle(DESK.page()),
    "growth:compare": idle(DESK.page()),
    "growth:cohorts": idle(DESK.page()),
    "growth:cohorts_csv": idle(DESK.page()),
    "growth:things": idle(DESK.page("growth_kind")),
    "growth:things_csv": idle(DESK.page("growth_kind")),
    "api:growth": idle(DESK.api("growth", get={})),
    "api:growth_cohorts": idle(DESK.api("growth", get={})),
    "api:growth_things": idle(DESK.api("growth", "growth_kind", get={})),
}
