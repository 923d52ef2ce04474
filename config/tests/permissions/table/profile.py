"""What members add to their pages; what machines read of all."""

from config.tests.permissions.rules import MEMBER, PUBLIC, SALMAS, Lines
from config.tests.permissions.world import picture

ROWS = {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"}
DAYS = {"first_day": "@next_month", "last_day": "@next_month"}
DETAILS = {"city": "Abha", "weekly_hours": 20, "spoken": [], "links": []}
ENTRY = {"kind": "education", "title": "Arts", "from_year": 2010}
KEYS = {"endpoint": "https://push.example/x", "p256dh": "@p256dh", "auth": "@auth"}
TABLE: dict[str, Lines] = {
    "accounts:set_cover": MEMBER.act(picture=picture),
    "accounts:remove_cover": MEMBER.act(),
    "accounts:details": MEMBER.form(city="Abha"),
    "accounts:edit_cv": MEMBER.form(**ROWS),
    "accounts:vacation": MEMBER.form(**DAYS),
    "accounts:end_vacation": MEMBER.act(),
    "api:me_details": MEMBER.api("me", put=DETAILS),
    "api:me_cv": MEMBER.api("me", get={}, put={"entries": [ENTRY]}),
    "api:me_set_vacation": MEMBER.api("me", post=DAYS),
    "api:me_end_vacation": MEMBER.api("me", post={}),
    "sitemap_index": PUBLIC.page(),
    "sitemap_file": PUBLIC.page("section", "one"),
    "feed_articles": PUBLIC.page(),
    "feed_author": PUBLIC.page("salma"),
    "feed_article_category": PUBLIC.page("design"),
    "feed_gigs": PUBLIC.page("design"),
    "share_card": PUBLIC.page("kind", "published_pk"),
    "push_worker": PUBLIC.page(),
    "notifications:subscribe_push": MEMBER.act(**KEYS),
    "notifications:unsubscribe_push": MEMBER.act(endpoint="https://push.example/x"),
    "notifications:remove_device": SALMAS.act("device"),
    "api:notifications_push": MEMBER.api("notifications", get={}, post=KEYS),
    "api:notifications_push_remove": SALMAS.api("notifications", "device", post={}),
}
