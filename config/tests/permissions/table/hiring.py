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
    "hiring:decline_brief": PARTY.act("brief", by=SALMA),
    "hiring:withdraw_brief": PARTY.act("brief", by=OMAR),
    "hiring:counter_offer": PARTY.form("offer", by=OMAR, **TERMS),
    "hiring:accept_offer": PARTY.act("offer", by=OMAR),
    "hiring:decline_offer": PARTY.act("offer", by=OMAR),
    "hiring:withdraw_offer": PARTY.act("offer", by=SALMA),
    "hiring:funnel": SALMAS.page("article_published"),
    "hiring:desk_funnel": EDITORS.page(),
    "api:briefs": MEMBER.api("briefs", get={}, post=BRIEF | {"username": "salma"}),
    "api:brief": PARTY.api("briefs", "brief", get={}),
    "api:brief_decline": PARTY.api("briefs", "brief", by=SALMA, post={}),
    "api:brief_withdraw": PARTY.api("briefs", "brief", by=OMAR, post={}),
    "api:brief_offer": PARTY.api("offers", "brief", by=SALMA, post=API_TERMS),
    "api:offer": PARTY.api("offers", "offer", get={}),
    "api:offer_counter": PARTY.api("offers", "offer", by=OMAR, post=API_TERMS),
    "api:offer_accept": PARTY.api("offers", "offer", by=OMAR, post={}),
    "api:offer_decline": PARTY.api("offers", "offer", by=OMAR, post={}),
    "api:offer_withdraw": PARTY.api("offers", "offer", by=SALMA, post={}),
}
