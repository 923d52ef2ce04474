"""Reviews and levels: read by all once they are published, written by the two sides."""

from config.tests.permissions.rules import (
    MEMBER,
    MODERATORS,
    OMAR,
    PARTY,
    PUBLIC,
    SALMAS,
    Lines,
)

STARS = {"work": "5", "communication": "4", "agreed": "5", "time": "3", "language": "en"}
WORDS = {**STARS, "text": "As it should be."}
ANSWER = {"text": "Thank you.", "language": "en"}
WHY = {"reason": "insult", "note": "It calls names."}
TABLE: dict[str, Lines] = {
    "reviews:write": (
        PARTY.form("reviewable", **WORDS),
        PARTY.form("sealed", **WORDS),
    ),
    "reviews:mine": MEMBER.page(),
    "reviews:of_gig": PUBLIC.page("live_pk"),
    "reviews:detail": PUBLIC.page("review"),
    "reviews:answer": SALMAS.form("review", **ANSWER),
    "reviews:of_member": PUBLIC.page("salma"),
    "reviews:levels": PUBLIC.page(),
    "reviews:my_level": MEMBER.page(),
    "reviews:desk": MODERATORS.page(),
    "reviews:desk_log": MODERATORS.page(),
    "reviews:desk_review": MODERATORS.page("review"),
    "reviews:desk_hide": MODERATORS.act("review", **WHY),
    "reviews:desk_restore": MODERATORS.act("hidden_review", note="It is harmless."),
    "api:reviews": MEMBER.by(OMAR).api("reviews", get={}, post={"order": "@reviewable", **WORDS}),
    "api:review_summary": MEMBER.api("reviews", get={}),
    "api:reviews_written": MEMBER.api("reviews", get={}),
    "api:review": MEMBER.api("reviews", "review", get={}),
    "api:review_edit": SALMAS.api("reviews", "salmas_review", post=WORDS),
    "api:review_answer": SALMAS.api("reviews", "review", post=ANSWER),
    "api:review_hide": MODERATORS.api("reviews", "review", post=WHY),
    "api:review_restore": MODERATORS.api("reviews", "hidden_review", post={"note": "Harmless."}),
    "api:levels": MEMBER.api("reviews", get={}),
    "api:my_level": MEMBER.api("reviews", get={}),
}
