"""Conversations: only those who take part."""

from config.tests.permissions.rules import MEMBER, PARTY, SALMA, SALMAS, Lines, idle
from config.tests.permissions.world import paper

TALK = "conversation"
REPLY = {"title": "Hello", "body": "Hello {name}"}
TABLE: dict[str, Lines] = {
    "messaging:inbox": MEMBER.page(),
    "messaging:conversation": PARTY.page(TALK),
    "messaging:news": PARTY.page(TALK),
    "messaging:send": PARTY.act(TALK, body="Hello", uploads=paper),
    "messaging:mute": PARTY.act(TALK, muted="1"),
    "messaging:attachment": PARTY.page("attachment"),
    "api:conversations": MEMBER.api("conversations", get={}),
    "api:conversation": PARTY.api("conversations", TALK, get={}),
    "api:conversation_messages": PARTY.api("conversations", TALK, get={}, post={"body": "Hello"}),
    "messaging:archive": PARTY.act(TALK, archived="1"),
    "messaging:insert_reply": idle(PARTY.by(SALMA).act(TALK, reply="@reply")),
    "messaging:search": MEMBER.page(q="Between us"),
    "messaging:preferences": MEMBER.page(),
    "messaging:set_reading": MEMBER.act(shows="0"),
    "messaging:block": MEMBER.act("salma"),
    "messaging:unblock": MEMBER.act("salma"),
    "messaging:replies": MEMBER.page(),
    "messaging:add_reply": MEMBER.form(**REPLY),
    "messaging:edit_reply": SALMAS.form("reply", **REPLY),
    "messaging:delete_reply": SALMAS.act("reply"),
    "api:conversation_mute": idle(PARTY.api("conversations", TALK, post={"muted": False})),
    "api:conversation_archive": PARTY.api("conversations", TALK, post={"archived": True}),
    "api:conversation_read": idle(PARTY.api("conversations", TALK, post={})),
    "api:conversation_search": MEMBER.api("conversations", get={"q": "Between us"}),
    "api:conversation_blocks": MEMBER.api("conversations", get={}, post={"username": "salma"}),
    "api:conversation_block": MEMBER.api("conversations", "salma", delete={}),
    "api:conversation_reading": MEMBER.api("conversations", get={}, post={"shows_reading": False}),
    "api:conversation_replies": MEMBER.api("conversations", get={}, post=REPLY),
    "api:conversation_reply": SALMAS.api("conversations", "reply", put=REPLY, delete={}),
}
