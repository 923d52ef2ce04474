"""Articles: read, written, reviewed."""

from config.tests.permissions.rules import EDITORS, MEMBER, PUBLIC, SALMAS, Lines
from config.tests.permissions.world import picture

DRAFT = {
    "title": "A new title",
    "summary": "In short",
    "source": "A word and another one. " * 60,
    "language": "en",
    "category": "design",
    "revision": "@revision",
}
WHY = {"reason": "Because"}
NOTED, WAITING = "article_noted", "article_waiting"
TABLE: dict[str, Lines] = {
    "articles:list": PUBLIC.page(),
    "articles:detail": PUBLIC.page("published_pk", "published_slug"),
    "articles:write": PUBLIC.page(),
    "articles:start": MEMBER.act(),
    "articles:preview": MEMBER.act(source="**Hello**"),
    "articles:edit": SALMAS.form(NOTED, **DRAFT),
    "articles:autosave": SALMAS.act(NOTED, **DRAFT),
    "articles:submit": SALMAS.act(NOTED, **DRAFT),
    "articles:take_back": SALMAS.act(WAITING),
    "articles:set_hiring": SALMAS.act(NOTED, is_enabled="0"),
    "articles:add_image": SALMAS.act(NOTED, image=picture, alt="A logo"),
    "articles:remove_image": SALMAS.act(NOTED, "article_image"),
    "articles:resolve_note": SALMAS.act(NOTED, "note"),
    "articles:desk": EDITORS.page(),
    "articles:review": EDITORS.page(WAITING),
    "articles:add_note": EDITORS.act(WAITING, quote="", body="A remark"),
    "articles:request_changes": EDITORS.act(WAITING, **WHY),
    "articles:decline": EDITORS.act(WAITING, **WHY),
    "articles:publish": EDITORS.act(WAITING),
    "api:articles": MEMBER.api("articles", get={}, post={}),
    "api:articles_mine": MEMBER.api("articles", get={}),
    "api:article": SALMAS.api("articles", NOTED, get={}, put=DRAFT),
    "api:article_submit": SALMAS.api("articles", NOTED, post={}),
    "api:article_take_back": SALMAS.api("articles", WAITING, post={}),
    "api:article_publish": EDITORS.api("articles", WAITING, post={}),
    "api:article_request_changes": EDITORS.api("articles", WAITING, post=WHY),
    "api:article_decline": EDITORS.api("articles", WAITING, post=WHY),
}
