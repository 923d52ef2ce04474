"""The member's own settings, and everybody's page."""

from config.tests.permissions.rules import MEMBER, PUBLIC, SALMAS, Lines
from config.tests.permissions.world import picture

PROFILE = {
    "display_name": "Somebody",
    "headline": "",
    "bio": "",
    "skills": "",
    "country": "SA",
    "timezone": "Asia/Riyadh",
}
TOKEN = {"name": "books", "scopes": ["orders:read"]}
TABLE: dict[str, Lines] = {
    "accounts:profile": PUBLIC.page("salma"),
    "accounts:set_language": PUBLIC.act(language="he"),
    "accounts:settings": MEMBER.form(**PROFILE),
    "accounts:set_picture": MEMBER.act(picture=picture),
    "accounts:remove_picture": MEMBER.act(),
    "accounts:set_taking_work": MEMBER.act(is_taking_work="on"),
    "accounts:preferences": MEMBER.form(language="he", digits="latn"),
    "accounts:tokens": MEMBER.page(),
    "accounts:new_token": MEMBER.form(**TOKEN, lasts="30"),
    "accounts:revoke_token": SALMAS.act("token"),
    "api:me": MEMBER.api("me", get={}, patch={"headline": "New"}),
    "api:me_set_preferences": MEMBER.api("me", post={"language": "he", "digits": "latn"}),
    "api:me_set_taking_work": MEMBER.api("me", post={"is_taking_work": False}),
    "api:tokens": MEMBER.api("tokens", get={}, post=TOKEN),
    "api:token": SALMAS.api("tokens", "token", get={}),
    "api:tokens_revoke": SALMAS.api("tokens", "token", post={}),
}
