"""The forum of those who write: topics, posts, likes, solutions, moderating, categories."""

from config.tests.permissions.rules import (
    MEMBER,
    MODERATOR,
    PUBLIC,
    SALMA,
    Door,
    Kind,
    Lines,
    all_but,
)
from config.tests.permissions.world import picture

# Moderators and community managers look after the forum.
LOOKING_AFTER = frozenset({MODERATOR, all_but(MODERATOR)})
STAFF = Door(Kind.PRIVATE, LOOKING_AFTER, changes=True)
OWN = Door(Kind.PRIVATE, LOOKING_AFTER | {SALMA}, changes=True)
# What stands in public is no secret: who may not do it is told so.
ASKER = Door(Kind.MEMBER, changes=True).by(SALMA)
TOPIC, OTHER, POLLED = "forum_topic", "forum_other", "forum_polled"
POST, SOLUTION, MINE = "forum_answer", "forum_solution", "forum_own"
GONE, HELD, SHUT = "forum_removed", "forum_held", "forum_shut"
WHY = {"reason": "Because"}
NEW = {
    "title": "A question about boxes",
    "category": "@forum_category_pk",
    "body": "Words",
    "poll_most": "1",
}
SENT = {"title": "A question about boxes", "category": "web", "body": "Words"}
EDIT = {"body": "Other words", "version": 2}
MOVE = {"category": "@forum_other_category_pk", "title": "A better title", **WHY}
SPLIT = {
    "posts": ["@forum_answer"],
    "title": "A matter of its own",
    "category": "@forum_category_pk",
    **WHY,
}
NAMES = dict.fromkeys(("ar", "en", "he", "ur"), "New")
CATEGORY = {
    "kind": "questions",
    "position": "5",
    **{f"name_{code}": name for code, name in NAMES.items()},
}
DRAFT = {"slug": "fresh", "kind": "questions", "names": NAMES}
TABLE: dict[str, Lines] = {
    "forum:front": PUBLIC.page(),
    "forum:category": PUBLIC.page("forum_category"),
    "forum:tags": PUBLIC.page(),
    "forum:tag": PUBLIC.page("forum_tag"),
    "forum:topic": PUBLIC.page(TOPIC, "forum_slug"),
    "forum:old_topic": PUBLIC.page(TOPIC),
    "forum:post": PUBLIC.page(POST),
    "forum:history": PUBLIC.page(MINE),
    "forum:likers": PUBLIC.page(POST),
    "forum:start": MEMBER.form(**NEW),
    "forum:similar": MEMBER.page(title="centre a box"),
    "forum:preview": MEMBER.act(body="Words"),
    "forum:add_picture": MEMBER.act(image=picture),
    "forum:reply": MEMBER.act(TOPIC, body="A reply"),
    "forum:quote": MEMBER.page(POST),
    "forum:like": MEMBER.act(POST),
    "forum:unlike": MEMBER.act(POST),
    "forum:vote": MEMBER.act(POLLED, options="1"),
    "forum:close_poll": ASKER.act(POLLED),
    "forum:solve": ASKER.act(POST),
    "forum:unsolve": ASKER.act(SOLUTION),
    "forum:edit": OWN.form(MINE, **EDIT),
    "forum:restore_version": ASKER.act(MINE, "forum_version"),
    "forum:remove": OWN.form(MINE, **WHY),
    "forum:undo_removal": OWN.act(GONE),
    "forum:release": STAFF.act(HELD),
    "forum:close": STAFF.act(TOPIC),
    "forum:open": STAFF.act(SHUT),
    "forum:pin": STAFF.act(TOPIC),
    "forum:unpin": STAFF.act(OTHER),
    "forum:archive": STAFF.act(TOPIC),
    "forum:unarchive": STAFF.act(SHUT),
    "forum:move": STAFF.form(TOPIC, **MOVE),
    "forum:merge": STAFF.form(TOPIC, target="@forum_other", **WHY),
    "forum:split": STAFF.form(TOPIC, **SPLIT),
    "forum:undo_act": STAFF.act("forum_act"),
    "forum:categories": STAFF.page(),
    "forum:make_category": STAFF.form(slug="fresh", **CATEGORY),
    "forum:change_category": STAFF.form("forum_category", slug="web", **CATEGORY),
    "api:forum_categories": MEMBER.api("forum", get={}),
    "api:forum_topics": MEMBER.api("forum", get={}, post=SENT),
    "api:forum_topic": MEMBER.api("forum", TOPIC, get={}),
    "api:forum_posts": MEMBER.api("forum", TOPIC, get={}),
    "api:forum_reply": MEMBER.api("forum", TOPIC, post={"body": "A reply"}),
    "api:forum_poll": MEMBER.api("forum", POLLED, get={}),
    "api:forum_vote": MEMBER.api("forum", POLLED, post={"options": [1]}),
    "api:forum_close_poll": ASKER.api("forum", POLLED, post=WHY),
    "api:forum_pictures": MEMBER.api("forum", post={"image": picture}),
    "api:forum_post": MEMBER.api("forum", POST, get={}),
    "api:forum_history": MEMBER.api("forum", MINE, get={}),
    "api:forum_edit": ASKER.api("forum", MINE, post={"body": "Other words"}),
    "api:forum_restore_version": ASKER.api("forum", MINE, post={"number": 1}),
    "api:forum_remove": ASKER.api("forum", MINE, post=WHY),
    "api:forum_restore": OWN.api("forum", GONE, post={}),
    "api:forum_like": MEMBER.api("forum", POST, post={}),
    "api:forum_unlike": MEMBER.api("forum", POST, post={}),
    "api:forum_solve": ASKER.api("forum", POST, post={}),
    "api:forum_unsolve": ASKER.api("forum", SOLUTION, post={}),
    "api:forum_release": STAFF.api("forum", HELD, post={}),
    "api:forum_close": STAFF.api("forum", TOPIC, post=WHY),
    "api:forum_open": STAFF.api("forum", SHUT, post=WHY),
    "api:forum_pin": STAFF.api("forum", TOPIC, post=WHY),
    "api:forum_unpin": STAFF.api("forum", OTHER, post=WHY),
    "api:forum_archive": STAFF.api("forum", TOPIC, post=WHY),
    "api:forum_unarchive": STAFF.api("forum", SHUT, post=WHY),
    "api:forum_move": STAFF.api("forum", TOPIC, post={"category": "hall", **WHY}),
    "api:forum_retitle": STAFF.api("forum", TOPIC, post={"title": "A better title", **WHY}),
    "api:forum_merge": STAFF.api("forum", TOPIC, post={"into": "@forum_other", **WHY}),
    "api:forum_split": STAFF.api(
        "forum",
        TOPIC,
        post={"posts": ["@forum_answer"], "title": "A matter of its own", "category": "web", **WHY},
    ),
    "api:forum_undo_act": STAFF.api("forum", "forum_act", post={}),
    "api:forum_make_category": STAFF.api("forum", post=DRAFT),
    "api:forum_change_category": STAFF.api("forum", "forum_category", put={**DRAFT, "slug": "web"}),
}
