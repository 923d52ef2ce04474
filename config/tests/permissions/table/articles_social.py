"""What readers add to articles; themes; commissioned articles."""

from config.tests.permissions.rules import (
    EDITOR,
    EDITORS,
    FINANCE,
    MEMBER,
    OMAR,
    OMARS,
    PUBLIC,
    SALMA,
    SALMAS,
    Door,
    Kind,
    Lines,
    all_but,
    also,
    answers,
)

# The author, the editors and finance see a commission; each acts in their own way.
STAFF = frozenset({EDITOR, FINANCE, all_but(EDITOR)})
COMMISSION = Door(Kind.PRIVATE, frozenset({SALMA}) | STAFF, changes=True)
ENDING = Door(
    Kind.PRIVATE, frozenset({SALMA}) | STAFF, changes=True, hands=frozenset({SALMA, EDITOR})
)
# Editors and moderators remove comments; the others of the staff see none of it.
REMOVERS = Door(Kind.PRIVATE, frozenset({OMAR, EDITOR, all_but(EDITOR)}), changes=True)
GIVE = Door(Kind.MEMBER, frozenset({OMAR}), changes=True)
PUBLISHED, PUBLISHED_ID, NOTED = "published_pk", "article_published", "article_noted"
OFFERED, ACCEPTED = "commission_offered", "commission_accepted"
TIP = {"amount": "5", "method": "wallet", "words": "", "request_key": "once"}
ASK = {
    "author": "salma",
    "title": "An article",
    "task": "Show how.",
    "fee": "50",
    "deliver_on": "@next_month",
    "request_key": "once",
}
THEME = {
    "title_ar": "سؤال",
    "invitation": "Write.",
    "category": "writing",
    "starts_on": "@next_month",
    "ends_on": "@next_month",
}
WHY = {"reason": "Because"}
TABLE: dict[str, Lines] = {
    "articles:comment": MEMBER.act(PUBLISHED, text="A thought", request_key="once"),
    "articles:react": MEMBER.act(PUBLISHED, kind="useful", is_on="on"),
    # The author is told that there is no such page: tips come from readers.
    "articles:give_tip": GIVE.form(PUBLISHED, **TIP),
    "api:article_tip": GIVE.api("articles", PUBLISHED_ID, post={"amount": 500}),
    "articles:edit_comment": OMARS.form("comment", text="Better"),
    "articles:remove_comment": REMOVERS.form("comment", reason="An address"),
    "articles:tip": OMARS.page("tip"),
    "articles:themes": PUBLIC.page(),
    "articles:theme": PUBLIC.page("theme"),
    "articles:commissions": MEMBER.page(),
    "articles:commission": COMMISSION.page(OFFERED),
    "articles:accept_commission": COMMISSION.by(SALMA).act(OFFERED),
    "articles:decline_commission": COMMISSION.by(SALMA).act(OFFERED, **WHY),
    "articles:withdraw_commission": EDITORS.act(OFFERED),
    "articles:cancel_commission": ENDING.act(ACCEPTED, **WHY),
    "articles:join_theme": SALMAS.act(NOTED, theme="@theme"),
    "articles:desk_commissions": also(EDITORS.page(), FINANCE, all_but(EDITOR)),
    "articles:offer_commission": EDITORS.form(**ASK),
    "articles:desk_themes": EDITORS.page(),
    "articles:make_theme": EDITORS.form(tag="new", **THEME),
    "articles:change_theme": EDITORS.form("theme", **THEME),
    "api:article_comments": MEMBER.api(
        "articles", PUBLISHED_ID, get={}, post={"text": "A thought"}
    ),
    "api:article_react": MEMBER.api("articles", PUBLISHED_ID, post={"kind": "useful"}),
    "api:article_comment_edit": OMARS.api("articles", "comment", post={"text": "Better"}),
    "api:article_comment_remove": REMOVERS.api("articles", "comment", post=WHY),
    "api:article_tips": MEMBER.api("articles", get={}),
    "api:article_themes": MEMBER.api("articles", get={}),
    "api:article_join_theme": SALMAS.api("articles", NOTED, post={"theme": "@theme"}),
    "api:commissions": answers(MEMBER.api("articles", get={}, post={}), 404),
    "api:commission": COMMISSION.api("articles", OFFERED, get={}),
    "api:commission_accept": COMMISSION.by(SALMA).api("articles", OFFERED, post={}),
    "api:commission_decline": COMMISSION.by(SALMA).api("articles", OFFERED, post=WHY),
    "api:commission_withdraw": EDITORS.api("articles", OFFERED, post={}),
    "api:commission_cancel": ENDING.api("articles", ACCEPTED, post=WHY),
}
