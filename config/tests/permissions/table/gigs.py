"""Services on offer, their editor, and the editors' desk."""

from config.tests.permissions.rules import (
    EDITOR,
    EDITORS,
    MEMBER,
    PUBLIC,
    SALMAS,
    Lines,
    also,
    hidden,
    idle,
)
from config.tests.permissions.world import picture

OVERVIEW = {
    "title": "A logo",
    "category": "@category",
    "language": "en",
    "description": "What you get and how I work.",
    "tags": "logo",
}
PACKAGE = {"price_amount": "120", "delivery_days": "5", "revisions": "1"}
NO_ROWS = {
    f"{name}-{count}_FORMS": "0"
    for name in ("features", "extras", "questions", "faqs")
    for count in ("TOTAL", "INITIAL")
}
PACKAGES = {f"basic-{name}": value for name, value in PACKAGE.items()} | NO_ROWS
API_OVERVIEW = OVERVIEW | {"category": "logo", "tags": ["logo"]}
API_PACKAGES = {
    "packages": [{"tier": "basic", "price_amount": 9_000, "delivery_days": 5, "revisions": 1}]
}
NOTHING: dict[str, list[object]] = {"extras": [], "questions": [], "faqs": []}
ADDITIONS = NOTHING | {"questions": [{"text": "What is the shop called?"}]}
WHY, COMMENT = {"reason": "Because"}, {"comment": "Please"}
DRAFT, IMAGE = "gig_draft", ("gig_draft", "gig_image_after")
TABLE: dict[str, Lines] = {
    "gigs:browse": PUBLIC.page(),
    "gigs:detail": (
        PUBLIC.page("live_pk", "live_slug"),
        hidden(also(SALMAS.page("draft_pk", "draft_slug"), EDITOR)),
    ),
    "gigs:short": (
        PUBLIC.page("live_pk"),
        hidden(also(SALMAS.page("draft_pk"), EDITOR)),
    ),
    "gigs:price": (
        PUBLIC.act("live_pk", package="@package"),
        hidden(idle(also(SALMAS.act("draft_pk"), EDITOR))),
    ),
    "gigs:mine": MEMBER.page(),
    "gigs:create": MEMBER.form(**OVERVIEW),
    "gigs:edit": SALMAS.form(DRAFT, **OVERVIEW),
    "gigs:edit_packages": SALMAS.form(DRAFT, **PACKAGES),
    "gigs:edit_extras": SALMAS.form(
        DRAFT, **NO_ROWS | {"faqs-TOTAL_FORMS": "1", "faqs-0-question": "Q", "faqs-0-answer": "A"}
    ),
    "gigs:edit_pictures": SALMAS.page(DRAFT),
    "gigs:edit_publish": SALMAS.page(DRAFT),
    "gigs:add_image": SALMAS.act(DRAFT, image=picture, alt="A logo"),
    "gigs:remove_image": SALMAS.act(*IMAGE),
    "gigs:move_image": SALMAS.act(*IMAGE, to="earlier"),
    "gigs:describe_image": SALMAS.act(*IMAGE, alt="Another"),
    "gigs:submit": SALMAS.act(DRAFT),
    "gigs:withdraw": SALMAS.act("gig_in_review"),
    "gigs:pause": SALMAS.act("gig_live"),
    "gigs:resume": SALMAS.act("gig_paused"),
    "gigs:reopen": SALMAS.act("gig_declined"),
    "gigs:delete": SALMAS.act(DRAFT),
    "gigs:desk": EDITORS.page(),
    "gigs:desk_gig": EDITORS.page("gig_in_review"),
    "gigs:approve": EDITORS.act("gig_in_review"),
    "gigs:request_changes": EDITORS.act("gig_in_review", **COMMENT),
    "gigs:decline": EDITORS.act("gig_in_review", **WHY),
    "gigs:take_down": EDITORS.act("gig_live", **WHY),
    "api:gigs": MEMBER.api("gigs", get={}, post=API_OVERVIEW),
    "api:gigs_mine": MEMBER.api("gigs", get={}),
    "api:gig": (
        MEMBER.api("gigs", "gig_live", get={}),
        also(SALMAS.api("gigs", DRAFT, get={}, put=API_OVERVIEW, delete={}), EDITOR),
    ),
    "api:gig_packages": SALMAS.api("gigs", DRAFT, put=API_PACKAGES),
    "api:gig_additions": SALMAS.api("gigs", DRAFT, put=ADDITIONS),
    "api:gig_images": SALMAS.api("gigs", DRAFT, post={"image": picture, "alt": "A logo"}),
    "api:gig_image": SALMAS.api("gigs", *IMAGE, delete={}),
    "api:gig_submit": SALMAS.api("gigs", DRAFT, post={}),
    "api:gig_withdraw": SALMAS.api("gigs", "gig_in_review", post={}),
    "api:gig_pause": SALMAS.api("gigs", "gig_live", post={}),
    "api:gig_resume": SALMAS.api("gigs", "gig_paused", post={}),
    "api:gig_reopen": SALMAS.api("gigs", "gig_declined", post={}),
    "api:gig_approve": EDITORS.api("gigs", "gig_in_review", post={}),
    "api:gig_request_changes": EDITORS.api("gigs", "gig_in_review", post=COMMENT),
    "api:gig_decline": EDITORS.api("gigs", "gig_in_review", post=WHY),
    "api:gig_take_down": EDITORS.api("gigs", "gig_live", post=WHY),
}
