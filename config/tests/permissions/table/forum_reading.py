"""Those who read the forum: marks, levels, drafts, bookmarks, feeds, mails; its desk and log."""

import json

from config.tests.permissions.rules import (
    MEMBER,
    MODERATOR,
    MODERATORS,
    PUBLIC,
    SALMAS,
    Door,
    Kind,
    Lines,
    all_but,
    answers,
    idle,
)

# A moderator, or a community manager, who is anybody of the staff but a moderator here.
KEEPERS = Door(Kind.PRIVATE, frozenset({MODERATOR, all_but(MODERATOR)}), changes=True)
LEVEL = {"level": "watching"}
DRAFT = {"place": "topic", "revision": 0, "fields": json.dumps({"body": "Begun."})}
SENT_DRAFT = {"fields": {"body": "Begun."}, "revision": 0}
REMOVAL = {"rule": "2.1", "reason": "Criticise the work, not the person."}
CHOICE = {"digest": "never", "after_topic": "3", "after_reply": "2"}
SENT_CHOICE = {"digest": "never", "after_topic": "watching", "after_reply": "tracking"}
MARK = {"marks": [{"topic": "@read_topic", "number": 1}]}

TABLE: dict[str, Lines] = {
    "forum:unread": MEMBER.page(),
    "forum:new": MEMBER.page(),
    "forum:waiting": MEMBER.page(),
    "forum:mark_read": MEMBER.act(marks="1:1"),
    "forum:mark_all_read": MEMBER.act(),
    "forum:first_unread": PUBLIC.page("read_topic", "read_slug"),
    "forum:seen": PUBLIC.page("read_topic", "read_number"),
    "forum:topic_level": MEMBER.act("read_topic", **LEVEL),
    "forum:category_level": MEMBER.form("read_category", **LEVEL),
    "forum:tag_level": MEMBER.form("read_tag", **LEVEL),
    "forum:drafts": MEMBER.page(),
    "forum:draft_box": MEMBER.page(place="topic"),
    "forum:save_draft": MEMBER.act(**DRAFT),
    "forum:delete_draft": SALMAS.act("forum_draft"),
    "forum:bookmarks": MEMBER.page(),
    "forum:bookmark": MEMBER.form("read_post", note="Look again"),
    "forum:remove_bookmark": SALMAS.act("forum_bookmark"),
    "forum:preferences": MEMBER.form(**CHOICE),
    "forum:renew_feeds": MEMBER.act(),
    # The signed token is the permission.
    "forum:stop_digest": PUBLIC.form("forum_digest_token"),
    "forum:mute_by_mail": PUBLIC.form("forum_mute_token"),
    "forum:feed_latest": PUBLIC.page("feed_form"),
    "forum:feed_category": PUBLIC.page("feed_form", "read_category"),
    "forum:feed_tag": PUBLIC.page("feed_form", "read_tag"),
    "forum:feed_topic": PUBLIC.page("feed_form", "read_topic"),
    "forum:feed_watched": PUBLIC.page("feed_form", "feed_token"),
    "forum:log": PUBLIC.page(),
    "forum:desk": KEEPERS.page(),
    "forum:desk_accept": KEEPERS.act("held_post"),
    "forum:desk_edit": KEEPERS.act("held_post", body="Better words.", reason="Clearer."),
    "forum:desk_remove": KEEPERS.act("held_post", **REMOVAL),
    "forum:desk_warn": MODERATORS.act("held_post", **REMOVAL),
    "forum:desk_undo": KEEPERS.act("queue_decision"),
    # What isn't signed by a provider is refused; here none is configured.
    "forum_inbound_mail": answers(PUBLIC.act("mail_gateway"), 404),
    "forum_inbound_mime": answers(PUBLIC.act("mail_gateway"), 404),
    "api:forum_waiting": MEMBER.api("forum", get={}),
    "api:forum_read": idle(MEMBER.api("forum", post=MARK)),
    "api:forum_topic_level": MEMBER.api("forum", "read_topic", get={}, put=LEVEL),
    "api:forum_category_level": MEMBER.api("forum", "read_category", get={}, put=LEVEL),
    "api:forum_tag_level": MEMBER.api("forum", "read_tag", get={}, put=LEVEL),
    "api:forum_drafts": MEMBER.api("forum", get={}),
    # Each member has places of their own: the same address is another draft for another one.
    "api:forum_draft": (
        SALMAS.api("forum", "draft_place", get={}, delete={}),
        # Who has begun nothing there has nothing to read.
        answers(MEMBER.api("forum", "new_place", put=SENT_DRAFT), 404),
    ),
    "api:forum_bookmarks": MEMBER.api("forum", get={}),
    "api:forum_bookmark_post": MEMBER.api("forum", "read_post", put={"note": "Look again"}),
    "api:forum_bookmark": SALMAS.api("forum", "forum_bookmark", delete={}),
    "api:forum_preferences": MEMBER.api("forum", get={}, put=SENT_CHOICE),
}
