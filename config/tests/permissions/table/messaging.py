"""Conversations: only those who take part."""

from config.tests.permissions.rules import MEMBER, PARTY, Lines
from config.tests.permissions.world import paper

TALK = "conversation"
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
}
