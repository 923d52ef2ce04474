"""Searching, favourites, saved searches, and the desk of words."""

from config.tests.permissions.rules import (
    EDITORS,
    MEMBER,
    PUBLIC,
    SALMAS,
    Lines,
    answers,
    idle,
)

THING = {"kind": "gig", "ref": "@live_pk"}
SAVE = {"kind": "gig", "address": "q=logo", "name": "Logos", "rhythm": "daily"}
GROUP = {"words": "parrot\nmacaw", "kind": "synonym", "is_active": "on"}
API_SAVE = {"kind": "gig", "q": "logo", "rhythm": "daily"}


TABLE: dict[str, Lines] = {
    "search:find": PUBLIC.page(q="logo"),
    "search:suggest": PUBLIC.page(q="logo"),
    "search:saved": MEMBER.page(),
    "search:save": MEMBER.form(**SAVE),
    "search:open_saved": SALMAS.page("saved_search"),
    "search:set_rhythm": SALMAS.act("saved_search", rhythm="daily"),
    "search:remove_saved": SALMAS.act("saved_search"),
    "search:renew_feed": SALMAS.act("saved_search"),
    "feeds:saved": PUBLIC.page("feed_key"),
    "search:favourites": MEMBER.page(),
    "search:add_favourite": MEMBER.act(**THING),
    "search:remove_favourite": idle(MEMBER.act(**THING)),
    "search:forget_views": idle(PUBLIC.act()),
    "search:groups": EDITORS.page(),
    "search:add_group": EDITORS.form(**GROUP),
    "search:edit_group": EDITORS.form("word_group", **GROUP),
    "search:remove_group": EDITORS.act("word_group"),
    "api:search": MEMBER.api("search", get={"q": "logo"}),
    "api:search_suggest": MEMBER.api("search", get={"q": "logo"}),
    "api:favourites": MEMBER.api("favourites", get={}, post=THING),
    "api:favourite": answers(idle(MEMBER.api("favourites", "kind_gig", "live_pk", delete={})), 404),
    "api:saved_searches": MEMBER.api("saved_searches", get={}, post=API_SAVE),
    "api:saved_search": SALMAS.api(
        "saved_searches", "saved_search", get={}, put={"rhythm": "daily"}, delete={}
    ),
    "api:saved_search_renew_feed": SALMAS.api("saved_searches", "saved_search", post={}),
}
