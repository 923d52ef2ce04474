"""Briefs and offers between two, and what articles brought."""

from config.tests.permissions.rules import (
    EDITORS,
    MEMBER,
    OMAR,
    PARTY,
    PUBLIC,
    SALMA,
    SALMAS,
    Lines,
)

BRIEF = {"text": "We open a roastery and want a logo for it."}
TERMS = {
    "title": "A logo",
    "scope": "A logo in two colours",
    "price": "300",
    "delivery_days": "8",
    "revisions": "2",
    "valid_days": "7",
}
API_TERMS = TERMS | {"price_amount": 30_000}
TABLE: dict[str, Lines] = {
    "hiring:from_article": PUBLIC.form("published_pk", **BRIEF),
    "hiring:from_gig": PUBLIC.form("live_pk", **BRIEF),
    "hiring:from_profile": PUBLIC.form("salma", **BRIEF),
    "hiring:resume": MEMBER.page(),
    "hiring:briefs": MEMBER.page(),
    "hiring:make_offer": SALMAS.form("brief", **TERMS),
    "hiring:decline_brief": PARTY.by(SALMA).act("brief"),
    "hiring:withdraw_brief": PARTY.by(OMAR).act("brief"),
    "hiring:counter_offer": PARTY.by(OMAR).form("offer", **TERMS),
    "hiring:accept_offer": PARTY.by(OMAR).act("offer"),
    "hiring:decline_offer": PARTY.by(OMAR).act("offer"),
    "hiring:withdraw_offer": PARTY.by(SALMA).act("offer"),
    "hiring:funnel": SALMAS.page("article_published"),
    "hiring:desk_funnel": EDITORS.page(),
    "api:briefs": MEMBER.api("briefs", get={}, post=BRIEF | {"username": "salma"}),
    "api:brief": PARTY.api("briefs", "brief", get={}),
    "api:brief_decline": PARTY.by(SALMA).api("briefs", "brief", post={}),
    "api:brief_withdraw": PARTY.by(OMAR).api("briefs", "brief", post={}),
    "api:brief_offer": PARTY.by(SALMA).api("offers", "brief", post=API_TERMS),
    "api:offer": PARTY.api("offers", "offer", get={}),
    "api:offer_counter": PARTY.by(OMAR).api("offers", "offer", post=API_TERMS),
    "api:offer_accept": PARTY.by(OMAR).api("offers", "offer", post={}),
    "api:offer_decline": PARTY.by(OMAR).api("offers", "offer", post={}),
    "api:offer_withdraw": PARTY.by(SALMA).api("offers", "offer", post={}),
}
